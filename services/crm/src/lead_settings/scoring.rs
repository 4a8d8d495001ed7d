//! How many points a lead has, and why.

use contracts::leads::{Lead, LeadOrigin, ScoringRule};
use kernel::{Currency, Name, RuleId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::conditions;
use crate::exchange_rates::model::Rates;

/// The points of a lead with what they are made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Score {
    /// The sum of the parts.
    pub points: i32,
    /// What each rule that applied gave or took, in the order of the rules; with 0, those that could not be decided.
    pub parts: Vec<ScorePart>,
    /// The state of the rules they were counted by.
    pub revision: i64,
}

/// What one rule gave a lead or took from it, or why it could not be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScorePart {
    /// The rule.
    pub rule_id: RuleId,
    /// What it says about the lead: "source is referral".
    pub label: Name,
    /// Points it gave, or took when negative; 0 when it could not be decided.
    pub points: i32,
    /// The currency nobody gave a rate for, where the rule compares amounts and so could not be decided; none otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without_rate: Option<Currency>,
}

/// Counts the points of a lead that came forward from these places, too, after the first time. Rules that are not active give
/// nothing; nor does one that compares an amount for which there is no rate, and the parts say so.
pub fn score(rules: &[ScoringRule], revision: i64, lead: &Lead, later: &[LeadOrigin], rates: &Rates) -> Score {
    let part = |rule: &ScoringRule| {
        let without_rate = conditions::lacks_rate(&rule.condition, lead, rates);
        let applies = conditions::holds_ever(&rule.condition, lead, later, rates);
        let points = if applies { rule.points } else { 0 };
        let (rule_id, label) = (rule.rule_id, rule.label.clone());
        (applies || without_rate.is_some()).then_some(ScorePart { rule_id, label, points, without_rate })
    };
    let parts: Vec<ScorePart> = rules.iter().filter(|rule| rule.active).filter_map(part).collect();
    Score { points: parts.iter().map(|part| part.points).sum(), parts, revision }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::lead_settings::conditions::tests::rates;
    use crate::leads::model::tests::lead;

    fn rule(source: &str, points: i32, active: bool) -> ScoringRule {
        serde_json::from_value(json!({
            "rule_id": RuleId::new(), "label": format!("source is {source}"), "points": points, "active": active,
            "condition": {"field": "source", "operator": "is", "values": [source]},
        }))
        .unwrap()
    }

    #[test]
    fn an_amount_without_a_rate_gives_nothing_and_says_so() {
        let rule: ScoringRule = serde_json::from_value(json!({
            "rule_id": RuleId::new(), "label": "large", "points": 20, "active": true,
            "condition": {"field": "estimated_value", "operator": "at_least", "values": ["1000"]},
        }))
        .unwrap();
        let of = |amount: &str, currency: &str, rates: &Rates| {
            let lead = lead(&json!({"estimated_value": {"amount": amount, "currency": currency}}));
            let score = score(std::slice::from_ref(&rule), 1, &lead, &[], rates);
            let parts: Vec<_> = score.parts.iter().map(|part| (part.points, part.without_rate)).collect();
            (score.points, parts)
        };
        let usd = "USD".parse().unwrap();
        assert_eq!(of("5000", "USD", &rates(&[])), (0, vec![(0, Some(usd))]));
        assert_eq!(of("5000", "USD", &rates(&[("USD", "0.9")])), (20, vec![(20, None)]));
        assert_eq!(of("1100", "USD", &rates(&[("USD", "0.9")])), (0, vec![]));
        assert_eq!(of("1000", "EUR", &rates(&[])), (20, vec![(20, None)]));
    }

    proptest! {
        #[test]
        fn the_points_are_the_sum_of_what_is_explained(rules in prop::collection::vec(("[ab]", -100..=100_i32, any::<bool>()), 0..20)) {
            let rules: Vec<_> = rules.iter().map(|(source, points, active)| rule(source, *points, *active)).collect();
            let score = score(&rules, 7, &lead(&json!({"source": "a"})), &[], &rates(&[]));
            prop_assert_eq!(score.points, score.parts.iter().map(|part| part.points).sum::<i32>());
            let used = rules.iter().filter(|rule| rule.active && rule.label.as_str() == "source is a").count();
            prop_assert_eq!((score.parts.len(), score.revision), (used, 7));
        }
    }
}
