"""The inventory of rules: what each released format and version promises, generated from the code."""
