from django.urls import path

from khetene.web.desk.monitoring import views, views_eu, views_overview, views_series, views_wiping

app_name = "monitoring"

urlpatterns = [
    path("raditaji/", views.indicators, name="indicators"),
    path("raditaji/pa-pasvaldibam/", views_series.series, name="series"),
    path("raditaji/<uuid:indicator_id>/", views.indicator, name="indicator"),
    path("raditaji/<uuid:indicator_id>/ievadit/", views.enter, name="enter_value"),
    path("raditaji/skaitlis/<uuid:value_id>/labot/", views.correct, name="correct_value"),
    path("gada-parskats/versijas/<uuid:chapter_id>/dzest/", views_wiping.wipe_chapter, name="wipe_chapter"),
    path(
        "gada-parskats/teiktais/<uuid:said_part_id>/<str:said_question>/dzest/",
        views_wiping.wipe_said,
        name="wipe_said",
    ),
    path("gada-parskats/<int:year>/", views_overview.overview, name="overview"),
    path("gada-parskats/<int:year>/no-pasvaldibam/", views_overview.take_contributions, name="take_contributions"),
    path("gada-parskats/<int:year>/<slug:objective>/", views_overview.chapter, name="chapter"),
    path("zinojums-eiropas-komisijai/versijas/<uuid:answer_id>/dzest/", views_wiping.wipe_answer, name="wipe_answer"),
    path("zinojums-eiropas-komisijai/<int:year>/", views_eu.report, name="eu_report"),
    path("zinojums-eiropas-komisijai/<int:year>/<slug:question>/", views_eu.answer, name="eu_answer"),
]
