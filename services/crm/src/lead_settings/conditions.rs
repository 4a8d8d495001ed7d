//! When a rule applies to a lead.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use contracts::crm::{FieldKind, FieldValue};
use contracts::leads::{Lead, LeadChannel, LeadCondition, LeadField, LeadOperator, LeadOrigin};
use kernel::{Currency, Decimal, Email, Money, Name, Note};

use crate::custom_fields::model::{Field, number};
use crate::exchange_rates::model::Rates;

/// Most values a condition compares with.
pub const MAX_VALUES: usize = 50;

/// What a field of a lead holds.
enum Held<'a> {
    Text(Option<&'a str>),
    Number(Option<Decimal>),
    Amount(Option<Money>),
    Own(Option<&'a FieldValue>),
}

/// Whether a condition is true of a lead that came forward from these places, too, after the first time: what is asked of where
/// it came from is true when it was any of the times, and what must not be when it never was. A lead that says nothing about the
/// field fulfils `is_not` and `is_not_set` only.
pub fn holds_ever(condition: &LeadCondition, lead: &Lead, later: &[LeadOrigin], rates: &Rates) -> bool {
    let mut times = std::iter::once(&lead.origin).chain(later).map(|origin| holds_from(condition, lead, origin, rates));
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

fn holds_from(condition: &LeadCondition, lead: &Lead, origin: &LeadOrigin, rates: &Rates) -> bool {
    match held(condition, lead, origin) {
        Held::Text(text) => text_holds(condition, text),
        Held::Number(number) => number_holds(condition, number),
        Held::Amount(amount) => amount_holds(condition, amount, rates),
        Held::Own(value) => own_holds(condition, value),
    }
}

/// Whether all conditions are true of a lead, which came forward from these places, too; so they are when there are none. A rule that
/// says in which currency the estimate is means its amounts in that one.
pub fn all_hold(conditions: &[LeadCondition], lead: &Lead, later: &[LeadOrigin], rates: &Rates) -> bool {
    let named = conditions.iter().find_map(|one| match (one.field, one.operator, one.values.as_slice()) {
        (LeadField::EstimatedCurrency, LeadOperator::Is, [only]) => only.as_str().to_uppercase().parse().ok(),
        _ => None,
    });
    conditions.iter().all(|condition| match named {
        Some(currency) if compares_value(condition) && condition.currency.is_none() => {
            holds_ever(&LeadCondition { currency: Some(currency), ..condition.clone() }, lead, later, rates)
        }
        _ => holds_ever(condition, lead, later, rates),
    })
}

/// Whether a condition compares what a lead may be worth with an amount.
pub fn compares_value(condition: &LeadCondition) -> bool {
    condition.field == LeadField::EstimatedValue
        && matches!(condition.operator, LeadOperator::AtLeast | LeadOperator::AtMost)
}

/// The currency nobody gave a rate for, where a condition cannot be decided of a lead for that.
pub fn lacks_rate(condition: &LeadCondition, lead: &Lead, rates: &Rates) -> Option<Currency> {
    let amounts = lead.estimated_value.filter(|_| compares_value(condition)).zip(bound(condition, rates));
    amounts.and_then(|(value, bound)| comparable(value, bound, rates).err())
}

/// The amount a condition compares with, in its currency.
fn bound(condition: &LeadCondition, rates: &Rates) -> Option<Money> {
    let amount = condition.values.first()?.as_str().parse::<Decimal>().ok()?;
    Money::new(amount, condition.currency.unwrap_or(rates.base())).ok()
}

/// Two amounts as they are compared: as they are in one currency, else by what they are worth in the organisation's.
fn comparable(one: Money, other: Money, rates: &Rates) -> Result<(Decimal, Decimal), Currency> {
    if one.currency() == other.currency() {
        return Ok((one.amount(), other.amount()));
    }
    Ok((rates.worth(one)?, rates.worth(other)?))
}

fn amount_holds(condition: &LeadCondition, value: Option<Money>, rates: &Rates) -> bool {
    if !compares_value(condition) {
        return number_holds(condition, value.map(Money::amount));
    }
    let compared = value.zip(bound(condition, rates)).and_then(|(value, bound)| comparable(value, bound, rates).ok());
    compared.is_some_and(
        |(value, bound)| {
            if condition.operator == LeadOperator::AtLeast { value >= bound } else { value <= bound }
        },
    )
}

/// How what a field holds is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nature {
    Text,
    Number,
    Day,
    Choice,
    YesNo,
}

impl Nature {
    /// Whether an operator compares it.
    fn takes(self, operator: LeadOperator) -> bool {
        use LeadOperator::{AtLeast, AtMost, Contains, Is, IsNot, IsNotSet, IsSet, StartsWith};
        match operator {
            IsSet | IsNotSet => true,
            Is => !matches!(self, Self::Number | Self::Day),
            IsNot => matches!(self, Self::Text | Self::Choice),
            Contains | StartsWith => self == Self::Text,
            AtLeast | AtMost => matches!(self, Self::Number | Self::Day),
        }
    }

    /// What compares it, in words.
    fn operators(self) -> &'static str {
        match self {
            Self::Text => "texts are compared with is, is_not, contains, starts_with, is_set or is_not_set",
            Self::Number => "numbers are compared with at_least, at_most, is_set or is_not_set",
            Self::Day => "days are compared with at_least, at_most, is_set or is_not_set",
            Self::Choice => "choices are compared with is, is_not, is_set or is_not_set",
            Self::YesNo => "what is yes or no is compared with is, is_set or is_not_set",
        }
    }
}

