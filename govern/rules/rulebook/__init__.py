"""Rulebooks: typed form, formats, linter, order in time, simulation and presets."""
