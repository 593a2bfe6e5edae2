"""Each statement in one sentence."""
