"""Changing the touch model: one act with file, log, news and undo; a hand in the file is respected."""

import errno
import re
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from cadence_tui.model.errors import BadInput, NotPermitted, Refused
from cadence_tui.practice.feasibility.demand import demand
from cadence_tui.store.backup import read_backup, write_backup
from cadence_tui.workspace import rule_files, session
from cadence_tui.workspace.feasibility import read_team
from cadence_tui.workspace.model_editing import Draft, effect_of, may_save, read_draft, save_draft
from cadence_tui.workspace.session import Workspace, open_workspace
from cadence_tui.workspace.taking_back import redo, undo
from cadence_tui.workspace.touch_model import use_touch_model

OpenAs = Callable[[str], Workspace]
RULE = "mid_market.maturity.check_in"
SHIPPED = (files("cadence_tui.content") / "touch_models" / "check-in-guide.toml").read_text(encoding="utf-8")


def own_file(ws: Workspace) -> Path:
    return ws.rules.folder / "touch_models" / "check-in-guide.toml"


def place(ws: Workspace) -> int:
    return [rule.id for rule in ws.rules.touch_model.rules].index(RULE)


def every(ws: Workspace) -> float | None:
    return ws.rules.touch_model.rules[place(ws)].every_days


def changed(ws: Workspace, days: int = 30, **more: object) -> Draft:
    values = {("every_days",): days, **{(name,): value for name, value in more.items()}}
    return read_draft(ws).edited(("rules", place(ws)), values)


def save(ws: Workspace, days: int = 30, why: str = "closer") -> None:
    save_draft(ws, changed(ws, days), why)


def test_what_is_saved_is_in_force_in_the_file_and_in_the_log(open_as: OpenAs) -> None:
    lead = open_as("lead")
    save(lead)
    assert every(lead) == 30
    text = own_file(lead).read_text(encoding="utf-8")
    differ = [now for was, now in zip(SHIPPED.splitlines(), text.splitlines(), strict=True) if was != now]
    assert len(differ) == 1
    assert "every_days = 30" in differ[0]
    entry = next(iter(lead.store.log()))
    assert entry.who == lead.actor.id
    assert "closer" in str(entry.why)
    assert f"{RULE}: every_days 28 → 30" in str(entry.why)


def test_others_who_work_in_the_store_go_by_it_at_once(open_as: OpenAs) -> None:
    lead, ana = open_as("lead"), open_as("ana")
    before, sum_before = every(ana), ana.rules.fingerprint
    save(lead)
    assert {"rules", "account"} <= ana.changed_kinds()
    assert (every(ana), before) == (30, 28)
    assert ana.rules.fingerprint != sum_before


def test_undo_brings_the_former_model_back_and_redo_the_new_one(open_as: OpenAs) -> None:
    lead, ana = open_as("lead"), open_as("ana")
    save(lead)
    undo(lead)
    assert every(lead) == 28
    assert not own_file(lead).exists()
    redo(lead)
    assert every(lead) == 30
    save(lead, 31)
    undo(lead)
    assert every(lead) == 30
    assert "every_days = 30" in own_file(lead).read_text(encoding="utf-8")
    ana.catch_up()
    assert every(ana) == 30


def test_what_stood_in_the_file_is_kept_beside_it(open_as: OpenAs) -> None:
    lead = open_as("lead")
    save(lead)
    was = own_file(lead).read_text(encoding="utf-8")
    save(lead, 31)
    [kept] = own_file(lead).parent.glob("check-in-guide.toml.*")
    assert kept.read_text(encoding="utf-8") == was
    assert kept.name.endswith(".20261123-091200")


def test_a_file_changed_by_hand_counts_and_undo_finds_it_again(open_as: OpenAs) -> None:
    lead = open_as("lead")
    save(lead)
    file = own_file(lead)
    by_hand = file.read_text(encoding="utf-8").replace("every_days = 30", "every_days = 29")
    file.write_text(by_hand, encoding="utf-8")
    again = open_as("lead")
    assert every(again) == 29
    save(again, 31)
    assert every(again) == 31
    undo(again)
    assert every(again) == 29
    assert file.read_text(encoding="utf-8") == by_hand


def test_a_file_of_ones_own_that_the_program_never_wrote_comes_back(open_as: OpenAs) -> None:
    lead = open_as("lead")
    file = own_file(lead)
    file.parent.mkdir(parents=True)
    file.write_text("# ours\n" + SHIPPED, encoding="utf-8")
    again = open_as("lead")
    save(again)
    assert file.read_text(encoding="utf-8").startswith("# ours\n")
    undo(again)
    assert file.read_text(encoding="utf-8") == "# ours\n" + SHIPPED


