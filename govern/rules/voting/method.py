"""The descriptor of a voting method, as every method has it."""

from abc import ABC, abstractmethod
from typing import ClassVar, Literal

Shape = Literal["question", "choice", "election", "budget"]  # what a proposal puts to the vote
Picture = Literal["answers", "consent", "sums", "rounds", "pairs", "budget"]


class Method(ABC):
    """A way to vote, with what the rest of the program has to know of it. Ids are promises.

    `place` orders lists of methods. `since` is the first format of the rulebook that knows the method. `suits` names
    what can be put to the vote by it, `view` the picture that its result is shown as.
    """

    id: ClassVar[str]
    place: ClassVar[int]
    since: ClassVar[int] = 1
    suits: ClassVar[frozenset[Shape]]

    @property
    @abstractmethod
    def view(self) -> Picture:
        """The picture of a result."""
