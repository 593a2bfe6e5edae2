"""The rules of a vote, sentence by sentence, and for each what breaks it on purpose; `python -m tests.breaks` tries."""
