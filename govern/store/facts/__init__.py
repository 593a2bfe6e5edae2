"""Rows of public facts, one module for each module of protocol.facts."""
