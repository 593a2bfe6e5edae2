"""The tests of govern, laid out like govern itself."""

from tests.tools.session.bytecode import keep_compiled_modules

keep_compiled_modules()
