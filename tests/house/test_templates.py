"""What holds for every template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "khetene").glob("**/templates/**/*.html"))
PYTHON = "\n".join(path.read_text() for path in (ROOT / "khetene").glob("**/*.py"))
MARKUP = "\n".join(path.read_text() for path in TEMPLATES)
FOUND_BY_NAME = ("account/", "mfa/", "django/forms/", "socialaccount/", "allauth/", "usersessions/")
FOUND_BY_DJANGO = {"404.html", "500.html", "403_csrf.html", "403.html", "400.html"}


def name_of(template: Path) -> str:
    return str(template).rsplit("/templates/", 1)[1]


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_every_template_is_used(template):
    name = name_of(template)
    if name.startswith(FOUND_BY_NAME) or name in FOUND_BY_DJANGO:
        return

    assert name in PYTHON or name in MARKUP


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_every_page_has_a_title(template):
    text = template.read_text()
    if "{% extends" in text and name_of(template).startswith("desk/"):
        assert "{% block title %}" in text


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_no_template_holds_inline_script_or_style(template):
    text = template.read_text()

    assert re.findall(r"<script(?![^>]*\bsrc=)|<style| style=| on[a-z]+=", text) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_title_names_no_person(template):
    titles = re.findall(r"{% block title %}(.*?){% endblock", template.read_text(), re.DOTALL)

    assert [title for title in titles if "called" in title or "legal_name" in title] == []
