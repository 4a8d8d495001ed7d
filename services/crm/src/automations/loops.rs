//! Keeping rules from setting each other off without end.
//!
//! What a run does is caused by the event of that run, so the chain of causes of an event names the rules that led to it. A
//! rule does nothing about an event it led to itself, and no chain is longer than [`MOST_RULES`]. Where a chain cannot be
//! followed (a job acted by the clock in between, or two services reported to one another), the number of runs for one
//! record within an hour is what ends it.

use chrono::TimeDelta;
use contracts::crm::activities::Subject;
use kernel::AutomationId;
use platform::{Db, Result};

use super::sight::Happened;
use super::store::{events, runs};

/// Most rules that lead to one another.
pub const MOST_RULES: usize = 5;
/// Most runs of a rule for one record within an hour.
pub const MOST_AN_HOUR: i64 = 20;
/// Most causes that are looked back.
const FARTHEST: usize = 16;

/// The rules that led to an event, the first one first.
pub async fn chain(db: &mut Db, happened: &Happened) -> Result<Vec<AutomationId>> {
    let mut cause = happened.causation_id;
    for _ in 0..FARTHEST {
        let Some(id) = cause else { break };
        if let Some(chain) = runs::chain(db, id).await? {
            return Ok(chain);
        }
        cause = events::cause_of(db, id).await?;
    }
    Ok(Vec::new())
}

/// Why a rule must not run after these.
fn too_long(chain: &[AutomationId], automation: AutomationId) -> Option<String> {
    if chain.contains(&automation) {
        return Some("loop: this rule led to it itself".to_owned());
    }
    (chain.len() >= MOST_RULES).then(|| format!("loop: {} rules led to it, one after the other", chain.len()))
}

/// Why a rule must not run now.
pub async fn stops(
    db: &mut Db,
    chain: &[AutomationId],
    automation: AutomationId,
    record: Option<Subject>,
) -> Result<Option<String>> {
    if let Some(why) = too_long(chain, automation) {
        return Ok(Some(why));
    }
    let Some(record) = record else { return Ok(None) };
    let hour_ago = db.now - TimeDelta::hours(1);
    let count = runs::count_since(db, automation, record.id(), hour_ago).await?;
    let why = || format!("loop: it ran {MOST_AN_HOUR} times for this record within an hour");
    Ok((count >= MOST_AN_HOUR).then(why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_holds_each_rule_once_and_ends() {
        let rules: Vec<AutomationId> = (0..MOST_RULES).map(|_| AutomationId::new()).collect();
        let other = AutomationId::new();
        assert_eq!(too_long(&[], other), None);
        assert_eq!(too_long(&rules[1..], other), None);
        assert!(too_long(&rules, other).is_some_and(|why| why.starts_with("loop: 5 rules")));
        assert!(rules.iter().all(|rule| too_long(&rules[..], *rule).is_some()));
    }
}
