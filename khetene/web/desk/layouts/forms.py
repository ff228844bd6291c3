"""What is filled in to keep a template."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from khetene.files.enums import FileKind
from khetene.layouts.errors import SignTooLarge
from khetene.web.components.files import UploadField
from khetene.web.components.forms import KheteneForm

LINES = forms.Textarea(attrs={"rows": 3})


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


class LetterheadForm(KheteneForm):
    about_others = False
    file = UploadField(
        label=_("The sign as a picture"),
        help_text=_("PNG or JPEG, at most 500 KB. It is printed 2 cm high."),
        error_messages={"too_large": SignTooLarge.message},
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )
    above = forms.CharField(
        label=_("Under the sign"),
        max_length=240,
        widget=LINES,
        help_text=_("The name of the organisation on the first line. At most four lines."),
    )
    below = forms.CharField(
        label=_("At the foot of the first page"),
        max_length=240,
        required=False,
        widget=LINES,
        help_text=_("Address, telephone, e-mail of the institution, if you want them there. At most four lines."),
    )
