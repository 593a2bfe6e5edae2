"""Extracts messages from the scripts for Babel, nested ones included.

Babel's own extractor passes over a call within the arguments of another one, and takes any string of an expression for
the message; so it is given each call that begins with a string by itself.
"""

import io
import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

from babel.messages.extract import extract_javascript

Extracted = tuple[int, str, Any, list[str]]


def extract(
    fileobj: BinaryIO, keywords: Mapping[str, Any], comment_tags: Collection[str], options: Any
) -> Iterator[Extracted]:
    """The messages of a script, as Babel's extraction methods give them; line numbers are those within a call."""
    source = fileobj.read().decode("utf-8")
    call = re.compile(rf'(?<![\w.$])(?:{"|".join(map(re.escape, keywords))})\((?=\s*")')
    for found in call.finditer(source):
        rest = io.BytesIO(source[found.start() :].encode())
        yield from islice(extract_javascript(rest, keywords, comment_tags, {**options, "jsx": False}), 1)