def test_a_file_taken_away_by_hand_means_the_shipped_model(open_as: OpenAs) -> None:
    lead = open_as("lead")
    save(lead)
    own_file(lead).unlink()
    assert every(open_as("lead")) == 28


def test_without_its_file_the_saved_model_is_in_force(open_as: OpenAs) -> None:
    """The folder of rules cannot be made: what is on disk in the store counts."""
    lead = open_as("lead")
    lead.rules.folder.write_text("in the way")
    save(lead)
    assert "cannot be written" in str(lead.untold())
    assert every(lead) == 30
    assert every(open_as("ana")) == 30
    undo(lead)
    assert every(lead) == 28
    assert lead.untold() is None


def test_a_draft_with_faults_is_not_saved_and_names_them_all(open_as: OpenAs) -> None:
    lead = open_as("lead")
    with pytest.raises(BadInput) as fault:
        save_draft(lead, changed(lead, 60, red_days=3), "")
    assert len(fault.value.where) >= 2
    assert f"$.rules[{place(lead)}].red_days" in [where.field for where in fault.value.where]
    assert every(lead) == 28
    assert not own_file(lead).exists()


def test_a_csm_may_try_and_not_save(open_as: OpenAs) -> None:
    ana = open_as("ana")
    assert not may_save(ana)
    assert effect_of(demand(read_team(ana, 13)), changed(ana)).accounts > 0
    with pytest.raises(NotPermitted):
        save(ana)


def test_nothing_changed_is_nothing_to_save(open_as: OpenAs) -> None:
    lead = open_as("lead")
    with pytest.raises(Refused, match="Nothing is changed"):
        save_draft(lead, read_draft(lead), "")
    with pytest.raises(Refused, match="Nothing is changed"):
        save(lead, 28)


def test_whoever_comes_second_is_told_and_overwrites_nothing(open_as: OpenAs) -> None:
    lead, admin = open_as("lead"), open_as("admin")
    late = changed(admin, 31)
    save(lead)
    admin.catch_up()
    with pytest.raises(Refused, match="Somebody changed the touch model"):
        save_draft(admin, late, "")
    assert every(admin) == 30


def test_a_csm_cannot_take_a_leads_change_back(open_as: OpenAs) -> None:
    lead, ana = open_as("lead"), open_as("ana")
    save(lead)
    number = next(iter(lead.store.log())).seq
    ana.catch_up()
    with pytest.raises(NotPermitted):
        undo(ana, number)


def test_the_effect_names_who_is_asked_for_less(open_as: OpenAs) -> None:
    ana = open_as("ana")
    asked = demand(read_team(ana, 52))
    found = effect_of(asked, changed(ana, 31))
    [(was, now)] = found.people
    assert now.asked < was.asked
    assert 0 < found.accounts < len(asked.asks)


def test_a_tier_that_takes_more_hours_than_its_guideline_is_warned_of(open_as: OpenAs) -> None:
    ana = open_as("ana")
    rules = ana.rules.touch_model.rules
    draft, values = read_draft(ana), {("minutes",): 400, ("work_minutes",): 400}
    for number, rule in enumerate(rules):
        if (rule.segment, rule.touch) == ("enterprise", "check_in"):
            draft = draft.edited(("rules", number), values)
    found = effect_of(demand(read_team(ana, 13)), draft)
    [why] = found.warnings
    assert (why.code, why.args["segment"], why.args["most"]) == ("hours_above_guideline", "enterprise", 15)


def by_hand(ws: Workspace, days: int) -> str:
    file = own_file(ws)
    file.parent.mkdir(parents=True, exist_ok=True)
    was = file.read_text(encoding="utf-8") if file.exists() else SHIPPED
    place_of_rule = was.index('segment = "mid_market", stage = "maturity", touch = "check_in"')
    text = was[:place_of_rule] + re.sub(
        r"every_days = \d+", f"every_days = {days}", was[place_of_rule:], count=1
    )
    file.write_text(text, encoding="utf-8")
    return text


@pytest.mark.parametrize("saved_before", [False, True])
def test_what_a_hand_writes_after_the_model_was_read_is_kept(open_as: OpenAs, saved_before: bool) -> None:
    lead = open_as("lead")
    if saved_before:
        save(lead)
    late = changed(lead, 31)
    text = by_hand(lead, 29)
    with pytest.raises(Refused, match="changed by hand meanwhile"):
        save_draft(lead, late, "")
    assert own_file(lead).read_text(encoding="utf-8") == text


def test_an_open_workspace_begins_a_change_with_what_a_hand_wrote(open_as: OpenAs) -> None:
    lead = open_as("lead")
    save(lead)
    assert every(lead) == 30
    by_hand(lead, 29)
    lead.changed_kinds()
    draft = changed(lead, 31)
    assert every(lead) == 29
    assert "account" in lead.changed_kinds()
    save_draft(lead, draft, "")
    undo(lead)
    assert every(lead) == 29


