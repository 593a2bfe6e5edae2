"""What a statement is: fields, ids, errors, facts, and the state that rules look things up in."""
