//! People over HTTP. What they cost is shown only to those who may know.

use chrono::NaiveDate;
use contracts::projects::{CostRate, Person as Image};
use exports::List;
use kernel::{Cursor, Email, Limit, MemberId, Money, Name, Page, Permission, PersonId};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Change, Person};
use super::store::{self, Filter};
use crate::given::Given;

/// The routes of people.
pub fn routes() -> Routes {
    Routes::new("people")
        .get("/v1/people", Permission::ReadProjects, "List people by name", list)
        .post("/v1/people", Permission::ManagePeople, "Record a person", create)
        .get("/v1/people/{person_id}", Permission::ReadProjects, "A person", get)
        .patch("/v1/people/{person_id}", Permission::ManagePeople, "Change a person", change)
        .post(
            "/v1/people/{person_id}/cost-rates",
            Permission::ManagePeople,
            "Say what an hour of a person costs from a day on",
            set_cost_rate,
        )
}

/// A person to record.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreatePerson {
    /// Name.
    name: Name,
    /// Address.
    #[serde(default)]
    email: Option<Email>,
    /// The membership they log in with, when it has no person yet.
    #[serde(default)]
    member_id: Option<MemberId>,
    /// Role billed to clients: "Developer".
    #[serde(default)]
    role: Option<Name>,
    /// False for someone who already left; true when left out.
    #[serde(default)]
    active: Option<bool>,
}

/// Fields of a person to replace. What is left out stays; null clears.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePerson {
    /// Name.
    #[serde(default)]
    name: Option<Name>,
    /// Address.
    #[serde(default)]
    email: Given<Email>,
    /// Role billed to clients.
    #[serde(default)]
    role: Given<Name>,
    /// Whether they still work here.
    #[serde(default)]
    active: Option<bool>,
}

/// What an hour costs from a day on. A rate of the same day is replaced.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetCostRate {
    /// First day it holds.
    effective_from: NaiveDate,
    /// Cost of one hour, in the organisation's base currency.
    hourly_cost: Money,
}

/// A person.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PersonView {
    /// Their id.
    person_id: PersonId,
    /// The membership they log in with.
    member_id: Option<MemberId>,
    /// Name.
    name: Name,
    /// Address.
    email: Option<Email>,
    /// Role billed to clients.
    role: Option<Name>,
    /// False once they left.
    active: bool,
    /// What an hour costs, oldest first; left out for those who may not know.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_rates: Option<Vec<CostRate>>,
    /// Counts the changes of the person; the same as in the ETag.
    version: i64,
}

impl PersonView {
    fn of(person: Person, with_cost: bool) -> Self {
        let image = person.image;
        Self {
            person_id: image.person_id,
            member_id: image.member_id,
            name: image.name,
            email: image.email,
            role: image.role,
            active: image.active,
            cost_rates: with_cost.then_some(image.cost_rates),
            version: person.version,
        }
    }
}

/// Which people to list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListPeople {
    /// Only those who are still here, or who are not.
    active: Option<bool>,
    /// Only the person behind this membership.
    member_id: Option<MemberId>,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

impl List for ListPeople {
    type Item = PersonView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<PersonView>> {
        let after = cursor.map(|cursor| cursor.decode()).transpose();
        let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
        let filter = Filter { active: self.active, member_id: self.member_id };
        let people = store::list(db, &filter, after, limit).await?;
        let with_cost = db.may(Permission::ReadCostRates);
        let page = Page::from_rows(people, limit, |person| (person.image.name.clone(), person.image.person_id));
        Ok(page.map(|person| PersonView::of(person, with_cost)))
    }
}

async fn list(mut db: Read, Query(query): Query<ListPeople>) -> Result<Reply<Page<PersonView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get(mut db: Read, Path(id): Path<PersonId>) -> Result<Reply<PersonView>> {
    let person = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("person"))?;
    let with_cost = db.may(Permission::ReadCostRates);
    Ok(Reply::of(person.version, PersonView::of(person, with_cost)))
}

async fn create(mut tx: Tx, Json(body): Json<CreatePerson>) -> Result<Created<PersonView>> {
    let (person, created) = Person::create(Image {
        person_id: PersonId::new(),
        member_id: body.member_id,
        name: body.name,
        email: body.email,
        role: body.role,
        active: body.active.unwrap_or(true),
        cost_rates: Vec::new(),
    });
    store::insert(&mut tx, &person).await?;
    tx.publish(person.version, &created)?;
    let with_cost = tx.may(Permission::ReadCostRates);
    tx.created(format!("/v1/people/{}", person.image.person_id), person.version, PersonView::of(person, with_cost))
        .await
}

async fn change(mut tx: Tx, Path(id): Path<PersonId>, Json(body): Json<ChangePerson>) -> Result<Reply<PersonView>> {
    let mut person = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("person"))?;
    tx.require_match(person.version)?;
    let change = Change { name: body.name, email: body.email, role: body.role, active: body.active };
    if let Some(updated) = person.change(change) {
        store::save(&mut tx, &person).await?;
        tx.publish(person.version, &updated)?;
    }
    let with_cost = tx.may(Permission::ReadCostRates);
    tx.reply(person.version, PersonView::of(person, with_cost)).await
}

async fn set_cost_rate(
    mut tx: Tx,
    Path(id): Path<PersonId>,
    Json(body): Json<SetCostRate>,
) -> Result<Reply<PersonView>> {
    let mut person = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("person"))?;
    tx.if_match(person.version)?;
    let rate = CostRate { effective_from: body.effective_from, hourly_cost: body.hourly_cost };
    let base = tx.base_currency;
    if let Some(updated) = person.set_cost_rate(rate, base)? {
        store::save(&mut tx, &person).await?;
        tx.publish(person.version, &updated)?;
    }
    let with_cost = tx.may(Permission::ReadCostRates);
    tx.reply(person.version, PersonView::of(person, with_cost)).await
}
