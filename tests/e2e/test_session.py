"""A session in a real terminal: it starts, bears what terminals do, and leaves nothing behind."""

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
from tests.e2e.wire import COLOURS, Wire

Terminals = Callable[..., Terminal]
Wires = Callable[..., Wire]
CADENCE = str(Path(sys.executable).parent / "cadence")
NOW = "2026-11-23T15:12:00+00:00"
DEMO = (CADENCE, "demo", "--size", "small", "--lang", "en", "--now", NOW)
MOUSE = re.compile(rb"\x1b\[\?(?:9|1000|1001|1002|1003|1005|1006|1015|1016)(?:;\d+)*h")
RECKONING = "· … "
"""Stands on the context line as long as accounts are not reckoned yet."""


@pytest.fixture(scope="session")
def sample_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sample is made once for all starts."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """Where throw-away copies are made."""
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder


@pytest.fixture
def surroundings(sample_cache: Path, copies: Path) -> dict[str, str]:
    """What every program here is told about the machine."""
    return {"XDG_CACHE_HOME": str(sample_cache), "TMPDIR": str(copies)}


@pytest.fixture
def demo(terminal: Terminals, surroundings: dict[str, str]) -> Callable[..., Terminal]:
    """Starts the demo and waits for its first screen: `demo("--theme", "light", width=..., env=...)`."""

    def start(*words: str, env: dict[str, str] | None = None, **size: int) -> Terminal:
        made = terminal(env={**surroundings, **(env or {})}, **size)
        made.start(*DEMO, *words)
        made.wait_for(ready)
        return made

    return start


@pytest.fixture
def wire(tmp_path: Path, surroundings: dict[str, str]) -> Iterator[Wires]:
    """Starts the demo, or another command, where every byte is seen."""
    home = tmp_path / "wired"
    home.mkdir()
    with ExitStack() as opened:

        def start(*command: str, env: dict[str, str] | None = None, session: bool = True) -> Wire:
            line = Wire(home, *(command or DEMO), env={**surroundings, **(env or {})}, session=session)
            opened.enter_context(line)
            line.wait_for(b"TechStart")
            line.settle()
            return line

        yield start


def ready(lines: list[str]) -> bool:
    """Whether the portfolio is there with every account reckoned."""
    return lines[-1].startswith(" ↵") and RECKONING not in lines[1] and lines[3][1:2] in tuple("▲●▼○^ov.")


def whole(lines: list[str]) -> bool:
    """Whether all parts of the screen are there, in English."""
    return "Portfolio" in lines[0] and "24 accounts" in lines[1] and "Account" in lines[2] and ready(lines)


# -- start -------------------------------------------------------------------------------------


def test_the_first_screen_is_complete_at_80_by_24(demo: Callable[..., Terminal]) -> None:
    lines = demo().wait_for(whole)
    assert len(lines) == 24
    assert lines[0].endswith("10:12")
    assert "Renews" in lines[2]
    assert all(lines[3:-1])


@pytest.mark.parametrize("language", ["es", "pt-BR"])
def test_the_interface_speaks_the_language_asked_for(
    terminal: Terminals, surroundings: dict[str, str], language: str
) -> None:
    made = terminal(env=surroundings)
    made.start(CADENCE, "demo", "--size", "small", "--lang", language, "--now", NOW)
    lines = made.wait_for(ready)
    assert {"es": "1 Cartera", "pt-BR": "1 Carteira"}[language] in lines[0]
    assert {"es": "24 cuentas", "pt-BR": "24 contas"}[language] in lines[1]
    assert {"es": "teclas", "pt-BR": "teclas"}[language] in lines[-1]


def test_the_clock_stands_where_now_puts_it(demo: Callable[..., Terminal]) -> None:
    made = demo("--now", "2026-11-24T23:30:00+00:00", width=120, height=40)
    assert "Tue 24 Nov 18:30" in made.wait_for(whole)[0]


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_a_terminal_that_cannot_show_a_screen_is_refused_in_a_sentence(
    tmp_path: Path, surroundings: dict[str, str], term: str
) -> None:
    with Wire(tmp_path, *DEMO, env={**surroundings, "TERM": term}) as line:
        assert line.wait_for_exit() == 2
        assert line.output.count(b"\n") == 1
        assert b"\x1b" not in line.output
        assert b"TERM=" in line.output


@pytest.mark.parametrize("command", [DEMO, (CADENCE, "--lang", "en")])
def test_without_a_terminal_there_is_a_sentence(tmp_path: Path, command: tuple[str, ...]) -> None:
    store = str(tmp_path)
    done = subprocess.run(
        [*command, "--store", store], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "cadence --help" in done.stderr


def test_what_is_typed_before_the_first_screen_is_not_lost(terminal: Terminals, store: Path) -> None:
    made = terminal()
    made.start(*on(store, "ana"))
    made.text("/techs")
    made.wait_for(lambda lines: "techs" in lines[-1] and "TechStart" in lines[3])
    made.text("t")
    made.wait_for(lambda lines: "techst" in lines[-1])
    made.keys("Enter")
    made.wait_for(ready)
    made.keys("Enter")
    made.wait_for(lambda lines: lines[2].startswith(" TechStart"))


# -- end -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_in_order(wire: Wires, copies: Path, number: signal.Signals) -> None:
    line = wire()
    assert list(copies.iterdir())
    line.process.send_signal(number)
    assert line.wait_for_exit(timeout=3) == 128 + number
    assert line.left_as_found
    assert not list(copies.iterdir())


def test_leaving_restores_the_terminal(wire: Wires, copies: Path) -> None:
    line = wire()
    line.press(b"q")
    assert line.wait_for_exit(timeout=3) == 0
    assert line.left_as_found
    assert not list(copies.iterdir())


@pytest.mark.parametrize("session", [True, False], ids=["hung up", "end of input alone"])
def test_a_lost_connection_ends_the_program(wire: Wires, copies: Path, session: bool) -> None:
    line = wire(session=session)
    line.hang_up()
    assert line.wait_for_exit(timeout=3) == 128 + signal.SIGHUP
    assert not list(copies.iterdir())


def test_a_stalled_connection_that_is_lost_ends_the_program(wire: Wires, copies: Path) -> None:
    line = wire(session=False)
    line.hold(b"\x1b[6~", b"\x1b[5~", seconds=4)
    line.hang_up()
    assert line.wait_for_exit(timeout=5) == 128 + signal.SIGHUP
    assert not list(copies.iterdir())


# -- while it runs ---------------------------------------------------------------------------------


def test_it_suspends_and_returns(terminal: Terminals, surroundings: dict[str, str]) -> None:
    made = terminal(env={**surroundings, "PS1": "shell> "})
    made.start("sh", "-i", "-m")
    made.wait_for("shell>")
    made.text(" ".join(DEMO))
    made.keys("Enter")
    made.wait_for(whole)
    made.keys("C-z")
    made.wait_for("Stopped")
    made.text("echo still $((40 + 2))")
    made.keys("Enter")
    made.wait_for("still 42")
    made.text("fg")
    made.keys("Enter")
    made.wait_for(whole)
    made.keys("q")
    made.wait_for(lambda lines: "still 42" in lines and not whole(lines))


def test_any_size_is_borne_and_the_screen_is_whole_again(demo: Callable[..., Terminal]) -> None:
    made = demo(width=200, height=50)
    made.wait_for(whole)
    for width, height in ((80, 24), (60, 16)):
        made.resize(width, height)
        made.wait_for(lambda lines, height=height: len(lines) == height and whole(lines))
    made.resize(20, 5)
    made.wait_for(lambda lines: " ".join(lines).split()[-5:] == ["60", "×", "16", "are", "needed"])
    made.keys("/", "j", "3")
    for width, height in ((59, 40), (90, 15), (1, 1)):
        made.resize(width, height)
    made.resize(80, 24)
    lines = made.wait_for(whole)
    assert "24 accounts" in lines[1]


def test_a_dialog_bears_a_small_screen_too(demo: Callable[..., Terminal]) -> None:
    made = demo()
    made.keys("s")
    made.wait_for("Order by")
    made.resize(30, 6)
    made.wait_for("60 × 16")
    made.resize(80, 24)
    made.wait_for("Order by")
    made.keys("Escape")
    made.wait_for(whole)


def test_nothing_is_written_while_nothing_happens(wire: Wires) -> None:
    line = wire()
    line.settle(1.5)
    assert line.read_for(5.0) == b""


def test_the_mouse_is_left_to_the_terminal(wire: Wires) -> None:
    line = wire()
    line.press(b"?")
    line.settle()
    line.press(b"\x1b")
    line.settle()
    assert not MOUSE.search(line.output)


# -- colours and glyphs --------------------------------------------------------------------------


@pytest.mark.parametrize("term", ["xterm-256color", "xterm", "linux"])
def test_without_colour_cursor_and_bands_can_be_seen(wire: Wires, term: str) -> None:
    line = wire(env={"NO_COLOR": "1", "TERM": term})
    line.press(b"j")
    line.settle()
    assert not COLOURS.search(line.output)
    assert re.search(rb"\x1b\[[0-9;]*7[;m]", line.output), "the cursor is reversed"


def test_bands_are_told_by_glyphs(demo: Callable[..., Terminal]) -> None:
    lines = demo(env={"NO_COLOR": "1"}).screen()
    assert {line[1] for line in lines[3:-1]} >= {"▲", "●"}


@pytest.mark.parametrize("term", ["xterm", "screen", "screen-256color", "tmux-256color"])
def test_terminals_of_many_kinds_show_the_same(demo: Callable[..., Terminal], term: str) -> None:
    assert "▲" in "".join(demo(env={"TERM": term}).wait_for(whole))


def test_sixteen_colours_are_enough(wire: Wires) -> None:
    line = wire(env={"TERM": "xterm"})
    line.press(b"j")
    line.settle()
    assert COLOURS.search(line.output)
    assert b"38;5;" not in line.output
    assert b"38;2;" not in line.output


@pytest.mark.parametrize("env", [{"TERM": "linux"}, {"CADENCE_ASCII": "1"}, {"LC_ALL": "en_US.ISO-8859-1"}])
def test_poor_terminals_get_ascii_alone(wire: Wires, env: dict[str, str]) -> None:
    line = wire(env=env)
    for key in (b"?", b"\x1b", b"s", b"\x1b"):
        line.press(key)
        line.settle()
    assert line.output.isascii()
    assert b"^" in line.output


# -- when something goes wrong, and when others work too -------------------------------------------

FAULTY = """
import sys
from cadence_tui.cli.main import main
from cadence_tui.tui.portfolio.view import PortfolioView

