//! When a rule applies to a lead.

use contracts::leads::{Lead, LeadChannel, LeadCondition, LeadField, LeadOperator, LeadOrigin};
use kernel::{Decimal, Email, Name, Note};

/// Most values a condition compares with.
pub const MAX_VALUES: usize = 50;

/// What a field of a lead holds.
enum Held<'a> {
    Text(Option<&'a str>),
    Number(Option<Decimal>),
}

/// Whether a condition is true of a lead. A lead that says nothing about the field fulfils `is_not` and `is_not_set` only.
pub fn holds(condition: &LeadCondition, lead: &Lead) -> bool {
    holds_from(condition, lead, &lead.origin)
}

/// Whether a condition is true of a lead that came forward from these places, too, after the first time: what is asked of where
/// it came from is true when it was any of the times, and what must not be when it never was.
pub fn holds_ever(condition: &LeadCondition, lead: &Lead, later: &[LeadOrigin]) -> bool {
    let mut times = std::iter::once(&lead.origin).chain(later).map(|origin| holds_from(condition, lead, origin));
    match condition.operator {
        LeadOperator::IsNot | LeadOperator::IsNotSet => times.all(|holds| holds),
        LeadOperator::Is
        | LeadOperator::Contains
        | LeadOperator::StartsWith
        | LeadOperator::IsSet
        | LeadOperator::AtLeast
        | LeadOperator::AtMost => times.any(|holds| holds),
    }
}

fn holds_from(condition: &LeadCondition, lead: &Lead, origin: &LeadOrigin) -> bool {
    match held(condition.field, lead, origin) {
        Held::Text(text) => text_holds(condition, text),
        Held::Number(number) => number_holds(condition, number),
    }
}

/// Whether all conditions are true of a lead; so they are when there are none.
pub fn all_hold(conditions: &[LeadCondition], lead: &Lead) -> bool {
    conditions.iter().all(|condition| holds(condition, lead))
}

/// Why a condition can never be meant: the part of it that is wrong, and how to mend it.
pub fn check(condition: &LeadCondition) -> Result<(), (&'static str, String)> {
    use LeadOperator::{AtLeast, AtMost, Contains, Is, IsNot, IsNotSet, IsSet, StartsWith};
    let values = condition.values.len();
    let numeric = matches!(condition.field, LeadField::EstimatedValue | LeadField::Touches);
    match condition.operator {
        IsSet | IsNotSet if values > 0 => {
            Err(("values", "leave the values out: this asks only whether there is something".to_owned()))
        }
        Is | IsNot | Contains | StartsWith if numeric => {
            Err(("operator", "numbers are compared with at_least, at_most, is_set or is_not_set".to_owned()))
        }
        Is | IsNot | Contains | StartsWith if values == 0 || values > MAX_VALUES => {
            Err(("values", format!("give 1 to {MAX_VALUES} values")))
        }
        AtLeast | AtMost if !numeric => Err((
            "operator",
            "texts are compared with is, is_not, contains, starts_with, is_set or is_not_set".to_owned(),
        )),
        AtLeast | AtMost if !is_one_number(&condition.values) => {
            Err(("values", "give one number, such as \"5000\"".to_owned()))
        }
        IsSet | IsNotSet | Is | IsNot | Contains | StartsWith | AtLeast | AtMost => Ok(()),
    }
}

fn is_one_number(values: &[Name]) -> bool {
    matches!(values, [one] if one.as_str().parse::<Decimal>().is_ok())
}

fn text_holds(condition: &LeadCondition, text: Option<&str>) -> bool {
    use LeadOperator::{AtLeast, AtMost, Contains, Is, IsNot, IsNotSet, IsSet, StartsWith};
    let text = text.map(str::to_lowercase);
    let any = |compare: fn(&str, &str) -> bool| {
        let compares =
            |text: &String| condition.values.iter().any(|value| compare(text, &value.as_str().to_lowercase()));
        text.as_ref().is_some_and(compares)
    };
    match condition.operator {
        Is => any(|text, value| text == value),
        IsNot => !any(|text, value| text == value),
        Contains => any(|text, value| text.contains(value)),
        StartsWith => any(|text, value| text.starts_with(value)),
        IsSet => text.is_some(),
        IsNotSet => text.is_none(),
        AtLeast | AtMost => false,
    }
}

fn number_holds(condition: &LeadCondition, number: Option<Decimal>) -> bool {
    use LeadOperator::{AtLeast, AtMost, Contains, Is, IsNot, IsNotSet, IsSet, StartsWith};
    let bound = condition.values.first().and_then(|value| value.as_str().parse::<Decimal>().ok());
    match condition.operator {
        AtLeast => number.zip(bound).is_some_and(|(number, bound)| number >= bound),
        AtMost => number.zip(bound).is_some_and(|(number, bound)| number <= bound),
        IsSet => number.is_some(),
        IsNotSet => number.is_none(),
        Is | IsNot | Contains | StartsWith => false,
    }
}

