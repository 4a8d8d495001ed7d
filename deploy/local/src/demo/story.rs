//! Who and what the demo company is.

use chrono::Weekday;
use serde_json::{Value, json};

use super::calendar::Calendar;
use super::lines::{eur, fixed, line};

/// The company.
pub(super) const COMPANY: &str = "Kékes Studio Kft.";
/// The last thing that is loaded.
pub(super) const LAST_CLAIM: &str = "Kick-off in Vienna";

/// Somebody who works there.
pub(super) struct Person {
    /// Their address begins with it; everywhere else it stands for them.
    pub key: &'static str,
    pub name: &'static str,
    /// What they may do.
    pub role: &'static str,
    /// What clients are billed for.
    pub job: &'static str,
    /// What an hour costs, until and since a rise in pay.
    pub costs: [&'static str; 2],
}

/// The owner first.
pub(super) const PEOPLE: [Person; 6] = [
    Person { key: "anna", name: "Anna Kovács", role: "owner", job: "Designer", costs: ["46", "49"] },
    Person { key: "bence", name: "Bence Tóth", role: "sales", job: "Account manager", costs: ["34", "36"] },
    Person {
        key: "petra",
        name: "Petra Horváth",
        role: "project_manager",
        job: "Project manager",
        costs: ["38", "41"],
    },
    Person { key: "ferenc", name: "Ferenc Szabó", role: "finance", job: "Controller", costs: ["33", "35"] },
    Person { key: "dora", name: "Dóra Nagy", role: "employee", job: "Developer", costs: ["36", "40"] },
    Person { key: "gabor", name: "Gábor Kiss", role: "auditor", job: "Auditor", costs: ["30", "31"] },
];

/// Who pays.
pub(super) struct Client {
    pub key: &'static str,
    pub name: &'static str,
    pub country: &'static str,
    pub industry: &'static str,
    pub tax_number: &'static str,
    pub employees: i32,
    pub phone: &'static str,
    /// Street, postal code and city of the seat.
    pub seat: [&'static str; 3],
    /// Name, job and address.
    pub contacts: &'static [(&'static str, &'static str, &'static str)],
}

/// The clients.
pub(super) const CLIENTS: [Client; 6] = [
    Client {
        key: "balaton",
        name: "Balaton Foods Zrt.",
        country: "HU",
        industry: "Food",
        tax_number: "HU10773381",
        employees: 420,
        phone: "+36 87 555 010",
        seat: ["Ipar utca 12.", "8230", "Balatonfüred"],
        contacts: &[
            ("Eszter Varga", "Head of marketing", "eszter.varga@balatonfoods.example"),
            ("Zoltán Fekete", "IT manager", "zoltan.fekete@balatonfoods.example"),
        ],
    },
    Client {
        key: "donau",
        name: "Donau Logistik GmbH",
        country: "AT",
        industry: "Logistics",
        tax_number: "ATU57477929",
        employees: 180,
        phone: "+43 1 555 0120",
        seat: ["Hafenstraße 8", "1020", "Wien"],
        contacts: &[("Klara Huber", "Operations director", "klara.huber@donaulogistik.example")],
    },
    Client {
        key: "tisza",
        name: "Tisza Pharma Nyrt.",
        country: "HU",
        industry: "Pharmaceuticals",
        tax_number: "HU12892312",
        employees: 1_350,
        phone: "+36 62 555 030",
        seat: ["Kálvária sugárút 41.", "6725", "Szeged"],
        contacts: &[("Judit Molnár", "Communications lead", "judit.molnar@tiszapharma.example")],
    },
    Client {
        key: "nordlicht",
        name: "Nordlicht Energie AG",
        country: "DE",
        industry: "Energy",
        tax_number: "DE136695976",
        employees: 760,
        phone: "+49 40 5550140",
        seat: ["Speicherweg 3", "20457", "Hamburg"],
        contacts: &[("Jonas Petersen", "Digital product owner", "jonas.petersen@nordlicht.example")],
    },
    Client {
        key: "matra",
        name: "Mátra Winery Kft.",
        country: "HU",
        industry: "Wine",
        tax_number: "HU23456781",
        employees: 35,
        phone: "+36 37 555 050",
        seat: ["Pincesor 27.", "3200", "Gyöngyös"],
        contacts: &[("Réka Balogh", "Managing director", "reka.balogh@matrawinery.example")],
    },
    Client {
        key: "danube",
        name: "Danube Rail Cargo s.r.o.",
        country: "SK",
        industry: "Transport",
        tax_number: "SK2020317068",
        employees: 240,
        phone: "+421 2 5555 0160",
        seat: ["Prístavná 2", "821 09", "Bratislava"],
        contacts: &[("Martin Novák", "Procurement", "martin.novak@danuberail.example")],
    },
];

