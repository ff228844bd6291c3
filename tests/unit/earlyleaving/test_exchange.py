"""Files of VIIS: a round trip changes nothing, and who is who is said by a person."""

from __future__ import annotations

from datetime import date

import pytest

from khetene.earlyleaving import actions, exchange, reads
from khetene.earlyleaving.errors import ColleagueNotFound, DecideWho, FileHasProblems
from khetene.earlyleaving.models import Absence, Pupil
from khetene.kernel.errors import DomainError, NotForYou
from tests.factories.accounts import actor_of
from tests.factories.earlyleaving import drafted, house, seen

pytestmark = pytest.mark.django_db
HEAD = ";".join(exchange.COLUMNS)


def rows_of(*lines):
    return exchange.parse(exchange.table_of("\n".join([HEAD, *lines]).encode()))


def taken(there, rows, **decisions):
    by_line = {int(line.removeprefix("line")): said for line, said in decisions.items()}
    return actions.take_in(rows, decisions=by_line, colleague_id=there.inese.pk, actor=actor_of(there.head))


def new_pupil(there):
    rows, problems = rows_of(";Elza Kalve;2026-1;23;2026-11-02;;")
    assert problems == []
    return rows, taken(there, rows)


@pytest.mark.parametrize("write", [exchange.as_csv, exchange.as_xlsx])
def test_what_was_sent_and_comes_back_changes_nothing(there, write):
    drafted(there)
    new_pupil(there)
    sent = reads.outgoing(actor=actor_of(there.head))

    rows, problems = exchange.parse(exchange.table_of(write(sent)))

    assert problems == []
    assert [row.cells()[:5] for row in rows] == [row.cells()[:5] for row in sent]
    assert taken(there, rows) == 0
    assert (Pupil.objects.count(), Absence.objects.count()) == (2, 1)


def test_a_new_pupil_comes_with_the_count_and_a_colleague(there):
    _rows, changed = new_pupil(there)

    page = reads.pupil_page(Pupil.objects.get().pk, actor=actor_of(there.inese))

    assert (changed, page.called, page.people) == (1, "Elza Kalve", [there.inese.user.name])
    assert [(row.semester, row.unexcused_lessons, row.counted_on) for row in Absence.objects.all()] == [
        ("2026-1", 23, date(2026, 11, 2))
    ]


def test_a_pupil_with_the_same_name_is_never_merged_by_name(there):
    pupil = seen(there, called="Elza Kalve")
    rows, _problems = rows_of(";elza kalve;2026-1;23;2026-11-02;;")

    found, _more = reads.incoming(rows, actor=actor_of(there.head))

    assert [candidate.id for candidate in found[0].candidates] == [pupil.pk]
    with pytest.raises(DecideWho):
        taken(there, rows)
    assert Absence.objects.count() == 0


@pytest.mark.parametrize(("said", "pupils", "counts"), [("new", 2, 1), ("skip", 1, 0), ("same", 1, 1)])
def test_a_person_decides_whether_it_is_the_same_pupil(there, said, pupils, counts):
    pupil = seen(there, called="Elza Kalve")
    rows, _problems = rows_of(";Elza Kalve;2026-1;23;2026-11-02;;")

    taken(there, rows, line2=str(pupil.pk) if said == "same" else said)

    assert (Pupil.objects.count(), Absence.objects.count()) == (pupils, counts)


def test_every_problem_is_named_by_its_cell_and_nothing_is_written(there):
    rows, problems = rows_of("nav;;2026-1;x;rīt;;", ";Elza;2031-9;5;2026-11-02;;", ";Zane;2026-1;5;2026-12-02;;")
    _found, more = reads.incoming(rows, actor=actor_of(there.head))

    assert [problem.cell for problem in problems] == ["A2", "B2", "D2", "E2"]
    assert [problem.cell for problem in more] == ["C2", "C3", "E4"]
    with pytest.raises(FileHasProblems):
        taken(there, rows)
    assert Pupil.objects.count() == 0


def test_a_name_is_not_changed_by_a_file_and_a_record_of_another_school_is_none(there):
    pupil, strange = seen(there, called="Elza"), seen(house(), called="Elza")
    rows, _problems = rows_of(f"{pupil.pk};Zane;;;;;", f"{strange.pk};Elza;;;;;")

    _found, problems = reads.incoming(rows, actor=actor_of(there.head))

    assert [problem.cell for problem in problems] == ["B2", "A3"]


def test_a_file_without_our_columns_is_refused():
    with pytest.raises(DomainError):
        exchange.parse(exchange.table_of(b"vards;klase\nElza;5"))


def test_one_name_twice_in_a_file_is_asked_about_and_not_decided(there):
    rows, _problems = rows_of(";Elza;2026-1;5;2026-11-02;;", ";Elza;2026-1;7;2026-11-09;;")

    _found, problems = reads.incoming(rows, actor=actor_of(there.head))

    assert [problem.cell for problem in problems] == ["B3"]


def test_only_the_head_of_the_school_exchanges_files(there):
    for stranger in (there.velga, there.coordinator, there.ikvd):
        with pytest.raises(NotForYou):
            reads.outgoing(actor=actor_of(stranger))


def test_a_problem_is_named_by_its_cell_in_whatever_order_the_columns_stand(there):
    table = [
        ["counted_on", "name", "record", "unexcused_lessons", "semester"],
        ["2026-12-02", "Zane", "", "5", "2031-9"],
    ]
    rows, _problems = exchange.parse(table)

    _found, problems = reads.incoming(rows, actor=actor_of(there.head))

    assert [problem.cell for problem in problems] == ["E2", "A2"]


def test_a_colleague_is_named_where_somebody_is_new_and_only_there(there):
    pupil = seen(there, called="Elza")
    head = actor_of(there.head)
    known, _problems = rows_of(f"{pupil.pk};Elza;2026-1;5;2026-11-02;;")
    new, _problems = rows_of(";Zane;2026-1;5;2026-11-02;;")

    assert actions.take_in(known, decisions={}, colleague_id=None, actor=head) == 1
    with pytest.raises(ColleagueNotFound):
        actions.take_in(new, decisions={}, colleague_id=None, actor=head)
