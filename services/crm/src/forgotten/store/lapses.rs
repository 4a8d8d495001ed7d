//! What lapsed and what was mended, found by comparing what is forgotten now with what was noted.

use chrono::{NaiveDate, TimeDelta};
use contracts::crm::activities::Subject;
use contracts::crm::lapses::{Lapse, LapseReason};
use kernel::{AccountId, ContactId, DealId, FollowUpId, LapseId, LeadId};
use platform::{Db, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::quiet_before;
use crate::forgotten::model::{Kind, Rules};
use crate::words;

/// How long nobody may have changed something before it counts: whoever is writing it down still says the rest.
const GRACE: TimeDelta = TimeDelta::hours(1);

/// A lapse that was noted just now.
#[derive(Debug)]
pub struct Noted {
    /// What lapsed.
    pub lapse: Lapse,
    /// Whether it is told: what an import of the last day brought is not.
    pub is_news: bool,
}

struct Row {
    kind: String,
    record_id: Uuid,
    reason: String,
    occasion: NaiveDate,
    account_id: Option<AccountId>,
    contact_id: Option<ContactId>,
    about: Option<Json<Vec<Subject>>>,
    is_news: bool,
}

impl TryFrom<Row> for Noted {
    type Error = platform::Problem;

    fn try_from(row: Row) -> Result<Self> {
        let kind: Kind = words::value(row.kind)?;
        let reason: LapseReason = words::value(row.reason)?;
        let has_day = match reason {
            LapseReason::NextStepOverdue
            | LapseReason::CloseDatePassed
            | LapseReason::ResponseOverdue
            | LapseReason::NurtureOver
            | LapseReason::FollowUpOverdue => true,
            LapseReason::NoNextStep | LapseReason::StaleInStage | LapseReason::NoActivity | LapseReason::NoOwner => {
                false
            }
        };
        let (about, follow_up_id) = match kind {
            Kind::Deal => {
                let client = [row.account_id.map(Subject::Account), row.contact_id.map(Subject::Contact)];
                let deal = Subject::Deal(DealId::from_uuid(row.record_id));
                (std::iter::once(deal).chain(client.into_iter().flatten()).collect(), None)
            }
            Kind::Lead => (vec![Subject::Lead(LeadId::from_uuid(row.record_id))], None),
            Kind::FollowUp => {
                (row.about.map(|about| about.0).unwrap_or_default(), Some(FollowUpId::from_uuid(row.record_id)))
            }
        };
        let missed_on = Some(row.occasion).filter(|_| has_day);
        let lapse = Lapse { lapse_id: LapseId::new(), kind, reason, missed_on, follow_up_id, about };
        Ok(Self { lapse, is_news: row.is_news })
    }
}

/// Notes what lapsed, and forgets what was mended. The day by which one occasion is told from another is that of the reason,
/// where it has one.
pub async fn note(db: &mut Db, rules: Rules, most: i64) -> Result<Vec<Noted>> {
    let (org, today, now, quiet_at) = (db.org.as_uuid(), db.today(), db.now, quiet_before(db, rules));
    let rows = find!(
        Row;
        "with forgotten as materialized (select * from ";
        r#"), lapsed as materialized (
             select f.kind, f.record_id, r.reason, f.updated_at <= $11::timestamptz as settled,
                    case when r.reason = 'next_step_overdue' then f.step_on
                         when r.reason in ('close_date_passed', 'nurture_over', 'follow_up_overdue') then f.end_on
                         when r.reason = 'response_overdue' then f.answer_on
                         when r.reason = 'stale_in_stage' then coalesce(f.stage_on, f.came_on)
                         else f.came_on end as occasion
               from forgotten f, unnest(f.reasons) r (reason)),
           mended as (
             delete from lapses l
              where l.org_id = $1
                and not exists (select 1 from lapsed n where n.kind = l.kind and n.record_id = l.record_id
                                                         and n.reason = l.reason and n.occasion = l.occasion)),
           noted as (
             insert into lapses (org_id, kind, record_id, reason, occasion, noticed_at)
             select $1, n.kind, n.record_id, n.reason, n.occasion, $8::timestamptz from lapsed n
              where n.settled and not exists (select 1 from lapses l
                                 where l.org_id = $1 and l.kind = n.kind and l.record_id = n.record_id
                                   and l.reason = n.reason and l.occasion = n.occasion)
              limit $10
             on conflict do nothing
             returning kind, record_id, reason, occasion)
           select n.kind as "kind!", n.record_id as "record_id!", n.reason as "reason!", n.occasion as "occasion!",
                  d.account_id as "account_id?: AccountId", d.contact_id as "contact_id?: ContactId",
                  u.about as "about?: Json<Vec<Subject>>",
                  not exists (select 1 from import_records r
                                join imports i on i.org_id = $1 and i.import_id = r.import_id
                               where r.org_id = $1 and r.record_id = n.record_id and r.deed = 'created'
                                 and coalesce(i.finished_at, $8::timestamptz) > $8::timestamptz - interval '1 day') as "is_news!"
             from noted n
             left join deals d on n.kind = 'deal' and d.org_id = $1 and d.deal_id = n.record_id
             left join follow_ups u on n.kind = 'follow_up' and u.org_id = $1 and u.follow_up_id = n.record_id"#;
        org,
        today,
        rules.stale_after_days,
        rules.quiet_after_days,
        quiet_at,
        None::<Uuid>,
        None::<&str>,
        now,
        db.time_zone.as_str(),
        most,
        now - GRACE,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Noted::try_from).collect()
}
