//! Finding things by a part of their name.

use kernel::Role;
use serde_json::json;
use testkit::{App, Client, Organization};

use crate::erasing::superuser;
use crate::{start, text};

/// Kind and title of what is found.
async fn found(client: &Client, query: &str) -> Vec<(String, String)> {
    let answer = client.get(format!("/v1/search?{query}")).await.expect(200);
    let pair = |item: &serde_json::Value| (text(&item["kind"]).to_owned(), text(&item["title"]).to_owned());
    answer["items"].as_array().unwrap().iter().map(pair).collect()
}

async fn titles(client: &Client, query: &str) -> Vec<String> {
    found(client, query).await.into_iter().map(|(_, title)| title).collect()
}

#[tokio::test]
async fn a_part_of_a_name_finds_it_whatever_its_case_and_accents() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for name in ["Árvíztűrő Tükörfúró Zrt", "MICROSOFT Magyarország", "Straße & Søn", "Ωμέγα", "100% Juice_Co"]
    {
        sales.post("/v1/accounts", &json!({"name": name})).await.expect(201);
    }
    for (query, title) in [
        ("arviz", "Árvíztűrő Tükörfúró Zrt"),
        ("TÜKÖR", "Árvíztűrő Tükörfúró Zrt"),
        ("soft", "MICROSOFT Magyarország"),
        ("magyar%20micro", "MICROSOFT Magyarország"),
        ("strasse", "Straße & Søn"),
        ("s%C3%B8n", "Straße & Søn"),
        ("son", "Straße & Søn"),
        ("%CE%A9%CE%9C%CE%95%CE%93%CE%91", "Ωμέγα"),
        ("00%25", "100% Juice_Co"),
        ("10", "100% Juice_Co"),
        ("juice_", "100% Juice_Co"),
    ] {
        let query = query.replace('Ü', "%C3%9C").replace('Ö', "%C3%96");
        assert_eq!(titles(&sales, &format!("q={query}")).await, [title], "{query}");
    }
    for nothing in ["tukur", "%25%25", "_", "%5C", "%C2%B4"] {
        let found = titles(&sales, &format!("q={nothing}")).await;
        assert!(found.is_empty(), "{nothing} is no wildcard: {found:?}");
    }
}

#[tokio::test]
async fn what_begins_with_it_comes_first_and_every_kind_is_seen() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for name in ["Nova", "Novation", "Supernova", "Novak"] {
        sales.post("/v1/accounts", &json!({"name": name})).await.expect(201);
    }
    sales.post("/v1/contacts", &json!({"name": "Nora Novak"})).await.expect(201);
    let account = sales.get("/v1/accounts?limit=1").await.expect(200)["items"][0].clone();
    let deal = json!({"name": "Nova website", "account_id": account["account_id"]});
    sales.post("/v1/deals", &deal).await.expect(201);
    let all = found(&sales, "q=nov").await;
    let kind = |index: usize| all[index].0.as_str();
    assert_eq!((all[0].1.as_str(), kind(0), kind(1)), ("Nova", "account", "deal"));
    assert_eq!(all.len(), 6);
    assert_eq!(all[4..].iter().map(|(_, title)| title.as_str()).collect::<Vec<_>>(), ["Supernova", "Nora Novak"]);
    assert_eq!(titles(&sales, "q=nov&limit=2").await, ["Nova", "Nova website"]);
    let answer = sales.get("/v1/search?q=website").await.expect(200);
    assert_eq!(answer["items"][0]["detail"], "Nova");

    let stranger = app.organization().await.as_role(Role::Owner);
    assert!(found(&stranger, "q=nov").await.is_empty());
    org.as_role(Role::Employee).get("/v1/search?q=nov").await.problem(403, "forbidden");
    for query in ["", "q=", "q=%20", "q=a&limit=0", "q=a&limit=201", "q=a&kind=deal", "q=a%00b"] {
        sales.get(format!("/v1/search?{query}")).await.problem(422, "invalid-query");
    }
}

