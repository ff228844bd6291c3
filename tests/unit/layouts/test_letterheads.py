"""Letterheads: one organisation's own, one in force, on the reports that it issues and on no other."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from khetene.cli.recurring import _destroy_keys_of_ended_silos
from khetene.directory.models import Organisation
from khetene.files.errors import FileRefused
from khetene.files.storing import Given, broken_files
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.layouts import actions, reads
from khetene.layouts.errors import (
    IsInForce,
    IsNotInForce,
    KeptMeanwhile,
    NotASign,
    SignCannotBeDrawn,
    SignTooLarge,
    StandsAlready,
    TooManyLines,
)
from khetene.layouts.letterheads import of_organisation
from khetene.layouts.models import Letterhead
from tests.factories import files
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.layouts import kept as kept_template
from tests.factories.layouts import key_destroyed, letterhead, template
from tests.factories.pictures import drawn_png, wide_png
from tests.instant import at_one_instant

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


def in_force(by, **more):
    return actions.put_letterhead_in_force(letterhead(by, **more).pk, actor=actor_of(by))


def kept(by, content, **more):
    return actions.keep_letterhead(
        Given("zime.png", content), **{"above": "Ministrija", "below": ""} | more, actor=actor_of(by)
    )


def test_a_letterhead_in_force_gives_way_to_the_next(janis):
    first, second = in_force(janis), letterhead(janis, above="Kultūras  ministrija\n\n Rīgā ", below="Iela 1")

    actions.put_letterhead_in_force(second.pk, actor=actor_of(janis))
    shown = of_organisation(janis.organisation_id)

    assert (shown["above"], shown["below"], shown["format"]) == (["Kultūras ministrija", "Rīgā"], ["Iela 1"], "png")
    assert bytes(shown["sign"]) == drawn_png("sign")
    assert [row.number for row in reads.letterheads(actor=actor_of(janis)) if row.in_force_since] == [2]
    assert Letterhead.objects.get(pk=first.pk).in_force_since is None


def test_a_letterhead_stands_on_reports_of_its_organisation_alone(janis):
    in_force(janis)
    other = MembershipFactory(role="national_coordinator")

    assert of_organisation(janis.organisation_id) is not None
    assert [of_organisation(one) for one in (other.organisation_id, None)] == [None, None]


def test_without_a_letterhead_in_force_reports_have_none(janis):
    row = in_force(janis)

    actions.take_letterhead_out_of_force(row.pk, actor=actor_of(janis))

    assert of_organisation(janis.organisation_id) is None
    assert list(AuditEntry.objects.filter(object=row.pk).order_by("position").values_list("verb", flat=True)) == [
        "letterhead.kept",
        "letterhead.put_in_force",
        "letterhead.taken_out_of_force",
    ]


def test_a_letterhead_goes_with_the_key_of_its_organisation(janis):
    in_force(janis)
    key_destroyed(janis.organisation_id)

    assert of_organisation(janis.organisation_id) is None


def test_neither_a_letterhead_nor_a_template_keeps_the_key_of_an_organisation_that_has_ended(janis, capsys):
    """The key seals what older backups hold of people: it goes with the last record of the organisation."""
    in_force(janis)
    kept_template(janis)
    Organisation.objects.filter(pk=janis.organisation_id).update(valid_to=clock.today())

    _destroy_keys_of_ended_silos()

    assert capsys.readouterr().out == f"silo key\t{janis.organisation_id}\t1\n"
    assert (of_organisation(janis.organisation_id), list(broken_files())) == (None, [])


def test_a_report_with_a_letterhead_is_another_pdf_with_its_sign(janis):
    in_force(janis, below="Parauga iela 1")
    row = Letterhead.objects.get()

    sample = reads.letterhead_file(row.pk, actor=actor_of(janis))

    assert (sample.name, sample.content[:5], b"/Subtype/Image" in sample.content) == ("veidlapa-1.pdf", b"%PDF-", True)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", FileRefused),
        (b"GIF89a", NotASign),
        (b"%PDF-1.4\n%%EOF", NotASign),
        (template("Ministrija"), NotASign),
        (wide_png(3001, 10), SignTooLarge),
        (files.png(files.png_chunk(b"IDAT", b"\0" * 600_000)), SignTooLarge),
        (wide_png(300, 300), SignCannotBeDrawn),
    ],
)
def test_what_is_no_sign_is_refused_and_nothing_is_kept(janis, content, refusal):
    with pytest.raises(refusal):
        kept(janis, content)

    assert Letterhead.objects.count() == 0


def test_five_lines_have_no_room(janis):
    with pytest.raises(TooManyLines) as refused:
        kept(janis, drawn_png("sign"), below="1\n2\n3\n4\n5")

    assert refused.value.field == "below"


def test_what_is_in_force_is_neither_put_in_force_again_nor_deleted(janis):
    row = in_force(janis)

    with pytest.raises(StandsAlready):
        actions.put_letterhead_in_force(row.pk, actor=actor_of(janis))
    with pytest.raises(IsInForce):
        actions.discard_letterhead(row.pk, actor=actor_of(janis))


def test_nobody_touches_the_letterhead_of_another_organisation(janis):
    row = letterhead(janis)
    stranger = actor_of(MembershipFactory(role="organisation_administrator"))

    for act in (actions.put_letterhead_in_force, actions.discard_letterhead, reads.letterhead, reads.letterhead_file):
        with pytest.raises(NotForYou):
            act(row.pk, actor=stranger)
    with pytest.raises(NotForYou):
        reads.letterheads(actor=actor_of(MembershipFactory(role="case_worker")))


def test_what_is_not_in_force_is_not_taken_off_in_place_of_what_is(janis):
    first, second = in_force(janis), letterhead(janis)

    with pytest.raises(IsNotInForce):
        actions.take_letterhead_out_of_force(second.pk, actor=actor_of(janis))

    assert [row.id for row in reads.letterheads(actor=actor_of(janis)) if row.in_force_since] == [first.pk]


def test_who_keeps_one_at_the_instant_of_a_colleague_is_told(janis):
    with at_one_instant(Letterhead, lambda: letterhead(janis, above="Pirmā")), pytest.raises(ValidationError) as told:
        letterhead(janis, above="Otrā")

    assert told.value.messages == [str(KeptMeanwhile.message)]
    assert Letterhead.objects.filter(above="Otrā").count() == 0


def test_numbers_go_on_after_a_letterhead_is_deleted(janis):
    letterhead(janis)
    second = letterhead(janis)

    actions.discard_letterhead(Letterhead.objects.get(number=1).pk, actor=actor_of(janis))

    assert (second.number, letterhead(janis).number) == (2, 3)
