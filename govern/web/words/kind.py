"""The words of one kind of proposal, with defaults shared by most kinds."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from govern.protocol.effect import Effect
from govern.web.frame.gettext import _
from govern.web.prose.texts import money
from govern.web.words.effects.places import Look, SentenceSubject
from govern.web.words.effects.sentence import Line, say
from govern.web.words.inputs import Choices, Input

__all__ = ["KindWords", "Look", "Project"]

E = TypeVar("E", bound=Effect)


@dataclass(frozen=True)
class Project:
    """A project of a budget as a table row; `terms` are its budget and tranches, if any."""

    name: str
    purpose: str
    payee: str
    cap: int
    currency: str
    days: int
    terms: list[str] = field(default_factory=list)

    @property
    def cost(self) -> str:
        """Its maximum cost."""
        return money(self.cap, self.currency)


class KindWords(ABC, Generic[E]):
    """One kind of proposal in words. `place` orders the kinds in lists and forms, the smallest first.

    `you_submit` is the sentence of the signing dialog for a new proposal. `lines` and `option_lines` say what each
    effect brings about, the latter for the options and projects that pages show in lists of their own. The dialog says
    them in a script that `python -m tests.i18n.dialog` makes of them.
    """

    id: ClassVar[str]
    place: ClassVar[int]
    you_submit: ClassVar[str]
    lines: ClassVar[Mapping[str, Sequence[Line]]]
    option_lines: ClassVar[Mapping[str, Sequence[Line]]] = {}

    @abstractmethod
    def label(self) -> str:
        """The name of the kind, in a word or two."""

    @abstractmethod
    def purpose(self) -> str:
        """The purpose of the kind, in a sentence."""

    @abstractmethod
    def heading(self) -> str:
        """The heading of the rules for the kind."""

    @abstractmethod
    def its_rules(self) -> str:
        """The rules for the kind, as a part of the rulebook protected by a rule."""

    def inputs(self, draft: Mapping[str, Any], programmes: Choices) -> Sequence[Input]:
        """The inputs of its form, under `form_legend`, for a draft; `programmes` are those of the draft's scope."""
        del draft, programmes
        return ()

    @abstractmethod
    def submitted(self, member: str, title: str) -> str:
        """The sentence that a member submitted such a proposal."""

    def applied(self, title: str) -> str:
        """The sentence that `effect-applied` carried out an effect of the kind."""
        return _("“%(title)s” was entered in the register of resolutions.", title=title)

    def stricter(self, amounts: str, touched: str) -> tuple[str, str]:
        """The heading of stricter rules, and the sentence that says for which proposals."""
        del touched
        if amounts:
            lead = _("Above %(amounts)s in all, this holds instead:", amounts=amounts)
            return _("%(kind)s of large sums", kind=self.heading()), lead
        return self.heading(), _("In some cases this holds instead:")

    def form_legend(self) -> str:
        """The heading of its inputs in the form; empty if it has none."""
        return ""

    def sentences(self, effect: E, scope: str, look: Look) -> list[str]:
        """An effect as sentences."""
        return say(self.lines[effect.NAME], SentenceSubject(effect.to_dict(), scope, look))

    def options(self, effect: E, look: Look) -> list[str]:
        """The options of an effect, by name."""
        del effect, look
        return []

    def project(self, effect: E, look: Look) -> Project | None:
        """The project that an effect funds if it wins."""
        del effect, look
        return None

    def option_sentences(self, effect: E, look: Look) -> list[str]:
        """The options and projects of an effect as sentences of their own."""
        return say(self.option_lines.get(effect.NAME, ()), SentenceSubject(effect.to_dict(), "", look))

    def about_options(self, effects: Sequence[E]) -> Mapping[str, tuple[str, ...]]:
        """Details of each option for voters, by the id of the option."""
        del effects
        return {}

    def text_places(self, effect: E) -> Iterable[tuple[str, str]]:
        """The texts named by an effect: the dotted path of the field, and its value."""
        del effect
        return ()

    def people(self, effect: E) -> Iterable[str]:
        """The members whom an effect names."""
        del effect
        return ()
