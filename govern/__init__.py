"""Self-hosted governance: signed acts of people, with consequences that anyone can recompute."""
