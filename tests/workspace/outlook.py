"""What may be known of an account beside its calls and promises."""

from datetime import datetime

from cadence_tui.model.documents import (
    Comment,
    Document,
    Handoff,
    Opportunity,
    OwnQuestion,
    Review,
    Reviewed,
    Risk,
)


def outlook(account: str, at: datetime, name: str) -> list[Document]:
    """What may be known of an account beside its calls, a name in each."""
    said = {"by": "ana", "at": at}
    return [
        Risk(id="risk-x", account=account, title=f"{name} leaves", raised=at, plan=f"Ask {name}", comments=(
            Comment(text=f"{name} said so", **said),
        )),
        Opportunity(id="chance-x", account=account, title=f"Licences for {name}", raised=at),
        Handoff(id="hand-x", account=account, to="support", what=f"Call {name}", why=f"{name} waits", **said),
        OwnQuestion(id="question-x", account=account, text=f"How is {name}?", language="en", topic="value",
                    by="ana", made=at),
        Review(id="review-x", lead="ana", began=at, signed=at, comment=f"{name} is late", items=(
            Reviewed(kind="risk", item="risk-x", account=account, title=f"{name} leaves", remarks=(name,)),
            Reviewed(kind="action", item="other", account="elsewhere", title="Stays", verdict="approved"),
        )),
    ]  # fmt: skip
