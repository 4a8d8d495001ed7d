//! Rules of quotes.

use kernel::{DealId, Decimal, Language, OrgId};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::deals::error::DealError;
use crate::quotes::settings::model::Settings;

fn today() -> NaiveDate {
    "2026-06-30".parse().unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-06-30T10:00:00Z".parse().unwrap()
}

fn read<T: serde::de::DeserializeOwned>(json: serde_json::Value) -> T {
    serde_json::from_value(json).unwrap()
}

fn eur(amount: &str) -> serde_json::Value {
    json!({"amount": amount, "currency": "EUR"})
}

fn one_off(name: &str, price: &str, optional: bool) -> serde_json::Value {
    json!({"name": name, "vat_rate": "27", "optional": optional,
           "billing": {"kind": "one_off", "quantity": "1", "unit_price": eur(price)}})
}

fn deal() -> contracts::crm::Deal {
    let id = DealId::new();
    read(json!({
        "deal_id": id, "name": "Website", "pipeline_id": id, "stage_id": id, "stage_name": "Proposal", "status": "open",
        "currency": "EUR", "value": eur("100"), "opened_on": "2026-06-01", "win_no": 0,
        "lines": [{"deal_line_id": id, "name": "Build", "vat_rate": "27", "value": eur("100"), "billing": {
            "kind": "fixed", "price": eur("100"), "budget_hours": "10",
            "milestones": [{"milestone_id": id, "name": "Done", "amount": eur("100")}]}}]}))
}

fn write(request: &serde_json::Value) -> Result<Quote, QuoteError> {
    let (deal, settings) = (deal(), Settings::default_of(OrgId::new()).image);
    let prices = Prices::none(today());
    let beginning = Beginning { deal: &deal, settings: &settings, prices, now: now(), by: "system:test" };
    let mut body = json!({"deal_id": deal.deal_id});
    body.as_object_mut().unwrap().extend(request.as_object().unwrap().clone());
    Quote::write(read(body), "Q-2026-0001".parse().unwrap(), beginning).map(|(quote, _)| quote)
}

fn sent(request: &serde_json::Value) -> Quote {
    let mut quote = write(request).unwrap();
    let seller = read(json!({"name": "We"}));
    quote.address(seller, read(json!({})), Currency::EUR, today()).unwrap();
    quote.send(Dispatch { at: now(), by: None, document_sha256: "00".repeat(32) });
    quote
}

fn yes(quote: &Quote, chosen: &[DealLineId]) -> AcceptQuote {
    AcceptQuote { quote_id: quote.image.quote_id, name: "Éva".parse().unwrap(), chosen: chosen.to_vec() }
}

fn accept(quote: &mut Quote, chosen: &[DealLineId]) -> Result<(), QuoteError> {
    let request = yes(quote, chosen);
    if let Some(accepted) = quote.accepting(&request, today())? {
        let effect = QuoteEffect { lines_taken: true, deal_won: true, left: None, detail: None };
        let yes = Yes { at: now(), day: today(), from: None, recorded: None };
        quote.accept(request.name, accepted, effect, yes);
    }
    Ok(())
}

fn pointer(error: QuoteError) -> String {
    let (QuoteError::Field { pointer, .. } | QuoteError::Line(DealError::Field { pointer, .. })) = error else {
        panic!("{error:?}")
    };
    pointer
}

#[test]
fn it_begins_with_what_the_deal_and_the_settings_say() {
    let quote = write(&json!({})).unwrap();
    let deal = deal();
    assert_eq!((quote.image.title.as_str(), quote.image.language), ("Website", Language::En));
    assert_eq!(quote.image.valid_until, "2026-07-30".parse().unwrap());
    assert_eq!(quote.image.totals.gross.to_string(), "127.00 EUR");
    assert_eq!(quote.image.lines.len(), deal.lines.len());
    assert!(quote.image.lines.iter().all(|line| line.chosen && !line.optional));
}

#[test]
fn a_line_of_the_deal_keeps_its_ids() {
    let mut quote = write(&json!({})).unwrap();
    let (line, deal_lines) = (quote.image.lines[0].line.clone(), vec![quote.image.lines[0].line.clone()]);
    let request = json!({"lines": [
        {"deal_line_id": line.deal_line_id, "name": "Build", "vat_rate": "27",
         "billing": {"kind": "fixed", "price": eur("150"), "budget_hours": "10"}},
        one_off("Logo", "20", true)]});
    let prices = Prices::none(today());
    quote.update(read(request), &deal_lines, prices).unwrap();
    let changed = &quote.image.lines[0].line;
    assert_eq!(changed.deal_line_id, line.deal_line_id);
    let milestone = |line: &DealLine| {
        let contracts::crm::LineBilling::Fixed { milestones, .. } = &line.billing else { panic!("{line:?}") };
        milestones[0].milestone_id
    };
    assert_eq!(milestone(changed), milestone(&line));
    // An optional line is not in the sums until it is chosen.
    assert_eq!(quote.image.totals.net.to_string(), "150.00 EUR");
}

#[test]
fn what_was_sent_is_refused_every_change() {
    let mut quote = sent(&json!({}));
    let prices = Prices::none(today());
    assert_eq!(quote.update(UpdateQuote::default(), &[], prices), Err(QuoteError::NotDraft("sent")));
    let again = quote.address(read(json!({"name": "We"})), read(json!({})), Currency::EUR, today());
    assert_eq!(again, Err(QuoteError::NotDraft("sent")));
}

