//! Who gets a lead that names nobody.

use contracts::leads::{AssignmentRule, Lead, LeadOrigin};
use kernel::MemberId;

use super::conditions;
use super::model::Settings;

/// A member who takes turns in a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub member_id: MemberId,
    /// New and working leads they look after.
    pub open_leads: i64,
    /// When it was their turn last, as a number that grows with each turn of the rule; 0 when it never was.
    pub last_turn: i64,
}

/// The rules that apply to a lead that came forward from these places, too, after the first time; in their order.
pub fn applying<'a>(settings: &'a Settings, lead: &Lead, later: &[LeadOrigin]) -> Vec<&'a AssignmentRule> {
    let applies =
        |rule: &&AssignmentRule| rule.active && conditions::all_hold(&rule.conditions, lead, later, &settings.rates);
    settings.image.assignment.iter().filter(applies).collect()
}

/// Whose turn it is: of those with room, the one whose last turn is longest ago, in the order of the rule among those who
/// never had one. None when nobody has room; then the next rule is asked.
pub fn choose(rule: &AssignmentRule, candidates: &[Candidate]) -> Option<MemberId> {
    let has_room = |one: &&Candidate| rule.capacity.is_none_or(|capacity| one.open_leads < i64::from(capacity));
    let place = |one: &Candidate| rule.member_ids.iter().position(|id| *id == one.member_id);
    let turn = candidates.iter().filter(has_room).min_by_key(|one| (one.last_turn, place(one)));
    turn.map(|one| one.member_id)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use kernel::{Name, RuleId};
    use proptest::prelude::*;

    use super::*;

    fn rule(members: usize, capacity: Option<i32>) -> AssignmentRule {
        AssignmentRule {
            rule_id: RuleId::new(),
            name: Name::new("All").unwrap(),
            conditions: Vec::new(),
            member_ids: (0..members).map(|_| MemberId::new()).collect(),
            capacity,
            active: true,
        }
    }

    proptest! {
        #[test]
        fn turns_are_fair_and_nobody_gets_more_than_they_have_room_for(members in 1..8_usize, capacity in 1..6_i32, leads in 0..60_usize) {
            let rule = rule(members, Some(capacity));
            let mut given: HashMap<MemberId, i64> = HashMap::new();
            let mut turns: HashMap<MemberId, i64> = HashMap::new();
            for turn in 1..=i64::try_from(leads).unwrap() {
                let of = |map: &HashMap<MemberId, i64>, id: &MemberId| map.get(id).copied().unwrap_or_default();
                let candidates: Vec<Candidate> = rule.member_ids.iter().map(|id| Candidate {
                    member_id: *id, open_leads: of(&given, id), last_turn: of(&turns, id),
                }).collect();
                match choose(&rule, &candidates) {
                    Some(chosen) => {
                        *given.entry(chosen).or_default() += 1;
                        turns.insert(chosen, turn);
                    }
                    None => prop_assert!(candidates.iter().all(|one| one.open_leads >= i64::from(capacity))),
                }
            }
            let counts: Vec<i64> = rule.member_ids.iter().map(|id| given.get(id).copied().unwrap_or_default()).collect();
            let (most, least) = (counts.iter().max().unwrap(), counts.iter().min().unwrap());
            prop_assert!(most - least <= 1 && *most <= i64::from(capacity), "{:?}", counts);
        }
    }

    #[test]
    fn somebody_without_room_is_passed_over() {
        let rule = rule(2, Some(3));
        let one = |index: usize, open_leads, last_turn| Candidate {
            member_id: rule.member_ids[index],
            open_leads,
            last_turn,
        };
        assert_eq!(choose(&rule, &[one(0, 3, 0), one(1, 2, 9)]), Some(rule.member_ids[1]));
        assert_eq!(choose(&rule, &[one(0, 3, 0), one(1, 3, 9)]), None);
        assert_eq!(
            choose(&rule, &[one(1, 0, 0), one(0, 0, 0)]),
            Some(rule.member_ids[0]),
            "the rule's own order begins"
        );
    }
}
