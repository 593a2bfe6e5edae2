"""Short words with which tests tell what people do."""