#[test]
fn what_cannot_be_sent_says_why() {
    let address = |request: serde_json::Value, currency| {
        let mut quote = write(&request).unwrap();
        pointer(quote.address(read(json!({"name": "We"})), read(json!({})), currency, today()).unwrap_err())
    };
    assert_eq!(address(json!({"lines": []}), Currency::EUR), "/lines");
    assert_eq!(address(json!({"valid_until": "2026-06-29"}), Currency::EUR), "/valid_until");
    assert_eq!(address(json!({}), Currency::from_code("HUF").unwrap()), "/currency");
    assert_eq!(pointer(write(&json!({"valid_until": "0026-06-29"})).unwrap_err()), "/valid_until");
    assert_eq!(
        pointer(write(&json!({"lines": [one_off("x", "-1", false)]})).unwrap_err()),
        "/lines/0/billing/unit_price/amount"
    );
}

#[test]
fn the_last_day_counts_and_the_next_one_does_not() {
    let quote = sent(&json!({"valid_until": "2026-06-30"}));
    assert_eq!(quote.state(today()), State::Sent);
    let tomorrow = today().succ_opt().unwrap();
    assert_eq!(quote.state(tomorrow), State::Expired);
    let request = yes(&quote, &[]);
    assert!(quote.accepting(&request, today()).unwrap().is_some());
    assert_eq!(quote.accepting(&request, tomorrow), Err(QuoteError::Expired(today())));
    // A no is heard all the same.
    let no = DeclineQuote { quote_id: quote.image.quote_id, reason: "late".parse().unwrap(), name: None };
    assert!(quote.clone().decline(no, now(), None, tomorrow).unwrap().is_some());
}

#[test]
fn yes_twice_is_one_yes_and_another_choice_is_refused() {
    let mut quote = sent(&json!({"lines": [one_off("Site", "100", false), one_off("Logo", "20", true)]}));
    let logo = quote.image.lines[1].line.deal_line_id;
    let site = quote.image.lines[0].line.deal_line_id;
    assert_eq!(pointer(accept(&mut quote, &[site]).unwrap_err()), "/chosen/0");
    assert_eq!(pointer(accept(&mut quote, &[logo, logo]).unwrap_err()), "/chosen/1");
    accept(&mut quote, &[logo]).unwrap();
    let version = quote.version;
    accept(&mut quote, &[logo]).unwrap();
    assert_eq!(quote.version, version);
    assert_eq!(accept(&mut quote, &[]), Err(QuoteError::Accepted));
    let Some(QuoteAnswer::Accepted { totals, .. }) = &quote.image.answer else { panic!() };
    assert_eq!(totals.gross.to_string(), "152.40 EUR");
    // What was offered stands as it was offered.
    assert_eq!(quote.image.totals.gross.to_string(), "127.00 EUR");
    assert_eq!(quote.withdraw(None, today()), Err(QuoteError::NothingToWithdraw("accepted")));
}

#[test]
fn whoever_answers_must_have_read_this_version() {
    let mut quote = sent(&json!({}));
    let request = AcceptQuote { quote_id: QuoteId::new(), ..yes(&quote, &[]) };
    assert_eq!(quote.accepting(&request, today()), Err(QuoteError::Outdated));
    quote.withdraw(None, today()).unwrap();
    assert_eq!(quote.accepting(&yes(&quote, &[]), today()), Err(QuoteError::NotOffered("withdrawn")));
}

#[test]
fn an_offer_of_options_only_needs_one_of_them() {
    let mut quote = sent(&json!({"lines": [one_off("A", "100", true), one_off("B", "20", true)]}));
    assert_eq!(pointer(accept(&mut quote, &[]).unwrap_err()), "/chosen");
    let first = quote.image.lines[0].line.deal_line_id;
    accept(&mut quote, &[first]).unwrap();
}

proptest! {
    #[test]
    fn what_is_accepted_is_what_was_offered_and_adds_up(
        lines in prop::collection::vec((1_i64..1_000_000, any::<bool>(), any::<bool>()), 1..12),
    ) {
        let requests: Vec<_> = lines.iter().enumerate().map(|(place, (cents, optional, _))| {
            one_off(&format!("line {place}"), &Decimal::new(*cents, 2).to_string(), *optional)
        }).collect();
        let quote = sent(&json!({"lines": requests}));
        let chosen: Vec<DealLineId> = quote.image.lines.iter().zip(&lines)
            .filter(|(line, (_, _, take))| line.optional && *take)
            .map(|(line, _)| line.line.deal_line_id)
            .collect();
        let expected: Vec<&DealLine> = quote.image.lines.iter()
            .filter(|line| !line.optional || chosen.contains(&line.line.deal_line_id))
            .map(|line| &line.line)
            .collect();
        match quote.accepting(&yes(&quote, &chosen), today()) {
            Ok(Some(accepted)) => {
                prop_assert_eq!(accepted.lines.iter().collect::<Vec<_>>(), expected.clone());
                let net = kernel::Money::sum(expected.iter().map(|line| line.value), Currency::EUR).unwrap();
                prop_assert_eq!(accepted.totals.net, net);
            }
            Ok(None) => prop_assert!(false, "nothing was accepted before"),
            Err(error) => {
                prop_assert!(expected.is_empty());
                prop_assert_eq!(pointer(error), "/chosen");
            }
        }
    }
}
