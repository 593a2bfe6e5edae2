"""The inventory of rules: all that a released format or version promises, generated from the code."""