#[tokio::test]
async fn a_renamed_thing_is_found_by_its_new_name() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = sales.post("/v1/accounts", &json!({"name": "Before"})).await.expect(201);
    let address = format!("/v1/accounts/{}", text(&account["account_id"]));
    sales.with_header("if-match", account.etag()).patch(address, &json!({"name": "After"})).await.expect(200);
    assert_eq!(titles(&sales, "q=after").await, ["After"]);
    assert!(titles(&sales, "q=before").await.is_empty());
}

/// An item of the answer, and its snippet with what was looked for in brackets.
async fn snippet(client: &Client, query: &str) -> (serde_json::Value, String) {
    let item = client.get(format!("/v1/search?{query}")).await.expect(200)["items"][0].clone();
    let pieces = item["snippet"].as_array().unwrap().iter();
    let shown = pieces.map(|piece| match piece["hit"].as_bool() {
        Some(true) => format!("[{}]", text(&piece["text"])),
        _ => text(&piece["text"]).to_owned(),
    });
    (item.clone(), shown.collect())
}

#[tokio::test]
async fn words_of_notes_and_mails_are_found_and_shown_where_they_stand() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = sales.post("/v1/accounts", &json!({"name": "Acme"})).await.expect(201);
    let about = json!([{"account_id": account["account_id"]}]);
    let note =
        json!({"about": about, "content": {"kind": "note", "text": "Szerintük az Árajánlat túl drága volt tavaly."}});
    let note = sales.post("/v1/activities", &note).await.expect(201);
    let mail = json!({"about": about, "content": {"kind": "email", "direction": "incoming", "subject": "Renewal terms",
        "text": "We would accept the framework agreement."}});
    sales.post("/v1/activities", &mail).await.expect(201);

    let (item, shown) = snippet(&sales, "q=ARAJANLAT%20draga").await;
    assert_eq!(shown, "Szerintük az [Árajánlat] túl [drága] volt tavaly.");
    assert_eq!((text(&item["kind"]), text(&item["detail"])), ("activity", "Acme"));
    assert_eq!(item["activity"]["kind"], "note");
    assert_eq!(item["activity"]["about"], about[0]);
    let (item, shown) = snippet(&sales, "q=renewal").await;
    assert_eq!((text(&item["title"]), shown.as_str()), ("Renewal terms", ""), "the title has it");
    let (item, shown) = snippet(&sales, "q=framew").await;
    assert_eq!((text(&item["title"]), shown.as_str()), ("Renewal terms", "We would accept the [framework] agreement."));

    assert_eq!(snippet(&sales, "q=we").await.1, "[We] would accept the framework agreement.");
    assert!(found(&sales, "q=fr").await.is_empty(), "two letters are a word, not the beginning of one");

    let stranger = app.organization().await.as_role(Role::Owner);
    assert!(found(&stranger, "q=framework").await.is_empty());
    let address = format!("/v1/activities/{}", text(&note["activity_id"]));
    sales.with_header("if-match", note.etag()).delete(&address).await.expect(200);
    assert!(found(&sales, "q=arajanlat").await.is_empty(), "what was removed is not found");
}

#[tokio::test]
async fn a_name_that_is_spelt_nearly_so_is_found_when_nothing_else_is() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for name in ["Microsoft Magyarország", "Kovács és Társa Kft", "Acme"] {
        sales.post("/v1/accounts", &json!({"name": name})).await.expect(201);
    }
    for (wrong, right) in [
        ("mircosoft", "Microsoft Magyarország"),
        ("kovats%20tarsa", "Kovács és Társa Kft"),
        ("kovasc", "Kovács és Társa Kft"),
    ] {
        let answer = sales.get(format!("/v1/search?q={wrong}")).await.expect(200);
        assert_eq!((text(&answer["items"][0]["title"]), answer["items"][0]["nearly"].as_bool()), (right, Some(true)));
        assert_eq!(answer["items"].as_array().unwrap().len(), 1, "{wrong}");
    }
    let exact = sales.get("/v1/search?q=acme").await.expect(200);
    assert_eq!(exact["items"][0]["nearly"], false);
    assert!(titles(&sales, "q=zebra").await.is_empty());
}

