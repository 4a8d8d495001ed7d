//! Rules of deals.

use chrono::Days;
use contracts::crm::{ContactRole, LineBilling, Requirement};
use kernel::{AccountId, Decimal, OrgId};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::pipelines::model::Pipeline;

fn today() -> NaiveDate {
    "2026-06-30".parse().unwrap()
}

fn read<T: serde::de::DeserializeOwned>(json: serde_json::Value) -> T {
    serde_json::from_value(json).unwrap()
}

fn eur(amount: &str) -> serde_json::Value {
    json!({"amount": amount, "currency": "EUR"})
}

fn account() -> crm::Account {
    read(json!({"account_id": AccountId::new(), "name": "Acme"}))
}

fn open(request: serde_json::Value) -> Result<Deal, DealError> {
    let pipeline = Pipeline::default_of(OrgId::from_uuid(uuid::Uuid::nil())).unwrap();
    let stage = pipeline.first().unwrap();
    let opening = Opening {
        prices: Prices::none(today()),
        caller: None,
        base_currency: Currency::EUR,
        pipeline_id: pipeline.image.pipeline_id,
        stage,
        tags: Vec::new(),
        custom: CustomValues::new(),
    };
    Deal::open(read(request), opening).map(|(deal, _)| deal)
}

fn known() -> Known<'static> {
    Known {
        prices: Prices::none(today()),
        tags: None,
        custom: CustomValues::new(),
        caller: None,
        now: DateTime::UNIX_EPOCH,
    }
}

fn because(reason: &str) -> Because {
    Because { reason: Some(Note::new(reason).unwrap()), chosen: None }
}

fn to(stage: &Stage) -> Destination<'_> {
    Destination { pipeline_id: PipelineId::new(), stage, asks: true }
}

fn website(milestones: &serde_json::Value) -> serde_json::Value {
    json!({"name": "Website", "lines": [{
        "name": "Build", "vat_rate": "27",
        "billing": {"kind": "fixed", "price": eur("1000"), "milestones": milestones}}]})
}

fn field(error: DealError) -> String {
    let DealError::Field { pointer, .. } = error else { panic!("{error:?}") };
    pointer
}

#[test]
fn a_fixed_price_without_milestones_is_billed_at_completion() {
    let deal = open(website(&json!([]))).unwrap();
    let LineBilling::Fixed { milestones, price, .. } = &deal.image.lines[0].billing else { panic!() };
    assert_eq!((milestones.len(), milestones[0].name.as_str(), milestones[0].amount), (1, "Completion", *price));
    assert_eq!(deal.image.value, *price);
}

#[test]
fn what_does_not_add_up_is_refused_where_it_stands() {
    let at = "/lines/0/billing/milestones";
    let cases = [
        (json!([{"name": "a", "amount": eur("999.99")}]), at),
        (json!([{"name": "a", "share_percent": "99"}]), at),
        (json!([{"name": "a"}]), at),
        (json!([{"name": "a", "amount": eur("1000"), "share_percent": "100"}]), at),
        (json!([{"name": "a", "amount": eur("500")}, {"name": "b", "share_percent": "50"}]), at),
        (
            json!([{"name": "a", "amount": {"amount": "1000", "currency": "USD"}}]),
            "/lines/0/billing/milestones/0/amount/currency",
        ),
        (json!([{"name": "a", "amount": eur("1000.001")}]), "/lines/0/billing/milestones/0/amount/amount"),
        (json!([{"name": "a", "amount": eur("-1000")}]), "/lines/0/billing/milestones/0/amount/amount"),
        (
            json!([{"name": "a", "share_percent": "100", "due_on": "9999-01-01"}]),
            "/lines/0/billing/milestones/0/due_on",
        ),
        (
            json!([{"milestone_id": "0198c0de-0000-7000-8000-000000000001", "name": "a", "share_percent": "100"}]),
            "/lines/0/billing/milestones/0/milestone_id",
        ),
    ];
    for (milestones, pointer) in cases {
        assert_eq!(field(open(website(&milestones)).unwrap_err()), pointer, "{milestones}");
    }
}

#[test]
fn each_kind_of_line_has_a_value() {
    let deal = open(json!({"name": "All", "lines": [
        {"name": "T&M", "vat_rate": "27", "billing": {"kind": "time_and_materials", "rates": [
            {"role": "Developer", "hourly_rate": eur("80.50"), "estimated_hours": "10.5"},
            {"role": "Designer", "hourly_rate": eur("70"), "estimated_hours": "0"}]}},
        {"name": "Care", "vat_rate": "27", "billing": {"kind": "retainer", "amount": eur("100"), "cadence": "monthly",
            "periods": 12, "starts_on": "2026-07-01"}},
        {"name": "Licences", "vat_rate": "27", "billing": {"kind": "one_off", "quantity": "2.5", "unit_price": eur("10.01")}},
    ]}))
    .unwrap();
    let values: Vec<String> = deal.image.lines.iter().map(|line| line.value.amount.normalize().to_string()).collect();
    assert_eq!(values, ["845.25", "1200", "25.03"]);
    assert_eq!(deal.image.value.amount, "2070.28".parse::<Decimal>().unwrap());
}