fn nature(condition: &LeadCondition, fields: &[Field]) -> Result<Nature, (&'static str, String)> {
    match (condition.field, condition.field_id) {
        (LeadField::EstimatedValue | LeadField::Touches, None) => Ok(Nature::Number),
        (LeadField::Custom, None) => Err(("field_id", "say which of the own fields of leads is meant".to_owned())),
        (LeadField::Custom, Some(id)) => {
            let field = fields.iter().find(|field| field.image.field_id == id);
            let missing =
                || ("field_id", "there is no such field of leads; GET /v1/custom-fields lists them".to_owned());
            Ok(match field.ok_or_else(missing)?.image.kind {
                FieldKind::Text | FieldKind::Url => Nature::Text,
                FieldKind::Number => Nature::Number,
                FieldKind::Date => Nature::Day,
                FieldKind::Choice | FieldKind::Choices => Nature::Choice,
                FieldKind::YesNo => Nature::YesNo,
            })
        }
        (_, Some(_)) => Err(("field_id", "goes together with the field custom only; leave it out".to_owned())),
        (_, None) => Ok(Nature::Text),
    }
}

/// Why a condition can never be meant: the part of it that is wrong, and how to mend it. `fields` are the own fields of leads.
pub fn check(condition: &LeadCondition, fields: &[Field]) -> Result<(), (&'static str, String)> {
    use LeadOperator::{IsNotSet, IsSet};
    let nature = nature(condition, fields)?;
    if condition.currency.is_some() && !compares_value(condition) {
        let detail = "goes together with the field estimated_value and at_least or at_most only; leave it out";
        return Err(("currency", detail.to_owned()));
    }
    let values = &condition.values;
    if !nature.takes(condition.operator) {
        return Err(("operator", nature.operators().to_owned()));
    }
    if matches!(condition.operator, IsSet | IsNotSet) {
        let detail = "leave the values out: this asks only whether there is something";
        return if values.is_empty() { Ok(()) } else { Err(("values", detail.to_owned())) };
    }
    let one = |fits: fn(&str) -> bool| matches!(values.as_slice(), [one] if fits(one.as_str()));
    match nature {
        Nature::Number if !one(|text| text.parse::<Decimal>().is_ok()) => {
            Err(("values", "give one number, such as \"5000\"".to_owned()))
        }
        Nature::Number
            if compares_value(condition) && bound(condition, &Rates::new(Currency::EUR, BTreeMap::new())).is_none() =>
        {
            Err(("values", "give one amount with at most 4 decimals, such as \"5000\"".to_owned()))
        }
        Nature::Day if !one(|text| text.parse::<NaiveDate>().is_ok()) => {
            Err(("values", "give one day, such as \"2026-03-02\"".to_owned()))
        }
        Nature::YesNo if !one(|text| text == "true" || text == "false") => {
            Err(("values", "give one of \"true\" and \"false\"".to_owned()))
        }
        _ if values.is_empty() || values.len() > MAX_VALUES => {
            Err(("values", format!("give 1 to {MAX_VALUES} values")))
        }
        Nature::Text | Nature::Number | Nature::Day | Nature::Choice | Nature::YesNo => Ok(()),
    }
}

