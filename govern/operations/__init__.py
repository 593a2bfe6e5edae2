"""The operator's work on an instance: backup, restore, move, permissions and health checks."""
