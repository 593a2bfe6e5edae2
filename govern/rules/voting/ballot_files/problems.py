"""The errors of ballot files: a stable code and a sentence for each."""

from typing import Final

from govern.protocol.errors import N_
from govern.protocol.messages import Message, Say, translate

PROBLEMS: Final[dict[str, str]] = {
    "file_ending": N_("the name must end with one of %(endings)s"),
    "file_empty": N_("the file is empty"),
    "file_missing": N_("there is no such file"),
    "file_unreadable": N_("it cannot be read"),
    "not_utf8": N_("this is not UTF-8 text"),
    "number_invalid": N_("%(what)s must be a whole number, not “%(text)s”"),
    "number_too_large": N_("%(what)s is at most %(most)s, the largest number that is counted, not “%(text)s”"),
    "weight_decimal": N_("the weight “%(text)s” has decimals: say how many with --weight-decimals, such as 1 for 2.5"),
    "weight_too_fine": N_("the weight “%(text)s” has more than the %(decimals)s decimals of --weight-decimals"),
    "blt_head": N_("the first line says how many candidates and seats there are, such as “4 2”"),
    "blt_counts": N_("there must be candidates and seats"),
    "blt_end": N_("the ballots must end with a line “0”"),
    "blt_ballot": N_("a ballot is a weight, candidates, and a final 0"),
    "blt_option": N_("“%(text)s” is no option of BLT; there are [withdrawn …], [tie …] and [nick …]"),
    "candidate_unknown": N_("there is no candidate %(number)s"),
    "names_missing": N_("%(needed)s names are needed, there are %(found)s"),
    "names_commented": N_(
        "%(needed)s names are needed, there are %(found)s; what follows “#” is a comment, not a name"
    ),
    "names_alike": N_("two candidates have the same name, or one has none"),
    "quotation_open": N_("a quotation mark is missing"),
    "alternatives_differ": N_("%(stated)s alternatives are stated, %(named)s are named"),
    "alternatives_none": N_("there must be alternatives"),
    "alternatives_unnamed": N_("the file names no alternatives"),
    "alternative_line": N_("a number, a comma and a name are needed"),
    "alternative_twice": N_("alternative %(number)s is named twice"),
    "alternatives_alike": N_("two alternatives have the same name"),
    "alternative_unknown": N_("there is no alternative “%(number)s”"),
    "preflib_sums": N_("after the names stand three numbers: the ballots, their sum, and the different ones"),
    "preflib_ballot": N_("a ballot is a weight, a “%(mark)s” and an order, such as “12%(mark)s 1,{2,3}”"),
    "preflib_order": N_("the order is not written as “1,{2,3},4”"),
    "column_missing": N_("the column “%(name)s” is missing"),
    "columns_alike": N_("each column needs a name of its own"),
    "columns_unknown": N_(
        "which columns are preferences? Name them in order with --preferences, or the options that get points with "
        "--points, or ranks with --ranks; the columns are %(names)s"
    ),
    "fields_too_many": N_("there are more fields than columns"),
    "csv_invalid": N_("this is not CSV: %(why)s"),
    "ranking_invalid": N_("a ranking is written “A>B=C”"),
    "pabulib_budget": N_("META says no budget"),
    "pabulib_start": N_("the file begins with the section META"),
    "pabulib_section": N_("the section %(name)s is missing"),
    "pabulib_fields": N_("the fields cannot be told apart: %(why)s"),
    "project_twice": N_("project %(name)s stands twice"),
    "project_unknown": N_("there is no project “%(name)s”"),
    "projects_free": N_("every project costs 0; nothing is to be decided"),
    "amount_invalid": N_("an amount is needed, not “%(text)s”"),
    "amount_too_large": N_("the amount is too large"),
    "votes_unknown": N_("the vote type “%(kind)s” is not known"),
    "points_missing": N_("a vote needs as many points as projects"),
    "points_invalid": N_("points must be a whole number, not “%(text)s”"),
}


class BadBallotFile(Exception):
    """A file that cannot be counted: the line (from 1; 0 for the whole file) and the reason with its code."""

    def __init__(self, line: int, code: str, /, **details: object) -> None:
        self.line, self.code, self.details = line, code, details
        self.why = Message(PROBLEMS[code], **details)
        super().__init__(self.text())

    def at(self, line: int) -> "BadBallotFile":
        """The same in another line."""
        return BadBallotFile(line, self.code, **self.details)

    def text(self, say: Say = str) -> str:
        """Line, reason and code, as a sentence for people."""
        why = translate(self.why, say)
        told = say(N_("line %(line)s: %(why)s")) % {"line": self.line, "why": why} if self.line else why
        return say(N_("%(why)s (%(code)s)")) % {"why": told, "code": self.code}
