"""Pictures grow with the report; a document has those that people agreed to on the day on which it is made."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from docx import Document as Word

from khetene.files import releasing
from khetene.files.errors import NobodyAgreedYet
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.proposals import actions, reads, reports
from khetene.proposals.errors import NoReportYet
from khetene.proposals.models import ReportPicture
from tests.factories import files
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.pictures import ADULTS, drawn_png, of_activity, sent, told
from tests.factories.proposals import granted, planned, writer

pytestmark = pytest.mark.django_db
IN_REPORTS = {"uses": frozenset({"reports"})}


@pytest.fixture
def sarma():
    return writer()


@pytest.fixture
def running(sarma):
    """A granted project, and its activity."""
    application, activity, _result, _line = planned(sarma)
    return granted(application, sarma), activity


def report_of(application, by):
    actor = actor_of(by)
    pictures = reads.reported_pictures(application.pk, actor=actor)
    return reports.report_document(reads.application(application.pk, actor=actor), pictures)


def in_word(application, by):
    """The words for who cannot see the pictures of the Word document, in their order."""
    word = Word(io.BytesIO(reports.as_docx(report_of(application, by))))
    return [one.get("descr") for one in word.element.body.xpath(".//wp:docPr")]


def test_a_picture_is_added_while_the_report_grows(sarma, running):
    draft, activity, *_rest = planned(sarma)
    with pytest.raises(NoReportYet):
        of_activity(activity, sarma)
    picture = of_activity(running[1], sarma)
    actions.move(running[0].pk, actions.Decision("closed"), actor=actor_of(sarma))

    with pytest.raises(NoReportYet):
        of_activity(running[1], sarma)
    (shown,) = reads.application(running[0].pk, actor=actor_of(sarma)).pictures
    assert (shown.row.id, shown.about, shown.row.covers("network")) == (picture.pk, running[1].pk, True)
    assert reads.application(draft.pk, actor=actor_of(sarma)).pictures == []


def test_the_document_has_what_was_released_for_reports_with_words_for_who_cannot_see(sarma, running):
    application, activity = running
    of_activity(activity, sarma, drawn_png(), shows="Lasītava.", caption="Grāmatu plaukts", **IN_REPORTS)
    of_activity(activity, sarma, drawn_png("song-evening"), shows="Krēsli.", **ADULTS | IN_REPORTS)
    of_activity(activity, sarma, drawn_png(), shows="Tikai iekšpusē.")
    of_activity(activity, sarma, drawn_png(), shows="Neviens nav prasīts.", recognisable="adults", uses=frozenset())

    word = Word(io.BytesIO(reports.as_docx(report_of(application, sarma))))

    assert in_word(application, sarma) == ["Lasītava.", "Krēsli."]
    assert "Grāmatu plaukts" in [one.text for one in word.paragraphs]
    assert reports.as_pdf(report_of(application, sarma)).count(b"/Subtype/Image") == 2


def test_a_document_that_is_made_after_the_release_ended_has_the_picture_no_more(sarma, running):
    application, activity = running
    of_activity(activity, sarma, drawn_png(), **ADULTS | IN_REPORTS)
    last = clock.start_of(ADULTS["until"])

    with clock.set_to(last):
        before = in_word(application, sarma)
    with clock.set_to(last + timedelta(days=1)):
        after = in_word(application, sarma)

    assert (len(before), after) == (1, [])


def test_a_withdrawn_picture_is_in_no_later_document_also_of_a_closed_project(sarma, running):
    application, activity = running
    picture = of_activity(activity, sarma, drawn_png(), **ADULTS | IN_REPORTS)
    actions.move(application.pk, actions.Decision("closed"), actor=actor_of(sarma))

    actions.take_picture_away(picture.pk, why="withdrawn", actor=actor_of(sarma))

    entry = AuditEntry.objects.get(verb="report_picture.taken_away")
    assert in_word(application, sarma) == []
    assert (entry.object, entry.reason, entry.silo) == (picture.pk, "withdrawn", sarma.organisation_id)
    assert not ReportPicture.objects.exists()


def test_pictures_stand_in_the_order_that_the_writers_gave_them(sarma, running):
    application, activity = running
    one, other = (of_activity(activity, sarma, drawn_png(), shows=name, **IN_REPORTS) for name in ("A", "B"))

    actions.move_picture(other.pk, earlier=True, actor=actor_of(sarma))

    assert in_word(application, sarma) == ["B", "A"]
    assert reads.picture(one.pk, actor=actor_of(sarma)).row.shows == "A"


def test_a_release_is_changed_and_refused_as_for_a_new_picture(sarma, running):
    picture = of_activity(running[1], sarma, recognisable="children", uses=frozenset())
    actor = actor_of(sarma)

    with pytest.raises(NobodyAgreedYet):
        actions.change_picture(picture.pk, told(recognisable="children"), actor=actor)
    agreed = ADULTS | {"recognisable": "children", "given_how": "guardian"} | IN_REPORTS
    actions.change_picture(picture.pk, told(**agreed), actor=actor)

    assert len(reads.reported_pictures(running[0].pk, actor=actor)) == 1


@pytest.mark.parametrize(
    ("days", "codes"), [(0, ["waiting"]), (364, ["waiting", "ended"])], ids=["nobody asked", "ended"]
)
def test_what_is_not_shown_is_a_task_of_the_report(sarma, running, days, codes):
    application, activity = running
    of_activity(activity, sarma, recognisable="adults", uses=frozenset())
    of_activity(activity, sarma, **ADULTS)

    with clock.set_to(clock.now() + timedelta(days=days)):
        tasks = reads.application(application.pk, actor=actor_of(sarma)).tasks

    assert [one.code for one in tasks if one.part == "picture"] == codes


def test_another_organisation_neither_sees_nor_touches_a_picture(sarma, running):
    application, activity = running
    picture = of_activity(activity, sarma, uses=frozenset({"network", "reports"}))
    stranger = actor_of(writer())

    for attempt in (
        lambda: reads.picture(picture.pk, actor=stranger),
        lambda: reads.opened_picture(picture.pk, actor=stranger),
        lambda: reads.reported_pictures(application.pk, actor=stranger),
        lambda: actions.add_picture(activity.pk, sent(), told(), actor=stranger),
        lambda: actions.change_picture(picture.pk, told(), actor=stranger),
        lambda: actions.move_picture(picture.pk, earlier=True, actor=stranger),
        lambda: actions.take_picture_away(picture.pk, why="wrong", actor=stranger),
        lambda: reads.opened_picture(picture.pk, actor=actor_of(MembershipFactory(role="supervisor"))),
    ):
        with pytest.raises(NotForYou):
            attempt()
    assert reads.opened_picture(picture.pk, actor=actor_of(sarma)).content == files.png()


def test_a_picture_that_is_not_shown_inside_is_not_served(sarma, running):
    picture = of_activity(running[1], sarma, **IN_REPORTS)

    with pytest.raises(NotForYou):
        reads.opened_picture(picture.pk, actor=actor_of(sarma))


def test_pictures_of_all_tables_that_nobody_may_see_go_together(sarma, running):
    of_activity(running[1], sarma, recognisable="adults", uses=frozenset())

    assert releasing.delete_unseen(clock.today() + timedelta(days=31)) == 1


@pytest.mark.parametrize(
    ("turn", "room", "rot", "space"),
    [(1, 400, None, None), (6, 640, "5400000", ["0", "t", "0", "t"]), (3, 400, "10800000", None)],
)
def test_a_photograph_stands_upright_in_word_and_pdf(turn, room, rot, space):
    """Wide by 640 and high by 400 as it was held; turned, it is 400 wide and 640 high."""
    size = (400).to_bytes(2, "big") + (640).to_bytes(2, "big")
    content = files.jpeg(files.exif(turn)).replace(b"\x08\0\1\0\1", b"\x08" + size)

    (made,) = reports.drawn([reads.ReportedPicture("Vakars.", "", content)])

    assert f'height="{room}"' in made.svg.partition(">")[0]
    assert made.turn == {1: 0, 6: 90, 3: 180}[turn]
    assert b"Exif" not in made.png
    assert made.png[6:10] == b"JFIF"
    labels = {"gaps": "", "sources": ""}
    section = reports.Section("X", pictures=[made])
    document = reports.Document("lv", "", "", "", [], [], [section], [], labels)
    (drawing,) = Word(io.BytesIO(reports.as_docx(document))).element.body.xpath(".//wp:inline")
    assert drawing.xpath(".//a:xfrm")[0].get("rot") == rot
    room_left = [one.get(side) for one in drawing.xpath(".//wp:effectExtent") for side in "ltrb"]
    wide, high = (int(drawing.extent.get(side)) for side in ("cx", "cy"))
    assert room_left == ([] if space is None else [str((wide - high) // 2) if one == "t" else one for one in space])
