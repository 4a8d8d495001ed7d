//! How an organisation takes leads in: how soon they are answered, what gives them points, and who gets them.
//!
//! Both kinds of rules are data. A rule looks at a field of the lead, compares it, and says in its own words what that
//! means, so every score and every assignment can be explained by naming rules. Deciding is pure: [`scoring`] and
//! [`assignment`] see a lead, the rules and the exchange rates and nothing else.

pub mod assignment;
pub mod conditions;
pub mod http;
pub mod model;
pub mod scoring;
pub mod store;

use std::collections::BTreeSet;

use contracts::leads::{Lead, LeadOrigin};
use kernel::{FieldId, MemberId, Name, RuleId};
use platform::{Result, Tx};

use self::assignment::Candidate;
use self::model::Settings;
use crate::custom_fields::renaming::Renamed;

/// What the rules say of a lead that names nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// A member gets it, by the rule of this name.
    Member(MemberId, Name),
    /// Rules apply to it, and nobody they name has room.
    NobodyHasRoom,
    /// No rule applies to it.
    NoRule,
}

/// An exchange rate was given or corrected: where rules compare what leads may be worth, their points are counted again by and by.
pub async fn rates_changed(tx: &mut Tx) -> Result<()> {
    store::lock(tx).await?;
    let settings = store::get(tx).await?;
    if settings.scores_values() { store::count_again(tx).await } else { Ok(()) }
}

/// Choices of an own field of leads are called otherwise: rules that compare with them mean the same. Nobody's points change.
pub async fn choices_renamed(tx: &mut Tx, field: FieldId, renamed: Renamed<'_>) -> Result<()> {
    store::lock(tx).await?;
    let mut settings = store::get(tx).await?;
    if let Some(updated) = settings.choices_renamed(field, renamed) {
        store::save(tx, &settings).await?;
        tx.publish(settings.version, &updated)?;
    }
    Ok(())
}

/// Who gets a lead that names nobody and came forward from these places, too, after the first time. Rules of which it is known
/// that nobody has room are passed over, and those of which it turns out are added to them. Those who ask at the same time wait
/// for one another until their transactions end, so nobody is skipped and nobody gets more than a rule allows.
pub async fn assign(
    tx: &mut Tx,
    settings: &Settings,
    lead: &Lead,
    later: &[LeadOrigin],
    full: &mut BTreeSet<RuleId>,
) -> Result<Chosen> {
    let rules = assignment::applying(settings, lead, later);
    if rules.is_empty() {
        return Ok(Chosen::NoRule);
    }
    store::lock_turns(tx).await?;
    for rule in rules {
        if full.contains(&rule.rule_id) {
            continue;
        }
        let candidates: Vec<Candidate> = store::candidates(tx, rule).await?;
        if let Some(chosen) = assignment::choose(rule, &candidates) {
            store::take_turn(tx, rule.rule_id, chosen).await?;
            return Ok(Chosen::Member(chosen, rule.name.clone()));
        }
        full.insert(rule.rule_id);
    }
    Ok(Chosen::NobodyHasRoom)
}
