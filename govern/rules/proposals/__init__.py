"""Rules about proposals: submission, discussion, verdicts and effects."""
