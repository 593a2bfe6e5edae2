"""Storage: the record, the public tables projected from it, and private tables."""
