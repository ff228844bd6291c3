from django.urls import path

from khetene.web.desk.earlyleaving import (
    views,
    views_approval,
    views_exchange,
    views_files,
    views_following,
    views_joining,
    views_plan,
    views_proofs,
    views_reduction,
    views_register,
    views_support,
)

app_name = "early"

urlpatterns = [
    path("", views.pupils, name="pupils"),
    path("noverot/", views.observe, name="observe"),
    # skolens/
    path("skolens/<uuid:pupil_id>/", views.pupil, name="pupil"),
    path("skolens/<uuid:pupil_id>/noverot/", views.observe_again, name="observe_again"),
    path("skolens/<uuid:pupil_id>/kolega/", views.let_in, name="let_in"),
    path("skolens/<uuid:pupil_id>/plans/", views.draft_plan, name="draft_support_plan"),
    path("skolens/<uuid:pupil_id>/pec-skolas/", views_following.begin_following, name="begin_following"),
    path("skolens/<uuid:pupil_id>/apvienot/", views_joining.perhaps_the_same, name="perhaps_the_same"),
    path("skolens/<uuid:pupil_id>/apvienot/<uuid:other_pupil_id>/", views_joining.join_pupils, name="join_pupils"),
    path("skolens/<uuid:pupil_id>/apvienots/<uuid:joining_id>/dzest/", views_joining.wipe_joining, name="wipe_joining"),
    # pec-skolas/
    path("pec-skolas/<uuid:follow_id>/", views_following.following, name="following"),
    path("pec-skolas/<uuid:follow_id>/piedavajums/", views_following.note_offer, name="note_offer"),
    path("pec-skolas/<uuid:follow_id>/beigt/", views_following.end_following, name="end_following"),
    # plans/
    path("plans/<uuid:iap_id>/", views_plan.support_plan, name="support_plan"),
    path("plans/<uuid:iap_id>/iesniegums/", views_plan.application, name="application"),
    path("plans/<uuid:iap_id>/merkis/", views_plan.goal, name="plan_goal"),
    path("plans/<uuid:iap_id>/neparklajas/", views_plan.no_overlap, name="no_overlap"),
    path("plans/<uuid:iap_id>/solis/<slug:verb>/", views_plan.plan_step, name="plan_step"),
    path("plans/<uuid:iap_id>/izvertet/", views_plan.evaluate_plan, name="evaluate_plan"),
    path("atbalsts/<uuid:support_id>/apliecinajums/", views_files.confirmation_file, name="confirmation_file"),
    path("plans/<uuid:iap_id>/datne/", views_files.support_plan_file, name="support_plan_file"),
    path("veidlapa/", views_files.blank_plan_file, name="blank_plan_file"),
    # risks/ pasakums/
    path("plans/<uuid:iap_id>/risks/", views_support.add_risk, name="add_risk"),
    path("risks/<uuid:risk_id>/nonemt/", views_support.remove_risk, name="remove_risk"),
    path("risks/<uuid:risk_id>/pasakums/", views_support.add_support, name="add_support"),
    path("pasakums/<uuid:support_id>/nonemt/", views_support.remove_support, name="remove_support"),
    path("pasakums/<uuid:support_id>/sniegts/", views_support.give_support, name="give_support"),
    path("sniegts/<uuid:given_id>/dokumenti/", views_proofs.given_papers, name="given_papers"),
    path("sniegts/dokumenti/<uuid:proof_id>/", views_proofs.given_paper, name="given_paper"),
    path("sniegts/dokumenti/<uuid:proof_id>/dzest/", views_proofs.remove_given_paper, name="remove_given_paper"),
    path("sniegts/<uuid:given_id>/atsaukt/", views_support.take_back_given, name="take_back_given"),
    # saskanosana/
    path("saskanosana/", views_approval.waiting_plans, name="waiting_plans"),
    path("saskanosana/<uuid:iap_id>/", views_approval.submitted_plan, name="submitted_plan"),
    # kopskaiti/
    path("kopskaiti/skola/<int:year>/", views_register.school_totals, name="school_totals"),
    path("kopskaiti/pasvaldiba/<int:year>/", views_register.municipal_totals, name="municipal_totals"),
    path("kopskaiti/valsts/<int:year>/", views_register.national_totals, name="national_plan_totals"),
    # viis/
    path("viis/", views_exchange.exchange, name="exchange"),
    path("viis/datne/", views_exchange.exchange_file, name="exchange_file"),
    # mazinasana/
    path("mazinasana/<int:year>/", views_reduction.reduction, name="reduction"),
    path("mazinasana/<int:year>/datne/", views_files.reduction_file, name="reduction_file"),
    path("mazinasana/pasvaldiba/<int:year>/", views_reduction.joined, name="joined_reduction"),
    path("mazinasana/pasakums/", views_reduction.plan_measure, name="plan_reduction"),
    path("mazinasana/pasakums/<uuid:reduction_id>/", views_reduction.move_measure, name="move_reduction"),
    path("mazinasana/pasakums/<uuid:reduction_id>/labot/", views_reduction.correct_measure, name="correct_reduction"),
    path(
        "mazinasana/pasakums/<uuid:reduction_id>/dzest/<uuid:written_id>/",
        views_reduction.wipe_words,
        name="wipe_reduction",
    ),
    path("skolas/", views_register.schools, name="schools"),
    path("skolas/<uuid:school_id>/beigt/", views_register.end_school, name="end_school"),
    path("citur/", views_register.paid_elsewhere, name="paid_elsewhere"),
    path("citur/<uuid:paid_row_id>/atsaukt/", views_register.paid_no_more, name="paid_no_more"),
]
