from django.urls import path

from khetene.web.desk.referrals import views, views_answers, views_link, views_paper, views_start

app_name = "referrals"

urlpatterns = [
    path("nosutijumi/", views.inbox, name="inbox"),
    path("nosutijumi/izsutitie/", views.outbox, name="outbox"),
    path("lietas/<uuid:case_id>/nosutit/", views_start.start, name="start"),
    path("nosutijumi/<uuid:referral_id>/", views.referral, name="referral"),
    path("nosutijumi/<uuid:referral_id>/sutit/", views_start.send, name="send"),
    path("nosutijumi/<uuid:referral_id>/piekrisana/", views_start.agree, name="agree"),
    path("nosutijumi/<uuid:referral_id>/bez-datiem/", views_start.without_data, name="without_data"),
    path("nosutijumi/<uuid:referral_id>/izmest/", views_start.discard, name="discard"),
    path("nosutijumi/<uuid:referral_id>/atsaukt/", views_start.withdraw, name="withdraw"),
    path("nosutijumi/<uuid:referral_id>/pienemt/", views_answers.accept, name="accept"),
    path("nosutijumi/<uuid:referral_id>/noraidit/", views_answers.decline, name="decline"),
    path("nosutijumi/<uuid:referral_id>/tiksanas/", views_answers.appointment, name="appointment"),
    path("nosutijumi/<uuid:referral_id>/rezultats/", views_answers.outcome, name="outcome"),
    path("nosutijumi/<uuid:referral_id>/zina/", views_answers.message, name="message"),
    path("nosutijumi/<uuid:referral_id>/saite/", views_paper.link, name="link"),
    path("nosutijumi/<uuid:referral_id>/vestule/", views_paper.letter, name="letter"),
    path("atbilde/<str:token>/", views_link.answer, name="answer"),
]
