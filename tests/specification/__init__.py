"""The written specification agrees with the code: tables are generated, examples are computed again."""
