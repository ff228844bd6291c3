from django.urls import path

from khetene.web.desk.instruments import views, views_contributions, views_keeping, views_link, views_parts

app_name = "instruments"

urlpatterns = [
    path("novertejumi/", views.evaluations, name="evaluations"),
    path("novertejumi/atvert/", views.open_evaluation, name="open_evaluation"),
    path("novertejumi/parskatam/<int:year>/", views_contributions.contributions, name="contributions"),
    path("novertejumi/parskatam/<int:year>/lugt/", views_contributions.ask_municipalities, name="ask_municipalities"),
    path("novertejumi/<uuid:evaluation_id>/", views.evaluation, name="evaluation"),
    path("novertejumi/<uuid:evaluation_id>/veidlapa/", views.blank, name="blank"),
    path("novertejumi/<uuid:evaluation_id>/beigt/", views.close, name="close"),
    path("novertejumi/<uuid:evaluation_id>/termins/", views_keeping.longer, name="longer"),
    path("novertejumi/<uuid:evaluation_id>/jautat/", views_parts.ask, name="ask"),
    path("novertejumi/dala/<uuid:part_id>/atgadinat/", views_parts.remind, name="remind"),
    path("novertejumi/dala/<uuid:part_id>/ievadit/", views_parts.enter, name="enter"),
    path(
        "novertejumi/dala/<uuid:part_id>/<str:answered_question>/dzest/",
        views_keeping.wipe_words,
        name="wipe_words",
    ),
    path("jautajumi/<str:part_token>/", views_link.part, name="part"),
]
