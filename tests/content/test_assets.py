"""Themes and sample data are found in a checkout and in a package that was never unpacked."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cadence_tui.content.assets import asset_folder

ROOT = Path(__file__).parents[2]
FOLDERS = ["themes", "sample_data"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_checkout_shows_its_own_folders(folder: str) -> None:
    found = {entry.name for entry in asset_folder(folder).iterdir()}
    assert found == {path.name for path in (ROOT / folder).iterdir()}
    assert any(name.endswith(".toml") for name in found)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_zipped_package_is_read_in_place(tmp_path: Path, folder: str) -> None:
    package = tmp_path / "cadence.zip"
    with zipfile.ZipFile(package, "w") as archive:
        for path in (ROOT / "src" / "cadence_tui").rglob("*.py"):
            archive.write(path, path.relative_to(ROOT / "src"))
        archive.writestr(f"cadence_tui/{folder}/proof.toml", 'name = "zipped"')
    program = (
        "import cadence_tui.content.assets as assets\n"
        f"print(assets.__file__, (assets.asset_folder({folder!r}) / 'proof.toml').read_text())"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(package) in run.stdout
    assert 'name = "zipped"' in run.stdout
