"""The base of every table of files. Each thing that files hang on has a table of its own, so its rights, its silo and its
retention hold for them too (docs/decisions/0007)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.files.enums import FileKind
from khetene.files.recognising import LARGEST
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record


class StoredFileManager(models.Manager[Any]):
    """Lists never carry the bytes along."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().defer("sealed")


class StoredFile(Record):
    """A file under its silo's key. `sealed` is opened by `files.storing.opened` alone."""

    sealed_bytes = ("sealed",)
    # Whether the key of an organisation that has ended stays for it, and with it what older backups hold of people.
    keeps_the_key = True

    name = EncryptedTextField()
    kind = models.CharField(max_length=4, choices=FileKind)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField()
    added_at = models.DateTimeField()
    added_by = models.UUIDField(null=True)

    objects = StoredFileManager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_is_neither_empty_nor_too_large",
                condition=Q(size__gt=0, size__lte=LARGEST),
                violation_error_message=_("A file is neither empty nor larger than 10 MB."),
            )
        ]

    @property
    def shown_name(self) -> str:
        """The name with the ending of what the file is."""
        return f"{self.name}.{self.kind}"
