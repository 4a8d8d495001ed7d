//! The tables of retention: rules, notices and holds.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::activities::Subject;
use contracts::crm::privacy::{RetentionHold, RetentionRules};
use kernel::{ContactId, Cursor, LeadId, Limit, Name, Note, Page};
use platform::{Db, Result};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::model::{Hold, Rule, Rules};
use crate::order::store::places;
use crate::order::{ids, orders, put};
use crate::{lists, words};

/// The rules; that everybody is kept when nothing was set yet.
pub async fn rules(db: &mut Db) -> Result<Rules> {
    let org = db.org;
    let row = sqlx::query!(
        "select version, disqualified_leads_months, quiet_leads_months, quiet_contacts_months, mails_months, notice_days
           from retention_rules where org_id = $1",
        org.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(row.map_or_else(
        || Rules::none_of(org),
        |row| Rules {
            version: row.version,
            image: RetentionRules {
                org_id: org,
                disqualified_leads_months: row.disqualified_leads_months,
                quiet_leads_months: row.quiet_leads_months,
                quiet_contacts_months: row.quiet_contacts_months,
                mails_months: row.mails_months,
                notice_days: row.notice_days,
            },
        },
    ))
}

/// Makes those who change the rules of an organisation wait for one another until the transaction ends.
pub async fn lock(db: &mut Db) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('retention ' || $1::uuid, 0))", org)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Writes the next version of the rules, or the first. Notices of rules that changed are given anew.
pub async fn save(db: &mut Db, rules: &Rules) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &rules.image);
    sqlx::query!("delete from retention_notices where org_id = $1", org).execute(db.conn()).await?;
    sqlx::query!(
        "insert into retention_rules (org_id, version, disqualified_leads_months, quiet_leads_months, quiet_contacts_months,
                                      notice_days, updated_at, mails_months)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (org_id) do update
           set version = excluded.version, disqualified_leads_months = excluded.disqualified_leads_months,
               quiet_leads_months = excluded.quiet_leads_months, quiet_contacts_months = excluded.quiet_contacts_months,
               notice_days = excluded.notice_days, updated_at = excluded.updated_at, mails_months = excluded.mails_months",
        org,
        rules.version,
        image.disqualified_leads_months,
        image.quiet_leads_months,
        image.quiet_contacts_months,
        image.notice_days,
        now,
        image.mails_months,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Somebody the rules would erase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "RetentionCandidate")]
pub struct Candidate {
    /// Who.
    pub person: Subject,
    /// What they are called.
    pub name: Name,
    /// By which rule.
    pub rule: Rule,
    /// When something happened with them last.
    pub last_at: DateTime<Utc>,
    /// The day on which they are erased; none while no notice was given.
    pub erase_on: Option<NaiveDate>,
}

/// How many a rule would erase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "RetentionCount")]
pub struct RuleCount {
    /// The rule.
    pub rule: Rule,
    /// How many.
    pub people: i64,
}

fn subject(kind: &str, id: Uuid) -> Subject {
    if kind == "contact" { Subject::Contact(ContactId::from_uuid(id)) } else { Subject::Lead(LeadId::from_uuid(id)) }
}

