"""Hatch's build hook: compiles the catalogues whenever a wheel is built or a checkout is installed as editable."""

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles before the files of the wheel are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface
        """Compiles every catalogue, and takes up the compiled ones although git passes over them."""
        sys.path.insert(0, self.root)
        from govern.i18n.compiled import MODULES, catalogues, compile_one

        for catalogue in catalogues():
            compile_one(catalogue)
        build_data["artifacts"] += ["govern/translations/*/LC_MESSAGES/*.mo", f"govern/static/{MODULES}/*.js"]
