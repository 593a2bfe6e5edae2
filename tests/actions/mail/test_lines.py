"""Header lines: letters are kept; line breaks and direction marks are removed."""

from pathlib import Path

import pytest

from govern.actions.mail.letters import Letter, MailEnvelope, compose
from govern.actions.mail.lines import for_xml, one_line
from govern.actions.mail.smtp import Connection
from tests.tools.mailbox import Mailbox

JOINED = ["علی‌رضا", "മാര്‍ട്ടിന്‍", "ශ්‍රී", "می‌خواهم 👨‍👩‍👧", "co\u00adop", "שלום\u200f!"]


@pytest.mark.parametrize("title", JOINED)
def test_a_subject_and_a_name_arrive_with_their_joiners(title: str, tmp_path: Path) -> None:
    letter = Letter("en", f"A vote: {title}", (title,), "Go", "https://example.org/", "Why")
    envelope = MailEnvelope(title, "govern@example.org", title, "ann@example.org", 1, "<1@example.org>")
    with Mailbox() as mailbox:
        connection = Connection(mailbox.settings, tmp_path)
        connection.send(compose(letter, envelope))
        connection.close()
        assert mailbox.messages[0]["Subject"] == f"A vote: {title}"
        assert mailbox.messages[0]["To"].addresses[0].display_name == title


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\r\nBcc: b", "a Bcc: b"), ("a\u2028b\0c", "a b c"), ("\u202eabc\u2066", "abc"), (" a \t b ", "a b")],
)
def test_line_breaks_and_direction_marks_are_removed(text: str, line: str) -> None:
    assert one_line(text) == line


def test_characters_that_xml_forbids_are_removed_and_others_stay() -> None:
    assert for_xml("a\x00\x0b\ufffe\u200d\nb👩‍👧") == "a\u200d\nb👩‍👧"
