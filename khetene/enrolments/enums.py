"""The words of taking part in a programme."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Phase(TextChoices):
    """What a stage of any programme means for the rules: support is given only while it runs."""

    BEFORE = "before", pgettext_lazy("enrolment", "being prepared")
    RUNNING = "running", pgettext_lazy("enrolment", "takes part")
    PAUSED = "paused", pgettext_lazy("enrolment", "paused")
    ENDED = "ended", pgettext_lazy("enrolment", "ended")


class Log(TextChoices):
    """In which of its two logs a programme counts heads."""

    OUTREACH = "outreach", pgettext_lazy("log", "looking for people")
    ATTENDANCE = "attendance", pgettext_lazy("log", "who came")


class MidtermState(TextChoices):
    """How the mid-term evaluation of one person stands."""

    MADE = "made", pgettext_lazy("mid-term evaluation", "made")
    MISSING = "missing", pgettext_lazy("mid-term evaluation", "missing")
    LATER = "later", pgettext_lazy("mid-term evaluation", "not due yet")
    NOT_NEEDED = "not_needed", pgettext_lazy("mid-term evaluation", "left before it was due")


class Confirmation(TextChoices):
    """Whether the client confirmed what they were given, where the programme asks for it."""

    NOT_ASKED = "not_asked", pgettext_lazy("confirmation", "not asked for")
    WAITING = "waiting", pgettext_lazy("confirmation", "waits for a signature")
    PAPER = "paper", pgettext_lazy("confirmation", "signed on paper")
    SCREEN = "screen", pgettext_lazy("confirmation", "confirmed on screen")


CONFIRMED = (Confirmation.PAPER, Confirmation.SCREEN)


class WhyTakenBack(TextChoices):
    """Why a scan of a confirmation went. A code, because a sentence could repeat what the paper gave away."""

    WRONG_FILE = "wrong_file", pgettext_lazy("document", "It belongs somewhere else")
    NAMES_PEOPLE = "names_people", pgettext_lazy("document", "It names people whom nobody need know here")
    BETTER_COPY = "better_copy", pgettext_lazy("document", "There is a better copy")
    NOT_SIGNED = "not_signed", pgettext_lazy("document", "The signature is not the person's, or is missing")


class StepState(TextChoices):
    """How a step of the job search plan stands."""

    OPEN = "open", pgettext_lazy("search step", "open")
    DONE = "done", pgettext_lazy("search step", "done")
    DROPPED = "dropped", pgettext_lazy("search step", "dropped")


class OfferAnswer(TextChoices):
    """What the person answered to an offer of work."""

    OPEN = "open", pgettext_lazy("job offer", "not answered yet")
    ACCEPTED = "accepted", pgettext_lazy("job offer", "accepted")
    REFUSED = "refused", pgettext_lazy("job offer", "refused")


class JobLasted(TextChoices):
    """Whether a job lasted. Nobody knows before the time is over, or while nobody asked."""

    YES = "yes", pgettext_lazy("job", "lasted")
    NO = "no", pgettext_lazy("job", "ended earlier")
    NOT_YET = "not_yet", pgettext_lazy("job", "too early to say")
    NOT_ASKED = "not_asked", pgettext_lazy("job", "not known: ask whether the person still works there")


class Present(TextChoices):
    """What a stage may ask for; the ids of a definition's `needs`."""

    SCREENING = "screening", _("A kept result that says that the programme fits or may fit.")
    CARD = "card", _("A filled-in profile card.")
    PARTICIPATION = "participation", _("The person's signed agreement to take part, from before this day.")
    COMPONENTS = "components", _("A plan for every obligatory part of the programme.")
    MENTOR = "mentor", _("A mentor who is named.")


class WhyAsked(TextChoices):
    """For what an institution outside the silo asked whether something is already paid (D 10 #18)."""

    DELIVERY = "delivery", _("a support is about to be given")
    PLANNING = "planning", _("a plan is being made")
    CHECK = "check", _("a payment is being checked")