/// Compares a value of an own field. Of several choices it is enough that one fits.
fn own_holds(condition: &LeadCondition, value: Option<&FieldValue>) -> bool {
    use LeadOperator::{AtLeast, AtMost, Contains, Is, IsNot, IsNotSet, IsSet, StartsWith};
    let texts: Vec<&str> = match value {
        None => Vec::new(),
        Some(FieldValue::Text(text)) => vec![text],
        Some(FieldValue::Choices(chosen)) => chosen.iter().map(String::as_str).collect(),
        Some(FieldValue::YesNo(true)) => vec!["true"],
        Some(FieldValue::YesNo(false)) => vec!["false"],
    };
    match condition.operator {
        IsSet => !texts.is_empty(),
        IsNotSet => texts.is_empty(),
        Is | Contains | StartsWith => texts.iter().any(|text| text_holds(condition, Some(*text))),
        IsNot => texts.iter().all(|text| text_holds(condition, Some(*text))),
        AtLeast | AtMost => {
            let (text, bound) = (texts.first().copied(), condition.values.first().map(Name::as_str));
            text.zip(bound)
                .and_then(|(text, bound)| order(text, bound))
                .is_some_and(|order| if condition.operator == AtLeast { order.is_ge() } else { order.is_le() })
        }
    }
}