/// Code and name of the cost centres.
pub(super) const COST_CENTERS: [(&str, &str); 3] =
    [("DES", "Design"), ("DEV", "Development"), ("ADM", "Administration")];

/// How a deal ended, and how many days ago.
pub(super) enum End {
    /// It has not; expected in so many days.
    Open(u64),
    Won(u64),
    /// With the reason.
    Lost(u64, &'static str),
}

/// Something the company sells, or hopes to.
pub(super) struct Deal {
    pub key: &'static str,
    pub name: &'static str,
    pub client: &'static str,
    pub owner: &'static str,
    /// Stages it went through, each with how many days ago it came there.
    pub path: &'static [(&'static str, u64)],
    pub end: End,
    /// What is sold; nothing yet when empty.
    pub lines: fn(Calendar) -> Value,
}

/// The deals; those with work come first.
pub(super) const DEALS: [Deal; 12] = [
    Deal {
        key: "webshop",
        name: "Webshop relaunch",
        client: "balaton",
        owner: "bence",
        path: &[("Prospecting", 110), ("Qualified", 102), ("Proposal", 94), ("Negotiation", 84)],
        end: End::Won(75),
        lines: |day| {
            json!([line(
                "Webshop design and build",
                "27",
                &fixed(
                    "24000",
                    "320",
                    &[
                        ("Concept", "20", day.ago(52)),
                        ("Design", "30", day.ago(22)),
                        ("Build", "40", day.ahead(25)),
                        ("Launch", "10", day.ahead(40)),
                    ]
                )
            )])
        },
    },
    Deal {
        key: "portal",
        name: "Fleet portal development",
        client: "donau",
        owner: "bence",
        path: &[("Prospecting", 95), ("Qualified", 88), ("Proposal", 76)],
        end: End::Won(60),
        lines: |_| {
            json!([line(
                "Development by the hour",
                "0",
                &json!({ "kind": "time_and_materials", "rates": [
                { "role": "Developer", "hourly_rate": eur("95"), "estimated_hours": "260" },
                { "role": "Designer", "hourly_rate": eur("85"), "estimated_hours": "60" },
            ] })
            )])
        },
    },
    Deal {
        key: "care",
        name: "Website care",
        client: "tisza",
        owner: "anna",
        path: &[("Qualified", 90), ("Negotiation", 72)],
        end: End::Won(66),
        lines: |day| {
            json!([line(
                "Website care",
                "27",
                &json!({
                    "kind": "retainer", "amount": eur("1200"), "cadence": "monthly", "periods": 12,
                    "starts_on": day.ago(62), "budget_hours": "12",
                })
            )])
        },
    },
    Deal {
        key: "workshop",
        name: "Brand workshop",
        client: "matra",
        owner: "anna",
        path: &[("Qualified", 40), ("Proposal", 32)],
        end: End::Won(20),
        lines: |day| {
            let billing = json!({ "kind": "one_off", "quantity": "2", "unit_price": eur("1800"), "on": day.ago(6) });
            json!([line("Workshop day", "27", &billing)])
        },
    },
    Deal {
        key: "app",
        name: "Customer app",
        client: "balaton",
        owner: "bence",
        path: &[("Prospecting", 48), ("Qualified", 41), ("Proposal", 27), ("Negotiation", 9)],
        end: End::Open(14),
        lines: |day| {
            json!([
                line(
                    "App design and build",
                    "27",
                    &fixed("58000", "760", &[("Prototype", "25", day.ahead(60)), ("Release", "75", day.ahead(150)),])
                ),
                line(
                    "Changes by the hour",
                    "27",
                    &json!({ "kind": "time_and_materials", "rates": [
                    { "role": "Developer", "hourly_rate": eur("90"), "estimated_hours": "80" },
                ] })
                ),
            ])
        },
    },
    Deal {
        key: "system",
        name: "Design system",
        client: "nordlicht",
        owner: "bence",
        path: &[("Prospecting", 37), ("Qualified", 30), ("Proposal", 12)],
        end: End::Open(30),
        lines: |_| {
            json!([line(
                "Design by the hour",
                "0",
                &json!({ "kind": "time_and_materials", "rates": [
                { "role": "Designer", "hourly_rate": eur("98"), "estimated_hours": "220" },
            ] })
            )])
        },
    },
    Deal {
        key: "dashboard",
        name: "Data dashboard",
        client: "donau",
        owner: "bence",
        path: &[("Prospecting", 26), ("Qualified", 15)],
        end: End::Open(45),
        lines: |day| json!([line("Dashboard", "0", &fixed("16500", "190", &[("Delivery", "100", day.ahead(90))]))]),
    },
    Deal {
        key: "hosting",
        name: "Hosting and support",
        client: "matra",
        owner: "anna",
        path: &[("Qualified", 18), ("Proposal", 7)],
        end: End::Open(10),
        lines: |day| {
            json!([line(
                "Hosting and support",
                "27",
                &json!({
                    "kind": "retainer", "amount": eur("540"), "cadence": "quarterly", "periods": 8,
                    "starts_on": day.ahead(31), "budget_hours": "4",
                })
            )])
        },
    },
    Deal {
        key: "learning",
        name: "E-learning pilot",
        client: "tisza",
        owner: "anna",
        path: &[("Prospecting", 11)],
        end: End::Open(60),
        lines: |_| json!([]),
    },
    Deal {
        key: "fair",
        name: "Trade fair microsite",
        client: "danube",
        owner: "bence",
        path: &[("Prospecting", 6)],
        end: End::Open(35),
        lines: |_| {
            let billing = json!({ "kind": "one_off", "quantity": "1", "unit_price": eur("4200") });
            json!([line("Microsite", "0", &billing)])
        },
    },
    Deal {
        key: "intranet",
        name: "Intranet redesign",
        client: "nordlicht",
        owner: "bence",
        path: &[("Prospecting", 80), ("Qualified", 70), ("Proposal", 55)],
        end: End::Lost(33, "They build it with their own people."),
        lines: |day| json!([line("Intranet", "0", &fixed("31000", "400", &[("Delivery", "100", day.ahead(120))]))]),
    },
    Deal {
        key: "loyalty",
        name: "Loyalty programme",
        client: "danube",
        owner: "bence",
        path: &[("Prospecting", 64), ("Qualified", 50)],
        end: End::Lost(44, "Another agency was a third cheaper."),
        lines: |_| {
            let billing = json!({ "kind": "one_off", "quantity": "1", "unit_price": eur("12800") });
            json!([line("Concept and build", "0", &billing)])
        },
    },
];

