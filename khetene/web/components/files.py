"""Files from people and back to them: held in memory on the way in; on the way out saved, or shown if it is a picture."""

from __future__ import annotations

import io
from typing import Any

from django import forms
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from khetene.files.enums import FileKind
from khetene.files.errors import EmptyFile, FileTooLarge
from khetene.files.recognising import LARGEST
from khetene.files.storing import Given, Opened

MOST_IN_MEMORY = 26 * 1024 * 1024
ACCEPTED = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.odt"
NOTHING_RUNS = "default-src 'none'; sandbox"
NOT_KEPT = "private, no-store"
# What everybody may see is kept by browsers for five minutes: so soon after a withdrawal it is gone there too.
KEPT_SHORTLY = "public, max-age=300"


class MemoryOnly(FileUploadHandler):
    """No file of a person waits unencrypted on a disk; where a request sends too much, only sizes are kept."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.left = MOST_IN_MEMORY  # of the whole request, whoever sends it

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.left -= len(raw_data)
        if self.left >= 0:
            self.kept.write(raw_data)
        else:
            self.kept = io.BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        kept, self.kept = self.kept, io.BytesIO()
        kept.seek(0)
        return InMemoryUploadedFile(
            kept,
            self.field_name,
            self.file_name or "",
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )


class UploadField(forms.FileField):
    """A file to be kept. The size is refused before the content is looked at; the rest says `files.recognising`.

    Where less is taken than ten megabytes, the message `too_large` says what to do about that.
    """

    def __init__(self, *, only: FileKind | None = None, **kwargs: Any) -> None:
        self.only = only
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": f".{only}" if only else ACCEPTED}))
        kwargs.setdefault("help_text", _("PDF, JPEG, PNG, DOCX, XLSX or ODT, at most 10 MB. It is kept encrypted."))
        super().__init__(**kwargs)
        self.error_messages["empty"] = EmptyFile.message

    def clean(self, data: Any, initial: Any = None) -> Any:
        """What `files.storing.store` takes, or None."""
        sent = super().clean(data, initial)
        if not sent:
            return None
        content = sent.read()
        if sent.size > LARGEST or len(content) < sent.size:
            refusal = FileTooLarge()
            words = (refusal.about(self.only) if self.only else refusal).message
            raise forms.ValidationError(str(self.error_messages.get("too_large", words)), code="too_large")
        return Given(sent.name, content)


def handed_out(opened: Opened) -> HttpResponse:
    """A file to be saved: a browser neither guesses what it is nor shows it inside the site."""
    return to_be_saved(HttpResponse(opened.content, content_type=opened.media_type), opened.name)


def to_be_saved(answer: HttpResponse, name: str) -> HttpResponse:
    """Any answer that a signed-in person takes away as a file: nothing on the way keeps a copy of it."""
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return _quiet(answer, NOT_KEPT)


def picture_shown(opened: Opened, *, public: bool = False) -> HttpResponse:
    """A picture inside a page. It carries no name: whoever named the file may have named people."""
    answer = HttpResponse(opened.content, content_type=opened.media_type)
    answer["Content-Disposition"] = "inline"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return _quiet(answer, KEPT_SHORTLY if public else NOT_KEPT)


def _quiet(answer: HttpResponse, kept: str) -> HttpResponse:
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = kept
    answer["Content-Security-Policy"] = NOTHING_RUNS
    return answer
