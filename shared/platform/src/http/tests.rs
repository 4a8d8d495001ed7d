use serde::Deserialize;

use super::*;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    #[expect(dead_code, reason = "only its type matters")]
    lines: Vec<Line>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[expect(dead_code, reason = "only its type matters")]
    quantity: u8,
}

fn refused(body: &str) -> Problem {
    parse::<Order>(body.as_bytes()).unwrap_err()
}

#[test]
fn a_refusal_points_to_the_field() {
    let problem = refused(r#"{"lines":[{"quantity":1},{"quantity":"two"}]}"#);
    assert_eq!(problem.code(), "invalid-field");
    assert!(problem.report().contains("/lines/1/quantity"), "{}", problem.report());
}

#[test]
fn a_field_that_is_missing_is_pointed_at() {
    let at = |body: &str| {
        let field = refused(body).fields()[0].clone();
        (field.pointer, field.detail)
    };
    assert_eq!(at("{}"), ("/lines".to_owned(), "is missing".to_owned()));
    assert_eq!(at(r#"{"lines":[{"quantity":1},{}]}"#), ("/lines/1/quantity".to_owned(), "is missing".to_owned()));
}

#[test]
fn a_day_that_is_none_says_how_days_are_written() {
    #[derive(Debug, Deserialize)]
    struct Due {
        #[expect(dead_code, reason = "only its type matters")]
        on: chrono::NaiveDate,
    }
    for wrong in ["2026-02-30", "tomorrow", "2026-2", "2026-02-03x", ""] {
        let problem = parse::<Due>(format!(r#"{{"on":"{wrong}"}}"#).as_bytes()).unwrap_err();
        assert!(problem.fields()[0].detail.contains("2026-02-28"), "{wrong}: {:?}", problem.fields());
    }
}

#[test]
fn unknown_and_repeated_fields_are_refused() {
    assert_eq!(refused(r#"{"lines":[],"x":1}"#).kind(), Kind::Invalid);
    assert_eq!(refused(r#"{"lines":[{"quantity":1,"quantity":2}]}"#).kind(), Kind::Invalid);
}

#[test]
fn a_page_sends_fields_of_objects_and_lists() {
    let json = |body: &str| {
        let read = fields_as_json(body.as_bytes()).map(|json| String::from_utf8(json).unwrap());
        read.map_err(|problem| problem.fields()[0].pointer.clone())
    };
    assert_eq!(
        json("a=1&own.x=2&own.y%5B%5D=3&own.y[]=4&empty=").unwrap(),
        r#"{"a":"1","own":{"x":"2","y":["3","4"]}}"#
    );
    for (body, at) in [
        ("a=1&a=2", "/a"),
        ("own.x=1&own.x=2", "/own/x"),
        ("own=1&own.x=2", "/own/x"),
        ("own.x=1&own.x[]=2", "/own/x"),
        ("a~b%2Fc=1&a~b%2Fc=2", "/a~0b~1c"),
    ] {
        assert_eq!(json(body).unwrap_err(), at, "{body}");
    }
}

#[test]
fn broken_json_is_malformed() {
    for body in ["", "{", "{\"lines\":[]} x", "\u{0}", "{\"lines\":["] {
        assert_eq!(refused(body).kind(), Kind::Malformed, "{body:?}");
    }
    assert_eq!(parse::<Order>(&[0xff, 0xfe]).unwrap_err().kind(), Kind::Malformed);
}

#[test]
fn an_escaped_nul_is_refused_and_an_escaped_backslash_is_not() {
    assert!(has_nul(br#"{"a":"x\u0000"}"#));
    assert!(!has_nul(br#"{"a":"x\\u0000\u0001"}"#));
}

#[test]
fn fields_of_a_web_page_are_texts_and_empty_ones_are_left_out() {
    let read = |text: &str| fields_as_json(text.as_bytes()).map(|json| String::from_utf8(json).unwrap());
    assert_eq!(read("name=Kov%C3%A1cs+Anna&phone=&note=%20").unwrap(), r#"{"name":"Kovács Anna"}"#);
    assert_eq!(read("a=1&a=2").unwrap_err().code(), "invalid-field");
    assert!(has_nul(read("a=%00").unwrap().as_bytes()));
}

#[test]
fn depth_counts_brackets_outside_strings() {
    assert_eq!(depth(br#"{"a":"[[[\"[[","b":[[]]}"#), 3);
    let deep = "[".repeat(MAX_DEPTH + 1);
    assert_eq!(refused(&deep).code(), "malformed-json");
}

#[test]
fn a_parameter_that_is_no_number_says_what_one_is() {
    #[derive(Debug, Default, Deserialize)]
    #[serde(default)]
    struct Asked {
        least: Option<kernel::Decimal>,
        places: Option<u32>,
        all: Option<bool>,
    }
    for (query, told) in [
        ("least=abc", "least: must be a number such as 1250 or 1250.50."),
        ("places=x", "places: must be a whole number such as 25."),
        ("all=perhaps", "all: must be true or false."),
    ] {
        let problem = Query::<Asked>::of(&format!("/x?{query}").parse().unwrap()).unwrap_err();
        assert!(problem.detail().ends_with(told), "{}", problem.detail());
    }
}
