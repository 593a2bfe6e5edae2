"""Writes the generated blocks of the specification, or with `--check` compares them."""

import sys

from tests.tools.specification.blocks import filled
from tests.tools.specification.pages import PAGES, made


def main() -> int:
    """0 where every block is (now) as the code makes it."""
    differing = 0
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        new = filled(text, made(text))
        if new != text:
            differing += 1
            print(page)
            if "--check" not in sys.argv[1:]:
                page.write_text(new, encoding="utf-8")
    return int(bool(differing and "--check" in sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())
