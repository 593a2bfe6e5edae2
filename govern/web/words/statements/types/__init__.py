"""The words of the types of statements, by subject; each module in this folder defines them as `WORDS`."""
