from django.urls import path

from khetene.web.desk.programmes import views, views_catalogue

app_name = "programmes"

urlpatterns = [
    # programmas/
    path("programmas/", views_catalogue.catalogue, name="catalogue"),
    path("programmas/noskaidrot/", views_catalogue.screen_nobody, name="screen"),
    path("programmas/manas-lietas/", views_catalogue.my_caseload, name="caseload"),
    path("programmas/manas-lietas/<slug:programme_id>/<slug:answer>/", views_catalogue.my_cases, name="caseload_cases"),
    path("programmas/rezultats/<uuid:screening_id>/", views.kept, name="kept"),
    path("programmas/<slug:programme_id>/", views_catalogue.programme, name="programme"),
    path("programmas/<slug:programme_id>/ja-mainitu/", views_catalogue.what_if, name="what_if"),
    # lietas/<case>/
    path("lietas/<uuid:case_id>/palidziba/", views.what_fits, name="what_fits"),
    path("lietas/<uuid:case_id>/palidziba/<uuid:client_id>/", views.what_fits, name="what_fits_client"),
    path("lietas/<uuid:case_id>/palidziba/<uuid:client_id>/saglabat/", views.keep, name="keep"),
]
