"""What people call themselves and their things: names, and which of them look alike."""
