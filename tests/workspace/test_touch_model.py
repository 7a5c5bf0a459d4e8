"""The store changes to another touch model as one act, and everybody who has it open works by it at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cadence_tui.content.touch_model import load_touch_model
from cadence_tui.model.errors import BadInput, NotFound, NotPermitted, Refused
from cadence_tui.workspace.model_editing import read_draft, save_draft
from cadence_tui.workspace.portfolio import PortfolioBook
from cadence_tui.workspace.session import Workspace, last_done
from cadence_tui.workspace.taking_back import redo, undo
from cadence_tui.workspace.touch_model import compare_models, use_touch_model

OpenAs = Callable[[str], Workspace]
SHIPPED = Path("src/cadence_tui/content/touch_models/check-in-guide.toml")


def stages(ws: Workspace) -> list[str]:
    return [stage.id for stage in ws.rules.touch_model.stages]


def test_the_lead_changes_the_model_in_one_act_that_undo_takes_back(open_as: OpenAs) -> None:
    lead = open_as("lead")
    before = lead.store.seq
    use_touch_model(lead, "cadence-models")
    assert lead.store.seq == before + 1
    assert stages(lead)[0] == "first_week"
    assert "cadence-models from now on, it was check-in-guide" in str(last_done(lead))
    undo(lead)
    assert (lead.rules.preset, stages(lead)[0]) == ("check-in-guide", "onboarding")
    redo(lead)
    assert lead.rules.preset == "cadence-models"


def test_who_has_the_store_open_follows_with_the_next_look(open_as: OpenAs) -> None:
    ana, lead = open_as("ana"), open_as("lead")
    book = PortfolioBook(ana)
    while book.look():
        book.reckon()
    assert book.look() == 0
    use_touch_model(lead, "touch-model")
    assert ana.rules.preset == "check-in-guide"
    assert "settings" in ana.changed_kinds()
    assert ana.rules.preset == "touch-model"
    assert book.look() == len(ana.records.accounts())
    assert book.names.segments["enterprise"].en == "High-touch"


@pytest.mark.parametrize("who", ["ana"])
def test_a_csm_may_not_change_the_model(open_as: OpenAs, who: str) -> None:
    with pytest.raises(NotPermitted):
        use_touch_model(open_as(who), "touch-model")


def test_what_is_in_force_already_and_what_is_at_fault_is_refused(open_as: OpenAs) -> None:
    lead = open_as("lead")
    with pytest.raises(Refused, match="works by check-in-guide already"):
        use_touch_model(lead, "check-in-guide")
    own = lead.rules.folder / "touch_models"
    own.mkdir(parents=True)
    text = SHIPPED.read_text(encoding="utf-8")
    (own / "ours.toml").write_text(text.replace("arr_from = 25_000", "arr_from = 250_000"), encoding="utf-8")
    before = lead.store.seq
    for name, refusal in (("ours", BadInput), ("nowhere", NotFound)):
        with pytest.raises(refusal):
            use_touch_model(lead, name)
    assert lead.store.seq == before
    (own / "ours.toml").write_text(text.replace("arr_from = 25_000", "arr_from = 30_000"), encoding="utf-8")
    use_touch_model(lead, "ours")
    assert lead.rules.touch_model.segments[1].arr_from == 30_000


def test_a_comparison_says_for_every_account_what_would_change(ana: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    text = SHIPPED.read_text(encoding="utf-8")
    file.write_text(text.replace("arr_from = 25_000", "arr_from = 60_000"), encoding="utf-8")
    found = compare_models(ana, str(file))
    assert [(each.section, each.id, each.change) for each in found.differences] == [
        ("segments", "mid_market", "changed")
    ]
    moved = {each.account for each in found.effects if each.segment_was != each.segment_now}
    lowered = {
        account.id
        for account in ana.records.accounts()
        if account.arr and 25_000 <= account.arr.amount < 60_000 and account.arr.currency == "USD"
    }
    assert moved
    assert moved >= {
        each.account for each in found.effects if each.account in lowered and each.segment_was == "mid_market"
    }
    assert all(not each.changes for each in found.effects if each.account not in moved)


def test_two_other_models_are_compared_with_each_other(ana: Workspace) -> None:
    found = compare_models(ana, "cadence-models", "touch-model")
    assert (found.was_model, found.now_model) == (
        load_touch_model("cadence-models"),
        load_touch_model("touch-model"),
    )
    back = compare_models(ana, "touch-model", "cadence-models")
    assert sum(each.now.minutes for each in found.effects) == sum(each.was.minutes for each in back.effects)
    assert {each.change for each in found.differences if each.section == "stages"} == {"removed", "changed"}


def test_as_shipped_takes_back_what_the_store_changed_and_undo_brings_it_again(open_as: OpenAs) -> None:
    lead = open_as("lead")
    save_draft(lead, read_draft(lead).edited(("segments", 0), {("weight",): 9}), "")
    before = lead.store.seq
    use_touch_model(lead, "shipped:check-in-guide")
    assert lead.store.seq == before + 1
    assert lead.rules.touch_model == load_touch_model("check-in-guide")
    assert "as shipped from now on" in str(last_done(lead))
    undo(lead)
    assert lead.rules.touch_model.segments[0].weight == 9


def test_as_shipped_keeps_a_file_that_a_hand_wrote(open_as: OpenAs) -> None:
    lead = open_as("lead")
    own = lead.rules.folder / "touch_models"
    own.mkdir(parents=True)
    text = SHIPPED.read_text(encoding="utf-8").replace("arr_from = 100_000", "arr_from = 90_000")
    (own / "check-in-guide.toml").write_text(text, encoding="utf-8")
    use_touch_model(lead, "shipped:check-in-guide")
    assert open_as("lead").rules.touch_model.segments[0].arr_from == 100_000
    [former] = own.glob("check-in-guide.toml.*")
    assert former.read_text(encoding="utf-8") == text


def test_as_shipped_already_and_what_is_not_shipped_are_refused(open_as: OpenAs) -> None:
    lead = open_as("lead")
    with pytest.raises(Refused, match="works by check-in-guide already"):
        use_touch_model(lead, "shipped:check-in-guide")
    with pytest.raises(NotFound, match="There is no touch model ours"):
        use_touch_model(lead, "shipped:ours")


def test_a_file_is_refused_with_the_folder_that_it_belongs_in(open_as: OpenAs, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"is no name of a model; copy a file into .*touch_models"):
        use_touch_model(open_as("lead"), str(tmp_path / "ours.toml"))
