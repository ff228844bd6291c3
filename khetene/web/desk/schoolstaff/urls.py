from django.urls import path

from khetene.web.desk.schoolstaff import views, views_groups, views_posts

app_name = "staff"

urlpatterns = [
    path("", views.school, name="school_staff"),
    path("kopskaiti/<int:year>/", views.own_year, name="staff_year"),
    path("kopskaiti/valsts/<int:year>/", views.national_year, name="national_staff_year"),
    path("pasakumi/", views_groups.measures, name="year_measures"),
    # amats/
    path("amats/", views_posts.add_post, name="add_post"),
    path("amats/<uuid:post_id>/", views_posts.post, name="post"),
    path("amats/<uuid:post_id>/kvalifikacija/", views_posts.qualification, name="qualification"),
    path("amats/<uuid:post_id>/finansejums/", views_posts.pay, name="pay_post"),
    path("amats/<uuid:post_id>/beigt/", views_posts.end_post, name="end_post"),
    # grupa/ nodarbiba/
    path("grupa/", views_groups.open_group, name="open_group"),
    path("grupa/<uuid:group_id>/", views_groups.group, name="group"),
    path("grupa/<uuid:group_id>/nodarbiba/", views_groups.hold_session, name="hold_session"),
    path(
        "grupa/<uuid:group_id>/nodarbiba/<uuid:session_id>/atsaukt/",
        views_groups.take_back_session,
        name="take_back_session",
    ),
]
