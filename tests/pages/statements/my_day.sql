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

-- khetene/programmes/rulebook.py current_version
SELECT programmes_ruleversion.*
FROM programmes_ruleversion
ORDER BY programmes_ruleversion.published_at DESC,
         programmes_ruleversion.id DESC
LIMIT 1

-- khetene/cases/reads/due.py due
SELECT %s AS
sort,
       cases_plan.case_id AS of_case,
       cases_case.key AS of_key,
       cases_measure.*
FROM cases_measure
INNER JOIN cases_goal ON (cases_measure.goal_id = cases_goal.id)
INNER JOIN cases_plan ON (cases_goal.plan_id = cases_plan.id)
INNER JOIN cases_case ON (cases_plan.case_id = cases_case.id)
WHERE (cases_measure.due_on <= %s
       AND cases_plan.case_id IN
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
                    WHERE U0.supervisor_id = %s)
                 AND V0.closed_on IS NULL))
       AND cases_plan.state = %s
       AND cases_measure.state IN (…))
UNION ALL
SELECT cases_promise.side AS
sort,
       cases_promise.case_id AS of_case,
       cases_case.key AS of_key,
       cases_promise.*
FROM cases_promise
INNER JOIN cases_case ON (cases_promise.case_id = cases_case.id)
WHERE (cases_promise.kept IS NULL
       AND cases_promise.case_id IN
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
                    WHERE U0.supervisor_id = %s)
                 AND V0.closed_on IS NULL))
       AND cases_promise.due_on <= %s)
UNION ALL
SELECT %s AS
sort,
       cases_plan.case_id AS of_case,
       cases_case.key AS of_key,
       cases_plan.id AS row,
       %s AS said,
       cases_plan.review_on AS due
FROM cases_plan
INNER JOIN cases_case ON (cases_plan.case_id = cases_case.id)
WHERE (cases_plan.case_id IN
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
                    WHERE U0.supervisor_id = %s)
                 AND V0.closed_on IS NULL))
       AND cases_plan.review_on <= %s
       AND cases_plan.state = %s)
UNION ALL
SELECT %s AS
sort,
       cases_dutyreport.case_id AS of_case,
       cases_case.key AS of_key,
       cases_dutyreport.id AS row,
       %s AS said,
       DAY_OF(cases_dutyreport.arose_at) AS due
FROM cases_dutyreport
INNER JOIN cases_case ON (cases_dutyreport.case_id = cases_case.id)
WHERE (cases_dutyreport.case_id IN
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
                    WHERE U0.supervisor_id = %s)
                 AND V0.closed_on IS NULL))
       AND cases_dutyreport.reported_at IS NULL)
ORDER BY 6 ASC,
         4 ASC

-- khetene/referrals/reads/lists.py waiting_for_me
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
       T5.id,
       T5.name,
       directory_organisation.id,
       directory_organisation.name,
       directory_service.id,
       directory_service.name
FROM referrals_referral
LEFT OUTER JOIN cases_agreement ON (referrals_referral.agreement_id = cases_agreement.id)
INNER JOIN directory_organisation ON (referrals_referral.recipient_id = directory_organisation.id)
INNER JOIN directory_organisation T5 ON (referrals_referral.sender_id = T5.id)
LEFT OUTER JOIN directory_service ON (referrals_referral.service_id = directory_service.id)
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
       AND (((cases_agreement.withdrawn_on IS NULL
              AND (cases_agreement.valid_to IS NULL
                   OR cases_agreement.valid_to >= %s))
             AND referrals_referral.state IN (…))
            OR (EXISTS
                  (SELECT %s AS a
                   FROM referrals_referral U0
                   INNER JOIN cases_case U1 ON (U0.recipient_case_id = U1.id)
                   INNER JOIN cases_outcome U2 ON (U1.id = U2.case_id)
                   WHERE (U0.id = (referrals_referral.id)
                          AND U2.id IS NOT NULL)
                   LIMIT 1)
                AND referrals_referral.state IN (…))
            OR (
                  (SELECT U0.organisation_id AS organisation_id
                   FROM referrals_referralmessage U0
                   WHERE U0.referral_id = (referrals_referral.id)
                   ORDER BY U0.written_at DESC,
                            U0.id DESC
                   LIMIT 1) IS NOT NULL
                AND referrals_referral.state IN (…)
                AND NOT (
                           (SELECT U0.organisation_id AS organisation_id
                            FROM referrals_referralmessage U0
                            WHERE U0.referral_id = (referrals_referral.id)
                            ORDER BY U0.written_at DESC,
                                     U0.id DESC
                            LIMIT 1) = %s))))
