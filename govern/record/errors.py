"""The one tree of errors of the record: whatever bytes come in, only these come out."""


class RecordError(ValueError):
    """Bytes or values that the record's formats do not allow.

    `code` is stable and made for programs; `detail` says more to a person and may change.
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
    """A signed envelope of the wrong shape."""


class LeafError(RecordError):
    """A log leaf of the wrong shape."""


class TileError(RecordError):
    """A tile, an entry bundle or a path of one that cannot be right."""


class NoteError(RecordError):
    """A signed note that is malformed, or that no known key has signed."""


class CheckpointError(RecordError):
    """A checkpoint body that is malformed, or a checkpoint its own log did not sign."""


class ProofError(RecordError):
    """A proof that is malformed, does not hold, or was asked for a place outside the tree."""
