"""The frame of all pages: checks before views, and headers and data common to all answers."""