ORDER BY referrals_referral.sent_at ASC NULLS LAST,
         referrals_referral.id ASC
LIMIT 20

-- khetene/referrals/reads/lists.py waiting_for_me
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
       AND (referrals_referral.state = %s
            OR (referrals_referral.state = %s
                AND EXISTS
                  (SELECT %s AS a
                   FROM referrals_referral V0
                   WHERE ((V0.state IN (…)
                           OR (V0.state = %s
                               AND NOT EXISTS
                                 (SELECT %s AS a
                                  FROM referrals_referral U0
                                  WHERE (U0.client_id = (V0.client_id)
                                         AND U0.sent_at > (V0.sent_at)
                                         AND U0.state IN (…))
                                  LIMIT 1)))
                          AND V0.id = (referrals_referral.id))
                   LIMIT 1))
            OR (referrals_referral.remind_on <= %s
                AND referrals_referral.state IN (…)
                AND referrals_referral.way IN (…))
            OR (
                  (SELECT U0.organisation_id AS organisation_id
                   FROM referrals_referralmessage U0
                   WHERE U0.referral_id = (referrals_referral.id)
                   ORDER BY U0.written_at DESC,
                            U0.id DESC
                   LIMIT 1) IS NOT NULL
                AND referrals_referral.state IN (…)
                AND NOT (
                           (SELECT U0.organisation_id AS organisation_id
                            FROM referrals_referralmessage U0
                            WHERE U0.referral_id = (referrals_referral.id)
                            ORDER BY U0.written_at DESC,
                                     U0.id DESC
                            LIMIT 1) = %s))))
ORDER BY referrals_referral.sent_at ASC NULLS LAST,
         referrals_referral.id ASC
LIMIT 20

-- khetene/mediation/reads/contacts.py next_steps_due
SELECT mediation_contact.*
FROM mediation_contact
WHERE (mediation_contact.membership_id = %s
       AND mediation_contact.organisation_id = %s
       AND NOT EXISTS
         (SELECT %s AS a
          FROM mediation_contact U0
          WHERE (U0.corrects_id = (mediation_contact.id)
                 AND U0.corrects_id IS NOT NULL)
          LIMIT 1)
       AND mediation_contact.next_step_done IS NULL
       AND mediation_contact.next_step_on <= %s)
ORDER BY mediation_contact.next_step_on ASC,
         mediation_contact.id ASC
LIMIT 20

-- khetene/mediation/reads/workplans.py plan_steps_due
SELECT mediation_townstep.*
FROM mediation_townstep
INNER JOIN mediation_towngoal ON (mediation_townstep.goal_id = mediation_towngoal.id)
INNER JOIN mediation_townneed ON (mediation_towngoal.need_id = mediation_townneed.id)
WHERE (mediation_townneed.plan_id IN
         (SELECT U0.id
          FROM mediation_workplan U0
          INNER JOIN accounts_membership U1 ON (U0.membership_id = U1.id)
          WHERE (U1.user_id = %s
                 AND U0.organisation_id = %s
                 AND U0.reviewed_on IS NULL))
       AND NOT (mediation_townstep.state IN (…))
       AND mediation_townstep.due_on <= %s)
ORDER BY mediation_townstep.due_on ASC,
         mediation_townstep.id ASC
LIMIT 20

-- khetene/cases/reads/lists.py silent
SELECT cases_case.*
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
       AND cases_case.closed_on IS NULL
       AND cases_case.last_activity_on <= %s)
ORDER BY cases_case.last_activity_on DESC,
         cases_case.id DESC
LIMIT 5

-- khetene/mediation/reads/months.py months_to_sign
SELECT mediation_month.first AS first,
       mediation_month.state AS state
FROM mediation_month
WHERE (mediation_month.membership_id = %s
       AND mediation_month.organisation_id = %s)
ORDER BY 1 ASC,
         mediation_month.number ASC

-- khetene/mediation/reads/months.py months_to_sign
SELECT mediation_contact.id AS pk
FROM mediation_contact
WHERE (mediation_contact.membership_id = %s
       AND mediation_contact.organisation_id = %s
       AND mediation_contact.happened_at >= %s
       AND mediation_contact.happened_at < %s
       AND mediation_contact.happened_on >= %s
       AND mediation_contact.happened_on < %s)
ORDER BY mediation_contact.happened_at ASC,
         mediation_contact.id ASC
LIMIT 1
