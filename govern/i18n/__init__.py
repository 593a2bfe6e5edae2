"""Languages and their catalogues, independent of requests and the database."""
