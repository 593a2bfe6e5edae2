"""The record in words: terms, statements, results, rules, effects, tasks and mails."""
