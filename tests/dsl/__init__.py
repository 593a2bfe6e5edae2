"""A small language for tests: what people do in a community, in a few words each."""