def fail(view):
    raise ValueError(view.current.name)

PortfolioView.act_sort = fail
PortfolioView.act_group = lambda view: view.read(lambda: fail(view), print)
main()
"""
"""The program with a fault in it, on the screen's thread and on that of the store."""


@pytest.fixture(scope="session")
def store_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store made as a person makes one, with the small sample."""
    folder = tmp_path_factory.mktemp("made")
    words = [CADENCE, "init", str(folder / "store"), "--sample", "small", "--now", NOW]
    env = {**os.environ, "HOME": str(folder)}
    subprocess.run(words, env=env, check=True, capture_output=True)
    return folder / "store"


@pytest.fixture
def store(store_original: Path, tmp_path: Path) -> Path:
    """A store to change at will."""
    return Path(shutil.copytree(store_original, tmp_path / "store"))


@pytest.fixture
def working(terminal: Terminals, store: Path) -> Callable[..., Terminal]:
    """Opens the interface on the store: `working("ana", width=..., height=...)`."""

    def start(person: str, **size: int) -> Terminal:
        made = terminal(**size)
        made.start(*on(store, person))
        made.wait_for(ready)
        return made

    return start


def on(store: Path, person: str) -> list[str]:
    """The command line of a person at work on a store."""
    return [CADENCE, "--store", str(store), "--as", person, "--lang", "en", "--now", NOW]


def foot(lines: list[str]) -> str:
    """What is said at the foot of the screen, on one line."""
    return " ".join(line.strip() for line in lines[-4:])


def cursor_account(screen: Terminal) -> str:
    """The account under the cursor, by the style of its row."""
    for line in screen.screen(styles=True)[3:-1]:
        if "48;5;23" in line.split("▲")[0].split("●")[0].split("○")[0].split("▼")[0]:
            return re.sub(r"\x1b\[[0-9;]*m", "", line)[26:43].strip()
    raise AssertionError("no row is under the cursor")


@pytest.mark.parametrize("key", ["s", "g"], ids=["in a view", "in a reading"])
def test_a_fault_ends_in_a_sentence_and_its_log_tells_nothing_of_customers(
    wire: Wires, store: Path, tmp_path: Path, key: str
) -> None:
    line = wire(sys.executable, "-c", FAULTY, *on(store, "ana")[1:])
    before = len(line.output)
    line.press(key.encode())
    assert line.wait_for_exit(timeout=5) == 70
    assert line.left_as_found
    told = bytes(line.output[before:]).rpartition(b"\x1b[?1004l")[2].decode()
    assert told.count("\n") == 1
    assert "nothing that was saved is lost" in told
    log = next((tmp_path / "wired").rglob("errors.log"))
    assert str(log) in told
    written = log.read_text()
    assert "ValueError" in written
    assert "<string>" in written
    assert "Logística" not in written + told


def test_a_broken_rule_file_is_named_on_the_footer(terminal: Terminals, store: Path) -> None:
    (store / "rules").mkdir(exist_ok=True)
    (store / "rules" / "health.toml").write_text("weights = [")
    made = terminal()
    made.start(*on(store, "ana"))
    lines = made.wait_for(lambda lines: "cannot be read" in foot(lines))
    assert str(store / "rules" / "health.toml") in foot(lines).replace(" ", "")
    assert "Traceback" not in " ".join(lines)


def test_a_store_that_goes_away_is_told_on_the_footer(working: Callable[..., Terminal], store: Path) -> None:
    made = working("ana")
    shutil.rmtree(store)
    made.wait_for(lambda lines: "is not a store" in foot(lines))
    made.keys("j", "Enter", "u")
    made.wait_for(lambda lines: "Portfolio" in lines[0])
    made.signal(signal.SIGTERM)
    assert made.wait_for_exit() == 128 + signal.SIGTERM


def test_a_full_disk_refuses_in_words_and_work_goes_on(working: Callable[..., Terminal], store: Path) -> None:
    made = working("ana")
    resource.prlimit(made.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    judge(made)
    # Not even the person's own folder takes it: it stays on the screen.
    made.wait_for(
        lambda lines: all(told in "".join(lines) for told in ("nothing was written", "copy it before"))
    )
    resource.prlimit(made.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    made.keys("S")
    made.wait_for(lambda lines: "Health of" in foot(lines))


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_store_made_read_only_refuses_in_words(working: Callable[..., Terminal], store: Path) -> None:
    made = working("ana")
    for path in (*store.rglob("*"), store):
        path.chmod(0o555 if path.is_dir() else 0o444)
    judge(made)
    made.wait_for(lambda lines: "journal" in foot(lines))
    for path in (store, *store.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def judge(screen: Terminal) -> None:
    """Sets another health for the account under the cursor."""
    screen.keys("H")
    screen.wait_for("‹ as reckoned ›")
    screen.keys("Right")
    screen.wait_for(lambda lines: not any("as reckoned" in line for line in lines))
    screen.keys("Down")
    screen.text("a talk in the corridor")
    screen.keys("C-s")


def test_what_others_change_shows_and_the_cursor_stays(working: Callable[..., Terminal], store: Path) -> None:
    ana = working("ana")
    ana.keys("End")
    account = ana.wait_for(lambda lines: " " + cursor_account(ana) in lines[-2]) and cursor_account(ana)
    words = ["action", "add", account, "Send the figures", "--due", "2026-11-20"]
    done = subprocess.run([*on(store, "ana"), *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    ana.wait_for(lambda lines: any(account in line and "‹1 late›" in line for line in lines), timeout=3)
    assert cursor_account(ana) == account
