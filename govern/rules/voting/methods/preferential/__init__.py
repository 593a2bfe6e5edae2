"""Voting methods whose ballots rank options, introduced by format 3 of the rulebook."""
