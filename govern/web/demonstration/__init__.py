"""What the demonstration shows besides the community itself."""
