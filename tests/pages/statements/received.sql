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

-- khetene/web/desk/referrals/views.py _list
SELECT COUNT(*) AS number
FROM referrals_referral
LEFT OUTER JOIN cases_agreement ON (referrals_referral.agreement_id = cases_agreement.id)
WHERE (referrals_referral.recipient_id = %s
       AND NOT (referrals_referral.state = %s)
       AND (referrals_referral.recipient_case_id IS NULL
            OR referrals_referral.recipient_case_id IN
              (SELECT V0.id AS pk
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
                         WHERE U0.supervisor_id = %s))))
       AND (NOT (referrals_referral.state IN (…))
            OR (cases_agreement.withdrawn_on IS NULL
                AND (cases_agreement.valid_to IS NULL
                     OR cases_agreement.valid_to >= %s)))
       AND referrals_referral.state IN (…))
