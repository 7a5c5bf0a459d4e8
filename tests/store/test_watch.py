"""The kernel's news of a store's folder: they come, they can be taken, and nobody needs them."""

import ctypes
import errno
import gc
import os
import select
from pathlib import Path

import pytest

from cadence_tui.store.protocol import Watch
from cadence_tui.store.watch import open_watch

pytestmark = pytest.mark.skipif(os.uname().sysname != "Linux", reason="inotify is Linux's")


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    (tmp_path / "journal").write_text("one\n")
    made = open_watch(tmp_path)
    assert made is not None
    return made


def news(watch: Watch, *, within: float = 0.0) -> bool:
    return bool(select.select([watch.fileno()], [], [], within)[0])


def append(file: Path) -> None:
    with file.open("a") as stream:
        stream.write("two\n")


def make(file: Path) -> None:
    file.with_name("fresh").touch()


def replace(file: Path) -> None:
    outside = file.parent.parent / "elsewhere"
    outside.write_text("two\n")
    outside.replace(file)


@pytest.mark.parametrize("change", [append, make, replace])
def test_what_is_written_made_or_replaced_is_news_until_it_is_taken(
    watch: Watch, tmp_path: Path, change
) -> None:
    assert not news(watch)
    change(tmp_path / "journal")
    assert news(watch, within=5)
    watch.drain()
    assert not news(watch)
    append(tmp_path / "journal")
    assert news(watch, within=5)


def test_reading_is_no_news(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "journal").read_text()
    assert not news(watch)


def test_a_storm_is_taken_at_once(watch: Watch, tmp_path: Path) -> None:
    for number in range(6000):
        (tmp_path / f"file{number % 7}-{number}").touch()
    watch.drain()
    assert not news(watch)


def test_taking_nothing_does_no_harm(watch: Watch) -> None:
    watch.drain()
    watch.drain()
    assert not news(watch)


def test_the_descriptor_is_not_inherited_and_is_let_go_once(watch: Watch) -> None:
    handle = watch.fileno()
    assert not os.get_inheritable(handle)
    watch.close()
    watch.close()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(handle)


def test_whoever_forgets_it_leaves_no_descriptor(tmp_path: Path) -> None:
    made = open_watch(tmp_path)
    assert made is not None
    handle = made.fileno()
    del made
    gc.collect()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(handle)


def test_a_folder_that_is_not_there_has_no_watch(tmp_path: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    assert open_watch(tmp_path / "gone") is None
    assert len(list(Path("/proc/self/fd").iterdir())) == before


@pytest.mark.parametrize("refused", ["inotify_init1", "inotify_add_watch"])
@pytest.mark.parametrize("fault", [errno.EMFILE, errno.ENOSPC])
def test_a_system_at_its_limits_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str, fault: int
) -> None:
    real = ctypes.CDLL(None, use_errno=True)

    class Limited:
        def __getattr__(self, name: str):
            return (lambda *_: (ctypes.set_errno(fault), -1)[1]) if name == refused else getattr(real, name)

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Limited())
    before = len(list(Path("/proc/self/fd").iterdir()))
    assert open_watch(tmp_path) is None
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_another_system_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    assert open_watch(tmp_path) is None
