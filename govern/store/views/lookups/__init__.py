"""What pages look up for many keys at once: by key, and what statements are about."""
