"""Mail: addresses, lines of headers, lists of guests, and what is written to newcomers."""
