"""What is filled in to keep a template."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.files.enums import FileKind
from khetene.web.components.files import UploadField
from khetene.web.components.forms import KheteneForm


class LayoutForm(KheteneForm):
    about_others = False
    file = UploadField(
        label=_("The template as a Word document"),
        help_text=_("A .docx file without macros. It is tried at once and kept only when it works."),
        only=FileKind.DOCX,
    )
    words = forms.CharField(
        label=_("What is new?"), max_length=200, help_text=_("A few words, for example: the new sign of the ministry")
    )
