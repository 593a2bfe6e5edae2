"""Bank statements in tables: finds columns, signs, currencies and balances, and asks about ambiguities."""
