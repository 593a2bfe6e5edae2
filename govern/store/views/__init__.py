"""What pages read: rows of several tables joined, looked up by indexes."""
