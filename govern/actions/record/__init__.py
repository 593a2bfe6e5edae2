"""The record as files for downloads, one by one or in a zip."""