#[test]
fn the_value_is_an_estimate_only_while_there_are_no_lines() {
    assert_eq!(open(json!({"name": "x", "value": eur("5")})).unwrap().image.value.amount, Decimal::from(5));
    let mut both = website(&json!([]));
    both["value"] = eur("5");
    assert_eq!(field(open(both).unwrap_err()), "/value");
    let mut deal = open(website(&json!([]))).unwrap();
    deal.update(read(json!({"lines": []})), known()).unwrap();
    assert_eq!(deal.image.value.amount, Decimal::from(1000), "the last value stays as the estimate");
}

#[test]
fn a_change_of_currency_takes_all_amounts_along() {
    let mut deal = open(json!({"name": "x", "value": eur("5")})).unwrap();
    assert_eq!(field(deal.update(read(json!({"currency": "HUF"})), known()).unwrap_err()), "/value");
    let huf = json!({"currency": "HUF", "value": {"amount": "2000", "currency": "HUF"}});
    deal.update(read(huf), known()).unwrap();
    assert_eq!((deal.image.currency, deal.image.value.currency, deal.version), (Currency::HUF, Currency::HUF, 2));
    let mut deal = open(website(&json!([]))).unwrap();
    assert_eq!(field(deal.update(read(json!({"currency": "HUF"})), known()).unwrap_err()), "/lines");
}

#[test]
fn lines_and_milestones_that_are_named_keep_their_ids() {
    let mut deal =
        open(website(&json!([{"name": "a", "share_percent": "50"}, {"name": "b", "share_percent": "50"}]))).unwrap();
    let before = deal.image.lines[0].clone();
    let LineBilling::Fixed { milestones, .. } = &before.billing else { panic!() };
    let kept = json!([{"milestone_id": milestones[1].milestone_id, "name": "b", "share_percent": "30"},
                      {"name": "c", "share_percent": "70"}]);
    let mut request = website(&kept);
    request["lines"][0]["deal_line_id"] = json!(before.deal_line_id);
    deal.update(read(json!({"lines": request["lines"]})), known()).unwrap();
    let LineBilling::Fixed { milestones: after, .. } = &deal.image.lines[0].billing else { panic!() };
    assert_eq!(deal.image.lines[0].deal_line_id, before.deal_line_id);
    assert_eq!(after[0].milestone_id, milestones[1].milestone_id);
    assert!(milestones.iter().all(|milestone| milestone.milestone_id != after[1].milestone_id));
}

#[test]
fn winning_needs_an_account_lines_and_a_day_between_opening_and_today() {
    let win = WinDeal::default();
    let mut bare = open(json!({"name": "x", "value": eur("5")})).unwrap();
    assert_eq!(bare.win(&win, None, None, today()), Err(DealError::NoAccount));
    assert_eq!(bare.win(&win, Some(account()), None, today()), Err(DealError::NoLines));
    let mut deal = open(website(&json!([]))).unwrap();
    for wrong in [today() + Days::new(1), today() - Days::new(1)] {
        let request = WinDeal { won_on: Some(wrong), project: None };
        assert_eq!(field(deal.win(&request, Some(account()), None, today()).unwrap_err()), "/won_on");
    }
    let won = deal.win(&win, Some(account()), None, today()).unwrap();
    assert_eq!((won.deal.win_no, won.deal.closed_on, deal.odds_percent(), deal.version), (1, Some(today()), 100, 2));
    assert_eq!(deal.win(&win, Some(account()), None, today()), Err(DealError::NotOpen("won")));
}

#[test]
fn a_second_win_revives_the_project_or_is_refused() {
    let mut deal = open(website(&json!([]))).unwrap();
    deal.win(&WinDeal::default(), Some(account()), None, today()).unwrap();
    deal.reopen(read(json!({"reason": "changed their mind"})), None, false, None, today()).unwrap();
    assert_eq!(deal.win(&WinDeal::default(), Some(account()), None, today()), Err(DealError::ProjectExists));
    let revive = WinDeal { won_on: None, project: Some(ProjectChoice::Revive) };
    assert_eq!(deal.win(&revive, Some(account()), None, today()).unwrap().deal.win_no, 2);
}

