"""Golden records: read into databases, compared, and made."""
