from django.urls import path

from khetene.web.desk.mediation import (
    views,
    views_month,
    views_planparts,
    views_plans,
    views_portfolio,
    views_posts,
    views_scope,
)

app_name = "mediation"
A_PART = "darba-plani/<uuid:work_plan_id>/<slug:plan_part>/<uuid:plan_part_id>/"

urlpatterns = [
    path("sazina/", views.contacts, name="contacts"),
    path("sazina/pierakstit/", views.note, name="note"),
    path("sazina/<uuid:contact_id>/", views.contact, name="contact"),
    path("sazina/<uuid:contact_id>/labot/", views.correct, name="correct"),
    path("sazina/<uuid:contact_id>/paveikts/", views.step_done, name="step_done"),
    path("sazina/kam-jautat/", views_scope.scope_list, name="scope"),
    path("sazina/kam-jautat/<slug:topic>/", views_scope.scope_topic, name="scope_topic"),
    path("lietas/<uuid:case_id>/cits/", views_scope.decline_case, name="decline_case"),
    path("piekluve/vajag-citu/", views_scope.declined, name="declined"),
    # portfolio/
    path("portfolio/", views_portfolio.portfolio, name="portfolio"),
    path("portfolio/jauns/<slug:entry_kind>/", views_portfolio.add_entry, name="add_entry"),
    path("portfolio/<uuid:entry_id>/", views_portfolio.change_entry, name="change_entry"),
    path("portfolio/<uuid:entry_id>/nonemt/", views_portfolio.remove_entry, name="remove_entry"),
    # menesis/
    path("menesis/", views_month.months, name="months"),
    path("menesis/darbs/", views_month.note_activity, name="note_activity"),
    path("menesis/darbs/<uuid:activity_id>/atsaukt/", views_month.take_back_activity, name="take_back_activity"),
    path("menesis/iesniegtie/", views_month.submitted, name="submitted"),
    path("menesis/iesniegtie/<uuid:month_id>/", views_month.submitted_month, name="submitted_month"),
    path("menesis/valsts/<slug:month>/", views_month.national_month, name="national_month"),
    # amata-vietas/
    path("amata-vietas/", views_posts.posts, name="posts"),
    path("amata-vietas/manas/", views_posts.my_posts, name="my_posts"),
    path("amata-vietas/jauna/", views_posts.add_post, name="add_post"),
    path("amata-vietas/<uuid:contract_id>/", views_posts.post, name="post"),
    path("amata-vietas/<uuid:contract_id>/labot/", views_posts.change_post, name="change_post"),
    path("amata-vietas/<uuid:contract_id>/dzest/", views_posts.remove_post, name="remove_post"),
    path("amata-vietas/<uuid:contract_id>/finansejums/", views_posts.add_funding, name="add_funding"),
    path("amata-vietas/<uuid:contract_id>/teritorija/", views_posts.add_area, name="add_area"),
    path("amata-vietas/finansejums/<uuid:funding_id>/", views_posts.remove_funding, name="remove_funding"),
    path("amata-vietas/teritorija/<uuid:area_id>/", views_posts.change_area, name="change_area"),
    path("amata-vietas/teritorija/<uuid:area_id>/dzest/", views_posts.remove_area, name="remove_area"),
    # darba-plani/
    path("darba-plani/", views_plans.work_plans, name="work_plans"),
    path("darba-plani/jauns/", views_plans.begin_plan, name="begin_plan"),
    path("darba-plani/<uuid:work_plan_id>/", views_plans.work_plan, name="work_plan"),
    path("darba-plani/<uuid:work_plan_id>/situacija/", views_plans.situation, name="situation"),
    path("darba-plani/<uuid:work_plan_id>/vajadziba/", views_plans.add_town_need, name="add_town_need"),
    path("darba-plani/<uuid:work_plan_id>/nodot/", views_plans.hand_plan_in, name="hand_plan_in"),
    path("darba-plani/<uuid:work_plan_id>/atskats/", views_plans.review_plan, name="review_plan"),
    path("darba-plani/<uuid:work_plan_id>/komentars/", views_plans.comment_on_plan, name="comment_on_plan"),
    path("darba-plani/<uuid:work_plan_id>/atmest/", views_planparts.discard_plan, name="discard_plan"),
    path("darba-plani/<uuid:work_plan_id>/labojumi/", views_planparts.plan_history, name="plan_history"),
    path("darba-plani/labojumi/<uuid:earlier_id>/dzest/", views_planparts.wipe_earlier, name="wipe_earlier"),
    path(f"{A_PART}labot/", views_planparts.change_part, name="change_part"),
    path(f"{A_PART}nonemt/", views_planparts.remove_part, name="remove_part"),
    path(f"{A_PART}dzest/", views_planparts.wipe_part, name="wipe_part"),
    path("darba-plani/vajadziba/<uuid:town_need_id>/merkis/", views_plans.add_town_goal, name="add_town_goal"),
    path("darba-plani/merkis/<uuid:town_goal_id>/", views_plans.add_town_step, name="add_town_step"),
    path("darba-plani/pasakums/<uuid:town_step_id>/", views_plans.move_town_step, name="move_town_step"),
    path("menesis/<slug:month>/", views_month.month, name="month"),
]
