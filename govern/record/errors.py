"""Errors of the record's formats; no input bytes raise any other exception."""


class RecordError(ValueError):
    """Bytes or values that the record's formats do not allow.

    `code` is stable and for programs; `detail` explains the error to a person and may change.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail

    def __reduce__(self) -> tuple[type["RecordError"], tuple[str, str]]:
        return type(self), (self.code, self.detail)


class StrictJSONError(RecordError):
    """A text or a value outside strict JSON."""


class KeyInvalid(RecordError):
    """A public key or a seed that must not be used."""


class EnvelopeError(RecordError):
    """A malformed signed envelope."""


class LeafError(RecordError):
    """A malformed log leaf."""


class TileError(RecordError):
    """A malformed tile, entry bundle, or path of one."""


class NoteError(RecordError):
    """A signed note that is malformed or not signed by a known key."""


class CheckpointError(RecordError):
    """A checkpoint body that is malformed, or a checkpoint not signed by its own log."""


class ProofError(RecordError):
    """A proof that is malformed, does not hold, or was requested for an index outside the tree."""
