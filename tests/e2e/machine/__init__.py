"""A community in which anything may happen: who could do what, what is forbidden, and what must hold all the time."""
