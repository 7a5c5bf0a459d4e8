"""Finds the folders `themes` and `sample_data`, wherever the program runs from."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def asset_folder(name: str) -> Traversable:
    """The shipped folder of that name: in the package when installed, else at the top of a checkout."""
    packaged = files("cadence_tui") / name
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / name
