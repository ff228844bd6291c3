"""Word templates as people make them, and as somebody hostile makes them."""

from __future__ import annotations

import io
import re
import uuid
import zipfile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from khetene.accounts.models import Membership
from khetene.files.storing import Given
from khetene.kernel import clock, data_keys
from khetene.kernel.models import DataKey
from khetene.layouts import actions
from khetene.layouts.models import LayoutVersion, Letterhead
from tests.factories.accounts import actor_of
from tests.factories.pictures import drawn_png

VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
_ENDING = re.compile(r"/(xml|rels|html)(?=/rels$|$)")
REPORT = "gathering-report"


def template(*paragraphs: str, footer: str = "", raw: str = "") -> bytes:
    """A document with these paragraphs; `raw` is one more element in Word's own words."""
    document, packed = Document(), io.BytesIO()
    for words in paragraphs:
        document.add_paragraph(words)
    document.sections[0].footer.paragraphs[0].text = footer
    if raw:
        document.element.body.insert(0, parse_xml(raw.replace("<w:p>", f"<w:p {nsdecls('w', 'r')} {VML}>", 1)))
    document.save(packed)
    return packed.getvalue()


def packed_with(content: bytes, **parts: bytes) -> bytes:
    """The same document with other or further parts: `word__settings__xml` is `word/settings.xml`."""
    new = {_ENDING.sub(r".\1", name.replace("__", "/")): part for name, part in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            if name not in new:
                archive.writestr(name, old.read(name))
        for name, part in new.items():
            archive.writestr(name, part)
    return stream.getvalue()


def changed_in_word(content: bytes, **parts: tuple[str, str]) -> bytes:
    """The same document with words replaced in its parts."""
    name = {key: _ENDING.sub(r".\1", key.replace("__", "/")) for key in parts}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        new = {key: archive.read(name[key]).decode().replace(*words, 1).encode() for key, words in parts.items()}
    return packed_with(content, **new)


def words_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def given(content: bytes | None = None) -> Given:
    return Given("Veidne.docx", template("Ministrija: {{ title }}") if content is None else content)


def key_destroyed(silo: uuid.UUID) -> None:
    """As it stands after an older backup was restored and the keys of ended silos were destroyed anew."""
    key = DataKey.objects.get(silo=silo)
    DataKey.objects.filter(pk=key.pk).update(destroyed_at=clock.now(), wrapped="")
    data_keys.forget(key.pk)


def kept(by: Membership, content: bytes | None = None, layout: str = REPORT) -> LayoutVersion:
    return actions.keep(layout, given(content), words="jauna zīme", actor=actor_of(by))


def letterhead(by: Membership, above: str = "Kultūras ministrija", **more: str) -> Letterhead:
    sign = Given("zime.png", drawn_png("sign"))
    return actions.keep_letterhead(sign, **{"above": above, "below": "", **more}, actor=actor_of(by))
