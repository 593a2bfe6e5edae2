"""Signing in, as pages do it: sessions of browsers, limits on guessing, new passwords, proofs of a device's key."""
