//! How an organisation takes leads in: how soon they are answered, what gives them points, and who gets them.
//!
//! Both kinds of rules are data. A rule looks at a field of the lead, compares it, and says in its own words what that
//! means, so every score and every assignment can be explained by naming rules. Deciding is pure: [`scoring`] and
//! [`assignment`] see a lead and the rules and nothing else.

pub mod assignment;
pub mod conditions;
pub mod http;
pub mod model;
pub mod scoring;
pub mod store;

use contracts::leads::Lead;
use kernel::MemberId;
use platform::{Result, Tx};

use self::assignment::Candidate;
use self::model::Settings;

/// Who gets a lead that names nobody, and the rule that says so. Those who ask at the same time wait for one another until
/// their transactions end, so nobody is skipped and nobody gets more than a rule allows.
pub async fn assign(tx: &mut Tx, settings: &Settings, lead: &Lead) -> Result<Option<(MemberId, kernel::Name)>> {
    if !assignment::any_applies(&settings.image.assignment, lead) {
        return Ok(None);
    }
    store::lock_turns(tx).await?;
    for rule in assignment::applying(&settings.image.assignment, lead) {
        let candidates: Vec<Candidate> = store::candidates(tx, rule).await?;
        if let Some(chosen) = assignment::choose(rule, &candidates) {
            store::take_turn(tx, rule.rule_id, chosen).await?;
            return Ok(Some((chosen, rule.name.clone())));
        }
    }
    Ok(None)
}
