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

-- khetene/directory/reads.py find
SELECT directory_service.*,
       directory_organisation.*,
       territory_territory.*,
       T4.*
FROM directory_service
INNER JOIN directory_organisation ON (directory_service.organisation_id = directory_organisation.id)
LEFT OUTER JOIN territory_territory ON (directory_organisation.territory_id = territory_territory.id)
LEFT OUTER JOIN territory_territory T4 ON (directory_service.territory_id = T4.id)
WHERE directory_service.organisation_id IN
    (SELECT U0.id
     FROM directory_organisation U0
     WHERE ((U0.valid_from IS NULL
             OR U0.valid_from <= %s)
            AND (U0.valid_to IS NULL
                 OR U0.valid_to > %s)))
ORDER BY directory_service.slug ASC
