"""What the site keeps for one person or one office, and that nobody else changes it."""
