"""The operator's work on an instance: backup, restore, moving, permissions and the examination of its state."""
