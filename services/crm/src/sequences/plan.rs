//! What would be done when, for somebody of whom nothing is heard.

use chrono::{DateTime, Utc};
use contracts::crm::mail::SendWindow;
use contracts::crm::sequences::{SequenceStep, SequenceStepContent};
use kernel::TimeZoneName;

use super::window::{after, next_open};

/// A step with the moment it would be taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Planned<'a> {
    /// Its place, from 0.
    pub place: usize,
    /// The step.
    pub step: &'a SequenceStep,
    /// When.
    pub at: DateTime<Utc>,
}

/// Goes through the steps from a place on, from a moment on. `holds` answers conditions as things are now. Waits pass, and
/// are not listed.
pub fn plan<'a>(
    steps: &'a [SequenceStep],
    from: usize,
    at: DateTime<Utc>,
    window: &SendWindow,
    zone: TimeZoneName,
    mut holds: impl FnMut(&SequenceStep) -> bool,
) -> Vec<Planned<'a>> {
    let (mut place, mut at, mut planned) = (from, at, Vec::new());
    while let Some(step) = steps.get(place) {
        let mut next = place + 1;
        match &step.content {
            SequenceStepContent::Wait { days, hours } => at = after(window, at, *days, *hours, zone),
            SequenceStepContent::Mail { .. } => {
                at = next_open(window, at, zone);
                planned.push(Planned { place, step, at });
            }
            SequenceStepContent::Task { .. } => planned.push(Planned { place, step, at }),
            SequenceStepContent::Condition { otherwise_skip, .. } => {
                planned.push(Planned { place, step, at });
                if !holds(step) {
                    match otherwise_skip.and_then(|skip| usize::try_from(skip).ok()) {
                        Some(skip) => next += skip,
                        None => break,
                    }
                }
            }
        }
        place = next;
    }
    planned
}

#[cfg(test)]
mod tests {
    use contracts::crm::sequences::SequenceTest;
    use proptest::prelude::*;

    use super::*;
    use crate::mailboxes::model::usual_window;
    use crate::sequences::model::tests::{mail, step, wait};

    fn planned(steps: &[SequenceStep], holds: bool) -> Vec<(usize, String)> {
        let at = "2026-03-06T18:00:00Z".parse().unwrap();
        let zone = "Europe/Budapest".parse().unwrap();
        let plan = plan(steps, 0, at, &usual_window(), zone, |_| holds);
        plan.into_iter().map(|one| (one.place, one.at.format("%a %H:%M").to_string())).collect()
    }

    #[test]
    fn mails_wait_for_their_window_and_days_for_their_turn() {
        let steps = [mail("a", false), wait(2), mail("b", true)];
        assert_eq!(planned(&steps, true), [(0, "Mon 08:00".to_owned()), (2, "Wed 08:00".to_owned())]);
    }

    #[test]
    fn conditions_lead_on_or_end_it() {
        let condition =
            |skip| step(SequenceStepContent::Condition { test: SequenceTest::OpenDeal, otherwise_skip: skip });
        let steps = [condition(Some(1)), mail("a", false), mail("b", false)];
        let places =
            |steps: &[SequenceStep], holds| planned(steps, holds).into_iter().map(|one| one.0).collect::<Vec<_>>();
        assert_eq!(places(&steps, true), [0, 1, 2]);
        assert_eq!(places(&steps, false), [0, 2]);
        assert_eq!(places(&[condition(None), mail("a", false)], false), [0]);
    }

    proptest! {
        #[test]
        fn time_goes_forward_and_so_do_steps(waits in proptest::collection::vec(0..9_i32, 0..20)) {
            let steps: Vec<_> = waits.iter().map(|days| if *days == 0 { mail("a", false) } else { wait(*days) }).collect();
            let at = "2026-03-06T18:00:00Z".parse().unwrap();
            let plan = plan(&steps, 0, at, &usual_window(), "Asia/Tokyo".parse().unwrap(), |_| true);
            prop_assert!(plan.iter().zip(plan.iter().skip(1)).all(|(a, b)| a.place < b.place && a.at <= b.at));
            prop_assert_eq!(plan.len(), waits.iter().filter(|days| **days == 0).count());
        }
    }
}
