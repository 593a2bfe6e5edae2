"""Self-hosted governance: signed acts of persons, consequences that anyone can recompute."""
