"""A general transparency log: strict JSON, signed envelopes, Merkle tiles, notes and proofs (see README.md)."""
