"""TinyDB's own tests on our classes: who knows TinyDB knows the query face, but for what is named here."""

import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree

import pytest

_ROOT = Path(__file__).parents[2]
_TESTS = Path(sys.prefix) / "upstream" / f"tinydb-{version('tinydb')}" / "tests"
_MODULES = ("test_tinydb", "test_tables", "test_operations")

_NO_CACHE = "results are not cached: the commits of other processes would not clear them"
EXCEPTIONS = {
    "test_tinydb::test_search": _NO_CACHE,
    "test_tinydb::test_search_path": _NO_CACHE,
    "test_tinydb::test_query_cache": _NO_CACHE,
    "test_tables::test_query_cache": _NO_CACHE,
    "test_tables::test_query_cache_size": _NO_CACHE,
    "test_tables::test_lru_cache": _NO_CACHE,
    "test_tables::test_persist_table": "kinds are declared: an empty table is nothing to keep",
    "test_tables::test_table_repr": "the text names TinyDB's classes of table and storage",
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bool]:
    """Whether each of upstream's tests passes."""
    if not _TESTS.is_dir():
        pytest.skip(f"no tests of TinyDB {version('tinydb')} here: .ci/tinydb-tests fetches them")
    folder = tmp_path_factory.mktemp("upstream")
    for module in _MODULES:
        shutil.copy(_TESTS / f"{module}.py", folder)
    report = folder / "report.xml"
    command = [sys.executable, "-m", "pytest", "-p", "tests.store.upstream", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [*command, "--rootdir", folder, "--basetemp", folder / "scratch", "--junitxml", report, folder],
        cwd=_ROOT,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    # Shown by pytest beside a test that fails.
    sys.stdout.write(run.stdout + run.stderr)
    return {
        f"{case.get('classname', '').rpartition('.')[2]}::{case.get('name')}": len(case) == 0
        for case in ElementTree.parse(report).iter("testcase")
    }


def test_upstreams_tests_pass_but_for_the_named(outcomes: dict[str, bool]) -> None:
    assert {test.partition("::")[0] for test in outcomes} == set(_MODULES)
    assert [test for test, passed in outcomes.items() if not passed and test not in EXCEPTIONS] == []


def test_every_named_exception_is_one(outcomes: dict[str, bool]) -> None:
    assert [test for test in EXCEPTIONS if outcomes.get(test) is not False] == []
