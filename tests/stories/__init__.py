"""Whole tales, from invitation to payment."""
