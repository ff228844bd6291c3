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

-- khetene/cases/reads/casefile.py case_head
SELECT cases_case.*,
       CASE
           WHEN EXISTS
                  (SELECT %s AS a
                   FROM cases_caseworker U0
                   WHERE ((U0.to_day IS NULL
                           OR U0.to_day >= %s)
                          AND U0.from_day <= %s
                          AND U0.membership_id = %s
                          AND U0.case_id = (cases_case.id))
                   LIMIT 1) THEN %s
           WHEN cases_case.supervisor_id = %s THEN %s
           ELSE %s
       END AS opened_because,
       directory_organisation.id,
       directory_organisation.name,
       territory_territory.id,
       territory_territory.name,
       accounts_membership.id,
       accounts_membership.user_id,
       accounts_user.id,
       accounts_user.name
FROM cases_case
INNER JOIN directory_organisation ON (cases_case.organisation_id = directory_organisation.id)
LEFT OUTER JOIN accounts_membership ON (cases_case.supervisor_id = accounts_membership.id)
INNER JOIN territory_territory ON (cases_case.territory_id = territory_territory.id)
LEFT OUTER JOIN accounts_user ON (accounts_membership.user_id = accounts_user.id)
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
       AND cases_case.id = %s)
ORDER BY cases_case.id ASC

-- khetene/cases/reads/casefile.py case_head
SELECT cases_caseworker.membership_id AS membership_id,
       accounts_user.name AS membership__user__name
FROM cases_caseworker
INNER JOIN accounts_membership ON (cases_caseworker.membership_id = accounts_membership.id)
INNER JOIN accounts_user ON (accounts_membership.user_id = accounts_user.id)
WHERE ((cases_caseworker.to_day IS NULL
        OR cases_caseworker.to_day >= %s)
       AND cases_caseworker.from_day <= %s
       AND cases_caseworker.case_id = %s)
ORDER BY cases_caseworker.from_day ASC,
         cases_caseworker.id ASC

-- khetene/cases/reads/casefile.py case_head
SELECT cases_client.*
FROM cases_client
WHERE cases_client.case_id = %s
ORDER BY cases_client.added_at ASC,
         cases_client.id ASC

-- khetene/kernel/audit.py _locked_head
SELECT kernel_audithead.*
FROM kernel_audithead
WHERE kernel_audithead.silo = %s
ORDER BY kernel_audithead.silo ASC

-- khetene/kernel/audit.py record
INSERT INTO kernel_auditentry (id, silo, position, at, user, membership, organisation, system_task, verb, object_type, object, case, reason, previous_digest, digest)
VALUES (…)

-- khetene/cases/reads/facts.py answers_of
SELECT cases_client.*
FROM cases_client
WHERE (cases_client.case_id IN
         (SELECT V0.id
          FROM cases_case V0
          WHERE (V0.organisation_id = %s
                 AND V0.id IN
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
                    WHERE U0.supervisor_id = %s)))
       AND cases_client.id = %s)
ORDER BY cases_client.id ASC
LIMIT 1

-- khetene/cases/reads/facts.py answers_of
SELECT cases_clientfact.*
FROM cases_clientfact
WHERE (cases_clientfact.client_id = %s
       AND cases_clientfact.known_on <= %s
       AND (cases_clientfact.superseded_on IS NULL
            OR cases_clientfact.superseded_on > %s))
ORDER BY cases_clientfact.client_id ASC,
         cases_clientfact.fact ASC

-- khetene/territory/reads.py territory_by_id
SELECT territory_territory.*
FROM territory_territory
WHERE territory_territory.id = %s
ORDER BY territory_territory.id ASC

-- khetene/programmes/rulebook.py current_version
SELECT programmes_ruleversion.*
FROM programmes_ruleversion
ORDER BY programmes_ruleversion.published_at DESC,
         programmes_ruleversion.id DESC
LIMIT 1

-- khetene/directory/reads.py offers
SELECT directory_service.*,
       directory_organisation.name AS organisation__name,
       directory_organisation.accepts_referrals AS organisation__accepts_referrals,
       directory_service.territory_id AS territory_id,
       territory_territory.parent_id AS territory__parent_id,
       directory_organisation.territory_id AS organisation__territory_id,
       T5.parent_id AS organisation__territory__parent_id
FROM directory_service
INNER JOIN directory_organisation ON (directory_service.organisation_id = directory_organisation.id)
LEFT OUTER JOIN territory_territory ON (directory_service.territory_id = territory_territory.id)
LEFT OUTER JOIN territory_territory T5 ON (directory_organisation.territory_id = T5.id)
WHERE (NOT (directory_service.programme = %s)
       AND directory_service.organisation_id IN
         (SELECT U0.id
          FROM directory_organisation U0
          WHERE ((U0.valid_from IS NULL
                  OR U0.valid_from <= %s)
                 AND (U0.valid_to IS NULL
                      OR U0.valid_to > %s))))
ORDER BY directory_service.slug ASC
