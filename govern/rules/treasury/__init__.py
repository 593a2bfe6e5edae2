"""Rules about money: accounts, journal, mandates, disbursements, payments, grants and streams."""
