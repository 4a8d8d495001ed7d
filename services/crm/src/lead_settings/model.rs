//! What the rules about leads may be.

use std::collections::HashSet;

use contracts::crm::mail::SendWindow;
use contracts::leads::{AssignmentRule, LeadCondition, LeadSettings, LeadSettingsUpdated, ScoringRule};
use kernel::{FieldId, MemberId, Name, OrgId, RuleId};
use platform::{FieldError, Kind, Refusal};
use schemars::JsonSchema;
use serde::Deserialize;

use super::conditions;
use crate::custom_fields::model::Field;
use crate::custom_fields::renaming::Renamed;
use crate::exchange_rates::model::Rates;
use crate::patch::{Change, given};
use crate::sequences::window;

/// Most rules of a kind.
pub const MAX_RULES: usize = 100;
/// Most points one rule gives or takes.
pub const MAX_POINTS: i32 = 1000;
/// Most members of a rule.
pub const MAX_MEMBERS: usize = 200;
/// Longest time to answer a lead, in hours: a year.
pub const MAX_HOURS: i32 = 24 * 365;
/// Weeks of a year.
const WEEKS: i64 = 52;
/// Hours within which a lead is answered until the organisation says something else.
pub const FIRST_RESPONSE_HOURS: i32 = 24;

/// The settings with what only this service keeps of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Grows by one with each change; 0 before the first.
    pub version: i64,
    /// Grows by one with each change of what gives points; also of a rate, where rules compare amounts.
    pub scoring_revision: i64,
    /// The settings as others see them.
    pub image: LeadSettings,
    /// What other currencies are worth; known only where rules compare amounts.
    pub rates: Rates,
}

/// A rule that gives or takes points, as it shall be.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScoringRuleRequest {
    /// Id of the rule when it is one there is already; left out for a new one.
    pub rule_id: Option<RuleId>,
    /// What it says about a lead: "source is referral".
    pub label: Name,
    /// When it applies.
    pub condition: LeadCondition,
    /// Points it gives, or takes when negative: -1000 to 1000, not 0.
    pub points: i32,
    /// Whether it is used; yes when left out.
    #[serde(default = "yes")]
    pub active: bool,
}

/// A rule that chooses who looks after a lead, as it shall be.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignmentRuleRequest {
    /// Id of the rule when it is one there is already; left out for a new one.
    pub rule_id: Option<RuleId>,
    /// Its name: "Hungary".
    pub name: Name,
    /// All must be true; none for a rule that applies to every lead.
    #[serde(default)]
    pub conditions: Vec<LeadCondition>,
    /// Who takes turns.
    pub member_ids: Vec<MemberId>,
    /// Most new and working leads a member may have to get another one; no limit when left out.
    pub capacity: Option<i32>,
    /// Whether it is used; yes when left out.
    #[serde(default = "yes")]
    pub active: bool,
}

/// Changes of the settings: what is left out stays. Rules of a kind are replaced as a whole and keep their order.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateLeadSettings {
    /// Hours within which a lead is answered; `null` for no time.
    #[serde(default)]
    pub first_response_hours: Change<i32>,
    /// The days and hours in which the organisation works, in its own time zone: only they count until a lead is answered that comes
    /// from then on; `null` for every hour.
    #[serde(default)]
    pub working_hours: Change<SendWindow>,
    /// What gives points, all of it.
    #[serde(default, deserialize_with = "given")]
    pub scoring: Option<Vec<ScoringRuleRequest>>,
    /// Who gets a lead, all of it; the first rule that applies and has somebody with room decides.
    #[serde(default, deserialize_with = "given")]
    pub assignment: Option<Vec<AssignmentRuleRequest>>,
    /// Whether whoever is known to be of a client goes to who looks after that client, before any rule is asked.
    #[serde(default, deserialize_with = "given")]
    pub known_clients_first: Option<bool>,
}

fn yes() -> bool {
    true
}

/// Why settings were refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {detail}")]
pub struct SettingsError {
    pointer: String,
    detail: String,
}

impl Refusal for SettingsError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "invalid-field"
    }
    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError::new(&self.pointer, &self.detail)]
    }
}

type Result<T> = std::result::Result<T, SettingsError>;

fn refuse<T>(pointer: impl Into<String>, detail: impl Into<String>) -> Result<T> {
    Err(SettingsError { pointer: pointer.into(), detail: detail.into() })
}

impl Settings {
    /// What holds before anybody has set anything: a day to answer, no rules, and clients to those who look after them.
    pub fn default_of(org_id: OrgId, rates: Rates) -> Self {
        let image = LeadSettings {
            org_id,
            first_response_hours: Some(FIRST_RESPONSE_HOURS),
            working_hours: None,
            scoring: Vec::new(),
            assignment: Vec::new(),
            known_clients_first: true,
        };
        Self { version: 0, scoring_revision: 0, image, rates }
    }

