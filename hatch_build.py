"""Build hook: merges the .po files of each language into one compiled catalogue.

Run as a script it does the same in the source tree (`make locale`).
"""

import os
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALE = Path(__file__).parent / "src" / "cadence_tui" / "locale"
PLURALS = "nplurals=2; plural=(n != 1);"
"""Of all our languages; the rule that libraries have for Brazil would say `0 conta`."""


def compile_catalogues(locale: Path = LOCALE) -> None:
    """Writes `compiled/LANGUAGE.mo` from every `catalogues/LANGUAGE/*.po`."""
    compiled = locale / "compiled"
    compiled.mkdir(exist_ok=True)
    for folder in sorted(path for path in (locale / "catalogues").iterdir() if path.is_dir()):
        merged = Catalog(locale=folder.name.replace("-", "_"))
        merged.mime_headers = [("Plural-Forms", PLURALS)]
        for file in sorted(folder.glob("*.po")):
            with file.open("rb") as stream:
                for entry in read_po(stream, locale=folder.name.replace("-", "_")):
                    if entry.id and entry.string:
                        merged.add(entry.id, entry.string, flags=entry.flags)
        # Replaced at once, for a running program may be reading the old one.
        fresh = compiled / f"{folder.name}.{os.getpid()}.new"
        with fresh.open("wb") as stream:
            write_mo(stream, merged)
        fresh.replace(compiled / f"{folder.name}.mo")


class CatalogueHook(BuildHookInterface[Any]):
    """Compiles the catalogues before a wheel or an editable install is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogues(Path(self.root) / "src" / "cadence_tui" / "locale")


if __name__ == "__main__":
    compile_catalogues()
