"""What the tests run on: browsers, database servers, web servers and generators; nothing needs installing by hand."""
