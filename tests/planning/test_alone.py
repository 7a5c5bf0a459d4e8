"""The solver stands alone and answers the same in every process."""

import os
import subprocess
import sys

SAME = """
from dataclasses import replace
from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Spacing, StandIn
from tests.planning.book import agreed, person, problem, request
calls = [
    request(f"r{n:03}", ideal=n * 7 % 25, earliest=n * 7 % 25 - 6, latest=n * 7 % 25 + 6,
            account=f"a{n % 40}", load=(15, 20, 30, 45, 60)[n % 5], value=n % 9, owner=("ana", "bia")[n % 2])
    for n in range(160)
]
mates = {"bia": StandIn(), "caio": StandIn()}
calls = [replace(call, stand_ins=mates) if call.owner == "ana" else call for call in calls]
calls += [
    request(f"s{n}", account="s", ideal=7 * n, earliest=7 * n, latest=7 * n + 6, floating=True,
            after=f"s{n - 1}" if n else "", spacing=Spacing(5, 7, 9) if n else None)
    for n in range(4)
]
people = (person(), person("bia", week_share=0.3), person("caio", week_share=0.1))
print(plan(problem(*calls, people=people, fixed=(agreed("f", 2, 600),),
                   min_gap={f"a{n}": n % 6 for n in range(40)})))
"""

FOREIGN = """
import sys
before = set(sys.modules)
import cadence_tui.planning.engine, cadence_tui.planning.explain, cadence_tui.planning.ways_out
roots = {name.partition(".")[0] for name in set(sys.modules) - before}
print(sorted(roots - sys.stdlib_module_names - {"cadence_tui"}))
ours = [name for name in sys.modules if name.startswith("cadence_tui.")]
print(sorted(name for name in ours if not name.startswith("cadence_tui.planning")))
"""


def run(code: str, seed: str = "0") -> str:
    """What a fresh process prints for the code."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    return done.stdout


def test_every_process_makes_the_same_plan() -> None:
    first = run(SAME, "1")
    assert "r159" in first
    assert run(SAME, "2") == first


def test_nothing_but_the_standard_library_is_loaded() -> None:
    assert run(FOREIGN).split("\n")[:2] == ["[]", "[]"]
