"""A book and a place to write files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange.book import Book, small_book

Write = Callable[..., Path]


@pytest.fixture
def book() -> Book:
    return small_book()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file from text (UTF-8) or bytes and gives its path."""

    def put(content: str | bytes, name: str = "file.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put
