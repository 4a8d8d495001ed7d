//! What lapsed and what was mended, found by comparing what is forgotten now with what was noted.

use chrono::{NaiveDate, TimeDelta};
use contracts::crm::activities::Subject;
use contracts::crm::lapses::{Lapse, LapseKind, LapseReason};
use kernel::{AccountId, ContactId, DealId, FollowUpId, LapseId, LeadId};
use platform::{Db, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::Since;
use crate::forgotten::model::Rules;
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

fn lapse(kind: LapseKind, reason: String, occasion: NaiveDate, about: Vec<Subject>) -> Result<Lapse> {
    let reason: LapseReason = words::value(reason)?;
    let has_day = match reason {
        LapseReason::NextStepOverdue
        | LapseReason::CloseDatePassed
        | LapseReason::ResponseOverdue
        | LapseReason::NurtureOver
        | LapseReason::FollowUpOverdue => true,
        LapseReason::NoNextStep | LapseReason::StaleInStage | LapseReason::NoActivity | LapseReason::NoOwner => false,
    };
    let missed_on = Some(occasion).filter(|_| has_day);
    Ok(Lapse { lapse_id: LapseId::new(), kind, reason, missed_on, follow_up_id: None, about })
}

struct DealRow {
    deal_id: DealId,
    account_id: Option<AccountId>,
    contact_id: Option<ContactId>,
    reason: String,
    occasion: NaiveDate,
    is_news: bool,
}

/// Notes which open deals lapsed, and forgets which were mended.
pub async fn deals(db: &mut Db, rules: Rules, most: i64) -> Result<Vec<Noted>> {
    let (org, today, now, since) = (db.org.as_uuid(), db.today(), db.now, Since::of(db, rules));
    let rows = find!(
        DealRow;
        "with forgotten as materialized (select * from ";
        r#"), lapsed as materialized (
             select f.deal_id, r.reason, f.updated_at <= $9::timestamptz as settled,
                    case r.reason when 'next_step_overdue' then f.next_step_due_on
                                  when 'close_date_passed' then f.expected_close_on
                                  when 'stale_in_stage' then coalesce(f.in_stage_since, f.opened_on)
                                  else f.opened_on end as occasion
               from forgotten f, unnest(f.reasons) r (reason)),
           mended as (
             delete from lapses l
              where l.org_id = $1 and l.kind = 'deal'
                and not exists (select 1 from lapsed n where n.deal_id = l.record_id and n.reason = l.reason
                                                         and n.occasion = l.occasion)),
           noted as (
             insert into lapses (org_id, kind, record_id, reason, occasion, noticed_at)
             select $1, 'deal', n.deal_id, n.reason, n.occasion, $7::timestamptz from lapsed n
              where n.settled and not exists (select 1 from lapses l
                                 where l.org_id = $1 and l.kind = 'deal' and l.record_id = n.deal_id
                                   and l.reason = n.reason and l.occasion = n.occasion)
              limit $8
             on conflict do nothing
             returning record_id, reason, occasion)
           select d.deal_id as "deal_id!: DealId", d.account_id as "account_id: AccountId",
                  d.contact_id as "contact_id: ContactId", n.reason as "reason!", n.occasion as "occasion!",
                  not exists (select 1 from import_records r
                                join imports i on i.org_id = $1 and i.import_id = r.import_id
                               where r.org_id = $1 and r.record_id = d.deal_id and r.deed = 'created'
                                 and coalesce(i.finished_at, $7) > $7::timestamptz - interval '1 day') as "is_news!"
             from noted n
             join deals d on d.org_id = $1 and d.deal_id = n.record_id"#;
        org,
        today,
        since.stale,
        since.quiet,
        since.quiet_at,
        None::<Uuid>,
        now,
        most,
        now - GRACE,
    )
    .fetch_all(db.conn())
    .await?;
    let noted = rows.into_iter().map(|row| {
        let client = [row.account_id.map(Subject::Account), row.contact_id.map(Subject::Contact)];
        let about = std::iter::once(Subject::Deal(row.deal_id)).chain(client.into_iter().flatten()).collect();
        Ok::<_, Problem>(Noted {
            lapse: lapse(LapseKind::Deal, row.reason, row.occasion, about)?,
            is_news: row.is_news,
        })
    });
    noted.collect()
}

struct LeadRow {
    lead_id: LeadId,
    reason: String,
    occasion: NaiveDate,
    is_news: bool,
}

