"""Writes the generated blocks of the specification and the JSON Schema of payloads, or with `--check` compares them."""

import sys

from govern import paths
from tests.tools.specification import schema
from tests.tools.specification.blocks import filled
from tests.tools.specification.pages import PAGES, made


def main() -> int:
    """0 where every block is (now) as the code makes it."""
    texts = {page: page.read_text(encoding="utf-8") for page in PAGES}
    wanted = {page: filled(text, made(text)) for page, text in texts.items()}
    wanted[paths.payload_schema()] = schema.made()
    differing = 0
    for page, new in wanted.items():
        if not page.exists() or page.read_text(encoding="utf-8") != new:
            differing += 1
            print(page)
            if "--check" not in sys.argv[1:]:
                page.write_text(new, encoding="utf-8")
    return int(bool(differing and "--check" in sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())
