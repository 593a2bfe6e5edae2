"""Writes the inventory of rules; refuses to change what a released format or version says."""

import sys

from tests.tools.inventory import made


def main() -> int:
    """0 where the inventory is (now) as the code makes it."""
    before = made.committed()
    now = made.made(before)
    found = made.objections(before, now, made.released())
    for objection in found:
        print(objection, file=sys.stderr)
    if found:
        print(f"Released rules stay as they are; see {made.RECIPE}. Nothing is written.", file=sys.stderr)
        return 1
    made.FILE.write_text(made.spelled(now), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
