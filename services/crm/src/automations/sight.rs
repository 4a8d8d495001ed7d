//! What a rule sees of an event: the fields there are for a trigger, and their values.
//!
//! What the event carries is seen as it was then. What tells of a person, which the journal does not say, records it only
//! names, and names that stand for ids are seen as they are at the moment of looking: at once when a rule runs, later when it
//! is tried on the past.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use contracts::crm::activities::Subject;
use contracts::crm::{CustomField, FieldKind};
use kernel::{
    AccountId, ActivityId, ContactId, DealId, Decimal, EnrolmentId, EventId, FollowUpId, LeadId, MailId, QuoteId,
};
use platform::{Db, Problem, Result};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::condition::{Kind, Seen, Values};
use super::engine::ACTOR;
use super::fields::{EVENT, Field, How};
use super::triggers::{Noun, Only, Place, Trigger};
use crate::leads::model::Lead;
use crate::{
    accounts, activities, contacts, custom_fields, deals, enrolments, follow_ups, leads, mails, members, pipelines,
    quotes, tags,
};

/// Something that happened, as rules look at it.
#[derive(Debug, Clone)]
pub struct Happened {
    /// Its id.
    pub event_id: EventId,
    /// What kind of event it is.
    pub event_type: String,
    /// The aggregate it belongs to.
    pub aggregate_id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it: `member:<id>`, `api_key:<id>` or `system:<part>`.
    pub actor: String,
    /// The first cause in its chain.
    pub correlation_id: Uuid,
    /// The event it reacts to.
    pub causation_id: Option<Uuid>,
    /// What it says.
    pub payload: Value,
}

/// A field, for whoever writes a condition.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TriggerField {
    /// Its name, as it is written: `deal.value`.
    pub name: String,
    /// What kind of value it has.
    pub kind: Kind,
    /// What it means.
    pub meaning: String,
    /// Whether it is seen as it was when the event happened; otherwise as it is when the rule looks.
    pub as_it_was: bool,
    /// Whether it is a field the organisation added.
    pub custom: bool,
}

#[derive(Debug, Clone)]
enum Origin {
    /// From what the event carries.
    Event(String),
    /// From a record the event names.
    Record(Noun, String),
    /// From a thing whose id stands there: what the journal does not say, since it tells of a person or is only named.
    Thing(&'static str, String, String),
}

/// Where the payloads of each kind of event are veiled.
static VEILED: LazyLock<HashMap<&'static str, Vec<String>>> = LazyLock::new(|| {
    let pointers = |paths: &[&str]| paths.iter().map(|path| format!("/{}", path.replace('.', "/"))).collect();
    contracts::catalog().into_iter().map(|event| (event.event_type, pointers(event.personal))).collect()
});

