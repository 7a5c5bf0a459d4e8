"""A lead, who has no accounts, opens on those of everybody."""

from tests.tui.conftest import MakeApp
from tests.tui.screen_text import until_text


async def test_a_lead_opens_on_all_accounts(make_app: MakeApp) -> None:
    app = make_app(acting="lead")
    async with app.run_test(size=(120, 40)) as pilot:
        lines = await until_text(pilot, "TechStart")
        assert "24 accounts + 1 former" in lines[1]
        assert "all" in lines[1]


async def test_a_csm_opens_on_their_own(make_app: MakeApp) -> None:
    app = make_app(acting="ana")
    async with app.run_test(size=(120, 40)) as pilot:
        assert "mine" in (await until_text(pilot, "TechStart"))[1]
