from django.urls import path

from khetene.web.desk.dashboards import views

app_name = "dashboards"

urlpatterns = [
    path("aina/", views.national, name="national_dashboard"),
    path("aina/parklajums/", views.coverage, name="coverage"),
    path("aina/pasvaldiba/<uuid:territory_id>/", views.municipality, name="municipality"),
    path("aina/programma/<slug:programme_id>/", views.programme, name="programme_dashboard"),
    path("aina/tikls/<slug:body>/", views.network, name="network_dashboard"),
]
