from django.urls import path

from khetene.web.desk.publishing import views, views_open

app_name = "publishing"

urlpatterns = [
    path("izdevumi/", views.editions, name="editions"),
    path("izdevumi/<slug:data_set>/<slug:span>/jauns/", views.new_edition, name="new_edition"),
    path("izdevumi/<slug:data_set>/<slug:span>/<int:number>/", views.edition, name="edition"),
    path("dati/", views_open.open_data, name="open_data"),
    path("dati/katalogs.jsonld", views_open.catalogue, name="catalogue_file"),
    path("dati/<slug:data_set>/", views_open.data_set, name="data_set"),
    path("dati/<slug:data_set>/struktura.json", views_open.structure, name="structure_file"),
    path("dati/<slug:data_set>/<slug:span>/<int:number>/", views_open.open_edition, name="open_edition"),
    path("dati/<slug:data_set>/<slug:span>/<int:number>.<str:ending>", views_open.edition_file, name="edition_file"),
]
