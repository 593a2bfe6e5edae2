"""The proposal form: its scope, its rulebook, and its errors."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import abort
from sqlalchemy.orm import Session

from govern.actions.drafts import draft_fields, drafts
from govern.actions.drafts.grant_form import PARTS
from govern.actions.drafts.kinds import forms, rows
from govern.actions.people.accounts import FormError
from govern.protocol.facts import Proposal, Rulebook
from govern.protocol.texts import LARGEST
from govern.rules.rulebook.rulebooks import COMMUNITY, in_force, typed
from govern.rules.rulebook.rules import Rules
from govern.store.private import drafts as stored
from govern.store.projection import Projection
from govern.web.frame.access.people import Reader
from govern.web.frame.gettext import _
from govern.web.frame.services import now, services
from govern.web.pages.proposals import draft_choices
from govern.web.pages.proposals.proposals import find_line
from govern.web.prose.texts import remember_texts
from govern.web.words.inputs import Choices, Input
from govern.web.words.kinds import kind_purpose, kind_words, kinds_in_words
from govern.web.words.rules import rulebook_words
from govern.web.words.rules.requirements import in_words
from govern.web.words.rules.rulebook_words import Section
from govern.web.words.terms.scope_words import club_named, scope_words, topic_words

MOST_CLUBS: Final = 50


@dataclass(frozen=True)
class PartOfForm:
    """The inputs of one kind; `id` is the name of its list, if it has one, or of the kind."""

    kind: str
    legend: str
    id: str
    inputs: Sequence[Input]


@dataclass(frozen=True)
class KindCard:
    """A kind of proposal that the form offers, as an option of a group of cards."""

    value: str
    label: str
    hint: str
    disabled: bool = False


@dataclass(frozen=True)
class WayOfDeciding:
    """The rules by which a kind of proposal is decided, in words; `stricter` are those for special cases."""

    kind: str
    name: str
    requirements: tuple[list[str], list[str], str]
    stricter: Sequence[Section]


@dataclass(frozen=True)
class DraftPage:
    """The proposal form with a draft; `id` is None until it is stored, `errors` are sentences by field."""

    draft: Mapping[str, object]
    id: int | None
    errors: Mapping[str, str]
    rows: Mapping[str, Sequence[Mapping[str, str]]]
    most_rows: Mapping[str, int]
    least_rows: Mapping[str, int]
    cards: Sequence[KindCard]
    scopes: Choices
    scope_name: str
    topics: Choices
    currency_options: Choices
    programmes: Choices
    costs: str
    pseudonyms: bool
    most_tranches: int
    largest_body: int
    parts: Sequence[PartOfForm]
    ways: Sequence[WayOfDeciding]


def revised_by(session: Session, draft: Mapping[str, Any], reader: Reader) -> Proposal | None:
    """The proposal of which a draft is a new version, or None; 404 for others than its author."""
    if not draft["proposal"]:
        return None
    proposal = find_line(session, draft["proposal"]).proposal
    if proposal.author != reader.member_id:
        abort(404)
    return proposal


def bound(session: Session, draft: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
    """A complete draft; kind, scope and topic of a new version stay the proposal's."""
    whole = {**draft_fields.blank(), **draft}
    proposal = revised_by(session, whole, reader)
    if proposal is None:
        return whole
    return whole | {"kind": proposal.kind, "scope": proposal.scope, "topic": proposal.topic}


def rulebook_of(session: Session, draft: Mapping[str, Any], reader: Reader) -> Rulebook:
    """The rulebook of a draft: its scope's, or the one of the proposal's submission."""
    if services().community() is None:
        abort(404)
    state, proposal = Projection(session.connection()), revised_by(session, draft, reader)
    if proposal is not None:
        found = state.get(Rulebook, proposal.rulebook_scope, proposal.rulebook)
        return found or abort(404)
    known = {scope for scope, _words in scopes(session, reader)}
    return in_force(state, draft["scope"] if draft["scope"] in known else COMMUNITY, now())


def scopes(session: Session, reader: Reader) -> list[tuple[str, str]]:
    """The scopes in which the reader may propose: the community, and their clubs."""
    clubs = stored.clubs_of(session, reader.member_id, MOST_CLUBS)
    remember_texts(name for _club, name in clubs)
    return [
        (COMMUNITY, scope_words(COMMUNITY)),
        *((club, club_named(club, name)) for club, name in clubs),
    ]


def read(session: Session, draft: Mapping[str, Any], rules: Rules, reader: Reader) -> drafts.ReadyProposal:
    """Read a draft into a proposal to sign; raises FormError."""
    errors: dict[str, str] = {}
    if not draft["proposal"] and draft["scope"] not in {scope for scope, _words in scopes(session, reader)}:
        errors["scope"] = "choose"
    try:
        ready = drafts.read(session, draft, rules)
    except FormError as error:
        raise FormError(errors | error.errors) from error
    if errors:
        raise FormError(errors)
    return ready


