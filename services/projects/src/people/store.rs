//! Where people are kept.

use chrono::{DateTime, Utc};
use contracts::projects::{CostRate, Person as Image};
use kernel::{Email, Limit, MemberId, Name, PersonId};
use platform::problem::OnConstraint;
use platform::{Db, Kind, Problem, Result};
use sqlx::types::Json;

use super::model::Person;

struct Row {
    person_id: PersonId,
    member_id: Option<MemberId>,
    name: Name,
    email: Option<Email>,
    role: Option<Name>,
    active: bool,
    cost_rates: Json<Vec<CostRate>>,
    version: i64,
}

impl From<Row> for Person {
    fn from(row: Row) -> Self {
        let image = Image {
            person_id: row.person_id,
            member_id: row.member_id,
            name: row.name,
            email: row.email,
            role: row.role,
            active: row.active,
            cost_rates: row.cost_rates.0,
        };
        Self { image, version: row.version }
    }
}

/// Which people a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those who are still here, or who are not.
    pub active: Option<bool>,
    /// Only the person behind this membership.
    pub member_id: Option<MemberId>,
}

/// Records a person.
///
/// # Errors
/// 409 `member-has-person` when the membership already has one.
pub async fn insert(db: &mut Db, person: &Person) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &person.image);
    sqlx::query!(
        "insert into people (org_id, person_id, member_id, name, email, role, active, cost_rates, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
        org,
        image.person_id.as_uuid(),
        image.member_id.map(MemberId::as_uuid),
        image.name.as_str(),
        image.email.as_ref().map(Email::as_str),
        image.role.as_ref().map(Name::as_str),
        image.active,
        Json(&image.cost_rates) as _,
        person.version,
        now as DateTime<Utc>,
    )
    .execute(db.conn())
    .await
    .on_constraint("people_member_key", || {
        Problem::new(Kind::Conflict, "member-has-person", "This member already has a person; change that one.")
    })?;
    Ok(())
}

/// A person.
pub async fn get(db: &mut Db, id: PersonId) -> Result<Option<Person>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        "select person_id, member_id, name, email, role, active, cost_rates, version
           from people where org_id = $1 and person_id = $2",
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(row.map(Person::from))
}

/// A person, locked until the transaction ends.
pub async fn lock(db: &mut Db, id: PersonId) -> Result<Option<Person>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        "select person_id, member_id, name, email, role, active, cost_rates, version
           from people where org_id = $1 and person_id = $2 for no key update",
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(row.map(Person::from))
}

/// The person behind a membership, locked until the transaction ends.
pub async fn lock_member(db: &mut Db, member: MemberId) -> Result<Option<Person>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        "select person_id, member_id, name, email, role, active, cost_rates, version
           from people where org_id = $1 and member_id = $2 for no key update",
        org,
        member.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(row.map(Person::from))
}

/// A person who stays as they are until the transaction ends; others may hold them still too.
pub async fn hold_still(db: &mut Db, id: PersonId) -> Result<Option<Person>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        "select person_id, member_id, name, email, role, active, cost_rates, version
           from people where org_id = $1 and person_id = $2 for share",
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(row.map(Person::from))
}

/// As [`hold_still`], by membership.
pub async fn hold_member_still(db: &mut Db, member: MemberId) -> Result<Option<Person>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        "select person_id, member_id, name, email, role, active, cost_rates, version
           from people where org_id = $1 and member_id = $2 for share",
        org,
        member.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(row.map(Person::from))
}

/// People by name, behind a key.
pub async fn list(db: &mut Db, filter: &Filter, after: Option<(Name, PersonId)>, limit: Limit) -> Result<Vec<Person>> {
    let org = db.org.as_uuid();
    let (name, id) = after.unzip();
    let rows = sqlx::query_as!(
        Row,
        "select person_id, member_id, name, email, role, active, cost_rates, version
           from people
          where org_id = $1
            and ($2::boolean is null or active = $2)
            and ($3::uuid is null or member_id = $3)
            and ($4::text is null or (name, person_id) > ($4, $5))
          order by name, person_id
          limit $6",
        org,
        filter.active,
        filter.member_id.map(MemberId::as_uuid),
        name.as_ref().map(Name::as_str),
        id.map(PersonId::as_uuid),
        limit.fetch(),
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(Person::from).collect())
}

/// Keeps what changed about a locked person.
pub async fn save(db: &mut Db, person: &Person) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &person.image);
    sqlx::query!(
        "update people set name = $3, email = $4, role = $5, active = $6, cost_rates = $7, version = $8, updated_at = $9
          where org_id = $1 and person_id = $2 and version + 1 = $8",
        org,
        image.person_id.as_uuid(),
        image.name.as_str(),
        image.email.as_ref().map(Email::as_str),
        image.role.as_ref().map(Name::as_str),
        image.active,
        Json(&image.cost_rates) as _,
        person.version,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
