"""Sign-in: sessions, limits on guessing, new passwords, and proofs of a device's key."""
