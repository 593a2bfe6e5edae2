"""The page of the rulebook form: one view, made of inputs with their values and errors."""
