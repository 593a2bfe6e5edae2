"""Rules about people: members, keys, roles, clubs, tokens and epochs."""
