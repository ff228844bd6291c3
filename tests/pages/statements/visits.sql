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

-- khetene/web/desk/mediation/views.py contacts
SELECT COUNT(*) AS number
FROM mediation_contact
WHERE (mediation_contact.membership_id = %s
       AND mediation_contact.organisation_id = %s
       AND NOT EXISTS
         (SELECT %s AS a
          FROM mediation_contact U0
          WHERE (U0.corrects_id = (mediation_contact.id)
                 AND U0.corrects_id IS NOT NULL)
          LIMIT 1)
       AND mediation_contact.happened_at >= %s
       AND mediation_contact.happened_at < %s
       AND mediation_contact.happened_on >= %s
       AND mediation_contact.happened_on < %s)

-- khetene/mediation/reads/contacts.py month_totals
SELECT mediation_contact.minutes AS minutes,
       TEXT_OF(mediation_contact.topics) AS of
FROM mediation_contact
WHERE (mediation_contact.membership_id = %s
       AND mediation_contact.organisation_id = %s
       AND NOT EXISTS
         (SELECT %s AS a
          FROM mediation_contact U0
          WHERE (U0.corrects_id = (mediation_contact.id)
                 AND U0.corrects_id IS NOT NULL)
          LIMIT 1)
       AND mediation_contact.happened_at >= %s
       AND mediation_contact.happened_at < %s
       AND mediation_contact.happened_on >= %s
       AND mediation_contact.happened_on < %s)
ORDER BY mediation_contact.happened_at ASC,
         mediation_contact.id ASC
