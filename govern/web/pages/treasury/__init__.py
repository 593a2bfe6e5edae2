"""Pages of money: budgets, mandates, requests, payments, grants and streams."""
