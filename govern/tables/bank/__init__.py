"""Bank statements in tables: columns by their names, signs, currencies, balances, and what has to be asked."""
