from django.urls import path

from khetene.web.desk.surveys import views, views_answer, views_asking, views_paper

app_name = "surveys"

urlpatterns = [
    path("aptaujas/", views.surveys, name="surveys"),
    path("aptaujas/jauna/", views.open_survey, name="open_survey"),
    path("aptaujas/<uuid:survey_id>/", views.survey, name="survey"),
    path("aptaujas/<uuid:survey_id>/rezultati/", views.results, name="survey_results"),
    path("aptaujas/<uuid:survey_id>/vestules/", views_asking.letters, name="survey_letters"),
    path("aptaujas/<uuid:survey_id>/beigt/", views.close, name="close_survey"),
    path("aptaujas/<uuid:survey_id>/jautat/", views_asking.ask, name="ask_in_survey"),
    path("aptaujas/<uuid:survey_id>/atmest/", views.discard, name="discard_survey"),
    path("aptaujas/jautatais/<uuid:asked_id>/", views_asking.correct, name="correct_asked"),
    path("aptaujas/<uuid:survey_id>/lapa/", views_paper.sheet, name="survey_sheet"),
    path("aptaujas/<uuid:survey_id>/ievadit/", views_paper.enter, name="enter_sheet"),
    path("aptaujas/lapas/<uuid:paper_id>/atsaukt/", views_paper.take_back, name="take_back_paper"),
    path("aptaujas/saite/<uuid:asked_id>/", views_asking.link, name="survey_link"),
    path("aptauja/<str:survey_token>/", views_answer.answer, name="survey_answer"),
]
