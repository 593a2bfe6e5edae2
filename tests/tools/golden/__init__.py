"""Golden records: how tests read, compare and make them."""
