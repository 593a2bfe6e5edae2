"""The protocol of statements: fields, ids, errors, facts, and the state on which rules decide."""
