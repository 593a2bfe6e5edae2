"""What stands around every page: the checks before a view and what every answer carries."""