    /// Has rules compare an own field with the new names of its choices; none when none of them does.
    pub fn choices_renamed(&mut self, field: FieldId, renamed: Renamed<'_>) -> Option<LeadSettingsUpdated> {
        let before = self.image.clone();
        let scoring = self.image.scoring.iter_mut().map(|rule| &mut rule.condition);
        let assignment = self.image.assignment.iter_mut().flat_map(|rule| &mut rule.conditions);
        for condition in scoring.chain(assignment).filter(|condition| condition.field_id == Some(field)) {
            for value in &mut condition.values {
                if let Some(name) = renamed.in_any_case(value.as_str()) {
                    *value = name.clone();
                }
            }
        }
        (self.image != before).then(|| {
            self.version += 1;
            LeadSettingsUpdated { settings: self.image.clone() }
        })
    }

    /// Whether what gives points compares what leads may be worth.
    pub fn scores_values(&self) -> bool {
        self.image.scoring.iter().any(|rule| conditions::compares_value(&rule.condition))
    }

    /// Whether any rule does.
    pub fn compares_values(&self) -> bool {
        let mut handing_out = self.image.assignment.iter().flat_map(|rule| &rule.conditions);
        self.scores_values() || handing_out.any(conditions::compares_value)
    }

    /// Changes the settings. `fields` are the organisation's own fields of leads, at which rules may look.
    pub fn update(&mut self, request: UpdateLeadSettings, fields: &[Field]) -> Result<LeadSettingsUpdated> {
        let mut image = self.image.clone();
        if let Some(hours) = request.first_response_hours.value()
            && !(1..=MAX_HOURS).contains(hours)
        {
            return refuse("/first_response_hours", format!("must be from 1 to {MAX_HOURS}"));
        }
        request.first_response_hours.apply(&mut image.first_response_hours);
        request.working_hours.apply(&mut image.working_hours);
        check_hours(&image)?;
        if let Some(rules) = request.scoring {
            image.scoring = scoring_rules(rules, &self.image.scoring, fields)?;
        }
        if let Some(rules) = request.assignment {
            image.assignment = assignment_rules(rules, &self.image.assignment, fields)?;
        }
        image.known_clients_first = request.known_clients_first.unwrap_or(image.known_clients_first);
        if image.scoring != self.image.scoring {
            self.scoring_revision += 1;
        }
        self.image = image;
        self.version += 1;
        Ok(LeadSettingsUpdated { settings: self.image.clone() })
    }
}

/// Refuses working hours that are none, and a time to answer that would take them more than a year.
fn check_hours(image: &LeadSettings) -> Result<()> {
    let Some(window) = &image.working_hours else { return Ok(()) };
    if let Err((part, detail)) = window::check(window) {
        return refuse(format!("/working_hours/{part}"), detail);
    }
    let a_year = window::minutes_a_week(window) * WEEKS;
    match image.first_response_hours {
        Some(hours) if i64::from(hours) * 60 > a_year => {
            refuse("/first_response_hours", format!("must be at most {}, the working hours of a year", a_year / 60))
        }
        _ => Ok(()),
    }
}

/// The id of a rule: the one it has, when it is one of those there are and is named once, or a new one.
fn rule_id(at: &str, id: Option<RuleId>, known: &[RuleId], named: &mut HashSet<RuleId>) -> Result<RuleId> {
    match id {
        None => Ok(RuleId::new()),
        Some(id) if known.contains(&id) && named.insert(id) => Ok(id),
        Some(_) => {
            refuse(format!("{at}/rule_id"), "there is no such rule, or it is named twice; leave it out for a new one")
        }
    }
}

fn check_condition(at: &str, condition: &LeadCondition, fields: &[Field]) -> Result<()> {
    conditions::check(condition, fields)
        .map_err(|(part, detail)| SettingsError { pointer: format!("{at}/{part}"), detail })
}

fn scoring_rules(
    requests: Vec<ScoringRuleRequest>,
    known: &[ScoringRule],
    fields: &[Field],
) -> Result<Vec<ScoringRule>> {
    if requests.len() > MAX_RULES {
        return refuse("/scoring", format!("there can be at most {MAX_RULES} rules"));
    }
    let known: Vec<RuleId> = known.iter().map(|rule| rule.rule_id).collect();
    let mut named = HashSet::new();
    let rules = requests.into_iter().enumerate().map(|(index, rule)| {
        let at = format!("/scoring/{index}");
        check_condition(&format!("{at}/condition"), &rule.condition, fields)?;
        if rule.points == 0 || rule.points.unsigned_abs() > MAX_POINTS.unsigned_abs() {
            return refuse(format!("{at}/points"), format!("must be from -{MAX_POINTS} to {MAX_POINTS}, and not 0"));
        }
        let rule_id = rule_id(&at, rule.rule_id, &known, &mut named)?;
        let ScoringRuleRequest { label, condition, points, active, .. } = rule;
        Ok(ScoringRule { rule_id, label, condition, points, active })
    });
    rules.collect()
}

