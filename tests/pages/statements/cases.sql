-- khetene/accounts/sessions.py _get_session_from_db
SELECT django_session.*
FROM django_session
WHERE (django_session.expire_date > %s
       AND django_session.session_key = %s)

-- khetene/accounts/reads/memberships.py person_at_work
SELECT accounts_membership.*,
       EXISTS
  (SELECT %s AS a
   FROM mfa_authenticator U0
   WHERE (NOT (U0.type = %s)
          AND U0.user_id = (accounts_membership.user_id))
   LIMIT 1) AS has_second_factor,
       accounts_user.*,
       directory_organisation.*
FROM accounts_membership
INNER JOIN directory_organisation ON (accounts_membership.organisation_id = directory_organisation.id)
INNER JOIN accounts_user ON (accounts_membership.user_id = accounts_user.id)
WHERE ((NOT (accounts_membership.role IN (…))
        OR (TEXT_OF(directory_organisation.national_roles) LIKE %s
            AND accounts_membership.role = %s)
        OR (TEXT_OF(directory_organisation.national_roles) LIKE %s
            AND accounts_membership.role = %s))
       AND (accounts_membership.to_day IS NULL
            OR accounts_membership.to_day >= %s)
       AND (accounts_membership.removed_on IS NULL
            OR accounts_membership.removed_on > %s)
       AND accounts_membership.from_day <= %s
       AND accounts_user.is_active
       AND accounts_membership.user_id = %s)
ORDER BY accounts_membership.from_day DESC,
         accounts_membership.id DESC

-- khetene/web/desk/cases/views.py list_cases
SELECT COUNT(*) AS number
FROM cases_case
WHERE (cases_case.organisation_id = %s
       AND cases_case.id IN
         (SELECT U0.case_id AS case_id
          FROM cases_caseworker U0
          WHERE ((U0.to_day IS NULL
                  OR U0.to_day >= %s)
                 AND U0.from_day <= %s
                 AND U0.membership_id = %s)
          UNION SELECT U0.case_id AS case_id
          FROM cases_accessrequest U0
          WHERE (U0.ends_on >= %s
                 AND U0.granted
                 AND U0.requested_by_id = %s)
          UNION SELECT U0.id AS pk
          FROM cases_case U0
          WHERE U0.supervisor_id = %s)
       AND cases_case.closed_on IS NULL)

-- khetene/web/desk/cases/views.py list_cases
SELECT cases_case.*,
       territory_territory.id,
       territory_territory.name
FROM cases_case
INNER JOIN territory_territory ON (cases_case.territory_id = territory_territory.id)
WHERE (cases_case.organisation_id = %s
       AND cases_case.id IN
         (SELECT U0.case_id AS case_id
          FROM cases_caseworker U0
          WHERE ((U0.to_day IS NULL
                  OR U0.to_day >= %s)
                 AND U0.from_day <= %s
                 AND U0.membership_id = %s)
          UNION SELECT U0.case_id AS case_id
          FROM cases_accessrequest U0
          WHERE (U0.ends_on >= %s
                 AND U0.granted
                 AND U0.requested_by_id = %s)
          UNION SELECT U0.id AS pk
          FROM cases_case U0
          WHERE U0.supervisor_id = %s)
       AND cases_case.closed_on IS NULL)
ORDER BY cases_case.last_activity_on DESC,
         cases_case.id DESC
LIMIT 1

-- khetene/cases/reads/lists.py _called
SELECT cases_client.*
FROM cases_client
WHERE cases_client.case_id IN (…)
ORDER BY cases_client.added_at ASC,
         cases_client.id ASC

-- khetene/cases/reads/lists.py _workers_of
SELECT cases_caseworker.case_id AS case_id,
       accounts_user.name AS membership__user__name
FROM cases_caseworker
INNER JOIN accounts_membership ON (cases_caseworker.membership_id = accounts_membership.id)
INNER JOIN accounts_user ON (accounts_membership.user_id = accounts_user.id)
WHERE ((cases_caseworker.to_day IS NULL
        OR cases_caseworker.to_day >= %s)
       AND cases_caseworker.from_day <= %s
       AND cases_caseworker.case_id IN (…))
ORDER BY cases_caseworker.from_day ASC,
         cases_caseworker.id ASC
