"""What all tests of one run share."""
