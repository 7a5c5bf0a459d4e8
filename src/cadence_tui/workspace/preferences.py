"""What a person chose for their own screen: language, colours, keys; kept in their configuration folder."""

import os
import tomllib
from pathlib import Path

import msgspec
from platformdirs import user_config_path, user_state_path

from cadence_tui.locale import LANGUAGES
from cadence_tui.model.errors import BadInput, Where
from cadence_tui.model.message import message


class Choices(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """The schema of `settings.toml`."""

    language: str = ""
    theme: str = ""
    store: str = ""


def folder() -> Path:
    """Where a person's settings, keymap and themes live."""
    return user_config_path("cadence")


def log_file() -> Path:
    """Where details of an unexpected error go."""
    return user_state_path("cadence") / "errors.log"


def unsaved_folder() -> Path:
    """Where what could not be saved is kept."""
    return user_state_path("cadence") / "unsaved"


def load_choices() -> Choices:
    """The choices of this person. Raises BadInput naming file and field."""
    file = folder() / "settings.toml"
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Choices)
    except (FileNotFoundError, NotADirectoryError):
        return Choices()
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError, OSError) as error:
        fault = getattr(error, "strerror", None) or str(error)
        text = message("{file} cannot be used: {fault}", file=str(file), fault=fault)
        raise BadInput(text, [Where(file=str(file), expected=fault)]) from None


def keep_choice(name: str, value: str) -> None:
    """Keeps one choice for the next start."""
    choices = msgspec.structs.replace(load_choices(), **{name: value})
    file = folder() / "settings.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        f"{key} = {msgspec.json.encode(text).decode()}\n"
        for key, text in msgspec.to_builtins(choices).items()
    ]
    new = file.with_suffix(".new")
    new.write_text("".join(lines), encoding="utf-8")
    new.replace(file)


def choose_language(asked: str, chosen: str) -> str:
    """The language asked for, else chosen earlier, else of the locale, else English."""
    environment = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    for wanted in (asked, chosen, environment):
        for language in LANGUAGES:
            if wanted and wanted.lower().replace("_", "-").startswith(language[:2]):
                return language
    return "en"
