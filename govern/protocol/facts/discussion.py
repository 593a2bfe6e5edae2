"""Facts of the discussion: comments, and withheld texts."""

from dataclasses import dataclass

from govern.protocol.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class Comment(Fact):
    """A comment in the discussion of a proposal; `parent` is the comment it answers, or empty."""

    KEY = ("id",)
    FOUND_BY = ("proposal",)
    id: str
    proposal: str
    parent: str
    author: str
    text: str
    revision: int
    revised_at: int
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class CommentRevision(Fact):
    """A revision of a comment."""

    KEY = ("comment", "revision")
    FOUND_BY = ("comment",)
    comment: str
    revision: int
    text: str
    at: int
    index: int


@dataclass(frozen=True, slots=True)
class HiddenText(Fact):
    """Whether a text is withheld, by whom and why; the record keeps its hash."""

    KEY = ("hash",)
    hash: str
    hidden: bool
    by: str
    reason: str
    at: int
    index: int
