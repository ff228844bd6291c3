"""A template from people is tried before anybody gets a document by it; a hostile one finds nothing to take hold of."""

from __future__ import annotations

import io
import time

import pytest
from docx import Document

from khetene.files.errors import BrokenFile, FileReachesOut, FileRunsSomething
from khetene.kernel import documents
from khetene.layouts import errors
from khetene.layouts.catalogue import LAYOUTS
from khetene.layouts.fields import fields_of
from khetene.layouts.trying import tried
from tests.factories import files
from tests.factories.layouts import REPORT, packed_with, template, words_of

OURS = LAYOUTS[REPORT]
FIELD = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
INSTRUCTION = "<w:r><w:instrText>{}</w:instrText></w:r>"


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_template_that_comes_with_khetene_works_and_each_of_its_fields_is_told(layout):
    made = tried(documents.shipped(layout.file).read_bytes(), layout)

    assert words_of(made.full) != words_of(made.bare)
    assert [one.written for one in fields_of(layout) if not one.told] == []


def test_a_template_shows_what_it_names_and_nothing_of_what_is_not_there():
    made = tried(
        template(
            "{{ title }}", "{%p for part in parts %}", "{{ loop.index }}. {{ part.heading|upper }}",
            "{%p for block in part.blocks %}", "{{r block.words }}", "{%p endfor %}", "{%p endfor %}",
            "{%p if place %}", "Vieta: {{ place }}", "{%p endif %}", footer="{{ funding }}",
        ),
        OURS,
    )  # fmt: skip

    assert ("Vieta:" in words_of(made.full), "Vieta:" in words_of(made.bare)) == (True, False)
    assert words_of(made.full).count("\n1. ") == 1


@pytest.mark.parametrize(
    ("paragraphs", "refusal", "words"),
    [
        (["{{ nosaukums }}"], errors.UnknownField, "nosaukums"),
        (["{%p for part in parts %}", "{{ part.title }}", "{%p endfor %}"], errors.UnknownField, "part.title"),
        (["{{ title.nothing }}"], errors.UnknownField, "title.nothing"),
        (["{{ title }}", "{% for part in parts %}"], errors.NotClosed, "for part in parts"),
        (["{{ title }} {% endif %}"], errors.NothingToClose, "endif"),
        (["Virsraksts {{ title"], errors.BrokenTag, "Virsraksts {{ title"),
        (["Virsraksts {{ title %}"], errors.BrokenTag, "Virsraksts {{ title %}"),
        (["Te {", "{ title }} tur"], errors.BrokenTag, "Te {"),
        (["{{ title + }}"], errors.BrokenTag, "title +"),
        (["{{ parts }}"], errors.IsAList, "parts"),
        (["{% for one in title %}{{ one }}{% endfor %}"], errors.NotAList, "title"),
        (["{%p for part in parts %}", "{%p for block in part.blocks %}", "{{ block.words }}", "{%p endfor %}",
          "{%p endfor %}"], errors.NeedsR, ""),
        (["{{r title }}"], errors.NeedsR, ""),
        (["Nekā"], errors.SaysNothing, ""),
        (["{# tikai piezīme #}"], errors.SaysNothing, ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_the_place_where_it_stands(paragraphs, refusal, words):
    with pytest.raises(refusal) as refused:
        tried(template(*paragraphs), OURS)

    assert words in str(refused.value.message)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ title.__class__ }}",
        "{{ parts.append(1) }}",
        "{{ self._TemplateReference__context }}",
        "{{ title|attr('__class__') }}",
        "{{ title|safe }}",
        "{{ title|format(1) }}",
        "{{ 'x' * 1000000000 }}",
        "{{ range(1000000000) }}",
        "{{ cycler }}",
        "{% for a in range(9) %}{{ a }}{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'a' %}",
        "{% macro a() %}{% endmacro %}",
        "{% set a = 1 %}",
        "{% with a = 1 %}{% endwith %}",
        "{% raw %}{{ title }}{% endraw %}",
        "{{ labels[title] }}",
        "{% for a in parts recursive %}{{ loop(a) }}{% endfor %}",
        "{% for a, b in parts %}{% endfor %}",
        "{{ title|default(title) }}",
        "{{ [title, title] }}",
        "{{ loop.cycle }}",
    ],
)
def test_a_template_shows_repeats_and_asks_and_can_do_nothing_else(tag):
    with pytest.raises(errors.LayoutRefused):
        tried(template("{{ title }}", tag), OURS)


def test_the_reader_itself_gives_no_attribute_away_whoever_wrote_the_template():
    reader = documents.Sandbox()

    found = [reader.getattr(thing, name) for thing, name in ((documents, "settings"), ("", "format"), ({}, "items"))]

    assert [str(one) for one in found] == ["", "", ""]
    assert reader.globals == {}


