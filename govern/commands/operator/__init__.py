"""Commands for operators: maintain, examine and move an instance."""
