"""The tests of govern, laid out like govern itself."""
