"""The overview of a year: words that are kept from last year, figures with rules, gaps with reasons, sources."""

from __future__ import annotations

import pytest
from django.db import transaction

from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.monitoring import actions, reads, reports
from khetene.monitoring.errors import ChangedMeanwhile, NothingWritten, StillStands
from khetene.monitoring.models import Chapter
from khetene.monitoring.rules import keeps_indicators
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.mediation import note
from tests.factories.monitoring import IndicatorFactory, entered

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


def part(year, objective, who):
    return next(one for one in reads.overview(year, actor=actor_of(who)).parts if one.code == objective)


def write(year, text, who, objective="O4"):
    seen = reads.chapter(year, objective, actor=actor_of(who)).number if keeps_indicators(actor_of(who)) else 0
    return actions.write_chapter(year, objective, text=text, seen=seen, actor=actor_of(who))


def test_figures_of_the_year_stand_with_their_source_and_gaps_with_their_reason(janis):
    there = IndicatorFactory()
    IndicatorFactory(gap="not_measured", gap_reason={"lv": "Latvija nepiedalās.", "en": "Latvia is not in it."})
    entered(there, janis, "4784")

    found = part(2022, "O2", janis)

    assert [row.code for row in found.entered] == [there.code]
    assert [row.why_none for row in found.gaps] == ["Latvijā nav mērīts: Latvija nepiedalās."]
    assert found.sources == ["CSP, CSP tabula, 2022"]


def test_a_figure_of_another_year_does_not_fill_this_one(janis):
    entered(IndicatorFactory(), janis, "4784", year=2022)

    assert (part(2023, "O2", janis).entered, len(part(2023, "O2", janis).gaps)) == ([], 1)


def test_computed_figures_are_in_it_with_the_read_that_counts(janis):
    IndicatorFactory(objective="O3", computed_by="mediators")
    MembershipFactory(role="mediator")

    found = part(2026, "O3", janis)

    assert [row.figure.number for row in found.computed] == [1]
    assert found.sources == ["Khetene: accounts.reads.mediators_between"]


def test_words_of_last_year_are_kept_and_say_so(janis):
    write(2025, "Mediatori strādā piecās pilsētās.", janis)

    kept = part(2026, "O4", janis).chapter

    assert (kept.text, kept.kept_from) == ("Mediatori strādā piecās pilsētās.", 2025)


def test_what_changed_since_last_year_is_marked(janis):
    write(2025, "Pirmā rinda.\n\nOtrā rinda.", janis)
    write(2026, "Pirmā rinda.\n\nTrešā rinda.", janis)

    found = part(2026, "O4", janis).chapter

    assert (found.added, found.removed, found.compared_with) == (["Trešā rinda."], ["Otrā rinda."], 2025)
    assert part(2025, "O4", janis).chapter.text == "Pirmā rinda.\n\nOtrā rinda."


def test_who_saves_over_a_text_that_they_have_not_seen_is_refused_once_and_nothing_is_lost(janis):
    liga = MembershipFactory(role="national_coordinator", organisation=janis.organisation)
    write(2026, "Jāņa teksts.", janis)

    with pytest.raises(ChangedMeanwhile):
        actions.write_chapter(2026, "O4", text="Līgas teksts.", seen=0, actor=actor_of(liga))
    actions.write_chapter(2026, "O4", text="Abu teksts.", seen=1, actor=actor_of(liga))

    found = part(2026, "O4", janis).chapter
    assert (found.text, found.number) == ("Abu teksts.", 2)
    assert [one.text for one in found.versions] == ["Abu teksts.", "Jāņa teksts."]


def test_the_same_text_sent_twice_is_one_version(janis):
    first = write(2026, "Teksts.", janis)

    again = actions.write_chapter(2026, "O4", text="Teksts.", seen=0, actor=actor_of(janis))

    assert (again.pk, Chapter.objects.count()) == (first.pk, 1)


def test_the_newest_version_of_last_year_is_kept(janis):
    write(2025, "Pirmais.", janis)
    write(2025, "Otrais.", janis)

    kept = part(2026, "O4", janis).chapter

    assert (kept.text, kept.kept_from, kept.number, kept.versions) == ("Otrais.", 2025, 0, [])


def test_words_of_an_earlier_version_are_deleted_for_good_and_that_it_was_there_stays(janis):
    write(2026, "Kanārijputniņa ģimene.", janis)
    write(2026, "Viena ģimene.", janis)
    first = Chapter.objects.get(number=1)

    for _twice in range(2):
        actions.wipe_chapter(first.pk, actor=actor_of(janis))

    found = part(2026, "O4", janis).chapter
    assert [(one.number, one.text, one.is_wiped, one.may_be_wiped) for one in found.versions] == [
        (2, "Viena ģimene.", False, False),
        (1, "", True, False),
    ]
    assert not Chapter.objects.filter(text__contains="Kanārijputniņa").exists()
    assert AuditEntry.objects.filter(verb="chapter.wiped", object=first.pk).count() == 1


def test_the_text_that_stands_is_written_anew_before_its_words_are_deleted(janis):
    newest = write(2026, "Teksts.", janis)

    with pytest.raises(StillStands):
        actions.wipe_chapter(newest.pk, actor=actor_of(janis))
    with pytest.raises(NotForYou):
        reads.earlier_chapter(newest.pk, actor=actor_of(janis))


def test_only_the_coordinator_deletes_words(janis):
    first = write(2026, "Pirmais.", janis)
    write(2026, "Otrais.", janis)
    expert = MembershipFactory(role="regional_expert", organisation=janis.organisation)

    with pytest.raises(NotForYou):
        reads.earlier_chapter(first.pk, actor=actor_of(expert))
    with pytest.raises(NotForYou):
        actions.wipe_chapter(first.pk, actor=actor_of(expert))


def test_all_versions_are_shown_however_many(janis):
    for number in range(12):
        write(2026, f"Teksts {number}.", janis)

    assert len(part(2026, "O4", janis).chapter.versions) == 12


def test_nothing_is_not_written(janis):
    with pytest.raises(NothingWritten):
        write(2026, "  ", janis)


def test_only_the_coordinator_writes(janis):
    with pytest.raises(NotForYou):
        write(2026, "Teksts", MembershipFactory(role="regional_expert"))


def recorded(codes, janis, mediators):
    """The same records, come in the order given; what came out of them, and then everything is taken back."""
    with transaction.atomic():
        for code in codes:
            indicator = IndicatorFactory(code=code, computed_by="mediators" if code == "o3-posts" else "")
            if code != "o3-posts":
                entered(indicator, janis, year=2026, number=str(len(code)))
        for mediator in mediators:
            note(mediator)
        shown = reads.overview(2026, actor=actor_of(janis))
        found = reports.as_json(shown), reports.as_docx(reports.report_of(shown, with_pictures=False))
        transaction.set_rollback(True)
    return found


def test_the_same_records_give_the_same_overview_byte_for_byte_in_whatever_order_they_came(janis):
    codes = ("o2-people", "o3-posts", "o2-register-of-inhabitants")
    mediators = [MembershipFactory(role="mediator") for _mediator in range(2)]

    assert recorded(codes, janis, mediators) == recorded(codes[::-1], janis, mediators[::-1])
