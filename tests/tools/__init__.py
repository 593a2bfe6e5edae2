"""Tools of the tests: browsers, database servers, web servers and generators; nothing needs installing by hand."""
