"""The characters permitted in names and titles of a record, independent of the version of Unicode."""

import re
from typing import Final

from govern.protocol.errors import Refused

LONGEST: Final = 200  # characters, as code points

SELECTORS: Final = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"  # variation selectors
BLANKS: Final = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # letters that look like a space
PRIVATE: Final = "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff"
_JOINERS: Final = "\u200c\u200d"
_TAGS: Final = "\U000e0020-\U000e007f"  # the tag characters of flags
_SPACES: Final = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
)
_FORBIDDEN: Final = re.compile(f"[\x00-\x1f\x7f-\x9f{BLANKS}{PRIVATE}{_UNSEEN}]")
_SEEN: Final = re.compile(f"[^{_SPACES}{_JOINERS}{SELECTORS}{_TAGS}]")


def check_name(text: str, field: str) -> None:
    """Raise Refused(name_unfit) unless a name has 1 to 200 characters, one visible and none forbidden."""
    if len(text) > LONGEST or _FORBIDDEN.search(text) or not _SEEN.search(text):
        raise Refused("name_unfit", field=field, most=LONGEST)
