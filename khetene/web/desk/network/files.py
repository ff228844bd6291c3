"""A roster as a file: JSON, a workbook, or cards for an address book. Who did not agree to be listed stays out of it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import vobject
import xlsxwriter
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from khetene.network.reads import HolderRow, Roster, SeatRow
from khetene.web.components.files import to_be_saved

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_file(roster: Roster, kind: str) -> HttpResponse | None:
    """The roster as `json`, `xlsx` or `vcf`; None for any other kind."""
    writers = {"json": _json, "xlsx": _xlsx, "vcf": _vcf}
    if kind not in writers:
        return None
    response = writers[kind](roster)
    return to_be_saved(response, f"{roster.body.slug}-{roster.on.isoformat()}.{kind}")


def listed(seats: Iterable[SeatRow]) -> list[tuple[SeatRow, HolderRow]]:
    """Confirmed holders and substitutes who agreed to be listed, each with the seat."""
    return [(seat, row) for seat in seats for row in seat.holders if row.state == "confirmed" and row.may_be_listed]


def _json(roster: Roster) -> HttpResponse:
    rows = {"body": roster.body.name, "on": roster.on.isoformat(), "seats": [seat.as_dict() for seat in roster.seats]}
    return JsonResponse(rows, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _xlsx(roster: Roster) -> HttpResponse:
    stream = io.BytesIO()
    # Nothing that somebody typed becomes a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet, bold = book.add_worksheet(roster.body.name[:31].translate(_FORBIDDEN)), book.add_format({"bold": True})
        sheet.write_row(0, 0, _heading(), bold)
        for number, row in enumerate(_rows(roster.seats), start=1):
            sheet.write_row(number, 0, row)
        sheet.autofit()
        sheet.freeze_panes(1, 0)
    return HttpResponse(stream.getvalue(), content_type=WORKBOOK)


_FORBIDDEN = dict.fromkeys(map(ord, "[]:*?/\\"))


def _heading() -> list[str]:
    return [_("Place"), _("Field"), _("Name"), _("Organisation"), _("Post"), _("E-mail"), _("Phone"), _("Substitute")]


def _rows(seats: Iterable[SeatRow]) -> list[list[str]]:
    """Every seat has a line, also one that nobody fills or whose holder is not listed."""
    rows = []
    for seat in seats:
        shown = [row for _seat, row in listed([seat])]
        for one in shown:
            substitute = _("yes") if one.is_substitute else ""
            person = [one.name, one.organisation, one.position, one.email, one.phone, substitute]
            rows.append([seat.place, str(seat.field_label), *person])
        if not shown:
            organisation = seat.holder.organisation if seat.holder else seat.organisation
            rows.append([seat.place, str(seat.field_label), "", organisation, "", "", "", ""])
    return rows


def _vcf(roster: Roster) -> HttpResponse:
    cards = "".join(_card(seat, row) for seat, row in listed(roster.seats))
    return HttpResponse(cards, content_type="text/vcard; charset=utf-8")


def _card(seat: SeatRow, row: HolderRow) -> str:
    card = vobject.vCard()
    _add(card, "fn", row.name)
    *given, family = row.name.split()
    card.add("n").value = vobject.vcard.Name(family=family, given=" ".join(given))
    _add(card, "uid", f"urn:uuid:{row.person_id or row.id}")
    if row.organisation:
        card.add("org").value = [row.organisation]
    _add(card, "title", row.position)
    _add(card, "email", row.email)
    _add(card, "tel", row.phone)
    _add(card, "note", f"{seat.body_name}: {seat.place}, {seat.field_label}")
    text: str = card.serialize()
    return text


def _add(card: Any, name: str, value: str) -> None:
    if value:
        card.add(name).value = value
