//! How many points a lead has, and why.

use contracts::leads::{Lead, LeadOrigin, ScoringRule};
use kernel::{Name, RuleId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::conditions;

/// The points of a lead with what they are made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Score {
    /// The sum of the parts.
    pub points: i32,
    /// What each rule that applied gave or took, in the order of the rules.
    pub parts: Vec<ScorePart>,
    /// The state of the rules they were counted by.
    pub revision: i64,
}

/// What one rule gave a lead or took from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScorePart {
    /// The rule.
    pub rule_id: RuleId,
    /// What it says about the lead: "source is referral".
    pub label: Name,
    /// Points it gave, or took when negative.
    pub points: i32,
}

/// Counts the points of a lead that came forward from these places, too, after the first time. Rules that are not active give
/// nothing.
pub fn score(rules: &[ScoringRule], revision: i64, lead: &Lead, later: &[LeadOrigin]) -> Score {
    let applies = |rule: &&ScoringRule| rule.active && conditions::holds_ever(&rule.condition, lead, later);
    let part = |rule: &ScoringRule| ScorePart { rule_id: rule.rule_id, label: rule.label.clone(), points: rule.points };
    let parts: Vec<ScorePart> = rules.iter().filter(applies).map(part).collect();
    Score { points: parts.iter().map(|part| part.points).sum(), parts, revision }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::leads::model::tests::lead;

    fn rule(source: &str, points: i32, active: bool) -> ScoringRule {
        serde_json::from_value(json!({
            "rule_id": RuleId::new(), "label": format!("source is {source}"), "points": points, "active": active,
            "condition": {"field": "source", "operator": "is", "values": [source]},
        }))
        .unwrap()
    }

    proptest! {
        #[test]
        fn the_points_are_the_sum_of_what_is_explained(rules in prop::collection::vec(("[ab]", -100..=100_i32, any::<bool>()), 0..20)) {
            let rules: Vec<_> = rules.iter().map(|(source, points, active)| rule(source, *points, *active)).collect();
            let score = score(&rules, 7, &lead(&json!({"source": "a"})), &[]);
            prop_assert_eq!(score.points, score.parts.iter().map(|part| part.points).sum::<i32>());
            let used = rules.iter().filter(|rule| rule.active && rule.label.as_str() == "source is a").count();
            prop_assert_eq!((score.parts.len(), score.revision), (used, 7));
        }
    }
}
