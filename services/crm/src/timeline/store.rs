//! The tables of timelines.

use chrono::{DateTime, Utc};
use contracts::crm::activities::Subject;
use kernel::AccountId;
use platform::{Db, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::model::{Happening, Kind};
use crate::{subjects, words};

/// Something that happened, and with what.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its id: that of its event or its activity, so that it stands there once however often it is reported.
    pub entry_id: Uuid,
    /// What it is filtered by.
    pub kind: Kind,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: String,
    /// With what.
    pub about: Vec<Subject>,
    /// What.
    pub what: Happening,
}

/// Writes an entry, unless it is there: onto the timelines of what it is about, of the accounts those belong to, and of the
/// people who are in the deals. The rows that say so are held, so that one that goes to another account at this moment takes the entry along.
pub async fn record(db: &mut Db, entry: Entry) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let about = subjects::ids(&entry.about);
    sqlx::query!(
        r#"with about as (select unnest($7::uuid[]) as id),
         of_deals as materialized (
           select account_id from deals where org_id = $1 and deal_id = any ($7) and account_id is not null for share),
         of_contacts as materialized (
           select account_id from contacts where org_id = $1 and contact_id = any ($7) and account_id is not null
              for share),
         of_people as (
           select contact_id from deals where org_id = $1 and deal_id = any ($7) and contact_id is not null
           union select (person->>'contact_id')::uuid
             from deals cross join jsonb_array_elements(contacts) as person where org_id = $1 and deal_id = any ($7)),
         entry as (
           insert into timeline_entries (org_id, entry_id, kind, at, actor, what, recorded_at)
           values ($1, $2, $3, $4, $5, $6, $8)
           on conflict do nothing returning entry_id)
         insert into timeline_links (org_id, subject_id, at, entry_id, kind, direct)
         select $1, id, $4, $2, $3, bool_or(direct)
           from (select id, true as direct from about
                 union all select account_id, false from of_deals
                 union all select account_id, false from of_contacts
                 union all select contact_id, false from of_people) stands
          where exists (select 1 from entry)
          group by id"#,
        org,
        entry.entry_id,
        words::word(entry.kind)?,
        entry.at,
        entry.actor,
        Json(&entry.what) as _,
        &about,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Takes an entry off all timelines; answers who did what it told of.
pub async fn forget(db: &mut Db, entry_id: Uuid) -> Result<Option<String>> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from timeline_links where org_id = $1 and entry_id = $2", org, entry_id)
        .execute(db.conn())
        .await?;
    let actor = sqlx::query_scalar!(
        "delete from timeline_entries where org_id = $1 and entry_id = $2 returning actor",
        org,
        entry_id
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(actor)
}

/// Puts what is about one thing onto the timeline of another, too: of a contact, what was written and said while they were a
/// lead.
pub async fn continue_on(db: &mut Db, from: Uuid, to: Uuid, direct: bool) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into timeline_links (org_id, subject_id, at, entry_id, kind, direct)
         select org_id, $3, at, entry_id, kind, $4 from timeline_links where org_id = $1 and subject_id = $2
         on conflict do nothing",
        org,
        from,
        to,
        direct,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Takes what is about a deal or contact from the timeline of the account it belonged to, unless something else keeps it
/// there, onto that of the account it belongs to now. Called after the deal or contact is saved.
pub async fn move_to_account(
    db: &mut Db,
    subject_id: Uuid,
    from: Option<AccountId>,
    to: Option<AccountId>,
) -> Result<()> {
    let org = db.org.as_uuid();
    if let Some(from) = from {
        sqlx::query!(
            "delete from timeline_links l
              where l.org_id = $1 and l.subject_id = $3 and not l.direct
                and l.entry_id in (select entry_id from timeline_links where org_id = $1 and subject_id = $2)
                and not exists (
                  select 1 from timeline_links o join deals d on d.org_id = o.org_id and d.deal_id = o.subject_id
                   where o.org_id = $1 and o.entry_id = l.entry_id and d.account_id = $3)
                and not exists (
                  select 1 from timeline_links o join contacts c on c.org_id = o.org_id and c.contact_id = o.subject_id
                   where o.org_id = $1 and o.entry_id = l.entry_id and o.direct and c.account_id = $3)",
            org,
            subject_id,
            from.as_uuid(),
        )
        .execute(db.conn())
        .await?;
    }
    if let Some(to) = to {
        sqlx::query!(
            "insert into timeline_links (org_id, subject_id, at, entry_id, kind, direct)
             select org_id, $3, at, entry_id, kind, false
               from timeline_links where org_id = $1 and subject_id = $2 and direct
             on conflict do nothing",
            org,
            subject_id,
            to.as_uuid(),
        )
        .execute(db.conn())
        .await?;
    }
    Ok(())
}

/// An entry as it is read.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its id.
    pub entry_id: Uuid,
    /// What it is filtered by.
    pub kind: Kind,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: String,
    /// What.
    pub what: Happening,
}

/// The entries of the timeline of something that goes by these ids, newest first, those after a moment and id.
pub async fn list(
    db: &mut Db,
    subjects: &[Uuid],
    kind: Option<Kind>,
    after: Option<(DateTime<Utc>, Uuid)>,
    rows: i64,
) -> Result<Vec<Row>> {
    let org = db.org.as_uuid();
    let (at, id) = after.unzip();
    let found = sqlx::query!(
        r#"select e.entry_id, e.kind, e.at, e.actor, e.what as "what: Json<Happening>"
             from (select distinct found.at, found.entry_id from unnest($2::uuid[]) as subject(id), lateral (
                     select entry_id, at from timeline_links
                      where org_id = $1 and subject_id = subject.id and ($3::text is null or kind = $3)
                        and ($4::timestamptz is null or (at, entry_id) < ($4, $5::uuid))
                      order by at desc, entry_id desc limit $6) found
                    order by found.at desc, found.entry_id desc limit $6) l
             join timeline_entries e on e.org_id = $1 and e.entry_id = l.entry_id
            order by l.at desc, l.entry_id desc"#,
        org,
        subjects,
        kind.map(words::word).transpose()?,
        at,
        id,
        rows,
    )
    .fetch_all(db.conn())
    .await?;
    let read = found.into_iter().map(|row| {
        let kind = words::value(row.kind)?;
        Ok::<_, Problem>(Row { entry_id: row.entry_id, kind, at: row.at, actor: row.actor, what: row.what.0 })
    });
    read.collect()
}
