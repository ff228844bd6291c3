"""What the early-leaving register refuses, each with its sentence."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class StepNotPossible(DomainError):
    message = _("This step is not possible now. Look at where the plan stands.")


class NotYourStep(DomainError):
    message = _("Somebody else takes this step.")


class OwnPlan(DomainError):
    message = _("Nobody approves a plan that they wrote themselves.")


class SomethingMissing(DomainError):
    """The message names what is missing."""


class SayTheReason(DomainError):
    message = _("Say the reason.")
    field = "reason"


class PlanIsClosed(DomainError):
    message = _("Now the plan cannot be changed. To change an approved plan, revise it: everybody approves it again.")


class PlanIsNotUnderWay(DomainError):
    message = _("Support is noted while the plan is under way.")


class SchoolNotJoined(DomainError):
    message = _("Your school does not take part. The State Education Quality Service adds a school when it joins.")


class AlreadyJoined(DomainError):
    message = _("This school already takes part.")
    field = "school"


class SchoolLeavesLater(DomainError):
    message = _("A school cannot leave before it joined.")
    field = "left_on"


class NameMunicipality(DomainError):
    message = _("Say which municipality approves. Only vocational schools have none.")
    field = "municipality"


class NoSuchSemester(DomainError):
    message = _("Choose a semester that is not over.")
    field = "semester"


class PlanForSemesterExists(DomainError):
    message = _("The pupil already has a plan for this semester.")
    field = "semester"


class GradeNotSupported(DomainError):
    """The message says which grades are supported in that semester."""

    field = "grade"


class UnknownCriterion(DomainError):
    message = _("Choose a risk from the list.")
    field = "criterion"


class RiskIsNamed(DomainError):
    message = _("This risk already stands in the plan.")
    field = "criterion"


class JustifyTheRisk(DomainError):
    message = _("Every risk needs its justification: what was seen, when, how often.")
    field = "justification"


class NameInText(DomainError):
    message = _("The pupil's name seems to stand here. Those who approve read this text: write it without the name.")
    field = "justification"


class RiskHasSupports(DomainError):
    message = _("First remove the supports that are tied to this risk.")


class SupportWasGiven(DomainError):
    message = _("This support was already given. Leave it in the plan.")


class UnknownSupport(DomainError):
    message = _("Choose a support from the list.")
    field = "kind"


class OutsideSemester(DomainError):
    message = _("The support must lie inside the semester of the plan.")
    field = "begins"


class OnlyWithPoorStatus(DomainError):
    message = _("Clothes, shoes and hygiene are paid only for a poor household. Write until when the status holds.")
    field = "poor_until"


class PaidFromElsewhere(DomainError):
    """The message names the payer and the time."""

    field = "kind"


class DayNotPossible(DomainError):
    """The message says why."""

    field = "given_on"


class MoreThanPlanned(DomainError):
    """The message says how much is left."""

    field = "quantity"


class RemoteNeedsOrder(DomainError):
    message = _("A remote consultation needs the order of the head of the school and a confirmation on the same day.")
    field = "order_number"


class ConfirmationMissing(DomainError):
    message = _("A consultation counts when the pupil has confirmed it. Write the day and how.")
    field = "confirmed_on"


class DocumentMissing(DomainError):
    message = _("Name the receipt or the list that shows the expense.")
    field = "document"


class EvaluateEveryRisk(DomainError):
    message = _("Say for every risk what became of it.")


class TooEarlyToEvaluate(DomainError):
    message = _(
        "A plan is evaluated in the last month of the semester, or when the pupil leaves or the risks are gone."
    )
    field = "result"


class RisksAreNotGone(DomainError):
    message = _("The risks are gone only when every single one is gone and there is no new one.")
    field = "result"


class SayWhatCameOfIt(DomainError):
    message = _("Say what came of it, or why it was not done.")
    field = "words"


class MeasureHasEnded(DomainError):
    message = _("This measure has ended. Plan a new one.")


class OutsideSchoolYear(DomainError):
    message = _("The day must lie in the school year of the plan.")
    field = "due_on"


class AlreadyFollowed(DomainError):
    message = _("This pupil is already followed.")


class AgreementTooLong(DomainError):
    message = _("The agreement lasts until today or later, and at most a year.")
    field = "tracked_until"


class AgreementIsOver(DomainError):
    message = _("The agreement is over. Say how it ended; then a new agreement can be noted.")


class FollowingHasEnded(DomainError):
    message = _("Nobody follows this pupil any more.")


class NamePlace(DomainError):
    message = _("Say where the pupil has a place, and since when.")
    field = "placed"


class FileHasProblems(DomainError):
    message = _("Something changed since the file was checked. Choose it again.")


class SameRecord(DomainError):
    message = _("Choose two different records.")


class BothHaveAPlan(DomainError):
    """The message names the semester."""


class BothAreFollowed(DomainError):
    message = _("Help after leaving school goes on in both records. First end it in one of them.")


class SayWhyTheSame(DomainError):
    message = _("Say how you know that it is the same pupil.")
    field = "reason"


class DecideWho(DomainError):
    message = _("Say for every pupil with the same name whether it is the same one.")


class ColleagueNotFound(DomainError):
    message = _("Choose a colleague of your school.")
    field = "colleague"


class DayHasNotCome(DomainError):
    message = _("This day has not come yet.")
    field = "observed_on"


class TakenBackAlready(DomainError):
    message = _("It was taken back and counts no more. Papers are kept with what counts.")
