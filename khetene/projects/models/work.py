"""What is kept while a phase runs: the documents of its money, who does what by when, and the reports as sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.files.models import StoredFile
from khetene.kernel import retention
from khetene.kernel.models import Record
from khetene.projects.models.phase import Amendment, Cost, Phase


class CostDocument(StoredFile):
    """The invoice, contract or order itself, in the silo of the beneficiary."""

    cost = models.ForeignKey(Cost, on_delete=models.CASCADE, related_name="files")

    silo_path = "cost.line.phase.beneficiary_id"
    # Grants ask for proofs until five years after the last payment; a phase and its last payment take up to five more.
    retention = retention.KeptFor(
        years=10,
        after="added_at",
        purpose=_("To show the document that proves an entry about money."),
        legal_basis=_("GDPR, Article 6(1)(c) and (e): the agreement about the grant and the law on accounting"),
        controller=_("the organisation that the grant was given to"),
    )


class PreparedAmendment(Record):
    """An amendment while it is written: nothing of it holds until it is agreed. `changes` as in `Amendment`."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="prepared")
    words = models.CharField(max_length=500)
    changes = models.JSONField(default=list, blank=True)
    begun_at = models.DateTimeField()

    retention = retention.KeptWith("phase", _("To write an amendment in several steps."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="prepared_amendment_says_why",
                condition=~Q(words=""),
                violation_error_message=_("Write what is amended."),
            )
        ]


class PhaseDocument(StoredFile):
    """A document of the phase itself: an amendment as it was signed, or one that states a result."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="documents")
    amendment = models.ForeignKey(Amendment, on_delete=models.CASCADE, null=True, blank=True, related_name="files")
    words = models.CharField(max_length=200)

    silo_path = "phase.beneficiary_id"
    # As with the documents of costs: five years after the last payment, and a phase takes up to five more.
    retention = retention.KeptFor(
        years=10,
        after="added_at",
        purpose=_("To show the document that changed an agreement or states a result."),
        legal_basis=_("GDPR, Article 6(1)(c) and (e): the agreement about the grant and the law on accounting"),
        controller=_("the organisation that the grant was given to"),
    )

    class Meta(StoredFile.Meta):
        constraints = [
            *StoredFile.Meta.constraints,
            models.CheckConstraint(
                name="document_of_a_phase_says_what_it_is",
                condition=~Q(words=""),
                violation_error_message=_("Say which document it is."),
            ),
        ]


class PhaseTask(Record):
    """What somebody of the beneficiary has to do for a phase, and by when. `gap` names the gap of the report it closes."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="tasks")
    gap = models.CharField(max_length=80, blank=True)
    words = models.CharField(max_length=300)
    who = models.ForeignKey("accounts.Membership", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    noted_at = models.DateTimeField()

    retention = retention.KeptWith("phase", _("To know who does what for the report, and by when."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="task_says_what_is_to_be_done",
                condition=~Q(words=""),
                violation_error_message=_("Say what is to be done."),
            ),
            models.UniqueConstraint(
                fields=["phase", "gap"],
                condition=~Q(gap="") & Q(done_on=None),
                name="a_gap_is_one_open_task",
                violation_error_message=_("There is a task for this already."),
            ),
        ]
        indexes = [models.Index(fields=["who", "due"], name="phase_tasks_of_a_person")]


class Explanation(Record):
    """Why something in the report does not agree, in the words of the beneficiary. `of` is the gap that it answers."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="explanations")
    of = models.CharField(max_length=80)
    words = models.TextField(max_length=2000)

    retention = retention.KeptWith("phase", _("To say beside figures that do not agree why they do not."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phase", "of"], name="what_does_not_agree_is_explained_once"),
            models.CheckConstraint(
                name="explanation_is_not_empty",
                condition=~Q(words=""),
                violation_error_message=_("Write the explanation."),
            ),
        ]


class FrozenReport(Record):
    """A report as it was sent: all its content, and which files were made of it. The database itself refuses to change it."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="frozen")
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    changed = models.CharField(max_length=500, blank=True)
    parts_changed = models.JSONField(default=list, blank=True)
    frozen_at = models.DateTimeField()
    frozen_by = models.UUIDField(null=True)

    retention = retention.KeptWith("phase", _("To show what was reported, word for word."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phase", "version"], name="frozen_reports_are_numbered"),
            models.CheckConstraint(
                name="later_version_says_what_changed",
                condition=Q(version=1, changed="") | Q(version__gt=1) & ~Q(changed=""),
                violation_error_message=_("Say what changed since the version before."),
            ),
        ]


class FrozenFile(StoredFile):
    """The Word document and the PDF of a frozen report, byte for byte."""

    report = models.ForeignKey(FrozenReport, on_delete=models.CASCADE, related_name="files")

    silo_path = "report.phase.beneficiary_id"
    retention = retention.KeptWith("report", _("To print the report as it was sent."))

    class Meta(StoredFile.Meta):
        constraints = [
            *StoredFile.Meta.constraints,
            models.UniqueConstraint(fields=["report", "kind"], name="a_frozen_report_has_one_file_of_a_kind"),
        ]
