"""Hatch's build hook: compiles the catalogues when a wheel is built or a checkout is installed as editable."""

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the catalogues before the files of the wheel are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface
        """Compile every catalogue, and include the compiled ones although git ignores them."""
        sys.path.insert(0, self.root)
        from govern.i18n.compiled import MODULES, catalogues, compile_one

        for catalogue in catalogues():
            compile_one(catalogue)
        build_data["artifacts"] += ["govern/translations/*/LC_MESSAGES/*.mo", f"govern/static/{MODULES}/*.js"]
