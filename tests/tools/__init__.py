"""The test ground: a browser, a database server and a web server that any bare machine can run."""
