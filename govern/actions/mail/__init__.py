"""Mail: addresses, header lines, guest lists, letters, and the sender of the outbox."""
