//! What things are called, for people who read figures. The ledger itself knows only ids.

use std::collections::BTreeMap;
use std::collections::btree_map;

use chrono::{DateTime, Utc};
use contracts::crm::{AccountCreated, AccountUpdated, DealWon, PipelineCreated, PipelineUpdated};
use contracts::expenses::{CostCenterCreated, CostCenterUpdated};
use contracts::identity::{MemberAdded, MemberUpdated};
use contracts::projects::{PersonCreated, PersonUpdated};
use contracts::{Envelope, Event};
use kernel::{EventId, Name};
use platform::{Db, Outcome, Received, Result, Tx};
use uuid::Uuid;

use crate::ledger::model::LedgerError;
use crate::ledger::stance::Image;

/// What bears a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An account in CRM: a client.
    Account,
    /// A cost centre.
    CostCenter,
    /// A deal.
    Deal,
    /// A member of the organisation.
    Member,
    /// A person who works on projects.
    Person,
    /// A pipeline.
    Pipeline,
    /// A project.
    Project,
    /// A stage of a pipeline.
    Stage,
}

impl Kind {
    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::CostCenter => "cost_center",
            Self::Deal => "deal",
            Self::Member => "member",
            Self::Person => "person",
            Self::Pipeline => "pipeline",
            Self::Project => "project",
            Self::Stage => "stage",
        }
    }
}

/// Names that events give, the newest for each thing.
#[derive(Debug, Default)]
pub struct Names(BTreeMap<(Kind, Uuid), Named>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    at: DateTime<Utc>,
    by: EventId,
    name: Name,
}

impl Names {
    /// Takes the names an event gives: those of its image, and of what the ledger shows nothing for.
    pub fn read(&mut self, event: &Envelope, image: Option<&Image>) -> Result<(), LedgerError> {
        match image {
            Some(Image::Deal(deal)) => {
                self.put(event, Kind::Deal, deal.deal_id, &deal.name);
                self.put(event, Kind::Stage, deal.stage_id, &deal.stage_name);
            }
            Some(Image::Project(project)) => self.put(event, Kind::Project, project.project_id, &project.name),
            Some(Image::Time(entry)) => self.put(event, Kind::Person, entry.person_id, &entry.person_name),
            Some(
                Image::Schedule(_)
                | Image::Work(_)
                | Image::Invoice(_)
                | Image::Payment(_)
                | Image::Claim(_)
                | Image::Budget(_),
            )
            | None => {}
        }
        match event.event_type.as_str() {
            AccountCreated::TYPE => self.account(event, &decode::<AccountCreated>(event)?.account),
            AccountUpdated::TYPE => self.account(event, &decode::<AccountUpdated>(event)?.account),
            DealWon::TYPE => self.account(event, &decode::<DealWon>(event)?.account),
            PersonCreated::TYPE => self.person(event, &decode::<PersonCreated>(event)?.person),
            PersonUpdated::TYPE => self.person(event, &decode::<PersonUpdated>(event)?.person),
            PipelineCreated::TYPE => self.pipeline(event, &decode::<PipelineCreated>(event)?.pipeline),
            PipelineUpdated::TYPE => self.pipeline(event, &decode::<PipelineUpdated>(event)?.pipeline),
            CostCenterCreated::TYPE => self.cost_center(event, &decode::<CostCenterCreated>(event)?.cost_center),
            CostCenterUpdated::TYPE => self.cost_center(event, &decode::<CostCenterUpdated>(event)?.cost_center),
            _ => {}
        }
        Ok(())
    }

    fn account(&mut self, event: &Envelope, account: &contracts::crm::Account) {
        self.put(event, Kind::Account, account.account_id, &account.name);
    }

    fn person(&mut self, event: &Envelope, person: &contracts::projects::Person) {
        self.put(event, Kind::Person, person.person_id, &person.name);
    }

    fn pipeline(&mut self, event: &Envelope, pipeline: &contracts::crm::Pipeline) {
        self.put(event, Kind::Pipeline, pipeline.pipeline_id, &pipeline.name);
        for stage in &pipeline.stages {
            self.put(event, Kind::Stage, stage.stage_id, &stage.name);
        }
    }

    fn cost_center(&mut self, event: &Envelope, cost_center: &contracts::expenses::CostCenter) {
        self.put(event, Kind::CostCenter, cost_center.cost_center_id, &cost_center.name);
    }

    fn put(&mut self, event: &Envelope, kind: Kind, id: impl Into<Uuid>, name: &Name) {
        self.put_named(kind, id.into(), Named { at: event.time, by: event.id, name: name.clone() });
    }

    fn put_named(&mut self, kind: Kind, id: Uuid, named: Named) {
        match self.0.entry((kind, id)) {
            btree_map::Entry::Vacant(entry) => {
                entry.insert(named);
            }
            btree_map::Entry::Occupied(mut entry) => {
                if (entry.get().at, entry.get().by) < (named.at, named.by) {
                    entry.insert(named);
                }
            }
        }
    }

    /// Keeps them, except where a newer event has named the thing before. The order of the keys is the order in which
    /// every writer locks rows.
    pub async fn save(&self, db: &mut Db) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let org = db.org.as_uuid();
        let kinds: Vec<String> = self.0.keys().map(|(kind, _)| kind.as_str().to_owned()).collect();
        let ids: Vec<Uuid> = self.0.keys().map(|(_, id)| *id).collect();
        let names: Vec<String> = self.0.values().map(|named| named.name.as_str().to_owned()).collect();
        let times: Vec<DateTime<Utc>> = self.0.values().map(|named| named.at).collect();
        let events: Vec<Uuid> = self.0.values().map(|named| named.by.as_uuid()).collect();
        sqlx::query!(
            "insert into names as known (org_id, kind, id, name, named_at, event_id)
             select $1, new.* from unnest($2::text[], $3::uuid[], $4::text[], $5::timestamptz[], $6::uuid[]) as new
             on conflict (org_id, kind, id) do update
               set name = excluded.name, named_at = excluded.named_at, event_id = excluded.event_id
             where (known.named_at, known.event_id) < (excluded.named_at, excluded.event_id)",
            org,
            &kinds,
            &ids,
            &names,
            &times,
            &events
        )
        .execute(db.conn())
        .await?;
        Ok(())
    }
}

fn decode<E: Event>(event: &Envelope) -> Result<E, LedgerError> {
    event
        .decode()
        .map_err(|error| LedgerError::Payload { event_type: event.event_type.clone(), cause: error.to_string() })
}

/// A colleague joined: events name them as their actor.
pub async fn member_added(tx: &mut Tx, event: Received<MemberAdded>) -> Result<Outcome> {
    member(tx, event.id, event.time, &event.data.member).await
}

/// A colleague changed their name.
pub async fn member_updated(tx: &mut Tx, event: Received<MemberUpdated>) -> Result<Outcome> {
    member(tx, event.id, event.time, &event.data.member).await
}

async fn member(tx: &mut Tx, by: EventId, at: DateTime<Utc>, member: &contracts::identity::Member) -> Result<Outcome> {
    let mut names = Names::default();
    names.put_named(Kind::Member, member.member_id.as_uuid(), Named { at, by, name: member.name.clone() });
    names.save(tx).await?;
    Ok(Outcome::Done)
}
