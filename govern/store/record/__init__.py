"""The record as kept: leaves, tiles, checkpoints and text blobs."""
