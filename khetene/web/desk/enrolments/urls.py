from django.urls import path

from khetene.web.desk.enrolments import (
    views,
    views_card,
    views_confirm,
    views_finance,
    views_heads,
    views_import,
    views_month,
    views_programme,
    views_steps,
    views_support,
    views_work,
)

app_name = "enrolments"

urlpatterns = [
    # dalibas/
    path("dalibas/", views.enrolments, name="list"),
    path("dalibas/no-tabulas/", views_import.import_deliveries, name="import"),
    path("dalibas/no-tabulas/<uuid:sheet_id>/", views_import.sheet, name="sheet"),
    path("dalibas/grupa/", views_support.groups, name="groups"),
    path("dalibas/grupa/<slug:programme_id>/", views_support.group, name="group"),
    path("dalibas/atbalsts/<uuid:delivery_id>/labot/", views_support.correct, name="correct"),
    path("dalibas/atbalsts/<uuid:delivery_id>/apstiprinat/", views_confirm.confirm, name="confirm"),
    path("dalibas/atbalsts/<uuid:delivery_id>/lapa/", views_confirm.signature_list, name="signature_list"),
    path("dalibas/apstiprinajums/<uuid:scan_id>/", views_confirm.scan, name="scan"),
    path("dalibas/apstiprinajums/<uuid:scan_id>/fails/", views_confirm.scan_file, name="scan_file"),
    path("dalibas/<uuid:enrolment_id>/", views.enrolment, name="enrolment"),
    path("dalibas/<uuid:enrolment_id>/posms/<slug:stage>/", views_steps.move, name="move"),
    path("dalibas/<uuid:enrolment_id>/paraksts/", views_steps.sign, name="sign"),
    path("dalibas/<uuid:enrolment_id>/plans/", views_steps.components, name="components"),
    path("dalibas/<uuid:enrolment_id>/karte/", views_card.card, name="profile_card"),
    path("dalibas/<uuid:enrolment_id>/karte/jauna/", views_card.fill_card, name="fill_card"),
    path("dalibas/<uuid:enrolment_id>/vidusposms/", views_card.midterm, name="midterm"),
    path("dalibas/<uuid:enrolment_id>/vidusposms/jauns/", views_card.evaluate_midterm, name="evaluate_midterm"),
    path("dalibas/<uuid:enrolment_id>/karte/veidlapa/", views_card.blank_card, name="blank_card"),
    path("dalibas/<uuid:enrolment_id>/vidusposms/veidlapa/", views_card.blank_midterm, name="blank_midterm"),
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
    path("dalibas/<uuid:enrolment_id>/darbs/", views_work.work, name="work"),
    path("dalibas/<uuid:enrolment_id>/darbs/solis/", views_work.add_step, name="add_search_step"),
    path("dalibas/<uuid:enrolment_id>/darbs/piedavajums/", views_work.offer_work, name="offer_work"),
    path("dalibas/<uuid:enrolment_id>/darbs/nosutijums/", views_work.refer, name="refer_to_agency"),
    path(
        "dalibas/darbs/solis/<uuid:search_step_id>/<slug:step_state>/",
        views_work.settle_step,
        name="settle_search_step",
    ),
    path("dalibas/darbs/piedavajums/<uuid:offer_id>/", views_work.next_of_offer, name="next_of_offer"),
    path("dalibas/darbs/nosutijums/<uuid:passage_id>/", views_work.follow_passage, name="follow_passage"),
    # lietas/<case>/
    path("lietas/<uuid:case_id>/dalibas/", views.of_case, name="of_case"),
    # programmas/<programme>/
    path("programmas/<slug:programme_id>/kopsavilkums/", views_programme.totals, name="totals"),
    path("programmas/<slug:programme_id>/partneri/", views_programme.partners, name="partners"),
    path("programmas/<slug:programme_id>/menesis/", views_month.month, name="programme_month"),
    path("programmas/<slug:programme_id>/uzrunasana/", views_heads.outreach, name="outreach"),
    path(
        "programmas/<slug:programme_id>/uzrunasana/<uuid:head_count_id>/atsaukt/",
        views_heads.take_back_outreach,
        name="take_back_outreach",
    ),
    path("programmas/<slug:programme_id>/apmeklejums/", views_heads.attendance, name="attendance"),
    path(
        "programmas/<slug:programme_id>/apmeklejums/<uuid:head_count_id>/atsaukt/",
        views_heads.take_back_attendance,
        name="take_back_attendance",
    ),
    path("programmas/partneri/<uuid:partner_id>/beigt/", views_programme.end_partnership, name="end_partnership"),
    path(
        "programmas/partneri/<uuid:partner_id>/teritorijas/",
        views_programme.partner_territories,
        name="partner_territories",
    ),
]
