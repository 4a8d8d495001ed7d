//! Where time entries are kept.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::projects::{CostRate, TimeEntry, TimeStatus};
use kernel::{
    AccountId, Currency, DealId, DealLineId, Decimal, Hours, Limit, MemberId, Money, Name, Note, PersonId, ProjectId,
    TaskId, TimeEntryId, VatRate,
};
use platform::{Db, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::model::Entry;
use crate::word;

struct Row {
    time_entry_id: TimeEntryId,
    project_id: ProjectId,
    account_id: Option<AccountId>,
    deal_id: Option<DealId>,
    task_id: TaskId,
    task_name: Name,
    deal_line_id: Option<DealLineId>,
    person_id: PersonId,
    person_name: Name,
    work_on: NaiveDate,
    hours: Hours,
    billable_hours: Hours,
    note: Option<Note>,
    status: String,
    cost_rate: Option<Decimal>,
    cost: Option<Decimal>,
    cost_currency: Option<Currency>,
    bill_rate: Option<Decimal>,
    bill_amount: Option<Decimal>,
    bill_currency: Option<Currency>,
    vat_rate: Option<VatRate>,
    rejection: Option<Note>,
    approved_at: Option<DateTime<Utc>>,
    approved_by: Option<Uuid>,
    billed: bool,
    version: i64,
    member_id: Option<MemberId>,
    cost_rates: Json<Vec<CostRate>>,
}

/// An entry, with what its person costs.
#[derive(Debug)]
pub struct Found {
    /// The entry.
    pub entry: Entry,
    /// The person's cost rates as they are now, oldest first.
    pub rates: Vec<CostRate>,
}

impl TryFrom<Row> for Found {
    type Error = Problem;

    fn try_from(row: Row) -> Result<Self> {
        let image = TimeEntry {
            time_entry_id: row.time_entry_id,
            project_id: row.project_id,
            account_id: row.account_id,
            deal_id: row.deal_id,
            task_id: row.task_id,
            task_name: row.task_name,
            deal_line_id: row.deal_line_id,
            person_id: row.person_id,
            person_name: row.person_name,
            work_on: row.work_on,
            hours: row.hours,
            billable_hours: row.billable_hours,
            note: row.note,
            status: word::read(row.status)?,
            cost_rate: money(row.cost_rate, row.cost_currency)?,
            cost: money(row.cost, row.cost_currency)?,
            bill_rate: money(row.bill_rate, row.bill_currency)?,
            bill_amount: money(row.bill_amount, row.bill_currency)?,
            vat_rate: row.vat_rate,
        };
        let entry = Entry {
            image,
            member_id: row.member_id,
            rejection: row.rejection,
            approved_at: row.approved_at,
            approved_by: row.approved_by,
            billed: row.billed,
            version: row.version,
        };
        Ok(Self { entry, rates: row.cost_rates.0 })
    }
}

fn money(amount: Option<Decimal>, currency: Option<Currency>) -> Result<Option<Money>> {
    amount.zip(currency).map(|(amount, currency)| Money::new(amount, currency)).transpose().map_err(Problem::internal)
}

fn amount(money: Option<Money>) -> Option<Decimal> {
    money.map(Money::amount)
}

fn currency(money: Option<Money>) -> Option<&'static str> {
    money.map(|money| money.currency().code())
}

/// Which entries a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those of this person.
    pub person_id: Option<PersonId>,
    /// Only those in this project.
    pub project_id: Option<ProjectId>,
    /// Only those in this state.
    pub status: Option<TimeStatus>,
    /// Only work of this day and later.
    pub from: Option<NaiveDate>,
    /// Only work of this day and earlier.
    pub to: Option<NaiveDate>,
}

