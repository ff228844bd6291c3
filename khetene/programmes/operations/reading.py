"""Definitions from files: the schema first, then what a schema cannot say, then the definition's own test cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from khetene.kernel.countryfile import bad_place, read_country_file
from khetene.programmes.operations.definition import Operation, cents, day, parse
from khetene.programmes.operations.limits import Given, Used, refusals
from khetene.programmes.operations.named import UNKNOWN

SCHEMA = "operation"
Place = list[Any]


def read_operations(folder: Path, measures: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """The operations of a country pack as plain data; `measures` are those of each programme. Raises BadCountryFile."""
    return [read_operation(path, measures) for path in sorted(folder.glob("*.yaml"))]


def read_operation(path: Path, measures: Mapping[str, Sequence[str]] | None) -> dict[str, Any]:
    """One definition, checked. Without `measures` nothing outside the file is looked at. Raises BadCountryFile."""
    raw: dict[str, Any] = read_country_file(path, SCHEMA)
    for where, problem in _problems(raw, path, measures):
        raise bad_place(path, where, problem)
    for number, problem in failed_tests(raw):
        raise bad_place(path, ["tests", number], problem)
    return raw


def _problems(
    raw: Mapping[str, Any], path: Path, measures: Mapping[str, Sequence[str]] | None
) -> Iterator[tuple[Place, str]]:
    if raw["programme"] != path.stem:
        yield ["programme"], _("a definition is called like its programme")
    if measures is not None and raw["programme"] not in measures:
        yield ["programme"], _("there is no programme with these rules beside it")
    yield from _twice(raw)
    yield from _stages(raw["stages"]) if raw["stages"] else _heads_alone(raw)
    yield from _supports(raw, (measures or {}).get(raw["programme"]))
    yield from _limits(raw)
    yield from _measure_groups(raw)
    yield from _sums(raw["funding"])
    yield from _days(raw)


def _twice(raw: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    outcomes = raw["outcomes"] if raw["outcomes"] != UNKNOWN else {}
    lists = {name: raw[name] for name in ("stages", "components", "supports", "limits", "exit_reasons", "documents")}
    lists |= {
        name: raw.get(name, ()) for name in ("outreach", "attendance", "target_groups", "measure_groups", "passages")
    }
    places: list[tuple[Place, Any]] = [([name], entries) for name, entries in lists.items()]
    places += [(["outcomes", name], entries) for name, entries in outcomes.items()]
    for place, entries in places:
        seen: set[str] = set()
        for number, entry in enumerate(entries if entries != UNKNOWN else ()):
            if entry["id"] in seen:
                yield [*place, number, "id"], _("stands twice")
            seen.add(entry["id"])


def _stages(stages: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Place, str]]:
    known = {stage["id"] for stage in stages}
    moved_to = {following for stage in stages for following in stage["next"]}
    reached = {stages[0]["id"]}
    if stages[0]["phase"] != "before":
        yield ["stages", 0, "phase"], _("the first stage lies before the participation")
    for number, stage in enumerate(stages):
        for place, following in enumerate(stage["next"]):
            if following not in known:
                yield ["stages", number, "next", place], _("there is no such stage")
            reached.add(following)
        if (number or stage["id"] in moved_to) and not stage.get("moved_by"):
            yield ["stages", number], _("say who may move here (moved_by)")
    for number, stage in enumerate(stages):
        if stage["id"] not in reached:
            yield ["stages", number, "id"], _("no stage leads here")
    if not {"running", "ended"} <= {stage["phase"] for stage in stages}:
        yield ["stages"], _("a programme has a stage in which support is given and one in which it has ended")


def _heads_alone(raw: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    """Where nobody is enrolled, heads are counted, and nothing hangs on a person."""
    if not raw.get("outreach") and not raw.get("attendance"):
        yield ["stages"], _("without stages heads are counted: say in what (outreach or attendance)")
    personal = {name: raw[name] for name in ("supports", "components", "exit_reasons", "outcomes")}
    personal |= {name: raw.get(name) for name in ("card", "midterm", "passages", "jobs")}
    for name, given in personal.items():
        if given and given != UNKNOWN:
            yield [name], _("needs stages: it belongs to a person who takes part")


def _supports(raw: Mapping[str, Any], measures: Sequence[str] | None) -> Iterator[tuple[Place, str]]:
    for number, support in enumerate(_listed(raw["supports"])):
        measure = support.get("measure")
        if measure and measures is not None and measure not in measures:
            yield ["supports", number, "measure"], _("the rules of the programme have no such measure")


def _limits(raw: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    supports = {support["id"] for support in _listed(raw["supports"])}
    for number, limit in enumerate(_listed(raw["limits"])):
        if limit.get("support") and limit["support"] not in supports:
            yield ["limits", number, "support"], _("there is no such support")
        if "least" not in limit and "most" not in limit:
            yield ["limits", number], _("a limit says least or most")
        elif Decimal(limit.get("least", "0")) > Decimal(limit.get("most", "999999999")):
            yield ["limits", number, "least"], _("the least is more than the most")
        if limit["of"] in ("months", "participants", "places", "clients_per_mentor") and "." in limit.get("most", ""):
            yield ["limits", number, "most"], _("is counted whole")


def _measure_groups(raw: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    groups = {group["id"]: group["kept"] for group in raw.get("target_groups", ())}
    for number, measure in enumerate(raw.get("measure_groups", ())):
        for place, group in enumerate(measure["for"]):
            if group not in groups:
                yield ["measure_groups", number, "for", place], _("there is no such target group")
        if measure["kept"] == "support" and not any(groups.get(group) for group in measure["for"]):
            yield (
                ["measure_groups", number, "kept"],
                _("what is meant only for groups that are not kept is not kept either"),
            )


def _sums(funding: Any) -> Iterator[tuple[Place, str]]:
    if funding == UNKNOWN or funding["sources"] == UNKNOWN or "total" not in funding:
        return
    if sum(cents(source["amount"]) for source in funding["sources"]) != cents(funding["total"]):
        yield ["funding", "total"], _("the sources do not add up to the total, to the cent")


def _days(raw: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    agreements = raw["partners"].get("agreements", ())
    spans = [(["partners", "agreements", number], entry) for number, entry in enumerate(agreements)]
    spans += [(["limits", number], entry) for number, entry in enumerate(_listed(raw["limits"]))]
    spans += [(["funding"], raw["funding"])] if raw["funding"] != UNKNOWN else []
    for place, entry in spans:
        try:
            begins, ends = day(entry.get("from")), day(entry.get("to"))
        except ValueError:
            yield [*place, "from"], _("there is no such day")
            continue
        if begins and ends and begins >= ends:
            yield [*place, "to"], _("ends before it begins")


def _listed(entries: Any) -> Sequence[Mapping[str, Any]]:
    return () if entries == UNKNOWN else entries


def failed_tests(raw: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    """The definition's own test cases that do not hold: their number and what came out instead."""
    operation = parse(raw)
    for number, test in enumerate(raw["tests"]):
        answer = _outcome(operation, test)
        if answer != test["expect"]:
            said = {"name": test["name"], "expected": test["expect"], "answer": answer}
            yield number, _("%(name)s: expected %(expected)s, the answer is %(answer)s") % said


def _outcome(operation: Operation, test: Mapping[str, Any]) -> str:
    """`allowed`, or the ids of the rules that refuse, joined by commas."""
    try:
        used = Used.of(_given(entry) for entry in test.get("given", ()))
        new, started = _given(test["then"]), day(test["started"])
    except ValueError as problem:
        return str(problem)
    found = refusals(operation, started=started, exited=None, used=used, new=new)
    return ", ".join(refusal.rule for refusal in found) or "allowed"


def _given(raw: Mapping[str, Any]) -> Given:
    on = day(raw["day"])
    if on is None:
        raise ValueError(raw["day"])
    return Given(
        raw["support"],
        on,
        Decimal(raw.get("quantity", "0")),
        cents(raw.get("euro", "0")),
        raw.get("given_as", ""),
    )
