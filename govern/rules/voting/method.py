"""The descriptor common to all voting methods."""

from abc import ABC, abstractmethod
from typing import ClassVar, Literal

Shape = Literal["question", "options", "candidates", "projects"]  # the shape of a proposal's question
Picture = Literal["answers", "consent", "sums", "rounds", "pairs", "budget"]


class Method(ABC):
    """A voting method with its properties. Its id never changes its meaning.

    `place` orders lists of methods. `since` is the first format of the rulebook with the method. `suits` names the
    possible shapes of a question, `view` the picture of its result.
    """

    id: ClassVar[str]
    place: ClassVar[int]
    since: ClassVar[int] = 1
    suits: ClassVar[frozenset[Shape]]

    @property
    @abstractmethod
    def view(self) -> Picture:
        """The picture of a result."""
