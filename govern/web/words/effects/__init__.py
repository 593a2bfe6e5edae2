"""What proposals bring about, in words."""
