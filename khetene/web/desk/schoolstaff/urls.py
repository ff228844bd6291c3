from django.urls import path

from khetene.web.desk.schoolstaff import views, views_groups, views_payments, views_posts

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
    path("amats/<uuid:post_id>/finansejums/", views_payments.pay, name="pay_post"),
    path("amats/<uuid:post_id>/labot/", views_posts.correct_post, name="correct_post"),
    path("amats/<uuid:post_id>/beigt/", views_posts.end_post, name="end_post"),
    path("amats/<uuid:post_id>/nebeigt/", views_posts.take_back_end, name="take_back_end"),
    # finansejums/
    path("finansejums/<uuid:payment_id>/beigt/", views_payments.end_payment, name="end_payment"),
    path("finansejums/<uuid:payment_id>/labot/", views_payments.correct_payment, name="correct_payment"),
    path("finansejums/<uuid:payment_id>/atsaukt/", views_payments.take_back_payment, name="take_back_payment"),
    # grupa/ nodarbiba/
    path("grupa/", views_groups.open_group, name="open_group"),
    path("grupa/<uuid:group_id>/", views_groups.group, name="group"),
    path("grupa/<uuid:group_id>/labot/", views_groups.correct_group, name="correct_group"),
    path(
        "grupa/<uuid:group_id>/agrak/<uuid:earlier_group_id>/dzest/",
        views_groups.wipe_earlier_group,
        name="wipe_earlier_group",
    ),
    path("grupa/<uuid:group_id>/nodarbiba/", views_groups.hold_session, name="hold_session"),
    path(
        "grupa/<uuid:group_id>/nodarbiba/<uuid:session_id>/atsaukt/",
        views_groups.take_back_session,
        name="take_back_session",
    ),
]
