"""Pages of the books: journal, accounts, bank, imports and exports."""
