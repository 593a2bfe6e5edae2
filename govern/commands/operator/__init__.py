"""The commands with which an operator keeps, examines and moves an instance."""
