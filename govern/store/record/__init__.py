"""The stored record: leaves, tiles, checkpoints and text blobs."""
