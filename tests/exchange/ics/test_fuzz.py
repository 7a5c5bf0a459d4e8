"""Whatever a calendar file holds: it is read, or refused as bad input; nothing else, and soon."""

from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.exchange.ics.vdir import ours_in, read_vdir
from cadence_tui.model.errors import BadInput
from tests.exchange.ics.files import busy, event, ics

TIMES = [
    "20260302T090000Z",
    "20260302",
    "00010101T000000Z",
    "99991231T235959Z",
    "20260302T090000",
    "P1D",
    "-PT9H",
    "99991231",
    "00010101",
    "20260229",
    "x",
    "20260302T090000Z/PT1H",
    "20260302T090000Z/x",
]
RULES = [
    "FREQ=DAILY",
    "FREQ=WEEKLY;COUNT=2",
    "FREQ=YEARLY;BYWEEKNO=53",
    "FREQ=MONTHLY;BYSETPOS=-1;BYDAY=FR",
    "FREQ=",
    "FREQ=DAILY;COUNT=-1",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;UNTIL=00010101",
    "FREQ=DAILY;UNTIL=99991231",
    "FREQ=DAILY;UNTIL=P1D",
    "FREQ=DAILY;UNTIL=20260302T090000Z/PT1H",
    "hello",
    "COUNT=3",
    "FREQ=MONTHLY;BYDAY=9MO",
    "FREQ=YEARLY;BYMONTH=13",
    "FREQ=WEEKLY;WKST=XX",
    "FREQ=DAILY;RSCALE=HEBREW",
    "FREQ=YEARLY;BYMONTH=5L",
    "FREQ=YEARLY;BYYEARDAY=400",
    "FREQ=HOURLY;BYHOUR=25",
]
ODD = ["STATUS:", "TRANSP:x", "ATTENDEE:mailto:", "BEGIN:VALARM", "END:VALARM", "SEQUENCE:x", ":", ";"]
NAMES = ["DTSTART", "DTEND", "EXDATE", "RDATE", "RECURRENCE-ID"]

times = st.sampled_from([*TIMES, ""])
zones = st.sampled_from(
    ["", ";TZID=Europe/Madrid", ";TZID=Nowhere", ";VALUE=DATE", ";TZID=", ";VALUE=PERIOD"]
)
lines = st.one_of(
    st.builds("{}{}:{}".format, st.sampled_from(NAMES), zones, times),
    st.builds("DURATION:{}".format, times),
    st.builds("RRULE:{}".format, st.sampled_from(RULES)),
    st.sampled_from(ODD),
)
starts = st.sampled_from([[], ["DTSTART:20260302T090000Z"], ["DTSTART;VALUE=DATE:20260302"]])
bodies = st.builds(lambda start, more: [*start, *more], starts, st.lists(lines, max_size=4))
uids = st.sampled_from(["a", "b", "a@cadence"])


@given(st.lists(st.builds(lambda body, uid: event(*body, uid=uid), bodies, uids), max_size=3))
@settings(max_examples=250, deadline=None)
def test_a_file_is_read_or_refused(events: list[str]) -> None:
    with TemporaryDirectory() as folder:
        file = ics(Path(folder) / "a.ics", *events)
        told = str(file)
        try:
            assert busy(file) == busy(file)
        except BadInput as refused:
            told = refused.where[0].file
        assert told == str(file)
        for found in read_vdir(Path(folder)):
            assert (found.content is None) != (found.fault is None)
            ours_in(found, ZoneInfo("Europe/Madrid"))