/// How two numbers or two days stand to each other; nothing when they are neither.
fn order(one: &str, other: &str) -> Option<std::cmp::Ordering> {
    let days = one.parse::<NaiveDate>().ok().zip(other.parse::<NaiveDate>().ok());
    match days {
        Some((one, other)) => Some(one.cmp(&other)),
        None => number(one).zip(other.parse::<Decimal>().ok()).map(|(one, other)| one.cmp(&other)),
    }
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

fn held<'a>(condition: &LeadCondition, lead: &'a Lead, origin: &'a LeadOrigin) -> Held<'a> {
    Held::Text(match condition.field {
        LeadField::Custom => return Held::Own(condition.field_id.and_then(|id| lead.custom.get(&id))),
        LeadField::EstimatedValue => return Held::Amount(lead.estimated_value),
        LeadField::EstimatedCurrency => lead.estimated_value.as_ref().map(|value| value.currency.code()),
        LeadField::Touches => return Held::Number(Some(Decimal::from(lead.touches))),
        LeadField::Source => origin.source.as_ref().map(Name::as_str),
        LeadField::Campaign => origin.campaign.as_ref().map(Name::as_str),
        LeadField::Channel => Some(match origin.channel {
            LeadChannel::Form => "form",
            LeadChannel::Api => "api",
            LeadChannel::Manual => "manual",
            LeadChannel::Import => "import",
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
pub(super) mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::leads::model::tests::lead;

    fn condition(json: &serde_json::Value) -> LeadCondition {
        serde_json::from_value(json.clone()).unwrap()
    }

    fn holds(condition: &LeadCondition, lead: &Lead) -> bool {
        holds_ever(condition, lead, &[], &rates(&[]))
    }

    /// Rates of an organisation that counts in euro.
    pub fn rates(of: &[(&str, &str)]) -> Rates {
        let rate = |(currency, rate): &(&str, &str)| (currency.parse().unwrap(), rate.parse().unwrap());
        Rates::new(Currency::EUR, of.iter().map(rate).collect())
    }

    fn own(kind: &str, choices: &serde_json::Value) -> Field {
        let image = json!({"field_id": kernel::FieldId::new(), "record": "lead", "name": "Own", "kind": kind,
                           "choices": choices, "required": false, "position": 1, "archived": false});
        Field::define(serde_json::from_value(image).unwrap()).unwrap().0
    }

    #[test]
    fn own_fields_are_compared_as_what_they_are() {
        for (kind, choices, value, operator, values, expected) in [
            ("text", json!([]), Some(json!("Up to 5")), "contains", json!(["UP"]), true),
            ("text", json!([]), None, "is_not", json!(["x"]), true),
            ("number", json!([]), Some(json!("12.50")), "at_least", json!(["9"]), true),
            ("number", json!([]), Some(json!("12.50")), "at_most", json!(["9"]), false),
            ("date", json!([]), Some(json!("2026-03-02")), "at_least", json!(["2026-03-02"]), true),
            ("date", json!([]), None, "at_least", json!(["2026-03-02"]), false),
            ("yes_no", json!([]), Some(json!(false)), "is", json!(["true"]), false),
            ("yes_no", json!([]), Some(json!(true)), "is", json!(["true"]), true),
            ("choice", json!(["S", "M"]), Some(json!("M")), "is", json!(["s", "m"]), true),
            ("choices", json!(["S", "M"]), Some(json!(["S", "M"])), "is", json!(["M"]), true),
            ("choices", json!(["S", "M"]), Some(json!(["S", "M"])), "is_not", json!(["M"]), false),
            ("choices", json!(["S", "M"]), None, "is_not_set", json!([]), true),
        ] {
            let field = own(kind, &choices);
            let id = field.image.field_id;
            let mut lead = lead(&json!({}));
            if let Some(value) = value {
                lead.custom.insert(id, serde_json::from_value(value).unwrap());
            }
            let asked = json!({"field": "custom", "field_id": id, "operator": operator, "values": values});
            let condition = condition(&asked);
            assert_eq!(check(&condition, &[field]), Ok(()), "{kind}: {condition:?}");
            assert_eq!(holds(&condition, &lead), expected, "{kind}: {condition:?}");
        }
    }

    #[test]
    fn own_fields_are_named_and_compared_only_as_they_can_be() {
        let (number, yes) = (own("number", &json!([])), own("yes_no", &json!([])));
        let (id, yes_id) = (number.image.field_id, yes.image.field_id);
        let fields = [number, yes];
        for (asked, part) in [
            (json!({"field": "custom", "operator": "is_set"}), "field_id"),
            (json!({"field": "source", "field_id": id, "operator": "is_set"}), "field_id"),
            (json!({"field": "custom", "field_id": kernel::FieldId::new(), "operator": "is_set"}), "field_id"),
            (json!({"field": "custom", "field_id": id, "operator": "is", "values": ["5"]}), "operator"),
            (json!({"field": "custom", "field_id": id, "operator": "at_least", "values": ["many"]}), "values"),
            (json!({"field": "custom", "field_id": yes_id, "operator": "is", "values": ["yes"]}), "values"),
            (json!({"field": "custom", "field_id": yes_id, "operator": "is_set", "values": ["true"]}), "values"),
        ] {
            assert_eq!(check(&condition(&asked), &fields).map_err(|(part, _)| part), Err(part), "{asked}");
        }
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
            ("estimated_currency", "is_not_set", json!([]), true),
        ] {
            let condition = condition(&json!({"field": field, "operator": operator, "values": values}));
            assert_eq!(check(&condition, &[]), Ok(()), "{condition:?}");
            assert_eq!(holds(&condition, &lead), expected, "{condition:?}");
        }
    }

    #[test]
    fn an_amount_of_one_currency_can_be_told_from_the_same_of_another() {
        let asked = [
            json!({"field": "estimated_value", "operator": "at_least", "values": ["1000"]}),
            json!({"field": "estimated_currency", "operator": "is", "values": ["eur"]}),
        ];
        let rule: Vec<LeadCondition> = asked.iter().map(condition).collect();
        for (currency, expected) in [("EUR", true), ("HUF", false)] {
            let lead = lead(&json!({"estimated_value": {"amount": "1000", "currency": currency}}));
            assert_eq!(all_hold(&rule, &lead, &[], &rates(&[("HUF", "0.0025")])), expected, "{currency}");
        }
    }

    #[test]
    fn amounts_are_compared_by_what_they_are_worth() {
        let known = rates(&[("HUF", "0.0025"), ("USD", "0.9")]);
        for (operator, bound, of, amount, currency, expected) in [
            ("at_least", "1000", None, "400000", "HUF", true),
            ("at_least", "1000", None, "399997", "HUF", false),
            ("at_most", "1000", None, "400000", "HUF", true),
            ("at_least", "1000", None, "1000", "EUR", true),
            ("at_least", "1000", None, "999.99", "EUR", false),
            ("at_least", "1000", Some("USD"), "1000", "USD", true),
            ("at_least", "1000", Some("USD"), "900", "EUR", true),
            ("at_least", "1000", Some("USD"), "899.99", "EUR", false),
            ("at_most", "1000", Some("USD"), "360000", "HUF", true),
            ("at_least", "1", None, "1000000", "GBP", false),
            ("at_most", "1000000", None, "1", "GBP", false),
            ("at_least", "1", Some("GBP"), "1000000", "EUR", false),
            ("at_least", "1", Some("GBP"), "2", "GBP", true),
        ] {
            let condition = condition(
                &json!({"field": "estimated_value", "operator": operator, "values": [bound], "currency": of}),
            );
            assert_eq!(check(&condition, &[]), Ok(()), "{condition:?}");
            let lead = lead(&json!({"estimated_value": {"amount": amount, "currency": currency}}));
            assert_eq!(holds_ever(&condition, &lead, &[], &known), expected, "{condition:?} {amount} {currency}");
            let gbp = ((of == Some("GBP")) != (currency == "GBP")).then(|| "GBP".parse().unwrap());
            assert_eq!(lacks_rate(&condition, &lead, &known), gbp, "{condition:?} {amount} {currency}");
        }
    }

    #[test]
    fn a_rule_that_names_the_currency_means_its_amounts_in_it() {
        let rule = [
            condition(&json!({"field": "estimated_value", "operator": "at_least", "values": ["1000000"]})),
            condition(&json!({"field": "estimated_currency", "operator": "is", "values": ["huf"]})),
        ];
        let of = |amount: &str, currency: &str| {
            let lead = lead(&json!({"estimated_value": {"amount": amount, "currency": currency}}));
            all_hold(&rule, &lead, &[], &rates(&[("HUF", "0.0025")]))
        };
        assert!(of("1000000", "HUF") && !of("999999", "HUF") && !of("1000000", "EUR"));
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
            assert_eq!(holds_ever(&condition, &first, &later, &rates(&[])), ever, "{condition:?}");
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
            ("estimated_value", "is", json!(["1"]), "operator"),
        ] {
            let condition = condition(&json!({"field": field, "operator": operator, "values": values}));
            assert_eq!(check(&condition, &[]).map_err(|(part, _)| part), Err(part), "{condition:?}");
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
