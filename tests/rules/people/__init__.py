"""Tests of the rules about members, keys, clubs, tokens."""
