"""SDMX 3: the structure of a data set as SDMX-JSON 2.0, its editions as SDMX-CSV 2.0 (and, beside this, as SDMX-JSON 2.0).

Code lists hold every code of all editions, so that one structure describes all of them. Why a number is missing stands in
CONF_STATUS (codes of the SDMX cross-domain list: F free, A small count, D hidden to protect another, C other confidential),
that it is missing in OBS_STATUS (A normal, Q suppressed, O missing).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any

Content = dict[str, Any]
AGENCY = "KHETENE"
CONFIDENTIAL = {"": "F", "too_small": "A", "protects_another": "D", "not_measured": "F"}
CONF = {
    "F": "Free (free for publication)",
    "A": "Primary confidentiality due to small counts",
    "D": "Secondary confidentiality set by the sender, not for publication",
    "C": "Confidential statistical information",
}
OBS = {"A": "Normal value", "Q": "Missing value; suppressed", "O": "Missing value"}
_ODD = re.compile(r"[^A-Za-z0-9_]")


def sdmx_id(name: str) -> str:
    """`clients-with-outcomes` → `CLIENTS_WITH_OUTCOMES`."""
    return _ODD.sub("_", name).upper()


def as_sdmx_csv(content: Content) -> bytes:
    """One observation for each cell, hidden ones too."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    names = [axis["id"] for axis in content["dimensions"]]
    head = ["STRUCTURE", "STRUCTURE_ID", "ACTION", *names, "TIME_PERIOD"]
    writer.writerow([*head, "OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "EDITION"])
    flow = f"{AGENCY}:DF_{sdmx_id(content['data_set'])}({content['version']})"
    period = time_period(content)
    for key, value, why in content["cells"]:
        said = ["dataflow", flow, "I", *key, period, "" if value is None else value]
        writer.writerow([*said, *statuses(value, why), content["number"]])
    return out.getvalue().encode()


def time_period(content: Content) -> str:
    """A calendar year, or a year from a day on."""
    return content["period"] if content["period"] == content["begins"][:4] else f"{content['begins']}/P1Y"


def statuses(value: int | None, why: str) -> tuple[str, str]:
    """OBS_STATUS and CONF_STATUS of a cell."""
    status = "A" if value is not None else "O" if why == "not_measured" else "Q"
    return status, CONFIDENTIAL.get(why, "C")


def as_structure(contents: Iterable[Content]) -> bytes:
    """Code lists, concepts, data structure and data flow of one data set, from all its editions; the newest names win."""
    known = list(contents)
    newest = known[-1]
    name, version = sdmx_id(newest["data_set"]), newest["version"]
    axes = newest["dimensions"]
    lists = [
        *(_codelist(axis["id"], version, axis["title"], _codes_of(axis["id"], known)) for axis in axes),
        _codelist("OBS_STATUS", version, both("Observation status"), _plain(OBS)),
        _codelist("CONF_STATUS", version, both("Confidentiality status"), _plain(CONF)),
    ]
    for one in lists[: len(axes)]:
        one["id"] += f"_{name}"
    concepts = [named(axis["id"], axis["title"]) for axis in axes]
    for each, words in (
        ("TIME_PERIOD", "Time period"),
        ("OBS_VALUE", "Observation value"),
        ("OBS_STATUS", "Observation status"),
        ("CONF_STATUS", "Confidentiality status"),
        ("EDITION", "Edition"),
    ):
        concepts.append(named(each, both(words)))
    scheme = named(f"CS_{name}", newest["title"]) | _kept(version) | {"concepts": concepts}
    flow = named(f"DF_{name}", newest["title"]) | _kept(version)
    flow["structure"] = urn("datastructure.DataStructure", f"DSD_{name}", version)
    body = {
        "meta": {
            "schema": "https://json.sdmx.org/2.0.0/sdmx-json-structure-schema.json",
            "id": f"{name}_STRUCTURE",
            "prepared": f"{newest['ends']}T00:00:00Z",
            "contentLanguages": ["lv", "en"],
            "sender": {"id": AGENCY},
        },
        "data": {
            "codelists": lists,
            "conceptSchemes": [scheme],
            "dataStructures": [_structure(name, version, newest)],
            "dataflows": [flow],
        },
    }
    return (json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _structure(name: str, version: str, content: Content) -> dict[str, Any]:
    def concept(which: str) -> str:
        return urn("conceptscheme.Concept", f"CS_{name}", version) + f".{which}"

    def listed(which: str) -> dict[str, Any]:
        return {"enumeration": urn("codelist.Codelist", which, version)}

    dimensions = [
        {
            "id": axis["id"],
            "position": place,
            "conceptIdentity": concept(axis["id"]),
            "localRepresentation": listed(f"CL_{axis['id']}_{name}"),
        }
        for place, axis in enumerate(content["dimensions"])
    ]
    time = {
        "id": "TIME_PERIOD",
        "conceptIdentity": concept("TIME_PERIOD"),
        "localRepresentation": {"format": {"dataType": "ObservationalTimePeriod"}},
    }
    measure = {
        "id": "OBS_VALUE",
        "conceptIdentity": concept("OBS_VALUE"),
        "localRepresentation": {"format": {"dataType": "Integer"}},
    }
    seen = {"measureRelationship": ["OBS_VALUE"], "attributeRelationship": {"observation": {}}}
    attributes = [
        {"id": each, "conceptIdentity": concept(each), "localRepresentation": listed(f"CL_{each}"), **seen}
        for each in ("OBS_STATUS", "CONF_STATUS")
    ]
    attributes.append(
        {
            "id": "EDITION",
            "conceptIdentity": concept("EDITION"),
            "localRepresentation": {"format": {"dataType": "Integer"}},
            **seen,
        }
    )
    parts = {
        "dimensionList": {"id": "DimensionDescriptor", "dimensions": dimensions, "timeDimension": time},
        "measureList": {"id": "MeasureDescriptor", "measures": [measure]},
        "attributeList": {"id": "AttributeDescriptor", "attributes": attributes},
    }
    return named(f"DSD_{name}", content["title"]) | _kept(version) | {"dataStructureComponents": parts}


def _codes_of(axis: str, contents: list[Content]) -> list[dict[str, Any]]:
    """Of all editions, the newest title of each, in the order in which they first stood."""
    found: dict[str, dict[str, Any]] = {}
    for content in contents:
        for one in next(each["codes"] for each in content["dimensions"] if each["id"] == axis):
            found[one["code"]] = one
    return [
        named(one["code"], one["title"]) | ({"parent": one["parent"]} if one["parent"] else {})
        for one in found.values()
    ]


def _codelist(which: str, version: str, title: dict[str, str], codes: list[dict[str, Any]]) -> dict[str, Any]:
    return named(f"CL_{which}", title) | _kept(version) | {"codes": codes}


def _plain(codes: dict[str, str]) -> list[dict[str, Any]]:
    return [named(code, both(words)) for code, words in codes.items()]


def both(words: str) -> dict[str, str]:
    """Words of the standard itself, which is in English."""
    return {"en": words}


def named(which: str, title: dict[str, str]) -> dict[str, Any]:
    return {"id": which, "name": title.get("en") or title["lv"], "names": title}


def _kept(version: str) -> dict[str, Any]:
    return {"version": version, "agencyID": AGENCY}


def urn(kind: str, which: str, version: str) -> str:
    return f"urn:sdmx:org.sdmx.infomodel.{kind}={AGENCY}:{which}({version})"