def test_a_repetition_in_a_repetition_multiplies_nothing():
    bomb = [f"{{%p for a{number} in participants %}}" for number in range(5)] + ["{{ title }}"] + ["{%p endfor %}"] * 5

    with pytest.raises(errors.LoopInLoop):
        tried(template(*bomb), OURS)
    with pytest.raises(errors.LoopInLoop):
        tried(
            template(
                "{% for part in parts %}{% for a in part.blocks %}{% for b in part.blocks %}x{% endfor %}{% endfor %}{% endfor %}"
            ),
            OURS,
        )


@pytest.mark.parametrize(
    "words",
    [
        "INCLUDEPICTURE http://example.org/a.png",
        "DDEAUTO c:\\\\cmd.exe",
        "INCLUDETEXT a.docx",
        "LINK Excel.Sheet",
        "QUOTE 1",
    ],
)
def test_a_field_that_brings_something_in_is_refused_also_in_pieces(words):
    middle = len(words) // 2
    whole = FIELD.format(INSTRUCTION.format(words))
    pieces = FIELD.format(INSTRUCTION.format(words[:middle]) + INSTRUCTION.format(words[middle:]))
    simple = f'<w:p><w:fldSimple w:instr="{words}"/></w:p>'

    for raw in (whole, pieces, simple):
        with pytest.raises(errors.FetchesSomething):
            tried(template("{{ title }}", raw=raw), OURS)


def test_the_number_of_the_page_is_a_field_that_may_stand_there():
    tried(template("{{ title }}", raw=FIELD.format(INSTRUCTION.format(" PAGE  \\* MERGEFORMAT "))), OURS)


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        (FIELD.format(INSTRUCTION.format("PAGE {{ title }}")), errors.TagOutsideOfText),
        ('<w:p><w:r><w:pict><v:shape alt="{{ title }}"/></w:pict></w:r></w:p>', errors.TagOutsideOfText),
        (
            '<w:p><w:r><w:pict><v:shape><v:imagedata src="http://example.org/a.png"/></v:shape></w:pict></w:r></w:p>',
            errors.FetchesSomething,
        ),
        ("<w:p><w:r><w:t>a</w:t></w:r><!-- {{ title }} --></w:p>", BrokenFile),
    ],
)
def test_no_tag_stands_where_people_would_not_see_it_and_nothing_is_fetched(raw, refusal):
    with pytest.raises(refusal):
        tried(template("{{ title }}", raw=raw), OURS)


def test_what_is_no_plain_word_document_is_refused():
    plain = template("{{ title }}")
    doctype = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    outside = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"%s/></Relationships>'
    )
    template_elsewhere = outside % (b"attachedTemplate", b"http://example.org/a.dotm", b' TargetMode="External"')
    chunk = outside % (b"aFChunk", b"a.html", b"")

    refused = []
    for content in (
        files.pdf(),
        packed_with(plain, word__vbaProject=b"x"),
        packed_with(plain, word__settings__xml=doctype),
        packed_with(plain, word___rels__settings__xml__rels=template_elsewhere),
        packed_with(plain, word___rels__settings__xml__rels=chunk),
        packed_with(plain, word__page__html=b"<html>"),
        packed_with(plain, word__huge__xml=b"<a>" + b" " * 3_000_000 + b"</a>"),
        plain[:2000],
    ):
        with pytest.raises((errors.LayoutRefused, BrokenFile, FileReachesOut, FileRunsSomething)) as refusal:
            tried(content, OURS)
        refused.append(refusal.type.__name__)

    assert refused == [
        "NotAWordDocument", "FileRunsSomething", "BrokenFile", "FileReachesOut", "UnknownPart", "UnknownPart",
        "TooMuchInIt", "BrokenFile",
    ]  # fmt: skip


def test_a_template_made_to_take_long_is_refused_soon():
    began = time.process_time()
    for paragraphs in (
        ["{{"] * 3000,
        ["{{ title }}"] * 3000,
        ["{% if title %}"] * 700 + ["{% endif %}"] * 700,
        ["{{ title" + ".a" * 200_000 + " }}"],
        ["{" * 200_000],
        ["{%p if title %}" + "x" * 1000] * 700,
    ):
        with pytest.raises(errors.LayoutRefused):
            tried(template(*paragraphs), OURS)

    assert time.process_time() - began < 20


def test_words_of_a_report_never_become_part_of_the_template_or_of_the_document():
    hostile = '</w:t><w:fldSimple w:instr="DDE"/>{{ labels.report }}'

    made = documents.word(template("{{ title }}"), {"title": hostile}, title=hostile, author="Khetene", language="lv")

    assert words_of(made).strip() == hostile


def test_the_document_does_not_say_who_made_the_template():
    content = io.BytesIO()
    document = Document(io.BytesIO(template("{{ title }}")))
    document.core_properties.last_modified_by = "Anna Bērziņa"
    document.save(content)

    made = tried(content.getvalue(), OURS)

    assert b"Anna" not in made.full
    assert Document(io.BytesIO(made.full)).core_properties.last_modified_by == "Khetene"
