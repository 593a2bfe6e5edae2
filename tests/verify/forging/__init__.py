"""A server that forges with its own keys, and the records that it makes."""
