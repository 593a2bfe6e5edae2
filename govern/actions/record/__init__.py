"""The record as files for downloads."""
