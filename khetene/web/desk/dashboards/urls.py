from django.urls import path

from khetene.web.desk.dashboards import views

app_name = "dashboards"

urlpatterns = [
    path("kopaina/", views.national, name="national_dashboard"),
    path("kopaina/parklajums/", views.coverage, name="coverage"),
    path("kopaina/vajadzibas/", views.needs, name="needs"),
    path("kopaina/pasvaldiba/<uuid:territory_id>/", views.municipality, name="municipality"),
    path("kopaina/programma/<slug:programme_id>/", views.programme, name="programme_dashboard"),
    path("kopaina/tikls/<slug:body>/", views.network, name="network_dashboard"),
]
