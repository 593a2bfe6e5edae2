"""Pages about people: members, clubs, offices, keys, notices, delegations."""
