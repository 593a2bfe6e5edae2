"""Makes test vectors for other implementations: `python -m tests.tools.vectors` adds those that are missing.

Keys, clock and random numbers are fixed, so a vector comes out the same wherever it is made. A published one stays
as it is: this program never writes over a folder that exists. It rewrites the index.
"""
