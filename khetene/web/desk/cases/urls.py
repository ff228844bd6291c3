from django.urls import path

from khetene.web.desk.cases import views, views_access, views_plan, views_work

app_name = "cases"

urlpatterns = [
    # lietas/
    path("lietas/", views.list_cases, name="list"),
    path("lietas/atvert/", views.open_case, name="open"),
    path("lietas/meklet/", views_access.find_case, name="find"),
    # lietas/<case>/
    path("lietas/<uuid:case_id>/", views.case, name="case"),
    path("lietas/<uuid:case_id>/persona/", views.add_client, name="add_client"),
    path("lietas/<uuid:case_id>/persona/<uuid:client_id>/", views.change_client, name="change_client"),
    path("lietas/<uuid:case_id>/slegt/", views.close_case, name="close"),
    path("lietas/<uuid:case_id>/atverta-atkal/", views.reopen_case, name="reopen"),
    path("lietas/<uuid:case_id>/darbinieki/", views_access.workers, name="workers"),
    path("lietas/<uuid:case_id>/piekluve/", views_access.request_access, name="request_access"),
    path("lietas/<uuid:case_id>/kas-skatija/", views_access.who_opened, name="who_opened"),
    path("lietas/<uuid:case_id>/vajadziba/", views_work.note_need, name="note_need"),
    path("lietas/<uuid:case_id>/vajadziba/<uuid:need_id>/", views_work.change_need, name="change_need"),
    path("lietas/<uuid:case_id>/solijums/", views_work.make_promise, name="make_promise"),
    path("lietas/<uuid:case_id>/solijums/<uuid:promise_id>/", views_work.settle_promise, name="settle_promise"),
    path("lietas/<uuid:case_id>/rezultats/", views_work.record_outcome, name="record_outcome"),
    path("lietas/<uuid:case_id>/zinosana/", views_work.duty, name="duty"),
    path("lietas/<uuid:case_id>/vienosanas/", views_work.record_agreement, name="record_agreement"),
    path("lietas/<uuid:case_id>/plans/", views_plan.begin_plan, name="begin_plan"),
    # vienosanas/<agreement>/
    path("vienosanas/<uuid:agreement_id>/", views_work.agreement, name="agreement"),
    path("vienosanas/<uuid:agreement_id>/atsaukt/", views_work.withdraw_agreement, name="withdraw_agreement"),
    path("vienosanas/<uuid:agreement_id>/druka/<slug:language>/", views_work.print_agreement, name="print_agreement"),
    path("veidlapas/<slug:kind>/<slug:language>/", views_work.blank_agreement, name="blank_agreement"),
    # plani/<plan>/
    path("plani/<uuid:plan_id>/", views_plan.plan, name="plan"),
    path("plani/<uuid:plan_id>/merkis/", views_plan.add_goal, name="add_goal"),
    path("plani/<uuid:plan_id>/solis/<uuid:goal_id>/", views_plan.add_measure, name="add_measure"),
    path("plani/<uuid:plan_id>/pasakums/<uuid:measure_id>/", views_plan.change_measure, name="change_measure"),
    path("plani/<uuid:plan_id>/vienoties/", views_plan.agree_plan, name="agree_plan"),
    path("plani/<uuid:plan_id>/izpildits/", views_plan.complete_plan, name="complete_plan"),
    path("plani/<uuid:plan_id>/druka/", views_plan.print_plan, name="print_plan"),
    # piekluve/
    path("piekluve/", views_access.requests, name="access_requests"),
    path("piekluve/<uuid:request_id>/", views_access.decide, name="decide_access"),
    path("piekluve/uzraudziba/<uuid:case_id>/", views_access.take_supervision, name="take_supervision"),
    path("skatijumi/", views_access.openings, name="openings"),
    # melnraksti/
    path("melnraksti/<str:key>/", views.keep_draft, name="keep_draft"),
]
