"""What waits for somebody, in words."""