/// Whom the rules would erase, those first with whom nothing happened for longest.
pub async fn candidates(db: &mut Db, most: i64) -> Result<Vec<Candidate>> {
    let (org, now, today) = (db.org.as_uuid(), db.now, db.today());
    let rows = sqlx::query!(
        r#"select c.person_id as "person_id!", c.person_kind as "person_kind!", c.name as "name!: Name", c.rule as "rule!",
                  c.last_at as "last_at!", n.erase_on as "erase_on?"
             from retention_candidates($1, $2, $3, null) c
             left join retention_notices n on n.org_id = $1 and n.person_id = c.person_id and n.rule = c.rule
            order by n.erase_on nulls last, c.last_at, c.person_id limit $4"#,
        org,
        now,
        today,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    let candidate = |row: (String, Uuid, Name, String, DateTime<Utc>, Option<NaiveDate>)| {
        let (kind, id, name, rule, last_at, erase_on) = row;
        Ok(Candidate { person: subject(&kind, id), name, rule: words::value(rule)?, last_at, erase_on })
    };
    rows.into_iter()
        .map(|row| candidate((row.person_kind, row.person_id, row.name, row.rule, row.last_at, row.erase_on)))
        .collect()
}

/// How many each rule would erase.
pub async fn counts(db: &mut Db) -> Result<Vec<RuleCount>> {
    let (org, now, today) = (db.org.as_uuid(), db.now, db.today());
    let rows = sqlx::query!(
        r#"select rule as "rule!", count(*) as "people!" from retention_candidates($1, $2, $3, null)
            group by rule order by rule"#,
        org,
        now,
        today,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(|row| Ok(RuleCount { rule: words::value(row.rule)?, people: row.people })).collect()
}

/// Gives notice of those who have none, and takes it back from those the rules would erase no more. Answers how many got one.
pub async fn give_notice(db: &mut Db, erase_on: NaiveDate, most: i64) -> Result<u64> {
    let (org, now, today) = (db.org.as_uuid(), db.now, db.today());
    let given = sqlx::query!(
        "with candidates as materialized (select * from retention_candidates($1, $2, $3, null)),
         gone as (
           delete from retention_notices n
            where n.org_id = $1
              and not exists (select 1 from candidates c where c.person_id = n.person_id and c.rule = n.rule))
         insert into retention_notices (org_id, person_id, person_kind, rule, noticed_on, erase_on)
         select $1, person_id, person_kind, rule, $3, $4 from candidates
          where person_id not in (select person_id from retention_notices where org_id = $1)
          order by last_at, person_id limit $5
         on conflict (org_id, person_id) do nothing",
        org,
        now,
        today,
        erase_on,
        most,
    )
    .execute(db.conn())
    .await?;
    Ok(given.rows_affected())
}

/// Takes one notice whose day has come; answers whose it is, and whether the rules would still erase them.
pub async fn take_due(db: &mut Db) -> Result<Option<(Uuid, bool)>> {
    let (org, now, today) = (db.org.as_uuid(), db.now, db.today());
    let taken = sqlx::query!(
        r#"with due as (
             select person_id, rule from retention_notices where org_id = $1 and erase_on <= $3
              order by erase_on, person_id limit 1 for update skip locked),
           taken as (
             delete from retention_notices n using due where n.org_id = $1 and n.person_id = due.person_id
             returning n.person_id, n.rule)
           select taken.person_id as "person_id!",
                  exists (select 1 from retention_candidates($1, $2, $3, taken.person_id) c where c.rule = taken.rule) as "still!"
             from taken"#,
        org,
        now,
        today,
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(taken.map(|row| (row.person_id, row.still)))
}

/// A mail that is kept for longer than the rules say, and the activity as which it stands on timelines.
#[derive(Debug, Clone, Copy)]
pub struct OldMail {
    /// The mail.
    pub mail_id: Uuid,
    /// The activity.
    pub activity_id: Option<Uuid>,
}

/// Mails whose time is up, oldest first, locked: those that are over, and about nobody who is held.
pub async fn old_mails(db: &mut Db, months: i32, most: i64) -> Result<Vec<OldMail>> {
    let (org, now, today) = (db.org.as_uuid(), db.now, db.today());
    let old = sqlx::query_as!(
        OldMail,
        "select m.mail_id, m.activity_id from mails m
          where m.org_id = $1 and m.erased_at is null and m.at < $2::timestamptz - make_interval(months => $3)
            and m.status in ('sent', 'received', 'failed', 'cancelled')
            and not exists (
              select 1 from mail_links k
               where k.org_id = $1 and k.mail_id = m.mail_id and k.subject_id in (
                 select r from retention_holds h, person_records($1, h.person_id) r
                  where h.org_id = $1 and h.lifted_at is null and (h.until_day is null or h.until_day >= $4)))
          order by m.at, m.mail_id limit $5 for no key update of m skip locked",
        org,
        now,
        months,
        today,
        most,
    );
    Ok(old.fetch_all(db.conn()).await?)
}

/// How many mails there are whose time is up, of those that are over and about nobody who is held.
pub async fn count_old_mails(db: &mut Db, months: i32) -> Result<i64> {
    let (org, now, today) = (db.org.as_uuid(), db.now, db.today());
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from mails m
            where m.org_id = $1 and m.erased_at is null and m.at < $2::timestamptz - make_interval(months => $3)
              and m.status in ('sent', 'received', 'failed', 'cancelled')
              and not exists (
                select 1 from mail_links k
                 where k.org_id = $1 and k.mail_id = m.mail_id and k.subject_id in (
                   select r from retention_holds h, person_records($1, h.person_id) r
                    where h.org_id = $1 and h.lifted_at is null and (h.until_day is null or h.until_day >= $4)))"#,
        org,
        now,
        months,
        today,
    )
    .fetch_one(db.conn())
    .await?;
    Ok(count)
}

/// Somebody who is kept, whatever the rules say.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HoldView {
    /// The hold.
    #[serde(flatten)]
    pub hold: RetentionHold,
    /// What they are called.
    pub name: Option<Name>,
    /// Since when.
    pub placed_at: DateTime<Utc>,
    /// By whom: `member:<id>` or `api_key:<id>`.
    pub placed_by: String,
}

struct Row {
    person_id: Uuid,
    person_kind: String,
    reason: Note,
    until_day: Option<NaiveDate>,
    name: Option<Name>,
    placed_at: DateTime<Utc>,
    placed_by: String,
}

impl From<Row> for HoldView {
    fn from(row: Row) -> Self {
        let hold = RetentionHold {
            person: subject(&row.person_kind, row.person_id),
            reason: row.reason,
            until: row.until_day,
        };
        Self { hold, name: row.name, placed_at: row.placed_at, placed_by: row.placed_by }
    }
}

