"""The words of one kind of proposal: its names and what it brings about, with the defaults that most kinds share."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from govern.web.frame.gettext import _
from govern.web.prose.texts import money

Effect = Mapping[str, Any]
Look = Callable[[str], str]  # the text that an effect names: by its hash, or of a draft the text itself


@dataclass(frozen=True)
class Project:
    """A project of a budget as a row of a table; `terms` are its budget and parts, if it has any."""

    name: str
    purpose: str
    payee: str
    cap: int
    currency: str
    days: int
    terms: list[str] = field(default_factory=list)

    @property
    def cost(self) -> str:
        """What it costs at most."""
        return money(self.cap, self.currency)


class KindWords(ABC):
    """One kind of proposal in words. `place` orders the kinds in lists and forms, the smallest first."""

    id: ClassVar[str]
    place: ClassVar[int]

    @abstractmethod
    def label(self) -> str:
        """What a proposal of the kind is called, in a word or two."""

    @abstractmethod
    def purpose(self) -> str:
        """What the kind is for, in a sentence."""

    @abstractmethod
    def heading(self) -> str:
        """The heading of the rules for the kind."""

    @abstractmethod
    def its_rules(self) -> str:
        """The rules for the kind, as a part of the rulebook that a rule protects."""

    @abstractmethod
    def submitted(self, member: str, title: str) -> str:
        """That somebody put a proposal of the kind."""

    def applied(self, title: str) -> str:
        """That an effect of the kind was carried out by `effect-applied`."""
        return _("“%(title)s” was entered in the register of resolutions.", title=title)

    def stricter(self, amounts: str, touched: str) -> tuple[str, str]:
        """The heading of what is stricter for some proposals, and the sentence that says for which."""
        del touched
        if amounts:
            lead = _("Above %(amounts)s in all, this holds instead:", amounts=amounts)
            return _("%(kind)s of large sums", kind=self.heading()), lead
        return self.heading(), _("In some cases this holds instead:")

    def form_legend(self) -> str:
        """The heading of its fields in the form, which stand in `templates/proposals/kinds/`; empty if it has none."""
        return ""

    @abstractmethod
    def sentences(self, effect: Effect, scope: str, look: Look) -> list[str]:
        """What an effect brings about."""

    def options(self, effect: Effect, look: Look) -> list[str]:
        """The options that an effect puts to the vote, by name."""
        del effect, look
        return []

    def project(self, effect: Effect, look: Look) -> Project | None:
        """The project that an effect pays for if it wins."""
        del effect, look
        return None

    def option_sentences(self, effect: Effect, look: Look) -> list[str]:
        """The options and projects of an effect as sentences of their own."""
        return [_("An option: %(name)s", name=name) for name in self.options(effect, look)]

    def text_places(self, effect: Effect) -> Iterable[tuple[str, str]]:
        """Where an effect names texts: the dotted path of the field within it, and what stands there."""
        del effect
        return ()

    def people(self, effect: Effect) -> Iterable[str]:
        """The members whom an effect names."""
        del effect
        return ()
