"""People at their browsers, and what they do on the pages."""
