"""Stories of mail, warnings and lost keys."""
