"""The rules of statements: pure functions that return facts or refuse."""
