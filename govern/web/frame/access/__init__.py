"""Access control: sessions, read access, rate limits, hosts and headers."""
