"""Rulebooks: their typed form, the linter, their order in time, simulation and presets."""
