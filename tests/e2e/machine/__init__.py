"""A state machine of random acts: what each person can do, what is forbidden, and the invariants."""