/// Key of a deal, name of a milestone and how many days ago it was reached.
pub(super) const REACHED: [(&str, &str, u64); 2] = [("webshop", "Concept", 51), ("webshop", "Design", 20)];

/// Work that somebody does every week on these days.
pub(super) struct Habit {
    pub person: &'static str,
    /// Key of the deal whose project it is for.
    pub deal: &'static str,
    /// The task; the only one of the project when left out.
    pub task: Option<&'static str>,
    pub days: &'static [Weekday],
    pub hours: &'static str,
    pub note: &'static str,
    /// Since how many days.
    pub since: u64,
}

/// What people do.
pub(super) const HABITS: [Habit; 6] = [
    Habit {
        person: "dora",
        deal: "portal",
        task: Some("Developer"),
        days: &[Weekday::Mon, Weekday::Wed, Weekday::Thu],
        hours: "5.5",
        note: "Tracking and trip reports",
        since: 56,
    },
    Habit {
        person: "anna",
        deal: "portal",
        task: Some("Designer"),
        days: &[Weekday::Wed],
        hours: "4",
        note: "Screens of the fleet map",
        since: 56,
    },
    Habit {
        person: "dora",
        deal: "webshop",
        task: None,
        days: &[Weekday::Tue, Weekday::Fri],
        hours: "4.25",
        note: "Catalogue and checkout",
        since: 56,
    },
    Habit {
        person: "petra",
        deal: "webshop",
        task: None,
        days: &[Weekday::Mon, Weekday::Thu],
        hours: "2.5",
        note: "Planning with the client",
        since: 56,
    },
    Habit {
        person: "petra",
        deal: "care",
        task: None,
        days: &[Weekday::Fri],
        hours: "1.75",
        note: "Updates and small texts",
        since: 56,
    },
    Habit {
        person: "anna",
        deal: "workshop",
        task: None,
        days: &[Weekday::Tue],
        hours: "6",
        note: "Preparation and workshop",
        since: 14,
    },
];

