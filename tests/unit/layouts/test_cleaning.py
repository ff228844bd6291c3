"""What nobody sees in a template goes into no document: it is left out, or the template is refused with the place."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from khetene.kernel import documents
from khetene.layouts import errors
from khetene.layouts.catalogue import LAYOUTS
from khetene.layouts.cleaning import cleaned
from khetene.layouts.trying import tried
from tests.factories import files
from tests.factories.layouts import REPORT, changed_in_word, packed_with, template, words_of

OURS = LAYOUTS[REPORT]
BY = 'w:id="1" w:author="Anna Berzina" w:date="2026-01-01T00:00:00Z"'
FIELD = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
INSTRUCTION = "<w:r><w:instrText>{}</w:instrText></w:r>"
RELATION = '<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2011/relationships/{}" Target="{}"{}/>'


def related(content, *relation):
    line = RELATION.format(*relation)
    return changed_in_word(content, word___rels__document__xml__rels=("</Relationships>", f"{line}</Relationships>"))


def everything_in(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(name.encode() + b" " + archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize(
    "raw",
    [
        f"<w:p><w:r><w:t>Vieta</w:t></w:r><w:del {BY}><w:r><w:delText>Anna</w:delText></w:r></w:del></w:p>",
        f"<w:p><w:ins {BY}><w:r><w:t>Vieta</w:t></w:r></w:ins></w:p>",
        f"<w:p><w:moveFrom {BY}><w:r><w:t>Vieta</w:t></w:r></w:moveFrom></w:p>",
        f"<w:p><w:moveTo {BY}><w:r><w:t>Vieta</w:t></w:r></w:moveTo></w:p>",
        f"<w:p><w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>Vieta</w:t></w:r></w:p>",
        f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr><w:r><w:t>Vieta</w:t></w:r></w:p>",
    ],
)
def test_tracked_changes_are_refused_with_where_they_stand_and_what_to_do_in_word(raw):
    with pytest.raises(errors.HasChanges) as refused:
        tried(template("{{ title }}", raw=raw), OURS)

    assert "Vieta" in str(refused.value.message)


def test_tracked_changes_are_found_in_a_header_too():
    document, packed = Document(), io.BytesIO()
    document.add_paragraph("{{ title }}")
    document.sections[0].header.paragraphs[0].text = "Galvene"
    document.save(packed)
    ins = f"<w:ins {BY}><w:r><w:t>Galvene</w:t></w:r></w:ins>"
    content = changed_in_word(packed.getvalue(), word__header1__xml=("<w:r><w:t>Galvene</w:t></w:r>", ins))

    with pytest.raises(errors.HasChanges):
        tried(content, OURS)


@pytest.mark.parametrize(
    ("properties", "refused"),
    [
        ("<w:vanish/>", True),
        ('<w:vanish w:val="1"/>', True),
        ('<w:vanish w:val="0"/>', False),
        ("<w:webHidden/>", False),
    ],
)
def test_hidden_text_is_refused(properties, refused):
    raw = f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>Nerakstiet par X</w:t></w:r></w:p>"
    if not refused:
        assert "Nerakstiet" in words_of(tried(template("{{ title }}", raw=raw), OURS).full)
        return

    with pytest.raises(errors.HasHiddenText) as problem:
        tried(template("{{ title }}", raw=raw), OURS)

    assert "Nerakstiet par X" in str(problem.value.message)


@pytest.mark.parametrize("kind", ["PARAGRAPH", "CHARACTER"])
def test_text_that_a_style_hides_is_hidden_text(kind):
    document, packed = Document(), io.BytesIO()
    hiding = document.styles.add_style("Slepens", WD_STYLE_TYPE[kind])
    hiding.font.hidden = True
    on_it = document.styles.add_style("Klusais", WD_STYLE_TYPE[kind])
    on_it.base_style = hiding
    document.add_paragraph("{{ title }}")
    document.save(packed)
    tried(packed.getvalue(), OURS)
    shown = document.add_paragraph()
    run = shown.add_run("Nerakstiet par X")
    (shown if kind == "PARAGRAPH" else run).style = on_it
    packed = io.BytesIO()
    document.save(packed)

    with pytest.raises(errors.HasHiddenText):
        tried(packed.getvalue(), OURS)


def test_comments_go_with_their_anchors_and_with_the_names_of_who_wrote_them():
    document, packed = Document(), io.BytesIO()
    run = document.add_paragraph().add_run("{{ title }}")
    document.add_comment(run, text="Anna prasa par X", author="Anna Berzina", initials="AB")
    document.save(packed)
    people = b'<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>'
    content = related(packed_with(packed.getvalue(), word__people__xml=people), "people", "people.xml", "")

    made = tried(content, OURS)

    for found in (made.template, made.full):
        assert [word for word in (b"Anna", b"comment", b"people") if word in everything_in(found)] == []
    assert words_of(made.template) == "{{ title }}"


def test_what_word_notes_of_a_picture_s_file_and_of_who_may_edit_goes_and_its_description_stays():
    document, packed = Document(), io.BytesIO()
    document.add_picture(io.BytesIO(files.png()))
    (drawn,) = document.element.iter("{*}docPr")
    drawn.set("descr", "Ministry logo")
    (inner,) = document.element.iter("{*}cNvPr")
    inner.set("name", "C:\\Users\\anna\\logo.png")
    allowed = parse_xml(f'<w:permStart {nsdecls("w")} w:id="1" w:ed="KM\\anna"/>')
    document.add_paragraph("{{ title }}")._p.append(allowed)
    document.save(packed)

    made = tried(packed.getvalue(), OURS)

    assert b"anna" not in everything_in(made.template) + everything_in(made.full)
    assert b"Ministry logo" in everything_in(made.template)


def test_properties_data_of_programs_building_blocks_and_parts_that_nothing_leads_to_are_left_out():
    plain = template("{{ title }}")
    own = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"><a>Anna</a></Properties>'
    content = packed_with(
        plain, docProps__app__xml=b"<Properties><Manager>Anna</Manager></Properties>", docProps__custom__xml=own,
        word__orphan__xml=b"<a>Anna</a>", customXml__item1__xml=b"<a>Anna</a>",
    )  # fmt: skip

    made = tried(content, OURS)

    assert b"Anna" not in everything_in(made.template) + everything_in(made.full)
    assert b"thumbnail" not in everything_in(made.template)


def test_what_word_notes_about_whoever_wrote_a_template_stands_in_no_document():
    document, packed = Document(io.BytesIO(template("{{ title }}"))), io.BytesIO()
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(document.core_properties, name, "Anna Berzina")
    document.save(packed)

    made = tried(packed.getvalue(), OURS)
    old = documents.word(packed.getvalue(), {"title": "x"}, title="x", author="Khetene", language="lv")

    assert [b"Anna" in everything_in(one) for one in (made.template, made.full, made.bare, old)] == [False] * 4
    assert Document(io.BytesIO(made.full)).core_properties.author == "Khetene"


def test_a_picture_of_a_template_does_not_say_where_it_was_taken():
    document, packed = Document(), io.BytesIO()
    document.add_paragraph("{{ title }}")
    note = files.png_chunk(b"tEXt", b"Comment\0" + files.CANARY)
    document.add_picture(io.BytesIO(files.png(note)))
    document.save(packed)
    assert files.CANARY in everything_in(packed.getvalue())

    assert files.CANARY not in everything_in(cleaned(packed.getvalue()))


def test_a_damaged_picture_is_named_as_what_it_is():
    document, packed = Document(), io.BytesIO()
    document.add_paragraph("{{ title }}")
    document.add_picture(io.BytesIO(files.png()))
    document.save(packed)

    with pytest.raises(errors.BrokenPicture):
        tried(packed_with(packed.getvalue(), **{"word/media/image1.png": files.png()[:-5]}), OURS)


@pytest.mark.parametrize(
    ("target", "refused"),
    [
        ("file:///C:/Users/Anna/veidlapa.docx", True),
        ("..\\Anna\\veidlapa.docx", True),
        ("https://www.km.gov.lv/", False),
        ("mailto:info@khetene.example", False),
    ],
)
def test_a_link_to_a_file_on_a_computer_is_refused(target, refused):
    relation = related(template("{{ title }}"), "hyperlink", target, ' TargetMode="External"')
    field = template("{{ title }}", raw=FIELD.format(INSTRUCTION.format(f'HYPERLINK "{target}" \\o "x"')))

    for content in (relation, field):
        if refused:
            with pytest.raises(errors.LeadsToAFile):
                tried(content, OURS)
        else:
            assert tried(content, OURS).full


def test_a_link_inside_of_the_document_is_no_link_to_a_file():
    assert tried(template("{{ title }}", raw=FIELD.format(INSTRUCTION.format('HYPERLINK \\l "beigas"'))), OURS).full


def test_cleaning_twice_takes_nothing_more():
    once = cleaned(template("{{ title }}"))

    assert everything_in(cleaned(once)) == everything_in(once)
