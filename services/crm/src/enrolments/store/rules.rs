//! Who is to be enrolled by the rule of a sequence. Nobody is enrolled by it twice, whatever became of the first time.

use chrono::{DateTime, Utc};
use contracts::crm::activities::Subject;
use contracts::leads::LeadStatus;
use kernel::{ContactId, LeadId, MemberId, Name, SequenceId};
use platform::{Db, Result};
use uuid::Uuid;

use super::Closed;
use crate::words;

/// Somebody who is to be enrolled.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    /// Who.
    pub person: Subject,
    /// Who looks after them.
    pub owner_id: Option<MemberId>,
}

/// Leads of which all of this is true, and who came in or changed since the rule holds, by id: those after one.
pub async fn leads_to_enrol(
    db: &mut Db,
    sequence: SequenceId,
    (status, min_score, source): (Option<LeadStatus>, Option<i32>, Option<&Name>),
    since: DateTime<Utc>,
    (after, most): (Option<Uuid>, i64),
) -> Result<Vec<Candidate>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select l.lead_id as "lead_id: LeadId", l.owner_id as "owner_id: MemberId" from leads l
            where l.org_id = $1 and l.merged_into is null and l.email is not null and l.updated_at >= $6
              and l.status in ('new', 'working', 'nurture')
              and ($3::text is null or l.status = $3) and ($4::int is null or l.score >= $4)
              and ($5::text is null or l.source_key = search_key($5))
              and not exists (select 1 from enrolments e
                               where e.org_id = l.org_id and e.sequence_id = $2 and e.person_id = l.lead_id)
              and ($8::uuid is null or l.lead_id > $8)
            order by l.lead_id limit $7"#,
        org,
        sequence.as_uuid(),
        status.map(words::word).transpose()?,
        min_score,
        source.map(Name::as_str),
        since,
        most,
        after,
    )
    .fetch_all(db.conn())
    .await?;
    let candidate = |row: (LeadId, Option<MemberId>)| Candidate { person: Subject::Lead(row.0), owner_id: row.1 };
    Ok(rows.into_iter().map(|row| candidate((row.lead_id, row.owner_id))).collect())
}

/// Contacts of deals that were closed in this way since the rule holds, by id: those after one.
pub async fn of_closed_deals(
    db: &mut Db,
    sequence: SequenceId,
    how: Closed,
    since: DateTime<Utc>,
    (after, most): (Option<Uuid>, i64),
) -> Result<Vec<Candidate>> {
    let org = db.org.as_uuid();
    let status = match how {
        Closed::Won => "won",
        Closed::Lost => "lost",
    };
    let rows = sqlx::query!(
        r#"select distinct on (d.contact_id) d.contact_id as "contact_id!: ContactId", d.owner_id as "owner_id: MemberId"
             from deals d join contacts c on c.org_id = d.org_id and c.contact_id = d.contact_id
            where d.org_id = $1 and d.status = $3 and d.closed_on >= $4::timestamptz::date and d.updated_at >= $4
              and (d.status <> 'won' or d.win_no > 0)
              and c.email is not null and c.merged_into is null
              and not exists (select 1 from enrolments e
                               where e.org_id = d.org_id and e.sequence_id = $2 and e.person_id = d.contact_id)
              and ($6::uuid is null or d.contact_id > $6)
            order by d.contact_id, d.updated_at desc limit $5"#,
        org,
        sequence.as_uuid(),
        status,
        since,
        most,
        after,
    )
    .fetch_all(db.conn())
    .await?;
    let candidate = |row: (ContactId, Option<MemberId>)| Candidate { person: Subject::Contact(row.0), owner_id: row.1 };
    Ok(rows.into_iter().map(|row| candidate((row.contact_id, row.owner_id))).collect())
}