/// The words that are known of an organisation.
async fn terms(app: &App, org: &Organization) -> Vec<String> {
    let (app, org) = (app.clone(), org.id.as_uuid());
    testkit::on_runtime(async move {
        let known = sqlx::query_scalar("select term from search_terms where org_id = $1").bind(org);
        known.fetch_all(&mut superuser(&app).await).await.unwrap()
    })
    .await
}

#[tokio::test]
async fn a_word_of_a_note_or_mail_is_found_when_it_is_typed_nearly_right() {
    const LEARN: &str = "learn words";
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = sales.post("/v1/accounts", &json!({"name": "Acme"})).await.expect(201);
    let about = json!([{"account_id": account["account_id"]}]);
    let note = json!({"about": about, "content": {"kind": "note", "text": "The Fischereihafen renovation and an őszibarack."}});
    let note = sales.post("/v1/activities", &note).await.expect(201);
    let mail = json!({"about": about, "content": {"kind": "email", "direction": "incoming", "subject": "Terms",
        "text": "We would accept the framework agreement."}});
    sales.post("/v1/activities", &mail).await.expect(201);
    app.run_job(&org, LEARN).await;
    for (wrong, right) in [
        ("fischereihafn", "The [Fischereihafen] renovation and an őszibarack."),
        ("renovatoin", "The Fischereihafen [renovation] and an őszibarack."),
        ("osibarack%20renovation", "The Fischereihafen [renovation] and an [őszibarack]."),
        ("framewrok%20agreement", "We would accept the [framework] [agreement]."),
    ] {
        let (item, shown) = snippet(&sales, &format!("q={wrong}")).await;
        assert_eq!((shown.as_str(), &item["nearly"]), (right, &json!(true)), "{wrong}");
    }
    assert_eq!(snippet(&sales, "q=framework").await.0["nearly"], false);
    assert!(found(&sales, "q=framewrok%20zebra").await.is_empty(), "each word must be there, or nearly so");

    // Nobody else's words are known, and what is said nowhere any more is forgotten.
    let other = app.organization().await;
    let stranger = other.as_role(Role::Owner);
    stranger.post("/v1/accounts", &json!({"name": "Framewrok"})).await.expect(201);
    app.run_job(&other, LEARN).await;
    assert!(found(&stranger, "q=fischereihafn").await.is_empty());
    let address = format!("/v1/activities/{}", text(&note["activity_id"]));
    sales.with_header("if-match", note.etag()).delete(&address).await.expect(200);
    app.run_job(&org, LEARN).await;
    assert!(found(&sales, "q=fischereihafn").await.is_empty());
    let known = terms(&app, &org).await;
    assert!(
        known.iter().any(|term| term == "framework") && !known.iter().any(|term| term == "fischereihafen"),
        "{known:?}"
    );
}

#[tokio::test]
async fn facts_beside_the_name_are_found_and_a_merged_record_is_not() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let one =
        sales.post("/v1/accounts", &json!({"name": "Acme", "website": "https://www.acme.example"})).await.expect(201);
    let other = sales.post("/v1/accounts", &json!({"name": "Acme Holding"})).await.expect(201);
    sales.post("/v1/contacts", &json!({"name": "Nora", "email": "nora.kiss@post.example"})).await.expect(201);
    assert_eq!(snippet(&sales, "q=kiss").await.1, "nora.[kiss]@post.example");
    assert_eq!(snippet(&sales, "q=acme.example").await.1, "https://www.[acme].[example]");
    let address = format!("/v1/accounts/{}/merge", text(&other["account_id"]));
    let merged = sales.post(address, &json!({"merged_id": one["account_id"]})).await.expect(200);
    assert_eq!(titles(&sales, "q=acme").await, ["Acme Holding"]);
    sales.post(format!("/v1/merges/{}/undo", text(&merged["merge_id"])), &json!({})).await.expect(200);
    assert_eq!(titles(&sales, "q=acme").await, ["Acme", "Acme Holding"], "undone, it is found again");
}