#[test]
fn an_invoiced_deal_is_reopened_only_by_force_of_who_may() {
    let mut deal = open(website(&json!([]))).unwrap();
    deal.win(&WinDeal::default(), Some(account()), None, today()).unwrap();
    let invoice = || Some("2026-1".to_owned());
    let (asked, forced) = (json!({"reason": "r"}), json!({"reason": "r", "force": true}));
    for (request, may) in [(&asked, false), (&asked, true), (&forced, false)] {
        let refused = deal.reopen(read(request.clone()), invoice(), may, None, today());
        assert_eq!(refused, Err(DealError::Invoiced("2026-1".to_owned())));
    }
    let reopened = deal.reopen(read(forced), invoice(), true, None, today()).unwrap();
    assert_eq!((reopened.was, reopened.deal.closed_on, deal.version), (DealStatus::Won, None, 3));
    assert_eq!(deal.reopen(read(asked), None, true, None, today()), Err(DealError::Open));
}

#[test]
fn stages_are_left_in_order_and_closing_ones_are_not_entered() {
    let pipeline = Pipeline::default_of(OrgId::from_uuid(uuid::Uuid::nil())).unwrap();
    let mut deal = open(json!({"name": "x", "opened_on": "2026-06-01"})).unwrap();
    let day = |text: &str| Some(text.parse().unwrap());
    assert_eq!(deal.move_to(to(&pipeline.image.stages[0]), None, today()), Err(DealError::InStage));
    for closing in &pipeline.image.stages[4..] {
        assert_eq!(field(deal.move_to(to(closing), None, today()).unwrap_err()), "/stage_id");
    }
    assert_eq!(field(deal.move_to(to(&pipeline.image.stages[2]), day("2026-05-31"), today()).unwrap_err()), "/on");
    let moved = deal.move_to(to(&pipeline.image.stages[2]), day("2026-06-10"), today()).unwrap();
    assert_eq!((moved.from_stage_id, deal.odds_percent()), (pipeline.image.stages[0].stage_id, 50));
    assert_eq!(field(deal.move_to(to(&pipeline.image.stages[1]), day("2026-06-09"), today()).unwrap_err()), "/on");
}

#[test]
fn a_stage_may_ask_for_something_first() {
    let mut pipeline = Pipeline::default_of(OrgId::from_uuid(uuid::Uuid::nil())).unwrap();
    let role = ContactRole::DecisionMaker;
    let asked = [Requirement::Value, Requirement::NextStep, Requirement::ContactRole { role }];
    pipeline.image.stages[2].requires = asked.to_vec();
    let mut deal = open(json!({"name": "x"})).unwrap();
    let before = deal.clone();
    let Err(DealError::Incomplete { fields, .. }) = deal.move_to(to(&pipeline.image.stages[2]), None, today()) else {
        panic!()
    };
    let pointers: Vec<&str> = fields.iter().map(|field| field.pointer.as_str()).collect();
    assert_eq!((pointers, &deal), (vec!["/value", "/next_step", "/contacts"], &before));
    let dragged = Destination { asks: false, ..to(&pipeline.image.stages[2]) };
    assert!(before.clone().move_to(dragged, None, today()).is_ok(), "when its stage goes, nothing is asked");
    let person = json!({"contact_id": kernel::ContactId::new(), "role": "decision_maker"});
    let said = json!({"value": eur("1"), "next_step": {"text": "Call"}, "contacts": [person]});
    deal.update(read(said), known()).unwrap();
    assert!(deal.move_to(to(&pipeline.image.stages[2]), None, today()).is_ok());
}

#[test]
fn a_deal_is_stale_the_day_after_its_stage_allows() {
    let mut deal = open(json!({"name": "x", "opened_on": "2026-06-01"})).unwrap();
    assert!(!deal.is_stale(today()), "its stage says nothing");
    deal.stale_after_days = Some(7);
    let on = |day: &str| deal.is_stale(day.parse().unwrap());
    assert_eq!((on("2026-06-08"), on("2026-06-09")), (false, true));
}

#[test]
fn people_and_competitors_are_named_once() {
    let id = kernel::ContactId::new();
    let person = |role: &str| json!({"contact_id": id, "role": role});
    assert!(open(json!({"name": "x", "contacts": [person("user"), person("billing")]})).is_ok());
    let twice = open(json!({"name": "x", "contacts": [person("user"), person("user")]}));
    assert_eq!(field(twice.unwrap_err()), "/contacts/1");
    assert_eq!(field(open(json!({"name": "x", "competitors": ["Acme", "ACME"]})).unwrap_err()), "/competitors/1");
}

