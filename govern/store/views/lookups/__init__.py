"""Look-ups for many keys at once: values by key, and the objects of statements."""