/// Holds that count, with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select h.person_id, h.person_kind, h.reason as "reason: Note", h.until_day,
                      coalesce(c.name, l.name) as "name?: Name", h.placed_at, h.placed_by
                 from retention_holds h
                 left join contacts c on c.org_id = h.org_id and c.contact_id = h.person_id
                 left join leads l on l.org_id = h.org_id and l.lead_id = h.person_id
                where h.org_id = $1 and h.lifted_at is null and (h.until_day is null or h.until_day >= $2) and "# + $rest,
            $($argument),+
        )
    };
}

orders! {
    "RetentionHoldSort":
    /// The last first.
    #[default]
    Latest "-placed_at",
    /// The first first.
    Earliest "placed_at",
    /// What is over first first, those for good last.
    Until "until",
    /// What is over last first, those for good last.
    UntilDown "-until",
    /// By the name of who is kept.
    Name "name",
    /// By the name of who is kept, downwards.
    NameDown "-name",
}

/// Holds that count, in an order, after a cursor.
pub async fn holds(db: &mut Db, sort: Sort, cursor: Option<Cursor>, limit: Limit) -> Result<Page<HoldView>> {
    if sort != Sort::default() {
        return sorted_holds(db, sort, cursor, limit).await;
    }
    let (org, today) = (db.org.as_uuid(), db.today());
    let (at, id) = lists::after::<(DateTime<Utc>, Uuid)>(cursor)?.unzip();
    let found = select!(
        "($3::timestamptz is null or (h.placed_at, h.person_id) < ($3, $4::uuid))
         order by h.placed_at desc, h.person_id desc limit $5",
        org,
        today,
        at,
        id,
        limit.fetch()
    );
    let holds = found.fetch_all(db.conn()).await?.into_iter().map(HoldView::from).collect();
    Ok(Page::from_rows(holds, limit, |one: &HoldView| (one.placed_at, one.hold.person.id())))
}

async fn sorted_holds(db: &mut Db, sort: Sort, cursor: Option<Cursor>, limit: Limit) -> Result<Page<HoldView>> {
    let today = db.today();
    let page = places!(
        db, sort, cursor, limit,
        from "retention_holds x left join contacts c on c.org_id = x.org_id and c.contact_id = x.person_id
              left join leads l on l.org_id = x.org_id and l.lead_id = x.person_id"
        id "x.person_id"
        keys "when 'placed_at' then moment_key(x.placed_at) when 'until' then day_key(x.until_day)
              when 'name' then search_key(coalesce(c.name, l.name))"
        filter "x.lifted_at is null and (x.until_day is null or x.until_day >= $7)",
        today,
    );
    let org = db.org.as_uuid();
    let rows = select!("h.person_id = any($3)", org, today, &ids(&page)).fetch_all(db.conn()).await?;
    Ok(put(page, rows.into_iter().map(HoldView::from).collect(), |one| one.hold.person.id()))
}

/// The hold of a record that counts.
pub async fn hold_of(db: &mut Db, record: Uuid) -> Result<Option<HoldView>> {
    let (org, today) = (db.org.as_uuid(), db.today());
    let row = select!("h.person_id = $3", org, today, record).fetch_optional(db.conn()).await?;
    Ok(row.map(HoldView::from))
}

/// Why one of these records is kept; none when the rules count for all of them.
pub async fn held_because(db: &mut Db, records: &[Uuid]) -> Result<Option<Note>> {
    let (org, today) = (db.org.as_uuid(), db.today());
    let row = select!("h.person_id = any($3) order by h.placed_at limit 1", org, today, records);
    Ok(row.fetch_optional(db.conn()).await?.map(|row| row.reason))
}

/// The hold a record has, or had, with its version, locked; and whether it counts.
pub async fn lock_hold(db: &mut Db, record: Uuid) -> Result<Option<(Hold, bool)>> {
    let org = db.org.as_uuid();
    let row = sqlx::query!(
        r#"select person_kind, version, reason as "reason: Note", until_day, lifted_at is null as "counts!"
             from retention_holds where org_id = $1 and person_id = $2 for no key update"#,
        org,
        record,
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(row.map(|row| {
        let image =
            RetentionHold { person: subject(&row.person_kind, record), reason: row.reason, until: row.until_day };
        (Hold { version: row.version, image }, row.counts)
    }))
}

/// Writes that somebody is held.
pub async fn place(db: &mut Db, hold: &Hold, by: &str) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &hold.image);
    sqlx::query!(
        "insert into retention_holds (org_id, person_id, person_kind, version, reason, until_day, placed_at, placed_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (org_id, person_id) do update
           set version = excluded.version, reason = excluded.reason, until_day = excluded.until_day,
               placed_at = excluded.placed_at, placed_by = excluded.placed_by, lifted_at = null, lifted_by = null",
        org,
        image.person.id(),
        if matches!(image.person, Subject::Contact(_)) { "contact" } else { "lead" },
        hold.version,
        image.reason.as_str(),
        image.until,
        now,
        by,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Writes that the rules count for somebody again.
pub async fn lift(db: &mut Db, hold: &Hold, by: &str) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update retention_holds set version = $3, lifted_at = $4, lifted_by = $5 where org_id = $1 and person_id = $2",
        org,
        hold.image.person.id(),
        hold.version,
        now,
        by,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
