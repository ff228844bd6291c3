"""`khetene protect`: a file in, what may be published out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from khetene.disclosure import protect as protecting
from khetene.disclosure.building import table_of_leaves
from khetene.disclosure.policy import Policy
from khetene.disclosure.protect import Shown, protect
from khetene.disclosure.tables import Cell, Dimension

TABLE = """kind,count,contributors
work,30,4
school,12,3
health,3,3
housing,,
"""
POLICY = "minimum: 10\norganisations: 3\ntable:\n  measure: clients 2025\n"


@pytest.fixture
def files(tmp_path):
    def write(table: str = TABLE, policy: str = POLICY) -> tuple[str, str, str]:
        (tmp_path / "table.csv").write_text(table, encoding="utf-8")
        (tmp_path / "policy.yaml").write_text(policy, encoding="utf-8")
        return str(tmp_path / "table.csv"), "--policy", str(tmp_path / "policy.yaml")

    return write


def test_the_table_is_told_with_its_reasons_and_the_proof(khetene, files):
    said = khetene("protect", *files())

    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "total    45",
        "work     30",
        "school   hidden: it would give away a small number",
        "health   hidden: the number is small",
        "housing  not measured",
        "",
        "Hidden: 2 of 4 cells, 1 of them for their own sake.",
        "  clients 2025: kind health: a reader can only tell that it lies from 0 to 5",
        "  clients 2025: kind school: a reader can only tell that it lies from 10 to 15",
    ]


def test_a_program_reads_the_same_as_json(khetene, files):
    told = json.loads(khetene("protect", *files(), "--json").out)

    assert told["cells"] == [
        {"at": {"kind": "total"}, "value": 45},
        {"at": {"kind": "work"}, "value": 30},
        {"at": {"kind": "school"}, "value": None, "hidden": "protects_another"},
        {"at": {"kind": "health"}, "value": None, "hidden": "too_small"},
        {"at": {"kind": "housing"}, "value": None, "measured": False},
    ]
    assert told["loss"] == {"cells": 4, "primary": 1, "complementary": 1}
    assert told["audit"]["attackers"] == ["outsider", "acquaintance"]


def test_the_proof_does_not_add_up_what_the_table_hides(khetene, files):
    said = khetene("protect", *files("kind,count,contributors\nwork,3,4\nschool,2,3\n"), "--json").out

    told = json.loads(said)
    assert [cell["value"] for cell in told["cells"]] == [None, None, None]
    assert told["loss"] == {"cells": 3, "primary": 3, "complementary": 0}


@pytest.mark.parametrize("as_json", [["--json"], []])
def test_the_proof_does_not_tell_whether_a_hidden_number_is_zero(khetene, files, as_json):
    three, nobody = (
        khetene(
            "protect", *files(f"kind,count,contributors\nwork,30,4\nschool,{school},3\nhealth,{health},3\n"), *as_json
        ).out
        for school, health in ((12, 3), (15, 0))
    )

    assert three == nobody


def tables_alike() -> list[str]:
    """Two tables of which a reader sees the same: the same margins, and six small numbers hidden in both."""
    others = ["50,53,56,59", "57,60,63,66", "64,67,70,73"]
    tables = []
    for first, second in (((2, 9, 1), (4, 1, 7)), ((3, 8, 1), (3, 2, 7))):
        lines = [[*map(str, first), "59"], [*map(str, second), "66"], others[2].split(",")]
        rows = [f"r{at},c{to},{number},3" for at, line in enumerate(lines) for to, number in enumerate(line)]
        tables.append("\n".join(["row,column,count,contributors", *rows]) + "\n")
    return tables


@pytest.mark.parametrize("as_json", [["--json"], []])
def test_of_two_large_tables_that_look_alike_the_proof_says_the_same(khetene, files, monkeypatch, as_json):
    monkeypatch.setattr(protecting, "MOST_SOLVED", 0)
    rules = POLICY.replace("organisations: 3", "organisations: 1\nagainst_acquaintances: false")

    one, other = (khetene("protect", *files(table, rules), *as_json).out for table in tables_alike())

    assert one == other


def test_it_protects_as_the_package_does(khetene, files):
    leaves = {
        (kind,): Cell(number, number, organisations=3) for kind, number in (("work", 30), ("school", 12), ("health", 3))
    }
    kinds = Dimension.flat("kind", ("work", "school", "health"))
    ours = protect([table_of_leaves("x", [kinds], leaves)], Policy()).tables[0].cells

    told = json.loads(khetene("protect", *files(), "--json").out)["cells"]

    assert [cell["value"] for cell in told[:4]] == [
        int(cell.value) if isinstance(cell, Shown) else None for cell in ours.values()
    ]


def test_a_tree_and_the_contributors_of_sums_are_taken_over(khetene, files):
    table = "place,count,contributors\nTalsi,25,2\nVentspils,31,2\nRīga,40,3\nKurzeme,56,4\ntotal,96,5\n"
    tree = POLICY + "  trees:\n    place: {Talsi: Kurzeme, Ventspils: Kurzeme}\n"

    told = json.loads(khetene("protect", *files(table, tree), "--json").out)["cells"]

    assert [(cell["at"]["place"], cell["value"], cell.get("hidden")) for cell in told] == [
        ("total", 96, None),
        ("Kurzeme", 56, None),
        ("Talsi", None, "too_few_organisations"),
        ("Ventspils", None, "too_few_organisations"),
        ("Rīga", 40, None),
    ]


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("kind,number\nwork,3\n", "expected a column count"),
        ("kind,kind,count\nwork,work,3\n", "every column once"),
        ("count\n3\n", "no column of codes"),
        ("kind,count\n", "no rows"),
        ("kind,count\nwork,3,4\n", "line 2: it has another number of columns"),
        ("kind,count\nwork\n", "line 2: it has another number of columns"),
        ("kind,count\nwork,3\nwork,4\n", "line 3: a code is empty, or the same codes"),
        ("kind,count\n,3\n", "line 2: a code is empty"),
        ("kind,count\nwork,some\n", "line 2: expected whole numbers"),
        ("kind,count\nwork,-3\n", "line 2: expected whole numbers"),
        ("kind,count,contributors\nwork,30,many\n", "line 2: expected whole numbers"),
        ("kind,count,contributors\nwork,30,3\ntotal,31,3\n", "total is not the sum of its parts"),
        ("kind,count\nwork,30\n", "nothing says how many organisations"),
        ('kind,count\n"work,30\n', "unexpected end of data"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_line(khetene, files, table, sentence):
    said = khetene("protect", *files(table))

    assert (said.code, said.out) == (1, "")
    assert sentence in said.err


@pytest.mark.parametrize(
    ("policy", "sentence"),
    [
        ("- 3\n", "expected rules"),
        ("minimum: [", "neither JSON nor YAML"),
        ("least: 3\n", "least: not known"),
        ("{minimum: 3, width: 3}\n", "width must be from 0 to 2"),
        ("table: {columns: 3}\n", "table may hold"),
        ("table: {trees: {kind: Talsi}}\n", "table holds names"),
        ("table: {trees: {kind: {work: school, school: work}}}\n", "circle"),
    ],
)
def test_rules_that_cannot_be_are_refused(khetene, files, policy, sentence):
    said = khetene("protect", *files(policy=policy))

    assert (said.code, said.out) == (1, "")
    assert sentence in said.err


def test_files_that_are_not_there_are_named(khetene, files):
    said = khetene("protect", "nowhere.csv", *files()[1:])

    assert (said.code, said.err) == (1, "khetene protect: nowhere.csv: No such file or directory\n")


def test_without_a_policy_it_is_wrong_usage(khetene, files):
    assert khetene("protect", files()[0]).code == 2


PLACES = """place,age,count
Talsi,young,40
Talsi,old,30
Ventspils,young,3
Ventspils,old,25
Tukums,young,20
Tukums,old,22
"""
TYPED = ("--dimensions", "place,age")


@pytest.fixture
def places(tmp_path):
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    return str(tmp_path / "places.csv"), str(tmp_path / "safe.csv")


def test_a_table_is_protected_by_options_alone_and_its_file_passes_the_audit(khetene, places):
    table, safe = places

    protected = khetene("protect", table, *TYPED, "--threshold", "5", "--out", safe)
    audited = khetene("protect", "audit", table, safe, *TYPED, "--threshold", "5")

    assert (protected.code, audited.code, audited.err) == (0, 0, "")
    assert audited.out.splitlines()[-1] == "Nobody who reads it comes closer than the rules allow."


def test_the_protected_file_says_why_a_count_is_empty(khetene, places):
    table, safe = places
    khetene("protect", table, *TYPED, "--out", safe)

    lines = Path(safe).read_text(encoding="utf-8").splitlines()

    assert lines[0] == "place,age,count,why"
    assert "Ventspils,young,,too_small" in lines
    assert len(lines) == 1 + 4 * 3


def test_standard_output_holds_the_file_and_nothing_else(khetene, places):
    said = khetene("protect", places[0], *TYPED, "--out", "-")

    assert {line.count(",") for line in said.out.splitlines()} == {3}


def test_a_tree_is_a_file_of_its_own(khetene, places, tmp_path):
    (tmp_path / "tree.yaml").write_text("place: {Talsi: Kurzeme, Ventspils: Kurzeme}\n", encoding="utf-8")

    said = khetene("protect", places[0], *TYPED, "--hierarchy", str(tmp_path / "tree.yaml"), "--out", "-")

    assert sum(line.startswith("Kurzeme,") for line in said.out.splitlines()) == 3


def test_a_file_that_hides_too_little_fails_the_audit(khetene, places):
    table, safe = places
    margins = "total,young,63\ntotal,old,77\ntotal,total,140\nTalsi,total,70\nVentspils,total,28\nTukums,total,42\n"
    Path(safe).write_text(PLACES.replace("Ventspils,young,3", "Ventspils,young,") + margins, encoding="utf-8")

    said = khetene("protect", "audit", table, safe, *TYPED)

    assert said.code == 1
    assert said.out.splitlines() == [
        "persons: age young, place Ventspils: a reader can only tell that it lies from 3 to 3 !",
        "1 cell is not safe; marked with !",
    ]


def test_a_small_number_that_is_shown_fails_the_audit(khetene, places):
    table, safe = places
    Path(safe).write_text(PLACES, encoding="utf-8")

    said = khetene("protect", "audit", table, safe, *TYPED, "--json")

    assert (said.code, json.loads(said.out)["small"]) == (1, ["persons: age young, place Ventspils"])


@pytest.mark.parametrize(
    ("safe", "sentence"),
    [
        ("place,count\nTalsi,3\n", "there is no column age"),
        ("place,age,count\nTalsi,young,41\n", "Talsi, young shows another number than the table"),
        ("place,age,count\nRiga,young,41\n", "Riga, young is no cell of the table"),
        ("place,age,count,why\nTalsi,young,,because\n", "because is no reason"),
    ],
)
def test_a_protected_file_that_is_none_is_refused(khetene, places, safe, sentence):
    Path(places[1]).write_text(safe, encoding="utf-8")

    said = khetene("protect", "audit", *places, *TYPED)

    assert (said.code, said.out) == (1, "")
    assert sentence in said.err


@pytest.mark.parametrize(("dimensions", "sentence"), [("place", "age is neither"), ("place,age,sex", "no column sex")])
def test_dimensions_that_do_not_fit_are_refused(khetene, places, dimensions, sentence):
    said = khetene("protect", places[0], "--dimensions", dimensions)

    assert (said.code, sentence in said.err) == (1, True)


@pytest.mark.parametrize("more", [("--policy", "x.yaml"), ("a.csv",), ("--threshold", "x")])
def test_what_does_not_go_together_is_wrong_usage(khetene, places, more):
    assert khetene("protect", places[0], *TYPED, *more).code == 2
