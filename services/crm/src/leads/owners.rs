//! Who looks after a lead that names nobody: who looks after the client it is of, or whom the rules choose.

use std::collections::{BTreeMap, BTreeSet};

use contracts::crm::activities::{NotificationKind, Subject};
use contracts::leads::LeadOrigin;
use kernel::{EventId, LeadId, MemberId, Name, RuleId};
use platform::{Problem, Result, Tx};

use super::model::{Keeper, Lead};
use super::store;
use crate::lead_settings::model::Settings;
use crate::lead_settings::{self, Chosen};
use crate::notifications::{self, Message};
use crate::{members, timeline};

/// Leads that wait for room which are looked at in one run for one organisation, those that wait longest first.
const MOST: i64 = 500;

/// Who shall look after a lead that names nobody and came forward from these places, too, after the first time.
pub async fn find(
    tx: &mut Tx,
    settings: &Settings,
    lead: &Lead,
    later: &[LeadOrigin],
    full: &mut BTreeSet<RuleId>,
) -> Result<Keeper> {
    if settings.image.known_clients_first
        && let Some((owner, client)) = store::owner_of_client(tx, &lead.image).await?
    {
        return Ok(Keeper::OfClient(owner, client));
    }
    Ok(match lead_settings::assign(tx, settings, &lead.image, later, full).await? {
        Chosen::Member(owner, rule) => Keeper::ByRule(owner, rule),
        Chosen::NobodyHasRoom => Keeper::WhenThereIsRoom,
        Chosen::NoRule => Keeper::Named(None),
    })
}

/// Tells those who may say who gets leads of one that nobody looks after; of the same one only once.
pub async fn miss(tx: &mut Tx, lead: &Lead) -> Result<()> {
    if lead.image.owner_id.is_some() {
        return Ok(());
    }
    let message = Message {
        kind: NotificationKind::LeadWithoutOwner,
        subject: Some(Subject::Lead(lead.image.lead_id)),
        activity_id: None,
        follow_up_id: None,
        text: Some(lead.image.name.clone()),
        cause: format!("lead {} without owner", lead.image.lead_id),
    };
    let leaders = members::store::leaders(tx).await?;
    notifications::tell(tx, leaders, message).await
}

/// Hands out leads that wait for room, as far as there is room by now.
pub async fn hand_out(tx: &mut Tx) -> Result<()> {
    let mut waiting = store::waiting_for_room(tx, MOST).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    let settings = lead_settings::store::get(tx).await?;
    let ids: Vec<_> = waiting.iter().map(|lead| lead.image.lead_id).collect();
    let mut origins = store::later_origins(tx, &ids).await?;
    let (mut full, mut got) = (BTreeSet::new(), Got::default());
    for lead in &mut waiting {
        let later = origins.remove(&lead.image.lead_id.as_uuid()).unwrap_or_default();
        let keeper = find(tx, &settings, lead, &later, &mut full).await?;
        if matches!(keeper, Keeper::ByRule(..) | Keeper::OfClient(..)) {
            let (event, was) = hand_to(tx, lead, keeper).await?;
            got.note(event, lead, was);
        }
    }
    got.tell(tx).await
}

/// Who got leads of many: the first of each, with its event, and how many there are.
#[derive(Debug, Default)]
pub struct Got(BTreeMap<MemberId, (EventId, LeadId, Name, usize)>);

impl Got {
    /// A lead was given by this event; `was` looked after it before.
    pub fn note(&mut self, event: EventId, lead: &Lead, was: Option<MemberId>) {
        if let Some(owner) = lead.image.owner_id.filter(|owner| Some(*owner) != was) {
            let first = (event, lead.image.lead_id, lead.image.name.clone(), 0);
            self.0.entry(owner).or_insert(first).3 += 1;
        }
    }

    /// Tells each of them once, of the first and how many more there are.
    pub async fn tell(self, tx: &mut Tx) -> Result<()> {
        for (owner, (event, lead, name, count)) in self.0 {
            let text = match count {
                0 | 1 => name,
                _ => {
                    let short: String = name.as_str().chars().take(Name::MAX_CHARS - 10).collect();
                    Name::new(format!("{short} (+{})", count - 1)).map_err(Problem::internal)?
                }
            };
            tell(tx, vec![owner], NotificationKind::Assigned, (event, lead), text).await?;
        }
        Ok(())
    }
}

/// Gives a lead, which the caller has locked, to somebody, and tells them.
pub async fn assign(tx: &mut Tx, lead: &mut Lead, keeper: Keeper) -> Result<()> {
    let (event, was) = hand_to(tx, lead, keeper).await?;
    if lead.image.owner_id == was {
        return Ok(());
    }
    tell_owner(tx, event, lead, NotificationKind::Assigned).await
}

/// Gives a lead, which the caller has locked, to somebody, without a word to them; answers who looked after it before.
pub async fn hand_to(tx: &mut Tx, lead: &mut Lead, keeper: Keeper) -> Result<(EventId, Option<MemberId>)> {
    let assigned = lead.assign(keeper)?;
    store::save(tx, lead).await?;
    let event = tx.publish(lead.version, &assigned)?;
    if lead.image.owner_id != assigned.was {
        timeline::leads::given(tx, event, &lead.image, assigned.was).await?;
    }
    Ok((event, assigned.was))
}

/// Tells whoever looks after a lead something of it.
pub async fn tell_owner(tx: &mut Tx, event: EventId, lead: &Lead, kind: NotificationKind) -> Result<()> {
    let (about, name) = ((event, lead.image.lead_id), lead.image.name.clone());
    tell(tx, lead.image.owner_id.into_iter().collect(), kind, about, name).await
}

async fn tell(
    tx: &mut Tx,
    members: Vec<MemberId>,
    kind: NotificationKind,
    (event, lead): (EventId, LeadId),
    text: Name,
) -> Result<()> {
    let message = Message {
        kind,
        subject: Some(Subject::Lead(lead)),
        activity_id: None,
        follow_up_id: None,
        text: Some(text),
        cause: format!("event {event}"),
    };
    notifications::tell(tx, members, message).await
}
