"""What a whole run of the tests shares."""
