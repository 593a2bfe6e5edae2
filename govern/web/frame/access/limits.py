"""Counts the characters of a text above the limit of its field, for error messages."""


def characters_over(text: str, characters: int | None = None, encoded: int | None = None) -> int:
    """The characters above a limit of characters, or of UTF-8 bytes; 0 if the text fits."""
    typed = text.strip()
    if encoded is None:
        return max(0, len(typed) - characters) if characters else 0
    fitting = typed.encode()[:encoded].decode(errors="ignore")
    return len(typed) - len(fitting)
