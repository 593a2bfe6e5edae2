"""People at browsers, and what they do on the pages."""
