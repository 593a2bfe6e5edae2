"""What waits for a member to do."""
