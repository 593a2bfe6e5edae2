"""What the community means: pure rules that turn signed statements into facts, or refuse them."""
