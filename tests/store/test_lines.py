"""Reading lines and index entries piece by piece gives what reading all at once would."""

import os
from pathlib import Path
from zlib import crc32

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadence_tui.store.cold import index_key
from cadence_tui.store.disk import Kept, write_file
from cadence_tui.store.index import Index, index_lines, place_of
from cadence_tui.store.lines import backwards, forwards

IN_ONE_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
LENGTHS = st.lists(st.sampled_from([1, 2, 100, 262_143, 262_144, 262_145, 600_000]), max_size=6)


@IN_ONE_FOLDER
@given(lengths=LENGTHS)
def test_lines_from_both_ends(tmp_path: Path, lengths: list[int]) -> None:
    lines = [bytes([65 + number]) * length for number, length in enumerate(lengths)]
    (tmp_path / "lines").write_bytes(b"".join(line + b"\n" for line in lines) + b"behind the end")
    end = sum(lengths) + len(lengths)
    handle = os.open(tmp_path / "lines", os.O_RDONLY)
    try:
        assert list(forwards(handle, end)) == lines
        assert list(backwards(handle, end)) == lines[::-1]
    finally:
        os.close(handle)


@IN_ONE_FOLDER
@given(keys=st.sets(st.text(max_size=8), min_size=1), others=st.sets(st.text(max_size=8)))
def test_an_index_finds_its_keys_and_no_others(tmp_path: Path, keys: set[str], others: set[str]) -> None:
    places = {index_key(key): place_of(key.encode(), number) for number, key in enumerate(sorted(keys))}
    path = tmp_path / "index"
    size, total = write_file(path, index_lines(places.items()))
    index = Index(path, Kept("index", size, total))
    assert {key: index.find(key) for key in places} == places
    assert {index.find(index_key(other)) for other in others - keys} <= {None}
    assert total == f"{crc32(path.read_bytes()):08x}"
