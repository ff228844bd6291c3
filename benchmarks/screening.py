"""Screening: the same rules from data against the same rules written by hand in NumPy; ratios of one run."""

from __future__ import annotations

import json
import resource
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from khetene.eligibility.bulk import Column, screen_many
from khetene.eligibility.programmes import RuleSet, rule_set
from khetene.eligibility.screening import screen
from khetene.eligibility.vocabulary import parse_vocabulary

COUNTRY = Path(__file__).resolve().parents[1] / "country" / "lv"
ON = date(2023, 6, 1)
COMPARED = ("early-leaving", "long-term-unemployed", "neet")
HARIS = {
    "age": 45,
    "months_without_work": 14,
    "employed": False,
    "registered_unemployed": False,
    "school_stage": "none",
}
ROUNDS = 7


def rules(names: tuple[str, ...] = ()) -> RuleSet:
    vocabulary = parse_vocabulary(yaml.safe_load((COUNTRY / "facts.yaml").read_text(encoding="utf-8"))["facts"])
    raws = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((COUNTRY / "programmes").glob("*.json"))]
    for raw in raws:
        del raw["$schema"]  # for editors
    return rule_set([raw for raw in raws if not names or raw["id"] in names], vocabulary)


def people(how_many: int) -> dict[str, Column]:
    """Invented people; each fact is unknown for 15 in 100."""
    chance = np.random.default_rng(20261120)
    drawn: dict[str, Any] = {
        "age": chance.integers(0, 80, how_many, np.int16),
        "school_stage": chance.integers(0, 5, how_many, np.int8),
        "grade": chance.integers(1, 13, how_many, np.int8),
        "vocational_year": chance.integers(1, 5, how_many, np.int8),
        "months_without_work": chance.integers(0, 60, how_many, np.int16),
    }
    for fact in ("early_leaving_risk", "partner_joined", "employed", "learning_trade", "registered_unemployed"):
        drawn[fact] = chance.random(how_many) < 0.5
    return {fact: Column(values, chance.random(how_many) >= 0.15) for fact, values in drawn.items()}


def by_hand(columns: dict[str, Column]) -> dict[str, Any]:
    """The three programmes as somebody would write them who needs no data, no dates and no reasons."""
    value = {fact: column.values for fact, column in columns.items()}
    known = {fact: column.known for fact, column in columns.items()}

    def pair(fact: str, truth: Any) -> tuple[Any, Any]:
        return truth & known[fact], ~truth & known[fact]

    general, not_general = pair("school_stage", value["school_stage"] == 2)
    vocational, not_vocational = pair("school_stage", value["school_stage"] == 3)
    grade, not_grade = pair("grade", (value["grade"] >= 1) & (value["grade"] <= 12))
    year, not_year = pair("vocational_year", (value["vocational_year"] >= 1) & (value["vocational_year"] <= 4))
    risk, no_risk = pair("early_leaving_risk", value["early_leaving_risk"])
    joined, not_joined = pair("partner_joined", value["partner_joined"])
    fits = ((general & grade) | (vocational & year)) & risk & joined
    fails = ((not_general | not_grade) & (not_vocational | not_year)) | no_risk | not_joined
    answers = {"early-leaving": 1 - fails.astype(np.int8) + fits.astype(np.int8)}
    registered, not_registered = pair("registered_unemployed", value["registered_unemployed"])
    long, not_long = pair("months_without_work", value["months_without_work"] >= 12)
    works, idle = pair("employed", value["employed"])
    fits, fails = registered & long & idle, not_long | works
    answers["long-term-unemployed"] = 1 - fails.astype(np.int8) + fits.astype(np.int8)
    young, not_young = pair("age", (value["age"] >= 15) & (value["age"] <= 29))
    free, studies = pair("school_stage", value["school_stage"] == 0)
    trade, no_trade = pair("learning_trade", value["learning_trade"])
    fits, fails = young & free & idle & no_trade & not_registered, not_young | studies | works | trade | registered
    answers["neet"] = 1 - fails.astype(np.int8) + fits.astype(np.int8)
    return answers


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    some, every = rules(COMPARED), rules()
    columns = people(100_000)
    ours, theirs = screen_many(some, columns, ON, persons=100_000), by_hand(columns)
    agree = all(np.array_equal(ours[name], theirs[name]) for name in COMPARED)
    pairs = [
        (seconds(lambda: screen_many(some, columns, ON, persons=100_000)), seconds(lambda: by_hand(columns)))
        for _round in range(ROUNDS)
    ]
    ratio = statistics.median(generated / hand for generated, hand in pairs)
    print(
        f"100,000 persons × 3 programmes, rules from data / by hand: {ratio:.2f} (wanted: at most 1.5; same answers: {agree})"
    )
    one = statistics.median(seconds(lambda: screen(every, HARIS, ON)) for _round in range(500))
    print(f"one person × {len(every.programmes)} programmes with reasons: {one * 1000:.3f} ms (wanted: at most 0.2)")
    million, ten = people(1_000_000), people(10_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    small = seconds(lambda: screen_many(some, million, ON, persons=1_000_000))
    large = seconds(lambda: screen_many(some, ten, ON, persons=10_000_000))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(
        f"10,000,000 / 1,000,000 persons: {large / small:.1f} times the time, {grown:.0f} MiB more at the peak (answers: 29)"
    )


if __name__ == "__main__":
    main()