/// Time older than so many days is approved.
pub(super) const APPROVED_UNTIL: u64 = 8;
/// Time older than so many days is handed in.
pub(super) const SUBMITTED_UNTIL: u64 = 3;

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use chrono::Datelike;

    use super::*;

    fn calendar() -> Calendar {
        Calendar("2026-11-20".parse().unwrap())
    }

    #[test]
    fn everybody_and_everything_that_is_named_exists() {
        let people: HashSet<_> = PEOPLE.iter().map(|person| person.key).collect();
        let clients: HashSet<_> = CLIENTS.iter().map(|client| client.key).collect();
        let deals: HashSet<_> = DEALS.iter().map(|deal| deal.key).collect();
        assert_eq!((people.len(), clients.len(), deals.len()), (PEOPLE.len(), CLIENTS.len(), DEALS.len()));
        for deal in &DEALS {
            assert!(clients.contains(deal.client) && people.contains(deal.owner), "{}", deal.key);
            assert!(deal.path.is_sorted_by(|one, next| one.1 > next.1), "{} goes through its stages in time", deal.key);
            let last = deal.path.last().unwrap().1;
            if let End::Won(ago) | End::Lost(ago, _) = deal.end {
                assert!(ago < last && ago < 91, "{}", deal.key);
            }
        }
        let won = |key| DEALS.iter().any(|deal| deal.key == key && matches!(deal.end, End::Won(_)));
        assert!(HABITS.iter().all(|habit| people.contains(habit.person) && won(habit.deal)));
        assert!(REACHED.iter().all(|(deal, ..)| won(deal)));
    }

    #[test]
    fn work_is_done_on_its_days_and_never_in_the_future() {
        for habit in &HABITS {
            let days = calendar().days_of(habit);
            assert!(!days.is_empty() && days.iter().all(|ago| *ago > 0));
            assert!(days.iter().all(|ago| habit.days.contains(&calendar().ago(*ago).weekday())));
        }
        let portal = HABITS.iter().filter(|habit| habit.deal == "portal").map(|habit| calendar().days_of(habit).len());
        assert!(portal.sum::<usize>() <= 100, "they fit one invoice");
    }
}
