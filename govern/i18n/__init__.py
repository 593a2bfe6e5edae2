"""Languages and their catalogues; everything here works without a request and without a database."""
