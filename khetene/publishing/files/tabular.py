"""An edition as a plain table: CSV for programs, XLSX for people."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import xlsxwriter

from khetene.publishing.files.words import ATTRIBUTION, LICENCE, citation

Content = dict[str, Any]


def header_of(content: Content) -> list[str]:
    """`place`, `place_lv`, `place_en`, …, then period, value and why there is none."""
    names = [axis["id"].lower() for axis in content["dimensions"]]
    return [part for name in names for part in (name, f"{name}_lv", f"{name}_en")] + [
        "period",
        "value",
        "hidden_because",
    ]


def rows_of(content: Content) -> Iterator[list[Any]]:
    """One row for every cell, hidden ones too, in the order of the edition."""
    titles = [{code["code"]: code["title"] for code in axis["codes"]} for axis in content["dimensions"]]
    for key, value, why in content["cells"]:
        row: list[Any] = []
        for by_code, code in zip(titles, key, strict=True):
            row += [code, by_code[code]["lv"], by_code[code]["en"]]
        yield [*row, content["period"], value, why]


def as_csv(content: Content) -> bytes:
    """UTF-8 with commas and CRLF (RFC 4180). A hidden value is empty and says why; it is not zero."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header_of(content))
    writer.writerows(rows_of(content))
    return out.getvalue().encode()


def as_xlsx(content: Content, published_at: datetime, address: str) -> bytes:
    """The table on one sheet; what it counts, how it is protected, licence and citation on the other."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    moment = published_at.replace(tzinfo=None, microsecond=0)
    book.set_properties({"title": content["title"]["en"], "author": ATTRIBUTION, "created": moment})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet("data")
    sheet.write_row(0, 0, header_of(content), bold)
    for number, row in enumerate(rows_of(content), start=1):
        sheet.write_row(number, 0, row)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(header_of(content)) - 1, 18)
    about = book.add_worksheet("about")
    policy = content["policy"]
    lines = [
        ("title_lv", content["title"]["lv"]),
        ("title_en", content["title"]["en"]),
        ("unit", content["unit"]["en"]),
        ("rule_lv", content["rule"]["lv"]),
        ("rule_en", content["rule"]["en"]),
        ("period", content["period"]),
        ("edition", content["number"]),
        ("smallest number shown", policy["minimum"]),
        ("organisations, at least", policy["organisations"]),
        ("licence", LICENCE),
        ("cite as", citation(content, published_at, address)),
        ("address", address),
    ]
    for number, line in enumerate(lines):
        about.write_row(number, 0, line)
    about.set_column(0, 0, 26)
    about.set_column(1, 1, 90)
    book.close()
    return out.getvalue()
