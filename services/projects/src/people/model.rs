//! What may change about a person, and what they cost on a day.

use chrono::NaiveDate;
use contracts::identity::Member;
use contracts::projects::{CostRate, Person as Image, PersonCreated, PersonUpdated};
use kernel::{Currency, Email, MemberId, Money, Name, PersonId};
use platform::{FieldError, Kind, Refusal};

use crate::given::Given;

/// Most cost rates a person may have; a new one each month for 30 years.
pub const MAX_COST_RATES: usize = 360;

/// A person as they stand, with the version of that state.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// What is published of them.
    pub image: Image,
    /// Counts their changes; the first is 1.
    pub version: i64,
}

/// Fields of a person to replace; those left out stay.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Name.
    pub name: Option<Name>,
    /// Address.
    pub email: Given<Email>,
    /// Role billed to clients.
    pub role: Given<Name>,
    /// Whether they still work here.
    pub active: Option<bool>,
}

/// Why a change of a person is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PersonError {
    /// Cost rates are kept in the base currency.
    #[error("an hour of a person costs {0}, the base currency of the organisation; send the amount in it")]
    Currency(Currency),
    /// A negative cost.
    #[error("an hour cannot cost less than nothing")]
    Negative,
    /// More rates than a person can have.
    #[error("a person has at most {MAX_COST_RATES} cost rates; replace one of an earlier date")]
    TooManyRates,
}

impl Refusal for PersonError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "invalid-cost-rate"
    }
    fn fields(&self) -> Vec<FieldError> {
        let pointer = match self {
            Self::Currency(_) => "/hourly_cost/currency",
            Self::Negative => "/hourly_cost/amount",
            Self::TooManyRates => "/effective_from",
        };
        vec![FieldError::new(pointer, self.to_string())]
    }
}

impl Person {
    /// Records a person without cost rates.
    pub fn create(image: Image) -> (Self, PersonCreated) {
        let person = Self { image, version: 1 };
        let created = PersonCreated { person: person.image.clone() };
        (person, created)
    }

    /// The person a member becomes. Their id is the same on every retry.
    pub fn of_member(member: &Member) -> Image {
        Image {
            person_id: PersonId::derived(member.member_id.as_uuid(), "person"),
            member_id: Some(member.member_id),
            name: member.name.clone(),
            email: Some(member.email.clone()),
            role: None,
            active: member.active,
            cost_rates: Vec::new(),
        }
    }

    /// Replaces fields; none when all are what they were.
    pub fn change(&mut self, change: Change) -> Option<PersonUpdated> {
        let mut image = self.image.clone();
        image.name = change.name.unwrap_or(image.name);
        image.email = change.email.over(image.email);
        image.role = change.role.over(image.role);
        image.active = change.active.unwrap_or(image.active);
        self.replace(image)
    }

    /// Keeps name, address and activity as the membership has them; none when they already are.
    pub fn follow(&mut self, member: &Member) -> Option<PersonUpdated> {
        self.change(Change {
            name: Some(member.name.clone()),
            email: Given::Value(member.email.clone()),
            role: Given::Nothing,
            active: Some(member.active),
        })
    }

    /// Says what an hour costs from a day on; a rate of the same day is replaced. None when it was said before.
    pub fn set_cost_rate(&mut self, rate: CostRate, base: Currency) -> Result<Option<PersonUpdated>, PersonError> {
        if rate.hourly_cost.currency() != base {
            return Err(PersonError::Currency(base));
        }
        if rate.hourly_cost.is_negative() {
            return Err(PersonError::Negative);
        }
        let mut image = self.image.clone();
        image.cost_rates.retain(|known| known.effective_from != rate.effective_from);
        if image.cost_rates.len() >= MAX_COST_RATES {
            return Err(PersonError::TooManyRates);
        }
        let place = image.cost_rates.partition_point(|known| known.effective_from < rate.effective_from);
        image.cost_rates.insert(place, rate);
        Ok(self.replace(image))
    }

    /// What an hour costs on a day; none before the first date.
    pub fn hourly_cost(&self, on: NaiveDate) -> Option<Money> {
        cost_on(&self.image.cost_rates, on)
    }

    /// Whether this is the person behind a membership.
    pub fn is_member(&self, member: Option<MemberId>) -> bool {
        member.is_some() && self.image.member_id == member
    }

    fn replace(&mut self, image: Image) -> Option<PersonUpdated> {
        if image == self.image {
            return None;
        }
        self.image = image;
        self.version += 1;
        Some(PersonUpdated { person: self.image.clone() })
    }
}

/// The rate of a list, oldest first, that holds on a day; none before the first date.
pub fn cost_on(rates: &[CostRate], on: NaiveDate) -> Option<Money> {
    rates.iter().rev().find(|rate| rate.effective_from <= on).map(|rate| rate.hourly_cost)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(number: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(number)
    }

    fn euros(whole: i64) -> Money {
        Money::new(whole.into(), Currency::EUR).unwrap()
    }

    fn ada() -> Person {
        Person::create(Image {
            person_id: PersonId::new(),
            member_id: None,
            name: Name::new("Ada").unwrap(),
            email: None,
            role: None,
            active: true,
            cost_rates: Vec::new(),
        })
        .0
    }

    #[test]
    fn before_the_first_date_the_cost_is_unknown() {
        let mut ada = ada();
        assert_eq!(ada.hourly_cost(day(0)), None);
        ada.set_cost_rate(CostRate { effective_from: day(10), hourly_cost: euros(40) }, Currency::EUR)
            .unwrap()
            .unwrap();
        assert_eq!(ada.hourly_cost(day(9)), None);
        assert_eq!(ada.hourly_cost(day(10)), Some(euros(40)));
    }

    #[test]
    fn a_rate_of_the_same_day_is_replaced_and_the_same_again_is_no_change() {
        let mut ada = ada();
        for cost in [40, 45] {
            ada.set_cost_rate(CostRate { effective_from: day(1), hourly_cost: euros(cost) }, Currency::EUR)
                .unwrap()
                .unwrap();
        }
        let again = ada.set_cost_rate(CostRate { effective_from: day(1), hourly_cost: euros(45) }, Currency::EUR);
        assert_eq!(again, Ok(None));
        assert_eq!((ada.version, ada.image.cost_rates.len()), (3, 1));
    }

    #[test]
    fn other_currencies_and_negative_costs_are_refused() {
        let mut ada = ada();
        let forints = CostRate { effective_from: day(1), hourly_cost: Money::zero(Currency::HUF) };
        assert_eq!(ada.set_cost_rate(forints, Currency::EUR), Err(PersonError::Currency(Currency::EUR)));
        let negative = CostRate { effective_from: day(1), hourly_cost: euros(-1) };
        assert_eq!(ada.set_cost_rate(negative, Currency::EUR), Err(PersonError::Negative));
        assert_eq!(ada.version, 1);
    }

    proptest! {
        /// Whatever order rates are said in, the last said for the latest day not after the work date holds.
        #[test]
        fn the_latest_date_holds(said in prop::collection::vec((0_u64..40, 0_i64..200), 0..20), on in 0_u64..40) {
            let mut ada = ada();
            let mut expected = std::collections::BTreeMap::new();
            for (from, cost) in said {
                ada.set_cost_rate(CostRate { effective_from: day(from), hourly_cost: euros(cost) }, Currency::EUR).unwrap();
                expected.insert(from, euros(cost));
            }
            let expected = expected.range(..=on).next_back().map(|(_, cost)| *cost);
            prop_assert_eq!(ada.hourly_cost(day(on)), expected);
        }
    }
}