/// Records an entry.
pub async fn insert(db: &mut Db, entry: &Entry) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &entry.image);
    sqlx::query!(
        "insert into time_entries
           (org_id, time_entry_id, project_id, account_id, deal_id, task_id, task_name, deal_line_id, person_id, person_name,
            work_on, hours, billable_hours, note, status, cost_rate, cost, cost_currency, bill_rate, bill_amount,
            bill_currency, vat_rate, billed, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
                 $25, $25)",
        org,
        image.time_entry_id.as_uuid(),
        image.project_id.as_uuid(),
        image.account_id.map(AccountId::as_uuid),
        image.deal_id.map(DealId::as_uuid),
        image.task_id.as_uuid(),
        image.task_name.as_str(),
        image.deal_line_id.map(DealLineId::as_uuid),
        image.person_id.as_uuid(),
        image.person_name.as_str(),
        image.work_on,
        image.hours.value(),
        image.billable_hours.value(),
        image.note.as_ref().map(Note::as_str),
        word::of(&image.status)?,
        amount(image.cost_rate),
        amount(image.cost),
        currency(image.cost_rate),
        amount(image.bill_rate),
        amount(image.bill_amount),
        currency(image.bill_rate),
        image.vat_rate.map(VatRate::value),
        entry.billed,
        entry.version,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// An entry.
pub async fn get(db: &mut Db, id: TimeEntryId) -> Result<Option<Entry>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        "select t.time_entry_id, t.project_id, t.account_id, t.deal_id, t.task_id, t.task_name, t.deal_line_id, t.person_id,
                t.person_name, t.work_on, t.hours, t.billable_hours, t.note, t.status, t.cost_rate, t.cost, t.cost_currency,
                t.bill_rate, t.bill_amount, t.bill_currency, t.vat_rate, t.rejection, t.approved_at, t.approved_by, t.billed,
                t.version, p.member_id, p.cost_rates
           from time_entries t join people p on p.org_id = t.org_id and p.person_id = t.person_id
          where t.org_id = $1 and t.time_entry_id = $2",
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(|row| Found::try_from(row).map(|found| found.entry)).transpose()
}

/// Those of these entries that exist, locked until the transaction ends, in the order of their ids.
pub async fn lock(db: &mut Db, ids: &[TimeEntryId]) -> Result<Vec<Found>> {
    let org = db.org.as_uuid();
    let ids: Vec<Uuid> = ids.iter().map(|id| id.as_uuid()).collect();
    let rows = sqlx::query_as!(
        Row,
        "select t.time_entry_id, t.project_id, t.account_id, t.deal_id, t.task_id, t.task_name, t.deal_line_id, t.person_id,
                t.person_name, t.work_on, t.hours, t.billable_hours, t.note, t.status, t.cost_rate, t.cost, t.cost_currency,
                t.bill_rate, t.bill_amount, t.bill_currency, t.vat_rate, t.rejection, t.approved_at, t.approved_by, t.billed,
                t.version, p.member_id, p.cost_rates
           from time_entries t join people p on p.org_id = t.org_id and p.person_id = t.person_id
          where t.org_id = $1 and t.time_entry_id = any($2)
          order by t.time_entry_id
            for no key update of t",
        org,
        &ids,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Found::try_from).collect()
}

/// Entries, latest work first, behind a key.
pub async fn list(
    db: &mut Db,
    filter: &Filter,
    after: Option<(NaiveDate, TimeEntryId)>,
    limit: Limit,
) -> Result<Vec<Entry>> {
    let org = db.org.as_uuid();
    let (work_on, id) = after.unzip();
    let rows = sqlx::query_as!(
        Row,
        "select t.time_entry_id, t.project_id, t.account_id, t.deal_id, t.task_id, t.task_name, t.deal_line_id, t.person_id,
                t.person_name, t.work_on, t.hours, t.billable_hours, t.note, t.status, t.cost_rate, t.cost, t.cost_currency,
                t.bill_rate, t.bill_amount, t.bill_currency, t.vat_rate, t.rejection, t.approved_at, t.approved_by, t.billed,
                t.version, p.member_id, p.cost_rates
           from time_entries t join people p on p.org_id = t.org_id and p.person_id = t.person_id
          where t.org_id = $1
            and ($2::uuid is null or t.person_id = $2)
            and ($3::uuid is null or t.project_id = $3)
            and ($4::text is null or t.status = $4)
            and ($5::date is null or t.work_on >= $5)
            and ($6::date is null or t.work_on <= $6)
            and ($7::date is null or (t.work_on, t.time_entry_id) < ($7, $8))
          order by t.work_on desc, t.time_entry_id desc
          limit $9",
        org,
        filter.person_id.map(PersonId::as_uuid),
        filter.project_id.map(ProjectId::as_uuid),
        filter.status.as_ref().map(word::of).transpose()?,
        filter.from,
        filter.to,
        work_on,
        id.map(TimeEntryId::as_uuid),
        limit.fetch(),
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(|row| Found::try_from(row).map(|found| found.entry)).collect()
}

/// What a person's entries of a day come to, in hours, without one of them. The day is locked until the transaction ends,
/// so that two entries cannot overfill it together.
pub async fn hours_of_day(db: &mut Db, person: PersonId, on: NaiveDate, without: TimeEntryId) -> Result<Decimal> {
    let org = db.org.as_uuid();
    let day = format!("day of a person {org} {person} {on}");
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 0))", day).execute(db.conn()).await?;
    let hours = sqlx::query_scalar!(
        r#"select coalesce(sum(hours), 0) as "hours!" from time_entries
            where org_id = $1 and person_id = $2 and work_on = $3 and time_entry_id <> $4"#,
        org,
        person.as_uuid(),
        on,
        without.as_uuid(),
    )
    .fetch_one(db.conn())
    .await?;
    Ok(hours)
}

