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

-- khetene/cases/reads/contents.py contents_of
SELECT cases_needchange.*,
       cases_need.*,
       accounts_membership.id,
       accounts_membership.user_id,
       accounts_user.id,
       accounts_user.name
FROM cases_needchange
INNER JOIN cases_need ON (cases_needchange.need_id = cases_need.id)
INNER JOIN accounts_membership ON (cases_needchange.changed_by_id = accounts_membership.id)
INNER JOIN accounts_user ON (accounts_membership.user_id = accounts_user.id)
WHERE cases_need.case_id = %s
ORDER BY cases_needchange.id DESC

-- khetene/cases/reads/contents.py contents_of
SELECT cases_agreement.*,
       cases_client.id,
       cases_client.called,
       directory_organisation.id,
       directory_organisation.name,
       accounts_membership.id,
       accounts_membership.user_id,
       accounts_user.id,
       accounts_user.name
FROM cases_agreement
INNER JOIN cases_client ON (cases_agreement.client_id = cases_client.id)
LEFT OUTER JOIN directory_organisation ON (cases_agreement.recipient_id = directory_organisation.id)
INNER JOIN accounts_membership ON (cases_agreement.recorded_by_id = accounts_membership.id)
INNER JOIN accounts_user ON (accounts_membership.user_id = accounts_user.id)
WHERE cases_agreement.case_id = %s
ORDER BY cases_agreement.id DESC

-- khetene/cases/reads/contents.py contents_of
SELECT cases_plan.*,
       accounts_membership.id,
       accounts_membership.user_id,
       accounts_user.id,
       accounts_user.name
FROM cases_plan
INNER JOIN accounts_membership ON (cases_plan.drafted_by_id = accounts_membership.id)
INNER JOIN accounts_user ON (accounts_membership.user_id = accounts_user.id)
WHERE cases_plan.case_id = %s
ORDER BY cases_plan.id DESC

-- khetene/cases/reads/contents.py contents_of
SELECT cases_measure.*
FROM cases_measure
INNER JOIN cases_goal ON (cases_measure.goal_id = cases_goal.id)
INNER JOIN cases_plan ON (cases_goal.plan_id = cases_plan.id)
WHERE (cases_plan.case_id = %s
       AND cases_plan.state = %s)
ORDER BY cases_measure.id DESC

-- khetene/cases/reads/contents.py contents_of
SELECT cases_promise.*,
       directory_organisation.id,
       directory_organisation.name,
       accounts_membership.id,
       accounts_membership.user_id,
       accounts_user.id,
       accounts_user.name
FROM cases_promise
LEFT OUTER JOIN directory_organisation ON (cases_promise.office_id = directory_organisation.id)
INNER JOIN accounts_membership ON (cases_promise.recorded_by_id = accounts_membership.id)
INNER JOIN accounts_user ON (accounts_membership.user_id = accounts_user.id)
WHERE cases_promise.case_id = %s
ORDER BY cases_promise.id DESC

-- khetene/cases/reads/contents.py contents_of
SELECT cases_outcome.*,
       cases_client.id,
       cases_client.called,
       accounts_membership.id,
       accounts_membership.user_id,
       accounts_user.id,
       accounts_user.name
FROM cases_outcome
INNER JOIN cases_client ON (cases_outcome.client_id = cases_client.id)
INNER JOIN accounts_membership ON (cases_outcome.recorded_by_id = accounts_membership.id)
INNER JOIN accounts_user ON (accounts_membership.user_id = accounts_user.id)
WHERE cases_outcome.case_id = %s
ORDER BY cases_outcome.id DESC

-- khetene/cases/reads/contents.py contents_of
SELECT cases_dutyreport.*,
       accounts_membership.id,
       accounts_membership.user_id,
       accounts_user.id,
       accounts_user.name
FROM cases_dutyreport
INNER JOIN accounts_membership ON (cases_dutyreport.recorded_by_id = accounts_membership.id)
INNER JOIN accounts_user ON (accounts_membership.user_id = accounts_user.id)
WHERE cases_dutyreport.case_id = %s
ORDER BY cases_dutyreport.id DESC

-- khetene/cases/reads/contents.py contents_of
SELECT cases_clientfact.*,
       accounts_membership.id,
       accounts_membership.user_id,
       accounts_user.id,
       accounts_user.name
