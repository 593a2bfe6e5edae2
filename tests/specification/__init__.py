"""The written specification is true: tables are those that the code gives, examples are made anew."""
