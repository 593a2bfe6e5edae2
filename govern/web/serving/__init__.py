"""The socket side of the web server: connections with deadlines, and threads apart for what must not wait or delay."""
