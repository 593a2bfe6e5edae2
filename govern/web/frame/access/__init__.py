"""Who may use what: sessions, readers, rate limits, hosts and headers."""
