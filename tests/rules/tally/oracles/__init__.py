"""Counts compared with published elections and with other programs."""
