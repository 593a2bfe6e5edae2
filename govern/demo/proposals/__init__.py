"""The demonstration's proposals, by what becomes of them."""
