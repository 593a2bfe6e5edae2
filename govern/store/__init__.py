"""Where things are kept: the record, the public tables projected from it, and the private tables beside it."""
