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
WHERE (referrals_referral.case_id IN
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
                    WHERE U0.supervisor_id = %s)))
       AND referrals_referral.sender_id = %s
       AND (NOT (referrals_referral.state IN (…))
            OR (cases_agreement.withdrawn_on IS NULL
                AND (cases_agreement.valid_to IS NULL
                     OR cases_agreement.valid_to >= %s)))
       AND referrals_referral.state IN (…))

-- khetene/web/desk/referrals/views.py _list
SELECT referrals_referral.*,
       (cases_agreement.withdrawn_on IS NULL
        AND (cases_agreement.valid_to IS NULL
             OR cases_agreement.valid_to >= %s)) AS consent_holds,

  (SELECT U0.organisation_id AS organisation_id
   FROM referrals_referralmessage U0
   WHERE U0.referral_id = (referrals_referral.id)
   ORDER BY U0.written_at DESC,
            U0.id DESC
   LIMIT 1) AS last_message_by,
       EXISTS
  (SELECT %s AS a
   FROM referrals_referral U0
   INNER JOIN cases_case U1 ON (U0.recipient_case_id = U1.id)
   INNER JOIN cases_outcome U2 ON (U1.id = U2.case_id)
   WHERE (U0.id = (referrals_referral.id)
          AND U2.id IS NOT NULL)
   LIMIT 1) AS case_has_outcome,
       directory_organisation.id,
       directory_organisation.name,
       T5.id,
       T5.name,
       directory_service.id,
       directory_service.name
FROM referrals_referral
LEFT OUTER JOIN cases_agreement ON (referrals_referral.agreement_id = cases_agreement.id)
INNER JOIN directory_organisation ON (referrals_referral.sender_id = directory_organisation.id)
INNER JOIN directory_organisation T5 ON (referrals_referral.recipient_id = T5.id)
LEFT OUTER JOIN directory_service ON (referrals_referral.service_id = directory_service.id)
WHERE (referrals_referral.case_id IN
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
                    WHERE U0.supervisor_id = %s)))
       AND referrals_referral.sender_id = %s
       AND (NOT (referrals_referral.state IN (…))
            OR (cases_agreement.withdrawn_on IS NULL
                AND (cases_agreement.valid_to IS NULL
                     OR cases_agreement.valid_to >= %s)))
       AND referrals_referral.state IN (…))
ORDER BY referrals_referral.sent_at DESC NULLS FIRST,
         referrals_referral.id DESC
LIMIT 2
