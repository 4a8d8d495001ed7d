//! What the company talked about with its clients, and what it is going to do.

use anyhow::Result;
use serde_json::{Value, json};

use super::load::{Hands, Ids, Loader};

/// Something that was said or is going to be: who wrote it down, about which deal, how many days ago and at which hour
/// (UTC), and what.
struct Talk {
    key: &'static str,
    by: &'static str,
    deal: &'static str,
    ago: u64,
    hour: u32,
    content: fn() -> Value,
    /// Whether the owner is asked to look at it.
    for_anna: bool,
}

const TALKS: [Talk; 12] = [
    talk(
        "brief",
        "anna",
        "webshop",
        100,
        9,
        || json!({ "kind": "meeting", "title": "Briefing", "place": "Their office", "text": "They sell mostly by phone today." }),
    ),
    talk("price", "anna", "webshop", 86, 13, || {
        json!({ "kind": "call", "direction": "incoming", "outcome": "reached", "duration_minutes": 25,
                "text": "They accept the price if the launch is before the season." })
    }),
    talk(
        "concept",
        "petra",
        "webshop",
        51,
        14,
        || json!({ "kind": "note", "text": "The concept was well received; they want fewer steps in the checkout." }),
    ),
    talk("fleet", "anna", "portal", 80, 10, || {
        json!({ "kind": "email", "direction": "incoming", "subject": "Fleet portal: questions",
                "text": "How do drivers without a company phone log in?" })
    }),
    talk("app-call", "anna", "app", 9, 8, || {
        json!({ "kind": "call", "direction": "outgoing", "outcome": "reached", "duration_minutes": 40,
                "text": "The board decides in two weeks. They compare us with one other agency." })
    }),
    talk(
        "app-voice",
        "anna",
        "app",
        4,
        15,
        || json!({ "kind": "call", "direction": "outgoing", "outcome": "left_message" }),
    ),
    Talk {
        for_anna: true,
        ..talk(
            "app-note",
            "petra",
            "app",
            1,
            12,
            || json!({ "kind": "note", "text": "We could start the prototype a week earlier if the designer is free. What do you think?" }),
        )
    },
    talk(
        "system-demo",
        "anna",
        "system",
        12,
        9,
        || json!({ "kind": "meeting", "title": "Demo of our component library", "place": "Video call" }),
    ),
    talk("hosting-mail", "anna", "hosting", 7, 11, || {
        json!({ "kind": "email", "direction": "outgoing", "subject": "Our offer for hosting and support",
                "text": "As agreed: quarterly, two years, four hours included." })
    }),
    talk(
        "hosting-today",
        "anna",
        "hosting",
        0,
        13,
        || json!({ "kind": "meeting", "title": "Questions about the hosting offer", "place": "Video call" }),
    ),
    talk(
        "learning",
        "anna",
        "learning",
        10,
        10,
        || json!({ "kind": "note", "text": "They have a budget for a pilot with one school." }),
    ),
    talk("lost", "anna", "intranet", 33, 16, || {
        json!({ "kind": "call", "direction": "incoming", "outcome": "reached", "duration_minutes": 10,
                "text": "They build it themselves, but want to hear from us next year." })
    }),
];

const fn talk(
    key: &'static str,
    by: &'static str,
    deal: &'static str,
    ago: u64,
    hour: u32,
    content: fn() -> Value,
) -> Talk {
    Talk { key, by, deal, ago, hour, content, for_anna: false }
}

/// What is to be done: about which deal, in how many days (less than none when it is late), by whom, and how.
struct Plan {
    key: &'static str,
    title: &'static str,
    deal: &'static str,
    due_in: i64,
    mine: bool,
    more: fn() -> Value,
}

const PLANS: [Plan; 6] = [
    Plan {
        key: "references",
        title: "Send two references",
        deal: "app",
        due_in: -2,
        mine: true,
        more: || json!({ "priority": "high" }),
    },
    Plan {
        key: "ask-hosting",
        title: "Ask who signs the hosting contract",
        deal: "hosting",
        due_in: 0,
        mine: true,
        more: || json!({ "due_time": "15:30:00", "remind_minutes_before": 15 }),
    },
    Plan {
        key: "pilot",
        title: "Outline of the pilot",
        deal: "learning",
        due_in: 0,
        mine: true,
        more: || json!({ "note": "One page: goals, one school, three months." }),
    },
    Plan {
        key: "check-in",
        title: "Ask how they like the care",
        deal: "care",
        due_in: 3,
        mine: true,
        more: || json!({ "recurrence": { "frequency": "monthly" }, "priority": "low" }),
    },
    Plan { key: "board", title: "Ask what the board said", deal: "app", due_in: 5, mine: false, more: || json!({}) },
    Plan {
        key: "fair-brief",
        title: "Get the briefing for the fair",
        deal: "fair",
        due_in: -1,
        mine: false,
        more: || json!({}),
    },
];

/// Writes it all down.
pub(super) async fn load(loader: &Loader<'_>, hands: &Hands, deals: &Ids, bence: &str) -> Result<()> {
    let anna = loader.api.member_id.to_string();
    for one in &TALKS {
        let at = loader.days.ago(one.ago);
        let mentions = if one.for_anna { vec![&anna] } else { Vec::new() };
        let body = json!({
            "about": [{ "deal_id": deals[one.deal] }], "content": (one.content)(), "mentions": mentions,
            "happened_at": format!("{at}T{:02}:00:00Z", one.hour),
        });
        let step = format!("talk {}", one.key);
        loader.post_as(hands.of(one.by), "crm/v1/activities", &body, &step).await?;
    }
    for plan in &PLANS {
        let day = plan.due_in.unsigned_abs();
        let due_on = if plan.due_in < 0 { loader.days.ago(day) } else { loader.days.ahead(day) };
        let mut body = (plan.more)();
        body["title"] = json!(plan.title);
        body["due_on"] = json!(due_on);
        body["about"] = json!([{ "deal_id": deals[plan.deal] }]);
        body["owner_id"] = json!(if plan.mine { &anna } else { bence });
        loader.post("crm/v1/follow-ups", &body, &format!("plan {}", plan.key)).await?;
    }
    Ok(())
}