/// Keeps what a person changed about a locked entry.
pub async fn save(db: &mut Db, entry: &Entry) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &entry.image);
    sqlx::query!(
        "update time_entries
            set task_id = $3, task_name = $4, deal_line_id = $5, person_name = $6, work_on = $7, hours = $8,
                billable_hours = $9, note = $10, status = $11, cost_rate = $12, cost = $13, cost_currency = $14,
                bill_rate = $15, bill_amount = $16, bill_currency = $17, vat_rate = $18, rejection = $19, version = $20,
                updated_at = $21
          where org_id = $1 and time_entry_id = $2 and version + 1 = $20",
        org,
        image.time_entry_id.as_uuid(),
        image.task_id.as_uuid(),
        image.task_name.as_str(),
        image.deal_line_id.map(DealLineId::as_uuid),
        image.person_name.as_str(),
        image.work_on,
        image.hours.value(),
        image.billable_hours.value(),
        image.note.as_ref().map(Note::as_str),
        word::of(&image.status)?,
        amount(image.cost_rate),
        amount(image.cost),
        currency(image.cost_rate),
        amount(image.bill_rate),
        amount(image.bill_amount),
        currency(image.bill_rate),
        image.vat_rate.map(VatRate::value),
        entry.rejection.as_ref().map(Note::as_str),
        entry.version,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Keeps what submitting, approving or rejecting changed about locked entries, all in one statement.
pub async fn save_states(db: &mut Db, entries: &[Entry]) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.image.time_entry_id.as_uuid()).collect();
    let statuses = entries.iter().map(|entry| word::of(&entry.image.status)).collect::<Result<Vec<_>>>()?;
    let cost_rates: Vec<Option<Decimal>> = entries.iter().map(|entry| amount(entry.image.cost_rate)).collect();
    let costs: Vec<Option<Decimal>> = entries.iter().map(|entry| amount(entry.image.cost)).collect();
    let currencies: Vec<Option<String>> =
        entries.iter().map(|entry| currency(entry.image.cost_rate).map(str::to_owned)).collect();
    let rejections: Vec<Option<String>> =
        entries.iter().map(|entry| entry.rejection.as_ref().map(|note| note.as_str().to_owned())).collect();
    let approved_at: Vec<Option<DateTime<Utc>>> = entries.iter().map(|entry| entry.approved_at).collect();
    let approved_by: Vec<Option<Uuid>> = entries.iter().map(|entry| entry.approved_by).collect();
    let versions: Vec<i64> = entries.iter().map(|entry| entry.version).collect();
    sqlx::query!(
        "update time_entries t
            set status = n.status, cost_rate = n.cost_rate, cost = n.cost, cost_currency = n.cost_currency,
                rejection = n.rejection, approved_at = n.approved_at, approved_by = n.approved_by, version = n.version,
                updated_at = $11
           from unnest($2::uuid[], $3::text[], $4::numeric[], $5::numeric[], $6::text[], $7::text[], $8::timestamptz[],
                       $9::uuid[], $10::bigint[])
                as n(time_entry_id, status, cost_rate, cost, cost_currency, rejection, approved_at, approved_by, version)
          where t.org_id = $1 and t.time_entry_id = n.time_entry_id and t.version + 1 = n.version",
        org,
        &ids,
        &statuses,
        &cost_rates as &[Option<Decimal>],
        &costs as &[Option<Decimal>],
        &currencies as &[Option<String>],
        &rejections as &[Option<String>],
        &approved_at as &[Option<DateTime<Utc>>],
        &approved_by as &[Option<Uuid>],
        &versions,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Notes whether an entry stands on an issued invoice.
pub async fn mark_billed(db: &mut Db, id: TimeEntryId, billed: bool) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update time_entries set billed = $3 where org_id = $1 and time_entry_id = $2",
        org,
        id.as_uuid(),
        billed,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Takes an entry away.
pub async fn delete(db: &mut Db, id: TimeEntryId) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from time_entries where org_id = $1 and time_entry_id = $2", org, id.as_uuid())
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Calls the task of time that is logged otherwise: it names somebody no more who was erased. What was told of the time then stays
/// told, so nothing is published.
pub async fn rename_task(db: &mut Db, task: TaskId, name: &Name) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update time_entries set task_name = $3 where org_id = $1 and task_id = $2",
        org,
        task.as_uuid(),
        name.as_str(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
