"""What programs ask: the parameters of addresses below /api, checked, and lists page by page."""
