"""Resources that all tests of one run share."""
