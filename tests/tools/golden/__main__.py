"""Makes the golden record of a format: see `tests.tools.golden.maker`."""

import sys

from tests.tools.golden.maker import main

if __name__ == "__main__":
    sys.exit(main())
