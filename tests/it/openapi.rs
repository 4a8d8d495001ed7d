//! The description of the API, from which the console's client is generated: what is committed is what the handlers say.

use std::fs;
use std::io::ErrorKind;

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{PrettyFormatter, Serializer};

const REFRESH: &str = "GERINC_BLESS=1 cargo test -p suite --test it openapi::the_client";

/// The first places at which two documents differ.
fn differences(path: &str, kept: &Value, made: &Value, found: &mut Vec<String>) {
    if found.len() >= 10 || kept == made {
        return;
    }
    let (Some(before), Some(after)) = (kept.as_object(), made.as_object()) else {
        found.push(if path.is_empty() { "everything".to_owned() } else { path.to_owned() });
        return;
    };
    for name in before.keys().filter(|name| !after.contains_key(*name)) {
        found.push(format!("{path}/{name} is gone"));
    }
    for (name, value) in after {
        match before.get(name) {
            Some(other) => differences(&format!("{path}/{name}"), other, value, found),
            None => found.push(format!("{path}/{name} is new")),
        }
    }
}

/// One space for each level: the file is long.
fn text(document: &Value) -> String {
    let mut bytes = Vec::new();
    document.serialize(&mut Serializer::with_formatter(&mut bytes, PrettyFormatter::with_indent(b" "))).unwrap();
    String::from_utf8(bytes).unwrap() + "\n"
}

#[test]
fn the_client_of_the_console_is_made_from_what_the_handlers_say() {
    let path = testkit::workspace().join("services/console/openapi.json");
    let made = gerinc::suite::openapi().unwrap();
    if std::env::var_os("GERINC_BLESS").is_some() {
        fs::write(&path, text(&made)).unwrap();
        return;
    }
    let kept: Value = match fs::read(&path) {
        Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_default(),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            eprintln!(
                "\n*** {} IS ABSENT: the console's view of the API is NOT tested. {REFRESH} ***\n",
                path.display()
            );
            return;
        }
        Err(error) => panic!("{}: {error}", path.display()),
    };
    let mut found = Vec::new();
    differences("", &kept, &made, &mut found);
    assert!(
        found.is_empty(),
        "{} is not what the handlers say. Refresh it with\n    {REFRESH}\nthen `npm run api` in services/console. It \
         differs at\n    {}",
        path.display(),
        found.join("\n    "),
    );
}

#[test]
fn everything_it_points_to_is_there() {
    let document = gerinc::suite::openapi().unwrap();
    let text = document.to_string();
    let targets = text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next());
    let broken: Vec<&str> = targets.filter(|target| document.pointer(target).is_none()).collect();
    assert!(broken.is_empty(), "{broken:?}");
    for path in ["/api/identity/v1/login", "/api/crm/v1/deals", "/api/imports/v1/maven", "/api/live"] {
        assert!(document["paths"][path].is_object(), "{path}");
    }
}

#[test]
fn the_document_is_the_same_every_time() {
    let made = || text(&gerinc::suite::openapi().unwrap());
    let first = made();
    assert_eq!(made(), first);
    // What is known of types is gathered per thread, and other tests have left theirs on this one.
    let elsewhere = std::thread::spawn(move || text(&gerinc::suite::openapi().unwrap())).join().unwrap();
    assert_eq!(elsewhere, first);
}

#[tokio::test]
async fn the_running_suite_shows_the_same_document() {
    let world = suite::world().await;
    let shown: Value = suite::eventually("every service shows its documentation", || async {
        let shown: Value = reqwest::get(format!("{}/api/openapi.json", world.url)).await?.json().await?;
        let gaps = shown["info"]["description"].as_str().unwrap_or_default().contains("Not reachable");
        Ok((!gaps).then_some(shown))
    })
    .await;
    let mut found = Vec::new();
    differences("", &gerinc::suite::openapi().unwrap(), &shown, &mut found);
    assert!(found.is_empty(), "{found:#?}");
}