fn held<'a>(field: LeadField, lead: &'a Lead, origin: &'a LeadOrigin) -> Held<'a> {
    Held::Text(match field {
        LeadField::EstimatedValue => return Held::Number(lead.estimated_value.map(|value| value.amount)),
        LeadField::Touches => return Held::Number(Some(Decimal::from(lead.touches))),
        LeadField::Source => origin.source.as_ref().map(Name::as_str),
        LeadField::Campaign => origin.campaign.as_ref().map(Name::as_str),
        LeadField::Channel => Some(match origin.channel {
            LeadChannel::Form => "form",
            LeadChannel::Api => "api",
            LeadChannel::Manual => "manual",
        }),
        LeadField::Referrer => origin.referrer.as_ref().map(Note::as_str),
        LeadField::LandingPage => origin.landing_page.as_ref().map(Note::as_str),
        LeadField::UtmSource => origin.utm_source.as_ref().map(Name::as_str),
        LeadField::UtmMedium => origin.utm_medium.as_ref().map(Name::as_str),
        LeadField::UtmCampaign => origin.utm_campaign.as_ref().map(Name::as_str),
        LeadField::Country => lead.country.as_ref().map(kernel::CountryCode::as_str),
        LeadField::Company => lead.company.as_ref().map(Name::as_str),
        LeadField::JobTitle => lead.job_title.as_ref().map(Name::as_str),
        LeadField::Email => lead.email.as_ref().map(Email::as_str),
        LeadField::EmailDomain => {
            lead.email.as_ref().and_then(|email| email.as_str().rsplit_once('@')).map(|(_, domain)| domain)
        }
        LeadField::Phone => lead.phone.as_ref().map(Name::as_str),
        LeadField::Website => lead.website.as_ref().map(Name::as_str),
        LeadField::Consent => lead.consent.as_ref().map(|consent| consent.text.as_str()),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::leads::model::tests::lead;

    fn condition(json: &serde_json::Value) -> LeadCondition {
        serde_json::from_value(json.clone()).unwrap()
    }

    #[test]
    fn texts_are_compared_whatever_their_case() {
        let lead = lead(&json!({"source": "Google Ads", "email": "anna@Acme.hu", "country": "HU"}));
        for (field, operator, values, expected) in [
            ("source", "is", json!(["bing", "google ads"]), true),
            ("source", "is_not", json!(["google ads"]), false),
            ("campaign", "is_not", json!(["x"]), true),
            ("campaign", "is", json!(["x"]), false),
            ("source", "contains", json!(["GOOGLE"]), true),
            ("source", "starts_with", json!(["ads"]), false),
            ("email_domain", "is", json!(["ACME.HU"]), true),
            ("country", "is", json!(["DE", "HU"]), true),
            ("phone", "is_not_set", json!([]), true),
            ("email", "is_set", json!([]), true),
            ("touches", "at_least", json!(["1"]), true),
            ("touches", "at_most", json!(["0.5"]), false),
            ("estimated_value", "at_least", json!(["1"]), false),
        ] {
            let condition = condition(&json!({"field": field, "operator": operator, "values": values}));
            assert_eq!(check(&condition), Ok(()), "{condition:?}");
            assert_eq!(holds(&condition, &lead), expected, "{condition:?}");
        }
    }

    #[test]
    fn where_somebody_came_from_counts_whenever_it_was() {
        let first = lead(&json!({"source": "google", "landing_page": "/blog"}));
        let later = [lead(&json!({"landing_page": "/Pricing"})).origin, lead(&json!({"source": "referral"})).origin];
        for (field, operator, values, at_once, ever) in [
            ("landing_page", "contains", json!(["pricing"]), false, true),
            ("landing_page", "is_not", json!(["/pricing"]), true, false),
            ("source", "is", json!(["referral"]), false, true),
            ("source", "is_not", json!(["bing"]), true, true),
            ("campaign", "is_not_set", json!([]), true, true),
            ("touches", "at_least", json!(["2"]), false, false),
        ] {
            let condition = condition(&json!({"field": field, "operator": operator, "values": values}));
            assert_eq!(holds(&condition, &first), at_once, "{condition:?}");
            assert_eq!(holds_ever(&condition, &first, &later), ever, "{condition:?}");
        }
    }

    #[test]
    fn what_can_never_be_meant_is_refused() {
        for (field, operator, values, part) in [
            ("source", "is", json!([]), "values"),
            ("source", "is_set", json!(["x"]), "values"),
            ("source", "at_least", json!(["5"]), "operator"),
            ("touches", "contains", json!(["5"]), "operator"),
            ("touches", "at_least", json!(["many"]), "values"),
            ("touches", "at_least", json!(["1", "2"]), "values"),
        ] {
            let condition = condition(&json!({"field": field, "operator": operator, "values": values}));
            assert_eq!(check(&condition).map_err(|(part, _)| part), Err(part), "{condition:?}");
        }
    }

    proptest! {
        #[test]
        fn a_condition_and_its_opposite_never_agree(text in "[a-zA-Z ]{1,12}", value in "[a-zA-Z]{1,12}") {
            prop_assume!(!text.trim().is_empty());
            let lead = lead(&json!({"source": text}));
            for (one, other) in [("is", "is_not"), ("is_set", "is_not_set")] {
                let values = if one == "is" { json!([value]) } else { json!([]) };
                let one = condition(&json!({"field": "source", "operator": one, "values": values}));
                let other = condition(&json!({"field": "source", "operator": other, "values": values}));
                prop_assert_ne!(holds(&one, &lead), holds(&other, &lead));
            }
        }
    }
}
