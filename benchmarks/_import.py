"""A workbook of support given: read, checked, shown and kept, against a fast reader and COPY of the same rows."""

from __future__ import annotations

import io
import resource
from datetime import timedelta
from typing import Any

import python_calamine
import xlsxwriter
from django.db import connection, transaction

from benchmarks._programmes import Site
from benchmarks._run import said, seconds
from khetene.enrolments import actions
from khetene.enrolments.models import Delivery, Enrolment
from khetene.enrolments.sheets import parse
from khetene.kernel import clock
from khetene.kernel.ids import new_key
from khetene.kernel.workbooks import first_sheet
from tests.factories.accounts import actor_of
from tests.factories.workbooks import HEADER

PROGRAMME = "long-term-unemployed"
COLUMNS = [field.column for field in Delivery._meta.concrete_fields]


def report(site: Site, rows: int) -> None:
    content, how_many = _workbook(site, rows)
    floor = seconds(lambda: _floor(content, site))
    parts: dict[str, float] = {}
    parts["reading"] = seconds(lambda: parse(first_sheet(content)))
    read, problems = parse(first_sheet(content))
    assert not problems, problems[:3]
    actor = actor_of(site.importer)
    parts["checking for the preview"] = seconds(lambda: _expect(actions.check_deliveries(read, actor=actor)))
    parts["keeping"] = seconds(lambda: _kept_and_taken_back(read, actor))
    whole = sum(parts.values())
    told = ", ".join(f"{name} {took / floor:.2f}" for name, took in parts.items())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    said(f"a workbook of {how_many:,} rows", whole / floor, 2.5, f"floor {floor:.1f} s; {told}; peak {peak} MiB")


def _workbook(site: Site, rows: int) -> tuple[bytes, int]:
    silo = Enrolment.objects.filter(organisation_id=site.importer.organisation_id, programme=PROGRAMME, exited_on=None)
    those = list(silo.order_by("key").values_list("key", "started_on"))
    each = -(-rows // len(those))
    out, written = io.BytesIO(), 0
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, HEADER)
        for key, started in those:
            for number in range(min(each, rows - written)):
                written += 1
                on = started + timedelta(number % max(1, (clock.today() - started).days))
                sheet.write_row(written, 0, [key, "group"])
                sheet.write_datetime(written, 2, on, day)
                sheet.write_number(written, 3, 5 + number // 30 * 0.25)
    return out.getvalue(), written


def _floor(content: bytes, site: Site) -> None:
    """Nothing is looked at: the cells of the sheet go into the same table, with its indexes, and are taken back."""
    cells = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    by_key = dict(Enrolment.objects.filter(organisation_id=site.importer.organisation_id).values_list("key", "pk"))
    now = clock.now()
    like = {"need": "work", "kind": "group", "unit": "hours", "cents": 0, "given_as": "", "struck": False}
    like |= {"confirmation": "not_asked", "recorded_by_id": site.importer.pk, "recorded_at": now}
    with transaction.atomic(), connection.cursor() as cursor:
        with cursor.cursor.copy(f"COPY {Delivery._meta.db_table} ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for key, support, day, quantity, *_rest in cells[1:]:
                row: dict[str, Any] = like | {"id": new_key(), "enrolment_id": by_key[key], "support": support}
                row |= dict.fromkeys(("given_on", "covers_from", "covers_to"), day) | {"quantity": quantity}
                row["month"] = day.year * 100 + day.month
                copy.write_row([row.get(column) for column in COLUMNS])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


def _expect(problems: list[Any]) -> None:
    assert not problems, problems[:3]


def _kept_and_taken_back(read: list[Any], actor: Any) -> None:
    with transaction.atomic():
        actions.import_deliveries(read, actor=actor)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
