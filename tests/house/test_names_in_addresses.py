"""What is typed into a GET form stands in the address, in the history of the browser and in logs: never a name there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from bs4 import BeautifulSoup
from django import forms

from tests.house.test_forms import every_form
from tests.house.test_templates import TEMPLATES, name_of

WEB = Path(__file__).resolve().parents[2] / "khetene" / "web"
TYPED = {"text", "search", "email", "tel", "url"}
# Words that may be typed into a GET form, with what is searched by them: no field that names a person.
IN_TEMPLATES = {
    "desk/enrolments/list.html: key",  # the number of a participation
    "desk/referrals/list.html: key",  # the number of a referral
    "desk/directory/find.html: words",  # services and organisations
    "desk/directory/find.html: near",  # a place
    "desk/guidance/public.html: words",  # published statements
    "desk/guidance/practices.html: words",  # good practices
    "desk/guidance/repeat.html: words",  # statements of documents
    "desk/guidance/commitments.html: words",  # names of institutions
    "desk/guidance/register.html: words",  # statements of documents
}
IN_FORMS = {
    "khetene.web.desk.gatherings.forms.SearchForm.words",  # titles and places of gatherings
    "khetene.web.desk.network.forms.SearchForm.words",  # towns, organisations and fields of seats
    "khetene.web.desk.proposals.forms.PickForm.words",  # indicators and statements
}


def asks_by_get(template: Path) -> list[str]:
    """The contents of its forms that are sent by GET."""
    return re.findall(r'<form[^>]*method="get".*?</form>', template.read_text(), re.DOTALL | re.IGNORECASE)


def typed_in(form: str) -> list[str]:
    parts = BeautifulSoup(form, "html.parser").select("input, textarea")
    return [part["name"] for part in parts if part.name == "textarea" or part.get("type", "text") in TYPED]


def forms_read_from_the_address() -> set[tuple[str, str]]:
    """Module and name of every form that a view fills from `request.GET`, also by way of a variable."""
    found = set()
    for path in WEB.rglob("views*.py"):
        source = path.read_text()
        by_name = set(re.findall(r"(\w+) = request\.GET\b(?!\.)", source))
        imports = {
            alias.name: node.module
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        here = ".".join(path.relative_to(WEB.parents[1]).with_suffix("").parts)
        for name, given in re.findall(r"(\w+Form)\(\s*([^,)]+)", source):
            if re.search(r"request\.GET\b(?!\.)", given) or given.strip() in by_name:
                found.add((imports.get(name, here), name))
    return found


def test_no_form_of_a_template_sends_a_name_in_the_address():
    typed = {f"{name_of(page)}: {name}" for page in TEMPLATES for form in asks_by_get(page) for name in typed_in(form)}

    assert typed == IN_TEMPLATES


def test_no_form_that_is_read_from_the_address_asks_for_a_name():
    read = forms_read_from_the_address()
    kinds = [kind for kind in every_form() if (kind.__module__, kind.__name__) in read]

    assert len(kinds) == len(read) > 5  # so that the walk finds them at all
    assert {
        f"{kind.__module__}.{kind.__name__}.{name}"
        for kind in kinds
        for name, field in kind.base_fields.items()
        if type(field) is forms.CharField
    } == IN_FORMS
