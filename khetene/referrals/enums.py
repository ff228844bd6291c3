"""The words of handing over, and which state may follow which. "Received" is never "closed"."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SharedPart(TextChoices):
    """What may travel; an agreement names these."""

    CALLED = "called", _("how to call the person")
    LEGAL_NAME = "legal_name", _("name in documents")
    AGE = "age", _("birth date or age group")
    PHONE = "phone", _("phone")
    LANGUAGES = "languages", _("languages and interpreter")
    NEEDS = "needs", _("needs")
    FACTS = "facts", _("answers about the person")


class Way(TextChoices):
    PRODUCT = "product", _("here, in Khetene")
    LINK = "link", _("by a link to an office without an account")
    LETTER = "letter", _("by a printed letter")
    PHONE = "phone", _("by phone")
    ON_FOOT = "on_foot", _("together, on foot")


DATA_TRAVELS = (Way.PRODUCT, Way.LINK, Way.LETTER)
# On these ways the office may have no account, so the sender writes down what it said.
TOLD_TO_THE_SENDER = (Way.LINK, Way.LETTER, Way.PHONE, Way.ON_FOOT)


class State(TextChoices):
    DRAFT = "draft", pgettext_lazy("referral", "draft")
    SENT = "sent", pgettext_lazy("referral", "sent")
    SEEN = "seen", pgettext_lazy("referral", "seen")
    ACCEPTED = "accepted", pgettext_lazy("referral", "accepted")
    DECLINED = "declined", pgettext_lazy("referral", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("referral", "withdrawn")
    IN_WORK = "in_work", pgettext_lazy("referral", "in work")
    OUTCOME = "outcome", pgettext_lazy("referral", "outcome known")


NEXT: dict[str, set[str]] = {
    State.DRAFT: {State.SENT},
    State.SENT: {State.SEEN, State.ACCEPTED, State.DECLINED, State.WITHDRAWN},
    State.SEEN: {State.ACCEPTED, State.DECLINED, State.WITHDRAWN},
    State.ACCEPTED: {State.IN_WORK, State.OUTCOME},
    State.IN_WORK: {State.OUTCOME},
    State.DECLINED: set(),
    State.WITHDRAWN: set(),
    State.OUTCOME: set(),
}
UNANSWERED = (State.SENT, State.SEEN)
TAKEN_OVER = (State.ACCEPTED, State.IN_WORK)
WAITS_FOR_RECIPIENT = (*UNANSWERED, *TAKEN_OVER)
WAITS_FOR_SENDER = (State.DRAFT, State.DECLINED)
# Where the clock starts anew. Having seen a referral is no answer to it, so the clock of "sent" runs on.
STARTS_THE_CLOCK = (State.SENT, State.ACCEPTED, State.IN_WORK, State.DECLINED)
# Work takes longer than an answer: its reminder comes when an answer would be escalated, its escalation three times later.
WORK_ESCALATES_AFTER = 3


class WithdrawnWhy(TextChoices):
    CALLED_BACK = "called_back", _("The sender called it back.")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("The person took the consent back.")
    CONSENT_ENDED = "consent_ended", _("The person's consent ended.")


class DeclineReason(TextChoices):
    NOT_OUR_TASK = "not_our_task", _("It is not our task")
    WRONG_TERRITORY = "wrong_territory", _("The person lives elsewhere")
    CRITERIA_NOT_MET = "criteria_not_met", _("The conditions are not met")
    NO_CAPACITY = "no_capacity", _("We have no free place now")
    NOT_REACHED = "not_reached", _("We could not reach the person")
    OTHER = "other", _("Another reason")