def test_a_comment_that_a_hand_wrote_is_no_obstacle(open_as: OpenAs) -> None:
    lead = open_as("lead")
    save(lead)
    assert every(lead) == 30
    file = own_file(lead)
    file.write_text("# ours\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    save(lead, 31)
    assert file.read_text(encoding="utf-8").startswith("# ours\n")


def test_a_file_that_broke_leaves_the_rules_that_were_read(open_as: OpenAs) -> None:
    lead = open_as("lead")
    save(lead)
    assert every(lead) == 30
    own_file(lead).write_text("x = [", encoding="utf-8")
    with pytest.raises(BadInput):
        read_draft(lead)
    assert every(lead) == 30


def test_a_draft_of_a_model_no_longer_in_force_is_refused(open_as: OpenAs) -> None:
    lead, admin = open_as("lead"), open_as("admin")
    late = changed(admin, 31)
    use_touch_model(lead, "touch-model")
    with pytest.raises(Refused, match="Somebody changed the touch model"):
        save_draft(admin, late, "")
    assert not own_file(lead).exists()


def test_whoever_comes_second_is_told_without_having_looked(open_as: OpenAs) -> None:
    lead, admin = open_as("lead"), open_as("admin")
    late = changed(admin, 31)
    save(lead)
    with pytest.raises(Refused, match="Somebody changed the touch model"):
        save_draft(admin, late, "")
    assert every(lead) == 30


def stopped(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Does an act in a program that is stopped between the commit and the file."""
    with monkeypatch.context() as patch:
        patch.setattr(session, "write_down", lambda store, commit: None)
        act()


@pytest.mark.parametrize("saves", [1, 2])
def test_undo_needs_neither_kept_figures_nor_notes(open_as: OpenAs, saves: int) -> None:
    lead = open_as("lead")
    for days in (30, 31)[:saves]:
        save(lead, days)
    shutil.rmtree(lead.store.path / "derived", ignore_errors=True)
    for note in own_file(lead).parent.glob(".*"):
        note.unlink()
    undo(lead)
    assert every(lead) == every(open_as("ana")) == (28 if saves == 1 else 30)
    assert own_file(lead).exists() == (saves == 2)


def test_a_stopped_undo_of_a_first_change_is_finished_at_the_next_start(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = open_as("lead")
    save(lead)
    stopped(monkeypatch, lambda: undo(lead))
    assert every(lead) == 28
    assert own_file(lead).exists()
    assert every(open_as("ana")) == 28
    assert not own_file(lead).exists()


def test_a_stopped_change_is_finished_at_the_next_start(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = open_as("lead")
    stopped(monkeypatch, lambda: save(lead))
    assert every(lead) == 30
    assert every(open_as("ana")) == 30
    assert "every_days = 30" in own_file(lead).read_text(encoding="utf-8")
    stopped(monkeypatch, lambda: save(lead, 31))
    assert every(open_as("ana")) == 31
    assert "every_days = 31" in own_file(lead).read_text(encoding="utf-8")
    stopped(monkeypatch, lambda: undo(lead))
    assert every(open_as("ana")) == 30
    assert "every_days = 31" not in own_file(lead).read_text(encoding="utf-8")


def test_what_a_hand_does_to_the_file_is_left_at_the_next_start(open_as: OpenAs) -> None:
    lead = open_as("lead")
    save(lead)
    text = by_hand(lead, 29)
    assert every(open_as("ana")) == 29
    assert own_file(lead).read_text(encoding="utf-8") == text
    own_file(lead).unlink()
    assert every(open_as("ana")) == 28
    assert not own_file(lead).exists()


def test_undo_counts_where_its_file_cannot_be_taken_away_and_that_is_told(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    lead = open_as("lead")
    save(lead)
    assert lead.untold() is None
    with monkeypatch.context() as patch:
        patch.setattr(rule_files, "replace_file", refuse)
        undo(lead)
    assert "cannot be written: Permission denied" in str(lead.untold())
    assert lead.untold() is None
    assert every(lead) == 28
    assert every(open_as("ana")) == 28
    assert not own_file(lead).exists()


def test_what_was_saved_before_a_backup_is_taken_back_after_it(open_as: OpenAs, tmp_path: Path) -> None:
    lead = open_as("lead")
    save(lead)
    write_backup(lead.store.path, tmp_path / "backup.tar.gz")
    read_backup(tmp_path / "backup.tar.gz", tmp_path / "restored")
    restored = open_workspace(tmp_path / "restored", acting="lead", clock=lead.clock)
    assert every(restored) == 30
    undo(restored)
    assert every(restored) == 28
    assert not own_file(restored).exists()
    restored.close()
