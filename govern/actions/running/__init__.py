"""What a running server does every second, beside answering."""
