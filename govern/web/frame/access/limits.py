"""How many characters of a text are beyond the limit of its field, so that the page can say so."""


def characters_over(text: str, characters: int | None = None, encoded: int | None = None) -> int:
    """Characters beyond a limit of so many characters, or of so many bytes of UTF-8; 0 if it fits."""
    typed = text.strip()
    if encoded is None:
        return max(0, len(typed) - characters) if characters else 0
    fitting = typed.encode()[:encoded].decode(errors="ignore")
    return len(typed) - len(fitting)
