"""SDMX 3: one edition as an SDMX-JSON 2.0 data message. Observations name dimensions and statuses by their places in lists.

The period stands once, at the data set. What a place means, the message says itself; the structure is linked beside it.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from khetene.publishing.files.sdmx import (
    AGENCY,
    CONF,
    OBS,
    Content,
    both,
    named,
    sdmx_id,
    statuses,
    time_period,
    urn,
)

SCHEMA = "https://json.sdmx.org/2.0.0/sdmx-json-data-schema.json"
STATUS_LISTS = (("OBS_STATUS", "Observation status", OBS), ("CONF_STATUS", "Confidentiality status", CONF))


def as_sdmx_json(content: Content, published_at: datetime, structure: str) -> bytes:
    """One observation for each cell, hidden ones too: their value is null. `structure` is the address of the structure."""
    name, version = sdmx_id(content["data_set"]), content["version"]
    moment = published_at.astimezone(UTC).replace(microsecond=0).isoformat()
    flow = urn("datastructure.Dataflow", f"DF_{name}", version)
    links = [
        {"rel": "dataflow", "urn": flow, "href": structure},
        {"rel": "structure", "urn": urn("datastructure.DataStructure", f"DSD_{name}", version), "href": structure},
    ]
    body = {
        "meta": {
            "schema": SCHEMA,
            "id": f"{name}_{content['period']}_{content['number']}".replace("-", "_").upper(),
            "test": False,
            "prepared": moment,
            "contentLanguages": ["lv", "en"],
            "sender": {"id": AGENCY},
        },
        "data": {
            "structures": [_structure(content, links)],
            "dataSets": [
                {
                    "structure": 0,
                    "action": "Replace",
                    "validFrom": moment,
                    "links": links,
                    "observations": _observations(content),
                }
            ],
        },
    }
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _structure(content: Content, links: list[dict[str, str]]) -> dict[str, Any]:
    dimensions = [
        named(axis["id"], axis["title"]) | {"keyPosition": place, "values": [_code(one) for one in axis["codes"]]}
        for place, axis in enumerate(content["dimensions"])
    ]
    time = named("TIME_PERIOD", both("Time period"))
    time |= {"keyPosition": len(dimensions), "roles": ["TIME_PERIOD"], "values": [_period(content)]}
    measure = named("OBS_VALUE", both("Observation value")) | {"format": {"dataType": "Integer"}}
    seen: dict[str, Any] = {"relationship": {"observation": {}}}
    attributes = [
        named(each, both(title)) | seen | {"values": [named(code, both(words)) for code, words in codes.items()]}
        for each, title, codes in STATUS_LISTS
    ]
    edition = named("EDITION", both("Edition")) | seen | {"format": {"dataType": "Integer"}}
    return {
        "name": content["title"].get("en") or content["title"]["lv"],
        "names": content["title"],
        "dataSets": [0],
        "links": links,
        "dimensions": {"dataSet": [time], "series": [], "observation": dimensions},
        "measures": {"observation": [measure]},
        "attributes": {"dataSet": [], "dimensionGroup": [], "series": [], "observation": [*attributes, edition]},
    }


def _code(one: dict[str, Any]) -> dict[str, Any]:
    return named(one["code"], one["title"]) | ({"parent": one["parent"]} if one["parent"] else {})


def _period(content: Content) -> dict[str, Any]:
    """A calendar year is a code; a school year begins on a day and is a value, because a code has no slash."""
    period = time_period(content)
    lasts = {"start": f"{content['begins']}T00:00:00Z", "end": f"{content['ends']}T23:59:59Z"}
    return ({"value": period} if "/" in period else {"id": period, "name": period}) | lasts


def _observations(content: Content) -> dict[str, list[int | None]]:
    places = [{one["code"]: place for place, one in enumerate(axis["codes"])} for axis in content["dimensions"]]
    states, reasons = list(OBS), list(CONF)
    found: dict[str, list[int | None]] = {}
    for key, value, why in content["cells"]:
        at = ":".join(str(known[code]) for known, code in zip(places, key, strict=True))
        status, confidential = statuses(value, why)
        found[at] = [value, states.index(status), reasons.index(confidential), content["number"]]
    return found
