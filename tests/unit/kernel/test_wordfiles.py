"""Documents from people: paragraphs of what is harmless, a sentence for what is not."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from khetene.kernel import wordfiles
from khetene.kernel.personal_codes import PersonalCodeFound
from khetene.kernel.wordfiles import BadDocument, paragraphs_of_file, paragraphs_of_text


def word(*texts):
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    document.add_table(1, 1).cell(0, 0).text = "Tabulā"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def changed(content, name, text):
    """The archive with one part added or replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, text)
    return stream.getvalue()


def test_paragraphs_of_word_come_in_order_with_those_of_tables():
    found = paragraphs_of_file("Ziņojums.DOCX", word("Pirmā", "", "Otrā  ar\tatstarpi"))

    assert found == ["Pirmā", "Otrā ar atstarpi", "Tabulā"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Viens\nvēl viens\n\nOtrs", ["Viens vēl viens", "Otrs"]),
        ("Viens\r\nOtrs\r\n", ["Viens", "Otrs"]),
        ("\n\nViens\nOtrs\n\n", ["Viens", "Otrs"]),
    ],
)
def test_a_text_is_parted_at_empty_lines_or_else_at_lines(text, found):
    assert paragraphs_of_text(text) == found


def test_a_text_file_is_utf_8():
    assert paragraphs_of_file("a.txt", "\ufeffŠķēres".encode()) == ["Šķēres"]
    with pytest.raises(BadDocument, match="BadDocument") as refusal:
        paragraphs_of_file("a.txt", "Šķēres".encode("cp1257"))
    assert "UTF-8" in str(refusal.value.message)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", b"PK\x03\x04 not an archive"),
        ("a.docx", b""),
        ("a.exe", b"MZ"),
        ("a.txt", b"   \n\n "),
        ("a.docx", changed(word("x"), "word/vbaProject.bin", b"macro")),
        ("a.docx", changed(word("x"), "word/embeddings/oleObject1.bin", b"ole")),
        ("a.docx", changed(word("x"), "word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')),
        ("a.docx", changed(word("x"), "word/document.xml", b"<a><b></a>")),
        ("a.docx", changed(word("x"), "[Content_Types].xml", b"<Types/>")),
        ("a.txt", b"a" * (wordfiles.LONGEST_TEXT + 1)),
    ],
)
def test_what_cannot_be_read_safely_is_refused_in_words(name, content):
    with pytest.raises(BadDocument) as refusal:
        paragraphs_of_file(name, content)
    assert str(refusal.value.message)


def test_a_document_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(wordfiles, "LARGEST_UNPACKED", 100_000)
    bomb = changed(word("x"), "word/media/image1.png", b"\0" * 1_000_000)

    with pytest.raises(BadDocument) as refusal:
        paragraphs_of_file("a.docx", bomb)

    assert len(bomb) < 100_000
    assert "droši" in str(refusal.value.message)


@pytest.mark.parametrize(("name", "content"), [("a.txt", b"P.k. 010190-12345"), ("a.docx", word("x", "010190–12345"))])
def test_a_document_with_a_personal_code_is_not_taken_in(name, content):
    with pytest.raises(PersonalCodeFound) as refused:
        paragraphs_of_file(name, content)

    assert refused.value.field == "file"
