"""Planning problems as JSON values: a small one that has everything, and its parts."""

from copy import deepcopy
from typing import Any

WORK = {str(weekday): [[540, 780], [840, 1080]] for weekday in range(5)}


def csm(name: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": name, "pod": "andes", "country": "CO", "tz": "America/Bogota", "work": deepcopy(WORK),
        "call_share": 0.2, "day_share": 0.5, "pto": [], **fields,
    }  # fmt: skip


def account(name: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": name, "csm": "ana", "industry": "saas", "country": "CO", "tz": "America/Bogota",
        "hours": [540, 1080], "min_gap": 3, "pref": None, **fields,
    }  # fmt: skip


def touch(name: str, of: str, first: str, last: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": name, "account": of, "csm": "ana", "kind": "checkin", "minutes": 30, "value": 2.5,
        "ideal": first, "earliest": first, "latest": last, **fields,
    }  # fmt: skip


def problem(**fields: Any) -> dict[str, Any]:
    """Two people of a pod and their accounts over four weeks; New York changes its clocks on 8 March."""
    return {
        "meta": {"seed": 1},
        "start": "2026-03-02",
        "weeks": 4,
        "grid": 15,
        "step": 5,
        "csms": [
            csm("ana", pto=[["2026-03-16", "2026-03-20"]]),
            csm("luis", country="ES", tz="Europe/Madrid", bottleneck={"weeks": [0, 3]}),
        ],
        "busy": [
            {"csm": "ana", "date": "2026-03-03", "start": 540, "end": 600},
            {"csm": "ana", "date": "2026-03-03", "start": 600, "end": 660},
        ],
        "holidays": {"CO": ["2026-03-23"], "ES": ["2026-03-19"], "US": []},
        "blackouts": [{"kinds": ["qbr"], "industry": None, "from": "2026-03-05", "to": "2026-03-06"}],
        "accounts": [
            account("nimbus", pref={"days": [1, 2], "from": 840, "to": 960}, segment="ENT", arr=120000),
            account("orbit", country="US", tz="America/New_York", industry="retail"),
            account("lumen", csm="luis", country="ES", tz="Europe/Madrid", last_contact=None),
        ],
        "fixed": [
            {"id": "f1", "account": "lumen", "csm": "luis", "date": "2026-03-04", "start": 600, "minutes": 30}
        ],
        "touches": [
            touch("n1", "nimbus", "2026-03-03", "2026-03-10"),
            touch("n2", "nimbus", "2026-03-16", "2026-03-18", kind="renewal"),
            touch("q1", "orbit", "2026-03-04", "2026-03-12", kind="qbr", minutes=60, period=91),
            touch("l1", "lumen", "2026-03-09", "2026-03-15", csm="luis", ideal=None),
            touch(
                "l2", "lumen", "2026-03-20", "2026-03-29", csm="luis", ideal=None, prev="l1", gap=[8, 14, 18]
            ),
        ],
        **fields,
    }  # fmt: skip
