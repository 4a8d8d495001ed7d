use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

const ACCOUNTS: &str = "account,sector,year_established,revenue,employees,office_location,subsidiary_of
Bluth Company,technolgy,1993,1242.32,3027,United States,Acme Corporation
Acme Corporation,technolgy,1996,1100.04,2822,United States,
Bioholding,medical,2012,587.34,1356,Philipines,
Odd & Co,,nineteen,-1,x,Atlantis,Nobody
";
const PRODUCTS: &str = "product,series,sales_price\nGTX Basic,GTX,550\nGTX Pro,GTX,4821\nFree,X,gratis\n";
const TEAMS: &str = "sales_agent,manager,regional_office\nMei-Mei Johns,Melvin Marxen,Central\nmei-mei johns,,\n";
const PIPELINE: &str = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n";

fn plan(accounts: &str, pipeline: &str) -> Plan {
    let pipeline = format!("{PIPELINE}{pipeline}");
    Plan::of(Files {
        accounts: accounts.as_bytes(),
        products: PRODUCTS.as_bytes(),
        sales_teams: TEAMS.as_bytes(),
        pipeline: pipeline.as_bytes(),
    })
    .unwrap()
}

fn usd(text: &str) -> Money {
    Money::new(text.parse().unwrap(), CURRENCY).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn only(row: &str) -> Planned<NewDeal> {
    let mut plan = plan(ACCOUNTS, row);
    assert_eq!(plan.deals.len(), 1, "{:?}", plan.refused);
    plan.deals.remove(0)
}

fn refusal(row: &str) -> String {
    let plan = plan(ACCOUNTS, row);
    let refused = plan.refused.into_iter().rfind(|one| one.source.file == File::Pipeline);
    refused.expect("it is refused").why
}

#[test]
fn accounts_are_mended_and_parents_come_first() {
    let plan = plan(ACCOUNTS, "");
    let names: Vec<_> = plan.accounts.iter().map(|one| (one.record.key.as_str(), one.record.level)).collect();
    assert_eq!(names, [("acme-corporation", 0), ("bioholding", 0), ("odd-co", 0), ("bluth-company", 1)]);
    let acme = &plan.accounts[0];
    assert_eq!(acme.record.annual_revenue, Some(usd("1100040000")), "in dollars, to the cent");
    assert_eq!(acme.record.industry.as_ref().map(Name::as_str), Some("technology"));
    assert_eq!(acme.mends, ["sector technolgy is technology"]);
    assert_eq!(plan.accounts[1].record.country, CountryCode::new("PH").ok());
    assert_eq!(plan.accounts[1].mends, ["Philipines was taken for the Philippines (PH)"]);
    assert_eq!(plan.accounts[2].mends.len(), 5, "{:?}", plan.accounts[2].mends);
    assert_eq!(plan.accounts[3].record.parent.as_deref(), Some("Acme Corporation"));
}

#[test]
fn circles_of_parents_are_opened_and_doubles_refused() {
    let header = ACCOUNTS.lines().next().unwrap();
    let plan = plan(&format!("{header}\nA,,,,,,B\nB,,,,,,C\nC,,,,,,A\nD,,,,,,A\nA,,,,,,\na,,,,,,\n"), "");
    let levels: BTreeMap<_, _> = plan.accounts.iter().map(|one| (one.record.name.as_str(), one.record.level)).collect();
    assert_eq!(levels, BTreeMap::from([("A", 0), ("B", 2), ("C", 1), ("D", 1), ("a", 0)]));
    assert!(plan.refused.iter().any(|one| one.source.line == 6 && one.source.record == "A"));
    let small = plan.accounts.iter().find(|one| one.record.name.as_str() == "a").unwrap();
    assert_eq!(small.record.key, words::digest("a").unwrap());
}

#[test]
fn a_won_opportunity_is_sold_for_what_it_closed_at() {
    let deal = only("1C1I7A6R,Mei-Mei Johns,GTXPro,Acme Corporation,Won,2016-10-20,2017-03-01,1054\n");
    assert_eq!(deal.record.name.as_str(), "GTX Pro for Acme Corporation");
    assert_eq!((deal.record.price, deal.record.stand), (usd("1054"), Stand::Won(day("2017-03-01"))));
    assert_eq!(deal.record.agent.as_deref(), Some("Mei-Mei Johns"));
    assert_eq!(deal.mends, ["product GTXPro is GTX Pro"]);
    assert_eq!(deal.source, Source { file: File::Pipeline, line: 2, record: "1C1I7A6R".to_owned() });
}

#[test]
fn open_and_lost_opportunities_are_worth_the_list_price() {
    let lost = only("A1,Mei-Mei Johns,GTX Basic,Bioholding,Lost,2016-10-20,2017-03-01,0\n");
    assert_eq!((lost.record.price, lost.record.opened_on), (usd("550"), Some(day("2016-10-20"))));
    let open = only("A2,Somebody,GTX Pro,,Prospecting,,,\n");
    assert_eq!(open.record.name.as_str(), "GTX Pro (no account yet)");
    assert_eq!((open.record.price, open.record.opened_on, open.record.agent), (usd("4821"), None, None));
    assert_eq!(open.mends.len(), 4, "{:?}", open.mends);
}

#[test]
fn refusals_say_why() {
    let good = "A1,Mei-Mei Johns,GTX Basic,Bioholding,Won,2016-10-20,2017-03-01,5\n";
    for (row, why) in [
        ("A1,,GTX Max,,Engaging,2016-10-20,,\n", "product"),
        ("A1,,GTX Pro,Nobody Inc,Engaging,2016-10-20,,\n", "account"),
        ("A1,,GTX Pro,,Won,2016-10-20,2017-01-01,5\n", "names no account"),
        ("A1,,GTX Pro,Bioholding,Won,2016-10-20,,5\n", "close_date"),
        ("A1,,GTX Pro,Bioholding,Won,2016-10-20,2017-01-01,5.001\n", "close_value"),
        ("A1,,GTX Pro,Bioholding,Won,2016-10-20,2017-01-01,-5\n", "close_value"),
        ("A1,,GTX Pro,Bioholding,Lost,2016-10-20,2016-10-19,\n", "before its engage_date"),
        ("A1,,GTX Pro,Bioholding,Sleeping,,,\n", "deal_stage"),
        ("A 1,,GTX Pro,Bioholding,Engaging,,,\n", "opportunity_id"),
        ("A1,,GTX Pro,Bioholding,Engaging,2016-13-01,,\n", "engage_date"),
        ("A1,,GTX Pro\n", "3 fields"),
        (&format!("{good}{good}"), "id before"),
    ] {
        let refused = refusal(row);
        assert!(refused.contains(why), "{row}: {refused}");
    }
}

#[test]
fn products_without_price_and_second_agents_are_refused() {
    let plan = plan(ACCOUNTS, "");
    let refused: Vec<_> = plan.refused.iter().map(|one| (one.source.file, one.source.line)).collect();
    assert_eq!(refused, [(File::Products, 4), (File::SalesTeams, 3)]);
    assert_eq!(plan.row_count(), 4 + 3 + 2);
}

/// The published files, whole.
#[test]
fn the_published_files_are_accounted_for_to_the_row() {
    let Some(folder) = testkit::data_folder().map(|folder| folder.join("crm")) else { return };
    let [accounts, products, sales_teams, pipeline] =
        File::ALL.map(|file| std::fs::read(folder.join(file.name())).unwrap());
    let plan =
        Plan::of(Files { accounts: &accounts, products: &products, sales_teams: &sales_teams, pipeline: &pipeline })
            .unwrap();
    assert_eq!(plan.refused, []);
    let counts = (plan.accounts.len(), plan.products.len(), plan.agents.len(), plan.deals.len());
    assert_eq!(counts, (85, 7, 35, 4_327));
    let standing = |stand: fn(&Stand) -> bool| plan.deals.iter().filter(|deal| stand(&deal.record.stand)).count();
    assert_eq!(standing(|stand| *stand == Stand::Prospecting), 231);
    assert_eq!(standing(|stand| *stand == Stand::Engaging), 788);
    assert_eq!(standing(|stand| matches!(stand, Stand::Won(_))), 2_088);
    assert_eq!(standing(|stand| matches!(stand, Stand::Lost(_))), 1_220);
    let won = plan.deals.iter().filter(|deal| matches!(deal.record.stand, Stand::Won(_)));
    assert_eq!(Money::sum(won.map(|deal| deal.record.price), CURRENCY), Ok(usd("4829276")));
    let mended = |text: &str| plan.deals.iter().filter(|deal| deal.mends.iter().any(|mend| mend == text)).count();
    assert_eq!(mended("product GTXPro is GTX Pro"), 726);
    assert_eq!(mended("no account yet"), 698);
    assert_eq!(mended("no engage_date; opened on the day of the import"), 231);
    assert_eq!(mended("value is the list price of the product, an estimate"), 231 + 788 + 1_220);
    assert!(plan.accounts.iter().all(|account| account.record.country.is_some()));
    assert_eq!(plan.accounts.iter().filter(|account| account.record.parent.is_some()).count(), 15);
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("Acme Corporation".to_owned()),
        Just("Bioholding".to_owned()),
        Just("GTX Pro".to_owned()),
        Just("GTXPro".to_owned()),
        Just("Won".to_owned()),
        Just("Lost".to_owned()),
        Just("Engaging".to_owned()),
        Just("2017-01-01".to_owned()),
        Just("2016-01-01".to_owned()),
        "[0-9]{1,30}(\\.[0-9]{1,12})?",
        "[A-Z0-9]{1,3}",
        "\\PC{0,12}",
    ]
}

fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

proptest! {
    #[test]
    fn no_row_is_lost(
        accounts in prop::collection::vec(prop::array::uniform7(text()), 0..12),
        pipeline in prop::collection::vec(prop::array::uniform8(text()), 0..30),
    ) {
        let header = ACCOUNTS.lines().next().unwrap();
        let plan = plan(&format!("{header}\n{}", table(&accounts)), &table(&pipeline));
        prop_assert_eq!(plan.row_count(), accounts.len() + pipeline.len() + 3 + 2);
        let mut keys: Vec<_> = plan.deals.iter().map(|deal| &deal.record.key).collect();
        keys.sort();
        keys.dedup();
        prop_assert_eq!(keys.len(), plan.deals.len(), "every deal has a key of its own");
        let mut above = HashSet::new();
        for account in &plan.accounts {
            if let Some(parent) = &account.record.parent {
                prop_assert!(above.contains(parent.as_str()), "{parent} comes before {}", account.record.name);
            }
            above.insert(account.record.name.as_str());
        }
        let keys: HashSet<_> = plan.accounts.iter().map(|account| &account.record.key).collect();
        prop_assert_eq!(keys.len(), plan.accounts.len(), "every account has a key of its own");
    }

    #[test]
    fn opportunities_are_sold_for_what_the_row_says(stands in prop::collection::vec((0..4_usize, 0_i64..1_000_000), 1..40)) {
        let stage = |stand: usize| ["Prospecting", "Engaging", "Won", "Lost"][stand];
        let rows: Vec<[String; 8]> = stands.iter().enumerate().map(|(index, (stand, cents))| [
            format!("O{index}"), "Mei-Mei Johns".to_owned(), "GTX Basic".to_owned(), "Bioholding".to_owned(),
            stage(*stand).to_owned(), "2016-10-20".to_owned(), "2017-03-01".to_owned(), Decimal::new(*cents, 2).to_string(),
        ]).collect();
        let plan = plan(ACCOUNTS, &table(&rows));
        prop_assert_eq!(plan.deals.len(), rows.len());
        for (deal, (stand, cents)) in plan.deals.iter().zip(stands) {
            let won = stand == 2;
            prop_assert_eq!(matches!(deal.record.stand, Stand::Won(_)), won);
            prop_assert_eq!(deal.record.price, if won { usd(&Decimal::new(cents, 2).to_string()) } else { usd("550") });
        }
    }
}
