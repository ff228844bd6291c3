from django.urls import path

from khetene.web.desk.layouts import views, views_letterheads

app_name = "layouts"

urlpatterns = [
    path("veidlapa/", views_letterheads.letterheads, name="letterheads"),
    path("veidlapa/<uuid:letterhead_id>/", views_letterheads.letterhead, name="letterhead"),
    path("veidlapa/<uuid:letterhead_id>/paraugs/", views_letterheads.sample, name="letterhead_sample"),
    path("veidlapa/<uuid:letterhead_id>/nost/", views_letterheads.take_off, name="letterhead_off"),
    path("veidlapa/<uuid:letterhead_id>/dzest/", views_letterheads.discard, name="discard_letterhead"),
    path("veidnes/", views.layouts, name="layouts"),
    path("veidnes/<slug:layout>/", views.layout, name="layout"),
    path("veidnes/<slug:layout>/lauki/", views.fields, name="layout_fields"),
    path("veidnes/<slug:layout>/speka/", views.current, name="layout_file"),
    path("veidnes/<slug:layout>/atpakal/", views.go_back, name="layout_go_back"),
    path("veidnes/<slug:layout>/<uuid:layout_version_id>/", views.put_in_force, name="put_layout_in_force"),
    path("veidnes/<slug:layout>/<uuid:layout_version_id>/dzest/", views.discard, name="discard_layout_version"),
    path("veidnes/<slug:layout>/<uuid:layout_version_id>/fails/", views.version, name="layout_version_file"),
    path("veidnes/<slug:layout>/<uuid:layout_version_id>/meginajums/", views.full_trial, name="layout_full_trial"),
    path("veidnes/<slug:layout>/<uuid:layout_version_id>/tukss/", views.bare_trial, name="layout_bare_trial"),
]