/// Whether the journal does not say what stands at a place of an event.
fn is_veiled(event_type: &str, at: &str) -> bool {
    let veiled = VEILED.get(event_type).map_or(&[][..], Vec::as_slice);
    veiled
        .iter()
        .any(|path| at.strip_prefix(path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// What records say and their events do not: points follow from a lead and the rules, and are no change of it.
pub const UNTOLD: [&str; 1] = ["/lead/score"];

/// Kinds of things whose records are asked for what the journal does not say, by the root of their payload.
const THINGS: [&str; 9] = ["account", "activity", "contact", "deal", "enrolment", "follow_up", "lead", "mail", "quote"];

/// Where the value of a field comes from that stands at this place of an event.
fn origin(event_type: &str, at: String) -> Origin {
    if !is_veiled(event_type, &at) && !UNTOLD.contains(&at.as_str()) {
        return Origin::Event(at);
    }
    let (root, rest) = at.trim_start_matches('/').split_once('/').unwrap_or((&at, ""));
    match THINGS.into_iter().find(|thing| *thing == root) {
        Some(thing) => Origin::Thing(thing, format!("/{thing}/{thing}_id"), format!("/{rest}")),
        None => Origin::Event(at),
    }
}

#[derive(Debug, Clone)]
struct Take {
    from: Origin,
    how: How,
    kind: Kind,
}

/// The fields of a trigger.
#[derive(Debug)]
pub struct Fields {
    /// For whoever writes a condition, in an order that makes sense to them.
    pub shown: Vec<TriggerField>,
    takes: BTreeMap<String, Take>,
    kinds: BTreeMap<String, Kind>,
}

/// The custom fields in use.
pub async fn custom(db: &mut Db) -> Result<Vec<CustomField>> {
    let fields = custom_fields::store::list(db, None).await?;
    Ok(fields.into_iter().map(|field| field.image).filter(|field| !field.archived).collect())
}

impl Fields {
    /// The fields of a trigger, with those the organisation added.
    pub fn of(trigger: &Trigger, custom: &[CustomField]) -> Self {
        let mut fields = Self { shown: Vec::new(), takes: BTreeMap::new(), kinds: BTreeMap::new() };
        for (name, root, of) in trigger.things {
            fields.add_all(name, of, |at| origin(trigger.event_type, format!("{root}{at}")));
        }
        for (name, id_at, of) in trigger.named {
            fields.add_all(name, of, |at| Origin::Thing(name, (*id_at).to_owned(), at.to_owned()));
        }
        for (noun, place) in trigger.records {
            let from = |at: &str| match place {
                Place::Image(root) => origin(trigger.event_type, format!("{root}{at}")),
                Place::Id(_) | Place::About(_) => Origin::Record(*noun, at.to_owned()),
            };
            fields.add_all(noun.name(), noun.fields(), from);
            for field in custom.iter().filter(|field| field.record == noun.custom()) {
                let name = format!("{}.custom[{:?}]", noun.name(), field.name.as_str());
                let from = from(&format!("/custom/{}", field.field_id));
                let meaning = field.name.to_string();
                fields.add(name, Take { from, how: How::Plain, kind: kind_of(field.kind) }, (meaning, true));
            }
        }
        fields.add_all("event", trigger.extra, |at| origin(trigger.event_type, at.to_owned()));
        fields.add_all("event", EVENT, |at| Origin::Event(at.to_owned()));
        fields
    }

    fn add_all(&mut self, of: &str, all: &[Field], from: impl Fn(&str) -> Origin) {
        for field in all {
            let take = Take { from: from(field.at), how: field.how, kind: field.kind };
            self.add(format!("{of}.{}", field.name), take, (field.meaning.to_owned(), false));
        }
    }

    fn add(&mut self, name: String, take: Take, (meaning, custom): (String, bool)) {
        let as_it_was = matches!(take.from, Origin::Event(_)) && !take.how.looks_up();
        self.shown.push(TriggerField { name: name.clone(), kind: take.kind, meaning, as_it_was, custom });
        self.kinds.insert(name.clone(), take.kind);
        self.takes.insert(name, take);
    }

    /// The kinds of the fields by their names.
    pub const fn kinds(&self) -> &BTreeMap<String, Kind> {
        &self.kinds
    }

    /// Whether any of these fields is seen as it is now.
    pub fn any_of_now(&self, names: &[String]) -> bool {
        self.shown.iter().any(|field| !field.as_it_was && names.contains(&field.name))
    }

    /// The values of some fields for an event.
    pub async fn values(
        &self,
        db: &mut Db,
        trigger: &Trigger,
        happened: &Happened,
        names: &[String],
        lookups: &mut Lookups,
    ) -> Result<Values> {
        let records = records(trigger, &happened.payload);
        let mut values = Values::new();
        for name in names {
            let Some(take) = self.takes.get(name) else { continue };
            let seen = if let Some(own) = own_value(db, name, happened) {
                Some(own)
            } else {
                match &take.from {
                    Origin::Event(at) => {
                        let found = happened.payload.pointer(at).cloned().unwrap_or_default();
                        lookups.seen(db, take, &found).await?
                    }
                    Origin::Thing(thing, id_at, at) => {
                        let id = happened.payload.pointer(id_at).and_then(Value::as_str);
                        let found = match id.and_then(|id| id.parse().ok()) {
                            Some(id) => {
                                lookups.image(db, thing, id).await?.as_ref().and_then(|image| image.pointer(at))
                            }
                            None => None,
                        };
                        let found = found.cloned().unwrap_or_default();
                        lookups.seen(db, take, &found).await?
                    }
                    Origin::Record(noun, at) => match records.iter().find(|(one, _)| one == noun) {
                        None => None,
                        Some((_, id)) => {
                            let image = lookups.image(db, noun.name(), *id).await?;
                            let found = image.as_ref().and_then(|image| image.pointer(at)).cloned().unwrap_or_default();
                            lookups.seen(db, take, &found).await?
                        }
                    },
                }
            };
            if let Some(seen) = seen {
                values.insert(name.clone(), seen);
            }
        }
        Ok(values)
    }
}

const fn kind_of(kind: FieldKind) -> Kind {
    match kind {
        FieldKind::Text | FieldKind::Date | FieldKind::Choice | FieldKind::Url => Kind::Text,
        FieldKind::Number => Kind::Number,
        FieldKind::YesNo => Kind::YesNo,
        FieldKind::Choices => Kind::Texts,
    }
}

/// What can be asked of every event; none when the field is another one.
fn own_value(db: &Db, name: &str, happened: &Happened) -> Option<Seen> {
    let (kind, id) = happened.actor.split_once(':').unwrap_or((&happened.actor, ""));
    let text = match name {
        "event.on" => db.time_zone.local_date(happened.at).to_string(),
        "event.by" if id == ACTOR => ACTOR.to_owned(),
        "event.by" => kind.to_owned(),
        "event.by_id" if kind == "system" => String::new(),
        "event.by_id" => id.to_owned(),
        _ => return None,
    };
    Some(Seen::Text(text))
}

/// Whether an event of its kind is one the trigger means.
pub fn counts(trigger: &Trigger, payload: &Value) -> bool {
    let text = |at: &str| payload.pointer(at).and_then(Value::as_str).unwrap_or_default();
    match trigger.only {
        Only::All => true,
        Only::Where(at, wanted) => text(at) == wanted,
        Only::Replies => text("/mail/kind") == "message" && text("/mail/thread_id") != text("/mail/mail_id"),
    }
}

/// The records an event concerns; the first is what it is about.
pub fn records(trigger: &Trigger, payload: &Value) -> Vec<(Noun, Uuid)> {
    let id = |value: Option<&Value>| value.and_then(Value::as_str).and_then(|text| text.parse::<Uuid>().ok());
    let found = trigger.records.iter().filter_map(|(noun, place)| {
        let id = match place {
            Place::Image(root) => id(payload.pointer(&format!("{root}/{}", noun.id_name()))),
            Place::Id(at) => id(payload.pointer(at)),
            Place::About(at) => {
                let about = payload.pointer(at).and_then(Value::as_array);
                about.and_then(|about| about.iter().find_map(|one| id(one.get(noun.id_name()))))
            }
        };
        id.map(|id| (*noun, id))
    });
    found.collect()
}

/// What an event is about.
pub fn main_record(trigger: &Trigger, payload: &Value) -> Option<Subject> {
    records(trigger, payload).first().map(|(noun, id)| noun.subject(*id))
}

/// What was looked up, so that nothing is looked up twice.
#[derive(Debug, Default)]
pub struct Lookups {
    images: HashMap<(&'static str, Uuid), Option<Value>>,
    names: Option<Names>,
}

#[derive(Debug)]
struct Names {
    members: HashMap<Uuid, String>,
    pipelines: HashMap<Uuid, String>,
    stages: HashMap<Uuid, String>,
    tags: HashMap<Uuid, String>,
}

impl Names {
    async fn load(db: &mut Db) -> Result<Self> {
        let members = members::store::names(db).await?;
        let all = pipelines::store::list(db).await?;
        let pipelines = all.iter().map(|one| (one.image.pipeline_id.as_uuid(), one.image.name.to_string())).collect();
        let stages = all.iter().flat_map(|one| &one.image.stages);
        let stages = stages.map(|stage| (stage.stage_id.as_uuid(), stage.name.to_string())).collect();
        let tags = tags::store::list(db).await?;
        let tags = tags.into_iter().map(|tag| (tag.image.tag_id.as_uuid(), tag.image.name.to_string())).collect();
        Ok(Self { members, pipelines, stages, tags })
    }
}

/// What an event says, with what the journal does not say of a person as it is now.
pub async fn unveiled(db: &mut Db, happened: &Happened) -> Result<Value> {
    let mut payload = happened.payload.clone();
    let mut lookups = Lookups::default();
    for path in VEILED.get(happened.event_type.as_str()).map_or(&[][..], Vec::as_slice) {
        let Origin::Thing(thing, id_at, at) = origin(&happened.event_type, path.clone()) else { continue };
        let id = happened.payload.pointer(&id_at).and_then(Value::as_str);
        let Some(id) = id.and_then(|id| id.parse().ok()) else { continue };
        let now = lookups.image(db, thing, id).await?;
        let names: Vec<&str> = at.split('/').skip(1).collect();
        if let Some(place) = payload.get_mut(thing) {
            say(place, now.as_ref(), &names);
        }
    }
    Ok(payload)
}

/// Puts what a thing says now in the place of what is veiled of it, also in each of several; where there are more or fewer now, nothing.
fn say(place: &mut Value, now: Option<&Value>, names: &[&str]) {
    match (place, names) {
        (Value::Array(items), [_, ..]) => {
            let now = now.and_then(Value::as_array).filter(|now| now.len() == items.len());
            for (at, item) in items.iter_mut().enumerate() {
                say(item, now.and_then(|now| now.get(at)), names);
            }
        }
        (Value::Object(members), [name, rest @ ..]) => {
            if let Some(member) = members.get_mut(*name) {
                say(member, now.and_then(|now| now.get(*name)), rest);
            }
        }
        (place, []) => *place = now.cloned().unwrap_or_default(),
        (_, [_, ..]) => {}
    }
}

impl Lookups {
    /// What a record says now; none when it is not there.
    async fn image(&mut self, db: &mut Db, thing: &'static str, id: Uuid) -> Result<&Option<Value>> {
        let entry = match self.images.entry((thing, id)) {
            Entry::Occupied(known) => return Ok(known.into_mut()),
            Entry::Vacant(entry) => entry,
        };
        Ok(entry.insert(match thing {
            "deal" => json(deals::store::get(db, DealId::from_uuid(id)).await?.map(|one| one.image))?,
            "lead" => leads::store::get(db, LeadId::from_uuid(id)).await?.map(with_points).transpose()?,
            "contact" => json(contacts::store::get(db, ContactId::from_uuid(id)).await?.map(|one| one.image))?,
            // What other services report of an account that ended is about the one that goes on.
            "account" => {
                let id = accounts::store::goes_on(db, AccountId::from_uuid(id)).await?;
                json(accounts::store::get(db, id).await?.map(|one| one.image))?
            }
            "activity" => json(activities::store::get(db, ActivityId::from_uuid(id)).await?.map(|one| one.image))?,
            "enrolment" => json(enrolments::store::get(db, EnrolmentId::from_uuid(id)).await?.map(|one| one.image))?,
            "follow_up" => json(follow_ups::store::get(db, FollowUpId::from_uuid(id)).await?.map(|one| one.image))?,
            "mail" => json(mails::store::get(db, MailId::from_uuid(id)).await?.map(|one| one.image))?,
            "quote" => json(quotes::store::get(db, QuoteId::from_uuid(id)).await?.map(|one| one.image))?,
            _ => None,
        }))
    }

    async fn seen(&mut self, db: &mut Db, take: &Take, found: &Value) -> Result<Option<Seen>> {
        if take.how.looks_up() && self.names.is_none() {
            self.names = Some(Names::load(db).await?);
        }
        Ok(value_of(take.how, take.kind, found, self.names.as_ref()))
    }
}

fn json<T: Serialize>(image: Option<T>) -> Result<Option<Value>> {
    image.map(|image| serde_json::to_value(image).map_err(Problem::internal)).transpose()
}

/// What a lead says, with the points it has.
fn with_points(lead: Lead) -> Result<Value> {
    let mut image = serde_json::to_value(lead.image).map_err(Problem::internal)?;
    image["score"] = lead.score.points.into();
    Ok(image)
}

/// The value that is made of what stands somewhere; none when nothing does.
fn value_of(how: How, kind: Kind, found: &Value, names: Option<&Names>) -> Option<Seen> {
    let named = |of: fn(&Names) -> &HashMap<Uuid, String>, value: &Value| -> Option<String> {
        let id = value.as_str()?.parse::<Uuid>().ok()?;
        names.and_then(|names| of(names).get(&id)).cloned()
    };
    match how {
        How::Plain => plain(kind, found),
        How::Exists => Some(Seen::YesNo(!found.is_null())),
        How::Count => Some(Seen::Whole(i64::try_from(found.as_array().map_or(0, Vec::len)).unwrap_or(i64::MAX))),
        How::Member => named(|names| &names.members, found).map(Seen::Text),
        How::Pipeline => named(|names| &names.pipelines, found).map(Seen::Text),
        How::Stage => named(|names| &names.stages, found).map(Seen::Text),
        How::Tags => {
            let tags = found.as_array().into_iter().flatten().filter_map(|id| named(|names| &names.tags, id));
            // A tag that was merged into another one is no more, and its name is not looked for.
            let tags: BTreeSet<String> = tags.collect();
            Some(Seen::Texts(tags.into_iter().collect()))
        }
        How::Reply => Some(Seen::YesNo(
            found.get("kind").and_then(Value::as_str) == Some("message")
                && found.get("thread_id") != found.get("mail_id"),
        )),
    }
}

fn plain(kind: Kind, found: &Value) -> Option<Seen> {
    let text = || match found {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    match kind {
        Kind::Text => text().map(Seen::Text),
        Kind::Whole => found.as_i64().or_else(|| text()?.parse().ok()).map(Seen::Whole),
        Kind::Number => text()?.parse::<Decimal>().ok().map(Seen::Number),
        Kind::YesNo => found.as_bool().map(Seen::YesNo),
        Kind::Texts => {
            let texts = found.as_array()?.iter().filter_map(Value::as_str).map(str::to_owned);
            Some(Seen::Texts(texts.collect()))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_veiled_says_what_it_says_now() {
        let mut quote = json!({"title": "veil.1", "lines": [{"name": "veil.2", "value": "1"}, {"name": "veil.3"}]});
        let now = json!({"title": "Shop", "lines": [{"name": "Design"}, {"name": "Build"}], "number": "Q-1"});
        for path in [&["title"][..], &["lines", "name"], &["client", "name"]] {
            say(&mut quote, Some(&now), path);
        }
        assert_eq!(quote, json!({"title": "Shop", "lines": [{"name": "Design", "value": "1"}, {"name": "Build"}]}));
        say(&mut quote, Some(&json!({"lines": []})), &["lines", "name"]);
        assert_eq!(quote["lines"], json!([{"name": null, "value": "1"}, {"name": null}]));
    }
}
