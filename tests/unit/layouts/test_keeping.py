"""Templates are kept by the ministry; documents take the one that is in force, and what was made before stays."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from khetene.gatherings import reports
from khetene.kernel import clock, documents
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.layouts import actions, errors, reads, writing
from khetene.layouts.models import LayoutInForce, LayoutVersion
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.layouts import REPORT, given, kept, key_destroyed, template, words_of
from tests.factories.projects import frozen, phase_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


def report_words():
    content = {"title": "Sanāksme Tukumā", "labels": {}}
    return words_of(writing.word(f"{REPORT}.docx", content, title="–", author="–", language="lv"))


def test_a_kept_template_comes_into_force_only_when_somebody_says_so(janis):
    version = kept(janis)
    before = report_words()

    actions.put_in_force(REPORT, version.pk, actor=actor_of(janis))

    assert ("Ministrija:" in before, report_words()) == (False, "Ministrija: Sanāksme Tukumā")
    with pytest.raises(errors.StandsAlready):
        actions.put_in_force(REPORT, version.pk, actor=actor_of(janis))


def test_one_goes_back_to_what_came_with_khetene_and_to_any_version(janis):
    first, second = kept(janis), kept(janis, template("Otrā: {{ title }}"))
    seen = []
    for hours, version in enumerate((first.pk, second.pk, None, first.pk)):
        with clock.set_to(clock.now() + timedelta(hours=hours)):
            actions.put_in_force(REPORT, version, actor=actor_of(janis))
        seen.append(report_words().partition(":")[0])

    page = reads.layout(REPORT, actor=actor_of(janis))

    assert [seen[0], seen[1], seen[3]] == ["Ministrija", "Otrā", "Ministrija"]
    assert [moment.number for moment in page.history] == [1, None, 2, 1]
    assert [(version.number, version.is_in_force) for version in page.versions] == [(2, False), (1, True)]


def test_other_documents_keep_their_own_template(janis):
    actions.put_in_force(REPORT, kept(janis).pk, actor=actor_of(janis))

    assert writing.template_in_force("phase-report") is None


def test_a_refused_template_is_not_kept(janis):
    with pytest.raises(errors.UnknownField):
        kept(janis, template("{{ nothing }}"))
    with pytest.raises(errors.SayWhatIsNew):
        actions.keep(REPORT, given(), words=" ", actor=actor_of(janis))

    assert LayoutVersion.objects.count() == 0


def test_only_national_coordinators_keep_templates(janis):
    version, colleague = kept(janis), actor_of(MembershipFactory(role="regional_expert"))

    for refused in (
        lambda: actions.keep(REPORT, given(), words="x", actor=colleague),
        lambda: actions.put_in_force(REPORT, version.pk, actor=colleague),
        lambda: reads.layouts(actor=colleague),
        lambda: reads.trial(REPORT, version.pk, full=True, actor=colleague),
        lambda: reads.layout("unknown", actor=actor_of(janis)),
        lambda: actions.put_in_force("phase-report", version.pk, actor=actor_of(janis)),
    ):
        with pytest.raises(NotForYou):
            refused()


def test_the_trail_says_who_kept_a_template_and_put_it_in_force(janis):
    entry = actions.put_in_force(REPORT, kept(janis).pk, actor=actor_of(janis))

    verbs = AuditEntry.objects.filter(verb__startswith="layout.").order_by("position").values_list("verb", "object")
    assert list(verbs) == [("layout.kept", entry.version_id), ("layout.put_in_force", entry.pk)]


def test_a_frozen_report_stays_what_it_was(janis):
    report = frozen(phase_of(janis), janis)
    before = bytes(report.files.get(kind="docx").sha256, "ascii")

    version = kept(janis, template("{{ title }}"), layout="phase-report")
    actions.put_in_force("phase-report", version.pk, actor=actor_of(janis))

    assert bytes(report.files.get(kind="docx").sha256, "ascii") == before


def test_what_is_tried_is_what_documents_become(janis):
    version = kept(janis)

    full, bare = (reads.trial(REPORT, version.pk, full=one, actor=actor_of(janis)) for one in (True, False))

    assert words_of(full.content) == words_of(bare.content) != ""
    assert full.name == f"{REPORT}.docx"
    assert reads.current(REPORT, actor=actor_of(janis)).content == documents.shipped(f"{REPORT}.docx").read_bytes()
    assert f"{REPORT}.docx" == reports.files.WORD


def test_a_version_that_is_not_in_force_is_deleted_with_its_bytes_and_its_number_stays(janis):
    first, second = kept(janis), kept(janis, template("Otrā: {{ title }}"))
    for hours, version in enumerate((first, second)):
        with clock.set_to(clock.now() + timedelta(hours=hours)):
            actions.put_in_force(REPORT, version.pk, actor=actor_of(janis))

    entry = actions.discard(REPORT, first.pk, actor=actor_of(janis))

    page = reads.layout(REPORT, actor=actor_of(janis))
    assert [version.number for version in page.versions] == [2]
    assert [moment.number for moment in page.history] == [2, 1]
    assert (entry.verb, entry.object) == ("layout.discarded", first.pk)
    with pytest.raises(NotForYou):
        reads.version(REPORT, first.pk, actor=actor_of(janis))


def test_the_version_in_force_is_not_deleted(janis):
    version = kept(janis)
    actions.put_in_force(REPORT, version.pk, actor=actor_of(janis))

    with pytest.raises(errors.IsInForce):
        actions.discard(REPORT, version.pk, actor=actor_of(janis))
    with pytest.raises(NotForYou):
        actions.discard(REPORT, version.pk, actor=actor_of(MembershipFactory(role="regional_expert")))

    assert report_words().startswith("Ministrija:")


def test_a_number_that_was_in_force_is_not_given_again(janis):
    version = kept(janis)
    for one in (version.pk, None):
        actions.put_in_force(REPORT, one, actor=actor_of(janis))
    actions.discard(REPORT, version.pk, actor=actor_of(janis))

    assert kept(janis).number == 2


def test_what_went_with_the_key_of_its_organisation_is_said_and_documents_take_the_shipped_one(janis):
    version, other = kept(janis), MembershipFactory(role="national_coordinator")
    actions.put_in_force(REPORT, version.pk, actor=actor_of(janis))
    key_destroyed(janis.organisation_id)

    page, rows = reads.layout(REPORT, actor=actor_of(other)), reads.layouts(actor=actor_of(other))

    assert (page.row.number, page.row.gone, page.versions[0].is_gone) == (None, 1, True)
    assert {row.gone for row in rows if row.slug == REPORT} == {1}
    shipped = documents.shipped(f"{REPORT}.docx").read_bytes()
    assert reads.current(REPORT, actor=actor_of(other)).content == shipped
    with pytest.raises(errors.GoneWithItsOrganisation):
        actions.put_in_force(REPORT, version.pk, actor=actor_of(other))
    with pytest.raises(NotForYou):
        reads.trial(REPORT, version.pk, full=True, actor=actor_of(other))

    actions.discard(REPORT, version.pk, actor=actor_of(other))

    assert LayoutVersion.objects.count() == 0


def test_what_was_in_force_before_gets_its_number(janis):
    entry = actions.put_in_force(REPORT, kept(janis).pk, actor=actor_of(janis))
    migration = import_module("khetene.layouts.migrations.0002_what_was_in_force_keeps_its_number")
    LayoutInForce.objects.update(number=9)

    migration.fill(apps, None)

    entry.refresh_from_db()
    assert entry.number == 1


def test_a_template_is_saved_under_its_own_name_not_under_the_one_that_it_was_sent_with(janis):
    version = kept(janis)

    assert reads.version(REPORT, version.pk, actor=actor_of(janis)).name == f"{REPORT}-1.docx"
