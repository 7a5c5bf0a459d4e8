"""Whatever both sides did to a to-do since they last agreed: nothing is lost, and then all is quiet (A4)."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from cadence_tui.workspace.todo_steps import KnownTodo, OurTodo, TodoFields, TodoStep, new_lines, todo_step

fields = st.builds(
    TodoFields,
    title=st.sampled_from("abc"),
    due=st.sampled_from(("", "2026-03-05", "2026-03-06")),
    status=st.sampled_from(("open", "in_progress", "done", "dropped")),
    priority=st.sampled_from(("high", "normal")),
    notes=st.sampled_from(("", "one", "one\ntwo", "two\nthree")),
)
ours = st.builds(OurTodo, fields=fields, content=st.sampled_from("xy"), live=st.booleans())
known = st.builds(KnownTodo, file=st.just("f"), fields=fields, content=st.sampled_from("xy"))


def carried_out(here: OurTodo, found: TodoFields | None, step: TodoStep) -> tuple[OurTodo, TodoFields | None]:
    """Both sides after a step: what is taken is ours, what clashes is a note, the file says it all."""
    lost = [step.take.get("notes", ""), *step.clash.values()]
    notes = "\n".join(filter(None, (here.fields.notes, *lost)))
    taken = {name: value for name, value in step.take.items() if name != "notes"}
    after = replace(here, fields=replace(here.fields, **taken, notes=notes))
    return after, after.fields if step.write else found


@given(here=ours, before=st.none() | known, found=fields)
def test_nothing_that_was_written_there_is_lost(
    here: OurTodo, before: KnownTodo | None, found: TodoFields
) -> None:
    step = todo_step(here, before, found)
    after, _ = carried_out(here, found, step)
    was = asdict(before.fields) if before else {}
    for name, value in asdict(found).items():
        if name == "notes":
            wanted = new_lines(was.get("notes", "") + "\n" + here.fields.notes, value)
            assert set(wanted.splitlines()) <= set(after.fields.notes.splitlines())
        elif value != was.get(name):
            assert value in (getattr(after.fields, name), *after.fields.notes.splitlines(), "")


@given(here=ours, before=st.none() | known, found=fields)
def test_what_was_changed_here_stays(here: OurTodo, before: KnownTodo | None, found: TodoFields) -> None:
    step = todo_step(here, before, found)
    for name in step.take:
        if name != "notes":
            assert before is not None
            assert getattr(here.fields, name) == getattr(before.fields, name)


@given(here=ours, before=st.none() | known, found=st.none() | fields)
def test_a_second_look_has_nothing_to_do(
    here: OurTodo, before: KnownTodo | None, found: TodoFields | None
) -> None:
    step = todo_step(here, before, found)
    after, there = carried_out(here, found, step)
    if there is None:
        assert step.forget
        return
    agreed = KnownTodo(file="f", fields=after.fields if step.write else there, content=after.content)
    again = todo_step(after, agreed, there)
    assert (again.take, again.clash, again.deleted) == ({}, {}, False)


def test_what_is_gone_there_comes_back_while_it_is_to_be_kept() -> None:
    some = TodoFields(title="a", due="", status="open", priority="normal", notes="")
    agreed = KnownTodo(file="f", fields=some, content="x")
    live = OurTodo(fields=some, content="x", live=True)
    assert todo_step(live, None, None) == TodoStep(write=True)
    assert todo_step(live, agreed, None) == TodoStep(write=True, deleted=True)
    assert todo_step(replace(live, live=False), agreed, None) == TodoStep(forget=True)
    assert todo_step(live, agreed, some) == TodoStep()
