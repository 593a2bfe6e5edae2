"""End-to-end tests of mail and of warnings in the browser."""
