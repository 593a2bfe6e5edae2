"""Scenes that end with a refusal, by subject; imported, each module enters its own in `tests.rules.scenes.scene`."""