def page_of(
    session: Session, draft: Mapping[str, Any], id_: int | None, codes: Mapping[str, str], reader: Reader
) -> DraftPage:
    """The form with a draft and the sentences for its error codes."""
    adopted = rulebook_of(session, draft, reader)
    rules = typed(adopted)
    offered = [kind for kind in kinds_in_words() if kind in forms() and kind in rules.kinds]
    kinds = {kind: rules.kinds[kind] for kind in (*offered, draft["kind"]) if kind in rules.kinds}
    programmes = draft_choices.programmes(session, draft["scope"])
    sections = rulebook_words.sections(adopted.rules, rules)
    return DraftPage(
        draft=draft,
        id=id_,
        errors={name: error_words(code) for name, code in codes.items()},
        rows={name: _rows(session, draft, name) for name in rows()},
        most_rows={name: one.most for name, one in rows().items()},
        least_rows={name: one.least for name, one in rows().items()},
        cards=[KindCard(kind, kind_words(kind), kind_purpose(kind)) for kind in offered],
        scopes=scopes(session, reader),
        scope_name=scope_words(draft["scope"]) if draft["proposal"] else "",
        topics=[("", _("None of these")), *((topic, topic_words(topic)) for topic in rules.topics)],
        currency_options=[("", "–"), *((currency, currency) for currency in sorted(rules.approvals))],
        programmes=programmes,
        costs=draft_choices.costs(session, draft, rules),
        pseudonyms=draft_choices.pseudonyms(session),
        most_tranches=PARTS,
        largest_body=LARGEST,
        parts=[
            part
            for part in _parts(draft, programmes)
            if part.kind == draft["kind"] or (part.kind in offered and not draft["proposal"])
        ],
        ways=[
            WayOfDeciding(
                kind,
                kind_words(kind),
                in_words(own, kind),
                [one for one in sections if one.key.startswith(f"kinds.{kind}.stricter.")],
            )
            for kind, own in kinds.items()
        ],
    )


def _parts(draft: Mapping[str, Any], programmes: Choices) -> Iterator[PartOfForm]:
    for kind, words in kinds_in_words().items():
        if legend := words.form_legend():
            yield PartOfForm(kind, legend, next(iter(forms()[kind].rows), kind), words.inputs(draft, programmes))


def _rows(session: Session, draft: Mapping[str, Any], name: str) -> list[dict[str, str]]:
    shown = draft_fields.shown_rows(draft, name)
    if not draft[name] and "currency" in shown[0]:
        shown[0]["currency"] = stored.usual_currency(session)
    return shown


def error_words(code: str) -> str:
    """The sentence for a field's error code."""
    sentences = {
        "ambiguous": _("Several members are called that. Give the member's number from their page."),
        "above_sum": _("This is more than the whole sum. No project may cost more."),
        "rules_elsewhere": _("Rules are changed from the rulebook's own page, not here. Choose another kind."),
        "amount": _("Write an amount such as 1,200.50"),
        "choose": _("Choose one"),
        "claimant": _(
            "Choose somebody who waits with a key of their own. Whoever has none makes one on their device first."
        ),
        "currency": _("Choose a currency of the rulebook"),
        "day": _("Write a day such as 2028-01-31"),
        "days": _("Write a number of days from 1 to 3,660"),
        "decimals": _("This currency has fewer decimals"),
        "empty": _("Please fill this in"),
        "form_long": _("Everything in this form together is too long to be kept. Shorten this part."),
        "long": _("This is too long"),
        "blank": _("Nothing of this can be seen. Write it with letters or signs that show."),
        "signs": _("This has control characters, which cannot be shown. Type it anew."),
        "nobody": _("No member is called that"),
        "budget_end": _("A budget has to end after it begins"),
        "points": _("Write a number of points from 0 to 100"),
        "programme": _("Choose a programme. A club spends on its own programmes only."),
        "tranches": _("The tranches have to add up to the whole, and there must be two of them or more"),
        "office": _("Write small Latin letters, such as councillor"),
        "one_seat": _("The way of voting in the rulebook fills one seat at a time"),
        "seats": _("Write a number of seats from 1 to 39"),
        "term": _("Write a whole number; a term lasts ten years at most"),
        "terms": _("Write a number of terms up to 100, or nothing"),
        "too_many_drafts": _("You have very many drafts. Delete one first."),
        "topic": _("The rulebook that decides there does not know this topic. Choose another one."),
        "twice": _("Another one is called the same. Tell them apart."),
        "unelected": _("Nobody is elected to this office here"),
        "until": _("The term has to end after it begins"),
        "unchanged": _("This is the same as the last version. Change something first."),
    }
    return sentences[code]
