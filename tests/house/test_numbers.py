"""Numbers are written in one way: by `khetene.kernel.numbers`, which knows how Latvian groups and where the comma stands."""

from __future__ import annotations

from tests.house.test_templates import ROOT, TEMPLATES, name_of

ANOTHER_WAY = ("number_format(", "floatformat", "intcomma")
THE_WAY = ROOT / "khetene" / "kernel" / "numbers.py"


def test_no_code_and_no_template_writes_numbers_in_another_way():
    code = [path for path in (ROOT / "khetene").rglob("*.py") if path != THE_WAY]
    strangers = [str(path.relative_to(ROOT)) for path in code if any(way in path.read_text() for way in ANOTHER_WAY)]
    strangers += [name_of(page) for page in TEMPLATES if any(way in page.read_text() for way in ANOTHER_WAY)]

    assert len(code) > 100  # so that the walk finds the code at all
    assert strangers == []