#[tokio::test]
async fn numbers_are_found_as_people_type_them() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = json!({"name": "Acme", "tax_number": "HU10773381"});
    let account = sales.post("/v1/accounts", &account).await.expect(201);
    sales.post("/v1/accounts", &json!({"name": "Other", "tax_number": "98765432-2-42"})).await.expect(201);
    let person = json!({"name": "Varga Eszter", "phone": "+36 30 123 4567"});
    let person = sales.post("/v1/contacts", &person).await.expect(201);
    sales.post("/v1/leads", &json!({"name": "Kis Bori", "phone": "06 (70) 765-4321"})).await.expect(201);
    let deal = json!({"name": "Shop", "account_id": account["account_id"], "lines": [crate::fixed_line("100")]});
    let deal = sales.post("/v1/deals", &deal).await.expect(201);
    let quote = sales.post("/v1/quotes", &json!({"deal_id": deal["deal_id"]})).await.expect(201);
    let number = text(&quote["number"]).to_owned();
    let one = |kind: &str, title: &str| vec![(kind.to_owned(), title.to_owned())];
    for query in ["10773381", "HU10773381", "hu%2010773381", "10773381-2-44", "107733"] {
        assert_eq!(found(&sales, &format!("q={query}")).await, one("account", "Acme"), "{query}");
    }
    assert_eq!(found(&sales, "q=HU98765432").await, one("account", "Other"));
    for query in ["%2B36301234567", "06301234567", "06/30%20123-4567", "30%20123%204567", "0036301234567", "1234567"] {
        assert_eq!(found(&sales, &format!("q={query}")).await, one("contact", "Varga Eszter"), "{query}");
    }
    assert_eq!(found(&sales, "q=%2B36707654321").await, one("lead", "Kis Bori"));
    for query in [number.clone(), number.replace('-', ""), number.to_lowercase().replace('-', "%20")] {
        assert_eq!(found(&sales, &format!("q={query}")).await, one("deal", "Shop"), "{query}");
    }
    let (_, shown) = snippet(&sales, "q=06301234567").await;
    assert_eq!(shown, "+36 [30 123 4567]");
    for nothing in ["06201234567", "HU10773382", "7654321098"] {
        assert!(found(&sales, &format!("q={nothing}")).await.is_empty(), "{nothing}");
    }
    // A number that changed is found as it is now.
    let at = format!("/v1/contacts/{}", text(&person["contact_id"]));
    sales.with_header("if-match", "*").patch(&at, &json!({"phone": "+36 20 999 8877"})).await.expect(200);
    assert_eq!(found(&sales, "q=06209998877").await, one("contact", "Varga Eszter"));
    assert!(found(&sales, "q=06301234567").await.is_empty());
    let stranger = app.organization().await.as_role(Role::Sales);
    assert!(found(&stranger, "q=10773381").await.is_empty());
}

#[tokio::test]
async fn what_marks_numbers_is_no_word_to_look_for() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = json!({"name": "Acme", "tax_number": "HU10773381"});
    let account = sales.post("/v1/accounts", &account).await.expect(201);
    sales.post("/v1/contacts", &json!({"name": "Varga Eszter", "phone": "+36 30 123 4567"})).await.expect(201);
    let deal = json!({"name": "Shop", "account_id": account["account_id"], "lines": [crate::fixed_line("100")]});
    let deal = sales.post("/v1/deals", &deal).await.expect(201);
    let quote = sales.post("/v1/quotes", &json!({"deal_id": deal["deal_id"]})).await.expect(201);
    for mark in ["nrtel", "nrtax", "nrdoc", "nrt", "nrd", "nrte", "NRTEL7654", "nrtaxhu"] {
        assert!(found(&sales, &format!("q={mark}")).await.is_empty(), "{mark}");
    }
    // Who is called so is found all the same.
    sales.post("/v1/accounts", &json!({"name": "NRTel Kft"})).await.expect(201);
    assert_eq!(titles(&sales, "q=nrtel").await, ["NRTel Kft"]);
    // Of a deal without competitors its facts are shown as they are, with nothing before them.
    let (_, shown) = snippet(&sales, &format!("q={}", text(&quote["number"]))).await;
    assert_eq!(shown.replace(['[', ']'], ""), text(&quote["number"]));
}
