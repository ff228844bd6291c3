"""What a file is, is told by its content; what it would run, fetch or betray does not come in."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, strategies

from khetene.files import office, portable
from khetene.files.enums import FileKind
from khetene.files.errors import (
    BrokenFile,
    EmptyFile,
    FileLocked,
    FileReachesOut,
    FileRefused,
    FileRunsSomething,
    FileTooLarge,
    UnknownKind,
    UnpacksToTooMuch,
)
from khetene.files.recognising import LARGEST, recognised
from khetene.files.storing import plain_name
from tests.factories import files

RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{type}" Target="http://example.org/x"'
    ' TargetMode="External"/></Relationships>'
)


def reaching_out(part, how, encoding="utf-8"):
    return files.with_part(files.docx(), f"word/_rels/{part}.rels", RELATIONS.format(type=how).encode(encoding))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.pdf(), "pdf"),
        (files.png(), "png"),
        (files.jpeg(), "jpg"),
        (files.docx(), "docx"),
        (files.xlsx(), "xlsx"),
        (files.odt(), "odt"),
    ],
)
def test_each_allowed_kind_is_known_by_its_content_and_kept_as_it_is(content, kind):
    assert recognised(content) == (kind, content)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EmptyFile),
        (b"%PDF-" + b"0" * LARGEST, FileTooLarge),
        (b"MZ\x90\0", UnknownKind),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", UnknownKind),
        (b"<html><script>1</script></html>", UnknownKind),
        (b"GIF89a", UnknownKind),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old .doc", UnknownKind),
        (b"junk before " + files.pdf(), UnknownKind),
        (files.packed({"a.txt": b"a"}), UnknownKind),
        (files.pdf(ends=False), BrokenFile),
        (files.pdf(b"/OpenAction << /S /JavaScript /JS (app.alert) >>"), FileRunsSomething),
        (files.pdf(b"/OpenAction << /S /J#61vaScript >>"), FileRunsSomething),
        (files.pdf(b"/Names << /EmbeddedFiles 9 0 R >>"), FileRunsSomething),
        (files.pdf(b"/AA << /S /Launch >>"), FileRunsSomething),
        (files.pdf_with_packed(b"<< /S /JavaScript >>"), FileRunsSomething),
        (files.pdf(b"/Encrypt 7 0 R"), FileLocked),
        (files.png()[:-5], BrokenFile),
        (files.png().replace(files.HEAD, b"\xff" * 13), BrokenFile),
        (files.jpeg()[:-2], BrokenFile),
        (b"\xff\xd8\xff\xd9", BrokenFile),
        (files.docx()[:-40], BrokenFile),
        (files.with_part(files.docx(), "word/vbaProject.bin", b"x"), FileRunsSomething),
        (files.with_part(files.docx(), "word/embeddings/tabula.xlsx", b"x"), FileRunsSomething),
        (files.with_part(files.xlsx(), "xl/activeX/activeX1.xml", b"<a/>"), FileRunsSomething),
        (reaching_out("settings.xml", "attachedTemplate"), FileReachesOut),
        (reaching_out("footer.xml", "image", "utf-16"), FileReachesOut),
        (files.with_part(files.docx(), "word/_rels/x.rels", b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'), BrokenFile),
        (files.packed({f"{number}": b"" for number in range(2001)} | {"[Content_Types].xml": b"<a/>"}), FileRefused),
        (files.odt({"Basic/Standard/Module1.xml": b"<a/>"}), FileRunsSomething),
        (files.odt({"META-INF/manifest.xml": b"<a><encryption-data/></a>"}), FileLocked),
    ],
)
def test_a_hostile_or_broken_file_is_refused_in_words(content, refusal):
    with pytest.raises(refusal) as refused:
        recognised(content)

    assert str(refused.value.message)


@pytest.mark.parametrize("kind", [FileKind.DOCX, FileKind.XLSX])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04" + b"0" * LARGEST,
        b"GIF89a",
        files.pdf(),
        files.pdf(b"/AA << /S /Launch >>"),
        files.with_part(files.docx(), "word/vbaProject.bin", b"x"),
        reaching_out("settings.xml", "attachedTemplate"),
        files.packed({f"{number}": b"" for number in range(2001)} | {"[Content_Types].xml": b"<a/>"}),
    ],
)
def test_where_one_kind_is_asked_for_nobody_is_told_to_send_a_pdf(content, kind):
    with pytest.raises(FileRefused) as refused:
        recognised(content, only=kind)

    assert str(refused.value.message)
    assert "PDF" not in str(refused.value.message)


@pytest.mark.parametrize(
    "content",
    [files.pdf_with_packed(b"0" * 90_000), files.with_part(files.docx(), "word/media/nulles.bmp", b"0" * 90_000)],
)
def test_what_unpacks_to_too_much_is_refused(content, monkeypatch):
    monkeypatch.setattr(office, "LARGEST_UNPACKED", 80_000)
    monkeypatch.setattr(portable, "LARGEST_UNPACKED", 80_000)

    with pytest.raises(UnpacksToTooMuch):
        recognised(content)


def test_a_document_whose_main_part_allows_macros_is_refused_whatever_its_name():
    with zipfile.ZipFile(io.BytesIO(files.docx())) as archive:
        types = archive.read("[Content_Types].xml").replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )

    with pytest.raises(FileRunsSomething):
        recognised(files.with_part(files.docx(), "[Content_Types].xml", types))


def test_a_link_that_a_person_may_follow_is_no_reason_to_refuse():
    document = reaching_out("document.xml", "hyperlink")

    assert recognised(document)[0] == "docx"


def test_a_photograph_loses_where_and_when_it_was_taken_and_stays_the_right_way_up():
    comment, small = files.segment(0xFE, files.CANARY), files.segment(0xE2, b"MPF\0" + files.CANARY)
    sent = files.jpeg(files.exif(6), comment, small, after=files.packed({"viss.txt": files.CANARY}))

    kept = recognised(sent)[1]

    turned = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    assert kept == files.jpeg(files.segment(0xE1, turned))
    assert recognised(kept)[1] == kept


def test_a_picture_taken_upright_keeps_no_notes_at_all():
    assert recognised(files.jpeg(files.exif(1)))[1] == files.jpeg()


def test_a_drawing_loses_its_notes_and_what_stands_behind_its_end():
    notes = (files.png_chunk(b"tEXt", b"Author\0" + files.CANARY), files.png_chunk(b"eXIf", files.CANARY))

    assert recognised(files.png(*notes, after=files.CANARY))[1] == files.png()


@pytest.mark.parametrize("begins", [b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04"])
@given(rest=strategies.binary(max_size=300))
def test_whatever_bytes_come_there_is_an_answer(begins, rest):
    try:
        kind, kept = recognised(begins + rest)
    except FileRefused:
        return

    assert recognised(kept) == (kind, kept)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Rēķins 17.pdf", "Rēķins 17"),
        ("C:\\Users\\janis\\rēķins.pdf.exe", "rēķins.pdf"),
        ("../../etc/passwd", "passwd"),
        ("rēķins\u202efdp.exe", "rēķins fdp"),
        ('a"\r\nSet-Cookie: x.pdf', "a Set-Cookie x"),
        ("...", "fails"),
        ("", "fails"),
        ("ā" * 300 + ".pdf", "ā" * 100),
    ],
)
def test_a_name_is_kept_without_what_misleads(sent, kept):
    assert plain_name(sent) == kept
