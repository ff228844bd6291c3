"""The words of casework, and which state may follow which."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Purpose(TextChoices):
    """What a case is for; one controller may use only what its task allows."""

    ACCOMPANIMENT = "accompaniment", _("Accompanying a person to services")
    SOCIAL_SERVICE = "social_service", _("Municipal social service")
    EMPLOYMENT_SERVICE = "employment_service", _("Help with finding work")
    SCHOOLING = "schooling", _("Support for learning")


class LegalBasis(TextChoices):
    """Why the organisation may keep the case (D 5.2: consent is not the basis of a municipal service)."""

    AGREEMENT = "agreement", _("The person agreed to be accompanied")
    PUBLIC_TASK = "public_task", _("A task given by law")


class ClosingReason(TextChoices):
    DONE = "done", _("The needs are met")
    PERSON_ENDED = "person_ended", _("The person wishes to end it")
    MOVED = "moved", _("The person moved away")
    HANDED_OVER = "handed_over", _("Another organisation carries on")
    NO_CONTACT = "no_contact", _("No contact for a long time")
    WITHDRAWN = "withdrawn", _("The agreement was withdrawn")


class AgeBand(TextChoices):
    UNDER_7 = "0-6", _("under 7")
    SCHOOL = "7-14", _("7 to 14")
    YOUTH = "15-17", _("15 to 17")
    YOUNG_ADULT = "18-29", _("18 to 29")
    ADULT = "30-49", _("30 to 49")
    OLDER = "50-64", _("50 to 64")
    SENIOR = "65+", _("65 or more")


class Language(TextChoices):
    LATVIAN = "lv", _("Latvian")
    RUSSIAN = "ru", _("Russian")
    ROMANI = "rom", _("Romani")
    ENGLISH = "en", _("English")
    OTHER = "other", _("another language")


class AgreementKind(TextChoices):
    """Four different records, never one tick box (product.md; D 5.2)."""

    ACCOMPANIMENT = "accompaniment", _("Agreement to be accompanied")
    DATA_CONSENT = "data_consent", _("Consent to hand over data")
    PARTICIPATION = "participation", _("Participation in a programme")
    PUBLICATION = "publication", _("Release for publication")


class AgreementAnswer(TextChoices):
    """Refusing is an answer of its own and never blocks help (D 10 #8)."""

    AGREED = "agreed", pgettext_lazy("answer", "agreed")
    REFUSED = "refused", pgettext_lazy("answer", "refused")


class NeedDomain(TextChoices):
    PRESCHOOL = "preschool", _("Preschool")
    SCHOOL = "school", _("School")
    FURTHER_EDUCATION = "further_education", _("Further education")
    WORK = "work", _("Work")
    HOUSING = "housing", _("Housing")
    HEALTH = "health", _("Health")
    DOCUMENTS = "documents", _("Documents")
    BENEFITS = "benefits", _("Benefits")
    DEBT = "debt", _("Debt")
    LANGUAGE_AND_READING = "language_and_reading", _("Language and reading")
    DISCRIMINATION = "discrimination", _("Discrimination")
    SAFETY = "safety", _("Safety")
    PARTICIPATION = "participation", _("Participation")


class NeedState(TextChoices):
    OPEN = "open", pgettext_lazy("need", "open")
    UNDER_WAY = "under_way", pgettext_lazy("need", "under way")
    MET = "met", pgettext_lazy("need", "met")
    DROPPED = "dropped", pgettext_lazy("need", "dropped")


NEED_NEXT: dict[str, set[str]] = {
    NeedState.OPEN: {NeedState.UNDER_WAY, NeedState.MET, NeedState.DROPPED},
    NeedState.UNDER_WAY: {NeedState.OPEN, NeedState.MET, NeedState.DROPPED},
    NeedState.MET: {NeedState.OPEN},
    NeedState.DROPPED: {NeedState.OPEN},
}


class FactState(TextChoices):
    """Missing is not zero: these answers differ (architecture.md)."""

    KNOWN = "known", _("known")
    NOT_KNOWN = "not_known", _("the person does not know")
    DECLINED = "declined", _("the person prefers not to say")
    NOT_APPLICABLE = "not_applicable", _("does not apply")


class FactOrigin(TextChoices):
    SAID = "said", _("said by the person")
    DOCUMENT = "document", _("seen in a document")
    REGISTER = "register", _("from a register")
    REFERRAL = "referral", _("received with a referral")


class PlanState(TextChoices):
    DRAFT = "draft", pgettext_lazy("plan", "draft")
    AGREED = "agreed", pgettext_lazy("plan", "agreed")
    COMPLETED = "completed", pgettext_lazy("plan", "completed")
    REPLACED = "replaced", pgettext_lazy("plan", "replaced by a newer plan")


PLAN_NEXT: dict[str, set[str]] = {
    PlanState.DRAFT: {PlanState.AGREED},
    PlanState.AGREED: {PlanState.COMPLETED, PlanState.REPLACED},
    PlanState.COMPLETED: set(),
    PlanState.REPLACED: set(),
}


class MeasureState(TextChoices):
    PLANNED = "planned", pgettext_lazy("step", "planned")
    UNDER_WAY = "under_way", pgettext_lazy("step", "under way")
    DONE = "done", pgettext_lazy("step", "done")
    NOT_DONE = "not_done", pgettext_lazy("step", "not done")


MEASURE_NEXT: dict[str, set[str]] = {
    MeasureState.PLANNED: {MeasureState.UNDER_WAY, MeasureState.DONE, MeasureState.NOT_DONE},
    MeasureState.UNDER_WAY: {MeasureState.DONE, MeasureState.NOT_DONE},
    MeasureState.DONE: set(),
    MeasureState.NOT_DONE: {MeasureState.PLANNED},
}


class PromiseSide(TextChoices):
    WE = "we", _("we promised")
    OFFICE = "office", _("an office promised")
    FAMILY = "family", _("the family takes it on")


class AccessReason(TextChoices):
    STANDING_IN = "standing_in", _("I stand in for a colleague")
    TAKING_OVER = "taking_over", _("I take the case over")
    JOINT_WORK = "joint_work", _("We work on it together")
    URGENT = "urgent", _("Somebody is in danger now")


class OpeningReason(TextChoices):
    """Why somebody may open a case; written into the audit trail."""

    WORKS_ON_IT = "works_on_it", _("works on the case")
    SUPERVISES = "supervises", _("supervises the case")
    GRANTED = "granted", _("was given access")


class OutcomeKind(TextChoices):
    STATUS_GRANTED = "status_granted", _("A status or benefit was granted")
    REGISTERED = "registered", _("Registered with an office")
    STARTED_SCHOOL = "started_school", _("Started or went back to school")
    TRAINING_COMPLETED = "training_completed", _("Completed a course")
    STARTED_WORK = "started_work", _("Started work")
    HOUSING = "housing", _("Housing was found or kept")
    DOCUMENTS = "documents", _("Documents were arranged")
    HEALTH_CARE = "health_care", _("Health care was received")
    OTHER = "other", _("Another result")


class OutcomeProof(TextChoices):
    SAID = "said", _("said by the person")
    DOCUMENT = "document", _("seen in a document")
    OFFICE = "office", _("told by the office")