fn assignment_rules(
    requests: Vec<AssignmentRuleRequest>,
    known: &[AssignmentRule],
    fields: &[Field],
) -> Result<Vec<AssignmentRule>> {
    if requests.len() > MAX_RULES {
        return refuse("/assignment", format!("there can be at most {MAX_RULES} rules"));
    }
    let known: Vec<RuleId> = known.iter().map(|rule| rule.rule_id).collect();
    let mut named = HashSet::new();
    let rules = requests.into_iter().enumerate().map(|(index, rule)| {
        let at = format!("/assignment/{index}");
        if rule.conditions.len() > MAX_RULES {
            return refuse(format!("{at}/conditions"), format!("a rule can have at most {MAX_RULES} conditions"));
        }
        for (place, condition) in rule.conditions.iter().enumerate() {
            check_condition(&format!("{at}/conditions/{place}"), condition, fields)?;
        }
        let different: HashSet<MemberId> = rule.member_ids.iter().copied().collect();
        if different.is_empty() || different.len() > MAX_MEMBERS || different.len() < rule.member_ids.len() {
            return refuse(format!("{at}/member_ids"), format!("name 1 to {MAX_MEMBERS} members, each once"));
        }
        if rule.capacity.is_some_and(|capacity| !(1..=100_000).contains(&capacity)) {
            return refuse(format!("{at}/capacity"), "must be from 1 to 100000; leave it out for no limit");
        }
        let rule_id = rule_id(&at, rule.rule_id, &known, &mut named)?;
        let AssignmentRuleRequest { name, conditions, member_ids, capacity, active, .. } = rule;
        Ok(AssignmentRule { rule_id, name, conditions, member_ids, capacity, active })
    });
    rules.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lead_settings::conditions::tests::rates;

    fn update(settings: &mut Settings, request: serde_json::Value) -> Result<LeadSettingsUpdated> {
        settings.update(serde_json::from_value(request).unwrap(), &[])
    }

    fn referral(points: i32) -> serde_json::Value {
        json!({"label": "source is referral", "points": points,
               "condition": {"field": "source", "operator": "is", "values": ["referral"]}})
    }

    #[test]
    fn points_are_counted_again_only_when_what_gives_them_changed() {
        let mut settings = Settings::default_of(OrgId::new(), rates(&[]));
        update(&mut settings, json!({"scoring": [referral(15)]})).unwrap();
        assert_eq!((settings.version, settings.scoring_revision), (1, 1));
        update(&mut settings, json!({"first_response_hours": null})).unwrap();
        assert_eq!((settings.version, settings.scoring_revision), (2, 1));
        let mut same = referral(15);
        same["rule_id"] = json!(settings.image.scoring[0].rule_id);
        update(&mut settings, json!({"scoring": [same]})).unwrap();
        assert_eq!((settings.version, settings.scoring_revision), (3, 1));
    }

    #[test]
    fn what_cannot_be_is_refused_where_it_stands_and_changes_nothing() {
        let mut settings = Settings::default_of(OrgId::new(), rates(&[]));
        let before = settings.clone();
        let member = MemberId::new();
        let mut numbered = referral(5);
        numbered["rule_id"] = json!(RuleId::new());
        let wrong = json!({"field": "source", "operator": "at_least", "values": ["1"]});
        for (request, pointer) in [
            (json!({"scoring": [referral(1), referral(0)]}), "/scoring/1/points"),
            (json!({"scoring": [referral(1001)]}), "/scoring/0/points"),
            (json!({"scoring": [numbered]}), "/scoring/0/rule_id"),
            (json!({"scoring": vec![referral(1); 101]}), "/scoring"),
            (json!({"first_response_hours": 0}), "/first_response_hours"),
            (json!({"working_hours": {"days": [], "from": "09:00:00", "to": "17:00:00"}}), "/working_hours/days"),
            (json!({"working_hours": {"days": ["monday"], "from": "17:00:00", "to": "09:00:00"}}), "/working_hours/to"),
            (
                json!({"first_response_hours": 53, "working_hours": {"days": ["monday"], "from": "09:00:00", "to": "10:00:00"}}),
                "/first_response_hours",
            ),
            (json!({"assignment": [{"name": "a", "member_ids": []}]}), "/assignment/0/member_ids"),
            (json!({"assignment": [{"name": "a", "member_ids": [member, member]}]}), "/assignment/0/member_ids"),
            (json!({"assignment": [{"name": "a", "member_ids": [member], "capacity": 0}]}), "/assignment/0/capacity"),
            (
                json!({"assignment": [{"name": "a", "member_ids": [member], "conditions": [wrong]}]}),
                "/assignment/0/conditions/0/operator",
            ),
        ] {
            assert_eq!(update(&mut settings, request).unwrap_err().pointer, pointer);
            assert_eq!(settings, before);
        }
    }
}
