"""Counts of ballots that rank options, introduced by format 3 of the rulebook."""
