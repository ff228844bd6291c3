"""`khetene gathering …`: reports and calendar entries as files."""

from __future__ import annotations

import json

import pytest
from icalendar import Calendar

pytestmark = pytest.mark.usefixtures("latvia")
MEETING = "ev-2021-05-27"


@pytest.mark.parametrize(("kind", "begins"), [("docx", b"PK"), ("pdf", b"%PDF-"), ("json", b"{")])
def test_a_report_is_written_into_a_file(khetene, tmp_path, kind, begins):
    file = tmp_path / f"zinojums.{kind}"

    said = khetene("gathering", "report", MEETING, "--format", kind, "--out", str(file))

    assert (said.code, said.err) == (0, "")
    assert file.read_bytes().startswith(begins)


def test_the_report_as_json_names_what_it_counts(khetene, tmp_path):
    file = tmp_path / "zinojums.json"
    khetene("gathering", "report", MEETING, "--format", "json", "--out", str(file))

    report = json.loads(file.read_text())
    assert report["figures"][0].startswith("The list has 28 rows: 27 or 28 persons.")
    assert len(report["participants"]) == 28


def test_a_calendar_entry_is_written_into_a_file(khetene, tmp_path):
    file = tmp_path / "sanaksme.ics"

    khetene("gathering", "calendar", MEETING, "--out", str(file))

    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert event["dtstart"].dt.isoformat() == "2021-05-27T10:00:00+00:00"


@pytest.mark.parametrize(
    ("key", "says"), [("nav-tadas", "There is no gathering nav-tadas."), ("ev-2019-women", "It is not known when")]
)
def test_what_is_not_there_is_told_and_no_file_is_made(khetene, tmp_path, key, says):
    file = tmp_path / "sanaksme.ics"

    said = khetene("gathering", "calendar", key, "--out", str(file))

    assert (said.code, says in said.err, file.exists()) == (1, True, False)


def test_a_folder_that_is_not_there_is_one_sentence(khetene, tmp_path):
    said = khetene("gathering", "calendar", MEETING, "--out", str(tmp_path / "nav" / "x.ics"))

    assert said.code == 1
    assert "Traceback" not in said.err


def test_a_dash_means_standard_output_and_makes_no_file(khetene, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    said = khetene("gathering", "calendar", MEETING, "--out", "-")

    assert (said.code, said.out.splitlines()[0], list(tmp_path.iterdir())) == (0, "BEGIN:VCALENDAR", [])
