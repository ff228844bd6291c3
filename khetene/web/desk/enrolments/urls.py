from django.urls import path

from khetene.web.desk.enrolments import views, views_finance, views_import, views_programme, views_steps, views_support

app_name = "enrolments"

urlpatterns = [
    # dalibas/
    path("dalibas/", views.enrolments, name="list"),
    path("dalibas/no-tabulas/", views_import.import_deliveries, name="import"),
    path("dalibas/grupa/", views_support.groups, name="groups"),
    path("dalibas/grupa/<slug:programme_id>/", views_support.group, name="group"),
    path("dalibas/atbalsts/<uuid:delivery_id>/labot/", views_support.correct, name="correct"),
    path("dalibas/atbalsts/<uuid:delivery_id>/apstiprinat/", views_support.confirm, name="confirm"),
    path("dalibas/<uuid:enrolment_id>/", views.enrolment, name="enrolment"),
    path("dalibas/<uuid:enrolment_id>/posms/<slug:stage>/", views_steps.move, name="move"),
    path("dalibas/<uuid:enrolment_id>/paraksts/", views_steps.sign, name="sign"),
    path("dalibas/<uuid:enrolment_id>/plans/", views_steps.components, name="components"),
    path("dalibas/<uuid:enrolment_id>/mentors/", views_steps.mentor, name="mentor"),
    path("dalibas/<uuid:enrolment_id>/rezultats/<slug:window>/", views_steps.outcome, name="outcome"),
    path("dalibas/<uuid:enrolment_id>/atbalsts/", views_support.give, name="give"),
    path("dalibas/<uuid:enrolment_id>/maksa-cits/", views_finance.note, name="note_other_finance"),
    path(
        "dalibas/<uuid:enrolment_id>/maksa-cits/<uuid:noted_id>/atsaukt/",
        views_finance.take_back,
        name="take_back_other_finance",
    ),
    path("dalibas/<uuid:enrolment_id>/vai-jau-apmaksats/", views_finance.ask, name="ask_if_paid"),
    # lietas/<case>/
    path("lietas/<uuid:case_id>/dalibas/", views.of_case, name="of_case"),
    # programmas/<programme>/
    path("programmas/<slug:programme_id>/kopsavilkums/", views_programme.totals, name="totals"),
    path("programmas/<slug:programme_id>/partneri/", views_programme.partners, name="partners"),
    path("programmas/partneri/<uuid:partner_id>/beigt/", views_programme.end_partnership, name="end_partnership"),
]
