"""The wheel, installed into an empty virtualenv far from the checkout, has everything it needs."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("themes", "sample_data")
SOURCES = ("src", *FOLDERS, "pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "CHANGELOG.md")
INVENTORY = """
import json, pathlib, sys
import cadence_tui
from cadence_tui.content.assets import asset_folder
from cadence_tui.locale import LANGUAGES, speech

sentence = "{file} cannot be read: {fault}"
print(json.dumps({
    "package": str(pathlib.Path(cadence_tui.__file__).parent),
    "folders": {name: sorted(e.name for e in asset_folder(name).iterdir()) for name in sys.argv[1:]},
    "sentences": [speech(language).say(sentence, file="f", fault="x") for language in LANGUAGES],
}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the sources without anything compiled or cached."""
    copy, made = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("wheel")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
        else:
            shutil.copy(ROOT / name, copy / name)
    run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(made), str(copy))
    [built] = made.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of a virtualenv with the wheel and its declared dependencies, nothing else."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    run("-m", "venv", "--without-pip", str(folder))
    python, constraints = str(folder / "bin" / "python"), str(ROOT / "constraints.txt")
    run("-m", "pip", "--python", python, "install", "-q", "-c", constraints, str(wheel))
    return folder / "bin"


def run(*words: str, python: Path | str = sys.executable) -> str:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(python), *words],
        cwd="/",
        env=outside,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_file_of_the_program_is_in_the_wheel(wheel: Path) -> None:
    package = ROOT / "src" / "cadence_tui"
    packed = set(zipfile.ZipFile(wheel).namelist())
    for folder, place in ((package, ""), *((ROOT / name, name) for name in FOLDERS)):
        for path in folder.rglob("*"):
            name = (Path("cadence_tui") / place / path.relative_to(folder)).as_posix()
            assert path.is_dir() or "__pycache__" in name or name in packed


def test_the_installed_program_finds_what_was_shipped(installed: Path) -> None:
    found = json.loads(run("-c", INVENTORY, *FOLDERS, python=installed / "python"))
    assert found["package"].startswith(str(installed.parent))
    for folder, names in found["folders"].items():
        assert names == sorted(path.name for path in (ROOT / folder).iterdir())
        assert names
    assert len(set(found["sentences"])) == 3


def test_the_command_tells_its_version(installed: Path, wheel: Path) -> None:
    done = subprocess.run([installed / "cadence", "--version"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert wheel.name.split("-")[1] in done.stdout