#[test]
fn of_a_closed_deal_only_who_looks_after_it_changes() {
    let mut deal = open(website(&json!([]))).unwrap();
    deal.lose(because("too dear"), None, None, today()).unwrap();
    assert_eq!(deal.odds_percent(), 0);
    assert_eq!(deal.update(read(json!({"name": "y"})), known()), Err(DealError::NotOpen("lost")));
    let owner = MemberId::new();
    assert_eq!(deal.update(read(json!({"owner_id": owner})), known()).unwrap().deal.owner_id, Some(owner));
}

proptest! {
    #[test]
    fn shares_always_add_up_to_the_price(cents in 0_i64..1_000_000_000, cuts in prop::collection::vec(0_i64..=1_000_000, 0..12)) {
        // Cutting 100 % in places makes shares of four decimals that add up exactly.
        let mut cuts: Vec<i64> = cuts.into_iter().chain([0, 1_000_000]).collect();
        cuts.sort_unstable();
        let milestones: Vec<_> = cuts
            .windows(2)
            .map(|pair| json!({"name": "m", "share_percent": Decimal::new(pair[1] - pair[0], 4).to_string()}))
            .collect();
        let price = Decimal::new(cents, 2);
        let deal = open(json!({"name": "x", "lines": [{"name": "l", "vat_rate": "0", "billing": {
            "kind": "fixed", "price": eur(&price.to_string()), "milestones": milestones}}]})).unwrap();
        let LineBilling::Fixed { milestones: parts, .. } = &deal.image.lines[0].billing else { panic!() };
        prop_assert_eq!(parts.iter().map(|part| part.amount.amount).sum::<Decimal>(), price);
        prop_assert!(parts.iter().all(|part| part.amount.is_minor() && !part.amount.is_negative()));
    }

    #[test]
    fn whatever_is_tried_the_version_counts_the_changes_and_wins(steps in prop::collection::vec(0_u8..4, 0..30)) {
        let mut deal = open(website(&json!([]))).unwrap();
        let revive = WinDeal { won_on: None, project: Some(ProjectChoice::Revive) };
        let (mut version, mut wins) = (1, 0);
        for step in steps {
            let before = deal.clone();
            let changed = match step {
                0 => deal.win(&revive, Some(account()), None, today()).map(|_| wins += 1).is_ok(),
                1 => deal.lose(because("r"), None, None, today()).is_ok(),
                2 => deal.reopen(read(json!({"reason": "r"})), None, false, None, today()).is_ok(),
                _ => deal.update(read(json!({"name": "n"})), known()).is_ok(),
            };
            if changed { version += 1 } else { prop_assert_eq!(&before, &deal) }
            prop_assert_eq!((deal.version, deal.image.win_no), (version, wins));
            prop_assert_eq!(deal.image.status == DealStatus::Open, deal.image.closed_on.is_none());
        }
    }
}

#[test]
fn what_people_say_stays_beside_the_odds_of_the_stage_until_the_deal_closes() {
    let pipeline = Pipeline::default_of(OrgId::from_uuid(uuid::Uuid::nil())).unwrap();
    let mut deal = open(website(&json!([]))).unwrap();
    assert_eq!((deal.odds_percent(), deal.forecast_category()), (10, Some(ForecastCategory::Pipeline)));
    let said =
        json!({"judged_odds": {"odds_percent": 80, "reason": "Budget is signed"}, "forecast_category": "commit"});
    deal.update(read(said), known()).unwrap();
    assert_eq!((deal.odds_percent(), deal.forecast_category()), (10, Some(ForecastCategory::Commit)));
    let proposal = pipeline.image.stages.iter().find(|stage| stage.odds_percent == 50).unwrap();
    deal.move_to(to(proposal), None, today()).unwrap();
    let odds = |deal: &Deal| deal.image.forecast.odds.as_ref().map(|odds| odds.odds_percent);
    assert_eq!((deal.odds_percent(), odds(&deal)), (50, Some(80)), "a move changes the one and not the other");
    for wrong in [0, 100, -1] {
        let said = json!({"judged_odds": {"odds_percent": wrong, "reason": "Sure"}});
        assert!(matches!(deal.update(read(said), known()), Err(DealError::Field { .. })), "{wrong}");
    }
    deal.update(read(json!({"forecast_category": null})), known()).unwrap();
    assert_eq!(deal.forecast_category(), Some(ForecastCategory::BestCase));
    deal.lose(because("Too dear"), None, None, today()).unwrap();
    assert_eq!((deal.odds_percent(), deal.forecast_category(), odds(&deal)), (0, None, None));
    let said = json!({"forecast_category": "commit"});
    assert_eq!(deal.update(read(said), known()), Err(DealError::NotOpen("lost")));
}
