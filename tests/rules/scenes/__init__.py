"""Scenes in which each rule refuses once."""