FROM cases_clientfact
INNER JOIN cases_client ON (cases_clientfact.client_id = cases_client.id)
INNER JOIN accounts_membership ON (cases_clientfact.recorded_by_id = accounts_membership.id)
INNER JOIN accounts_user ON (accounts_membership.user_id = accounts_user.id)
WHERE cases_client.case_id = %s
ORDER BY cases_clientfact.id DESC

-- khetene/kernel/audit.py _locked_head
SELECT kernel_audithead.*
FROM kernel_audithead
WHERE kernel_audithead.silo = %s
ORDER BY kernel_audithead.silo ASC

-- khetene/kernel/audit.py record
INSERT INTO kernel_auditentry (id, silo, position, at, user, membership, organisation, system_task, verb, object_type, object, case, reason, previous_digest, digest)
VALUES (…)

-- khetene/referrals/reads/timeline.py timeline_of
SELECT referrals_referralstep.*,
       referrals_referral.*,
       directory_organisation.id,
       directory_organisation.name,
       T6.id,
       T6.name,
       accounts_membership.*,
       accounts_user.id,
       accounts_user.name
FROM referrals_referralstep
INNER JOIN referrals_referral ON (referrals_referralstep.referral_id = referrals_referral.id)
INNER JOIN directory_organisation ON (referrals_referral.sender_id = directory_organisation.id)
INNER JOIN directory_organisation T6 ON (referrals_referral.recipient_id = T6.id)
LEFT OUTER JOIN accounts_membership ON (referrals_referralstep.by_id = accounts_membership.id)
LEFT OUTER JOIN accounts_user ON (accounts_membership.user_id = accounts_user.id)
WHERE (referrals_referral.case_id = %s
       OR (referrals_referral.recipient_case_id = %s
           AND NOT (referrals_referralstep.state = %s)))
ORDER BY referrals_referralstep.at DESC,
         referrals_referralstep.id DESC

-- khetene/mediation/reads/contacts.py timeline_of
SELECT mediation_contact.*,
       accounts_membership.id,
       accounts_membership.user_id,
       accounts_user.id,
       accounts_user.name
FROM mediation_contact
INNER JOIN accounts_membership ON (mediation_contact.membership_id = accounts_membership.id)
INNER JOIN accounts_user ON (accounts_membership.user_id = accounts_user.id)
WHERE (NOT EXISTS
         (SELECT %s AS a
          FROM mediation_contact U0
          WHERE (U0.corrects_id = (mediation_contact.id)
                 AND U0.corrects_id IS NOT NULL)
          LIMIT 1)
       AND mediation_contact.case_id = %s)
ORDER BY mediation_contact.happened_at ASC,
         mediation_contact.id ASC

-- khetene/programmes/reads/screening.py timeline_of
SELECT programmes_screening.*,
       accounts_membership.id,
       accounts_membership.user_id,
       accounts_user.id,
       accounts_user.name
FROM programmes_screening
INNER JOIN accounts_membership ON (programmes_screening.made_by_id = accounts_membership.id)
INNER JOIN accounts_user ON (accounts_membership.user_id = accounts_user.id)
WHERE programmes_screening.case_id = %s
ORDER BY programmes_screening.made_at ASC,
         programmes_screening.id ASC

-- khetene/referrals/reads/lists.py of_case
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
       T4.id,
       T4.name,
       directory_service.id,
       directory_service.name
FROM referrals_referral
LEFT OUTER JOIN cases_agreement ON (referrals_referral.agreement_id = cases_agreement.id)
INNER JOIN directory_organisation ON (referrals_referral.sender_id = directory_organisation.id)
INNER JOIN directory_organisation T4 ON (referrals_referral.recipient_id = T4.id)
LEFT OUTER JOIN directory_service ON (referrals_referral.service_id = directory_service.id)
WHERE (referrals_referral.id IN
         (SELECT U0.id AS pk
          FROM referrals_referral U0
          WHERE U0.case_id = %s)
       OR referrals_referral.id IN
         (SELECT U0.id AS pk
          FROM referrals_referral U0
          WHERE U0.recipient_case_id = %s))
ORDER BY referrals_referral.created_at DESC,
         referrals_referral.id DESC
