"""What must not be loaded before it is used, asked of fresh processes (design: libraries)."""

import subprocess
import sys

import pytest

IMPORT_ALL = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(getattr(package, "__path__", []), package.__name__ + "."):
    importlib.import_module(module.name)
print("\\n".join(sys.modules))
"""
INTERFACE = {"textual", "rich"}
ONLY_WHEN_USED = {"babel", "holidays", "numpy", "icalendar"}


def loaded_by(module: str) -> set[str]:
    """Every module in memory after importing one, with all below it."""
    run = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, module], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return set(run.stdout.split())


def packages(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


def test_the_command_line_loads_no_interface() -> None:
    assert not packages(loaded_by("cadence_tui.cli.main")) & (INTERFACE | ONLY_WHEN_USED)


def test_the_interface_loads_only_what_it_shows() -> None:
    loaded = loaded_by("cadence_tui.tui")
    assert "cadence_tui.tui.app" in loaded
    assert not packages(loaded) & ONLY_WHEN_USED


@pytest.mark.parametrize(
    "layer", ["model", "locale", "content", "store", "practice", "views", "exchange", "workspace"]
)
def test_below_the_faces_nothing_loads_the_interface(layer: str) -> None:
    assert not packages(loaded_by(f"cadence_tui.{layer}")) & (INTERFACE | {"click"})


def test_the_planner_needs_nothing_but_python() -> None:
    bare = packages(loaded_by("sys"))
    assert packages(loaded_by("cadence_tui.planning")) - bare - sys.stdlib_module_names == {"cadence_tui"}


def test_the_planner_loads_no_other_layer() -> None:
    own = {module for module in loaded_by("cadence_tui.planning") if module.startswith("cadence_tui.")}
    assert own
    assert all(module.startswith("cadence_tui.planning") for module in own)