/// Notes which open leads lapsed, and forgets which were mended. One that is left alone until a day lapses when that day has
/// passed, and for nothing else.
pub async fn leads(db: &mut Db, rules: Rules, most: i64) -> Result<Vec<Noted>> {
    let (org, today, now, since) = (db.org.as_uuid(), db.today(), db.now, Since::of(db, rules));
    let rows = sqlx::query_as!(
        LeadRow,
        r#"with lapsed as materialized (
             select l.lead_id, r.reason, l.updated_at <= $6 as settled,
                    case r.reason when 'next_step_overdue' then l.next_step_due_on
                                  when 'response_overdue' then (l.first_response_due_at at time zone 'UTC')::date
                                  when 'nurture_over' then l.nurture_until
                                  else l.received_on end as occasion
               from leads l
              cross join unnest(array_remove(array[
                      case when l.status <> 'nurture' and l.next_step is null then 'no_next_step' end,
                      case when l.status <> 'nurture' and l.next_step_due_on < $2 then 'next_step_overdue' end,
                      case when l.status <> 'nurture' and l.last_touch_at < $3 and not exists (
                             select 1 from timeline_links t
                              where t.org_id = $1 and t.subject_id = l.lead_id and t.at >= $3
                                and t.kind in ('note', 'call', 'meeting', 'email', 'hand_over'))
                           then 'no_activity' end,
                      case when l.first_responded_at is null and l.first_response_due_at < $4
                           then 'response_overdue' end,
                      case when l.nurture_until < $2 then 'nurture_over' end,
                      case when l.owner_id is null or exists (
                             select 1 from members m
                              where m.org_id = $1 and m.member_id = l.owner_id and not m.active)
                           then 'no_owner' end], null)) r (reason)
              where l.org_id = $1 and l.merged_into is null and l.status in ('new', 'working', 'nurture')),
           mended as (
             delete from lapses l
              where l.org_id = $1 and l.kind = 'lead'
                and not exists (select 1 from lapsed n where n.lead_id = l.record_id and n.reason = l.reason
                                                         and n.occasion = l.occasion)),
           noted as (
             insert into lapses (org_id, kind, record_id, reason, occasion, noticed_at)
             select $1, 'lead', n.lead_id, n.reason, n.occasion, $4 from lapsed n
              where n.settled and not exists (select 1 from lapses l
                                 where l.org_id = $1 and l.kind = 'lead' and l.record_id = n.lead_id
                                   and l.reason = n.reason and l.occasion = n.occasion)
              limit $5
             on conflict do nothing
             returning record_id, reason, occasion)
           select n.record_id as "lead_id!: LeadId", n.reason as "reason!", n.occasion as "occasion!",
                  not exists (select 1 from import_records r
                                join imports i on i.org_id = $1 and i.import_id = r.import_id
                               where r.org_id = $1 and r.record_id = n.record_id and r.deed = 'created'
                                 and coalesce(i.finished_at, $4) > $4::timestamptz - interval '1 day') as "is_news!"
             from noted n"#,
        org,
        today,
        since.quiet_at,
        now,
        most,
        now - GRACE,
    )
    .fetch_all(db.conn())
    .await?;
    let noted = rows.into_iter().map(|row| {
        let about = vec![Subject::Lead(row.lead_id)];
        Ok::<_, Problem>(Noted {
            lapse: lapse(LapseKind::Lead, row.reason, row.occasion, about)?,
            is_news: row.is_news,
        })
    });
    noted.collect()
}

/// Notes which open follow-ups were not done in time, and forgets which were mended. One with a time is late from then on, any
/// other once its day is over.
pub async fn follow_ups(db: &mut Db, most: i64) -> Result<Vec<Noted>> {
    let (org, today, now) = (db.org.as_uuid(), db.today(), db.now);
    let rows = sqlx::query!(
        r#"with lapsed as materialized (
             select follow_up_id, due_on as occasion, updated_at <= $5 as settled from follow_ups
              where org_id = $1 and status = 'open' and (due_on < $2 or (due_time is not null and due_at < $3))),
           mended as (
             delete from lapses l
              where l.org_id = $1 and l.kind = 'follow_up'
                and not exists (select 1 from lapsed n where n.follow_up_id = l.record_id and n.occasion = l.occasion)),
           noted as (
             insert into lapses (org_id, kind, record_id, reason, occasion, noticed_at)
             select $1, 'follow_up', n.follow_up_id, 'follow_up_overdue', n.occasion, $3 from lapsed n
              where n.settled and not exists (select 1 from lapses l
                                 where l.org_id = $1 and l.kind = 'follow_up' and l.record_id = n.follow_up_id
                                   and l.reason = 'follow_up_overdue' and l.occasion = n.occasion)
              limit $4
             on conflict do nothing
             returning record_id, reason, occasion)
           select n.record_id as "follow_up_id!: FollowUpId", n.reason as "reason!", n.occasion as "occasion!",
                  f.about as "about!: Json<Vec<Subject>>"
             from noted n
             join follow_ups f on f.org_id = $1 and f.follow_up_id = n.record_id"#,
        org,
        today,
        now,
        most,
        now - GRACE,
    )
    .fetch_all(db.conn())
    .await?;
    let noted = rows.into_iter().map(|row| {
        let lapse = lapse(LapseKind::FollowUp, row.reason, row.occasion, row.about.0)?;
        Ok::<_, Problem>(Noted { lapse: Lapse { follow_up_id: Some(row.follow_up_id), ..lapse }, is_news: true })
    });
    noted.collect()
}
