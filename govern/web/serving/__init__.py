"""The socket side of the web server: connections with deadlines, and separate threads for special requests."""
