//! What a file is asked for: what its list is asked for, and the language it speaks.

use aide::OperationInput;
use aide::generate::GenContext;
use aide::openapi::Operation;
use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{Uri, uri::PathAndQuery};
use kernel::Language;
use platform::{Problem, Query, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The parameter of the language, in every address of a file.
const LANGUAGE: &str = "language";

/// A list, with its filters and its order, and the language of its file. Lists know nothing of languages and refuse what they do
/// not know, so that the language is taken out of the address before they read it.
#[derive(Debug)]
pub struct Asked<L> {
    /// What the list is asked for.
    pub list: L,
    /// The language of headings and words.
    pub language: Language,
}

/// What an address of a file says besides what its list is asked for.
#[derive(Debug, Default, Deserialize, JsonSchema)]
struct Spoken {
    /// The language of headings and of words from closed lists; English when left out. Numbers, days and moments are written
    /// alike in both, and English words never change: programs read them.
    #[serde(default)]
    language: Language,
}

/// An address with those of its parameters that are the language, or with the others.
fn with(uri: &Uri, is_language: bool) -> Result<Uri> {
    let said = |pair: &&str| pair.split('=').next() == Some(LANGUAGE);
    let pairs = uri.query().unwrap_or_default().split('&').filter(|pair| said(pair) == is_language);
    let address = format!("{}?{}", uri.path(), pairs.collect::<Vec<_>>().join("&"));
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(address).map_err(Problem::internal)?);
    Uri::from_parts(parts).map_err(Problem::internal)
}

impl<S: Send + Sync, L: DeserializeOwned> FromRequestParts<S> for Asked<L> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let whole = parts.uri.clone();
        let Query(Spoken { language }) = Query::of(&with(&whole, true)?)?;
        parts.uri = with(&whole, false)?;
        let list = Query::<L>::from_request_parts(parts, state).await;
        parts.uri = whole;
        Ok(Self { list: list?.0, language })
    }
}

impl<L: JsonSchema> OperationInput for Asked<L> {
    fn operation_input(ctx: &mut GenContext, operation: &mut Operation) {
        Query::<L>::operation_input(ctx, operation);
        Query::<Spoken>::operation_input(ctx, operation);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Filters {
        status: Option<String>,
    }

    async fn asked(query: &str) -> Result<Asked<Filters>> {
        let (mut parts, ()) = http::Request::get(format!("/list.csv{query}")).body(()).unwrap().into_parts();
        let asked = Asked::from_request_parts(&mut parts, &()).await;
        assert_eq!(parts.uri.to_string(), format!("/list.csv{query}"), "whoever reads it later sees all of it");
        asked
    }

    #[tokio::test]
    async fn the_language_stands_beside_what_the_list_is_asked_for() {
        for (query, status, language) in [
            ("", None, Language::En),
            ("?language=hu", None, Language::Hu),
            ("?status=open", Some("open"), Language::En),
            ("?language=hu&status=open", Some("open"), Language::Hu),
            ("?status=language%3Dhu&language=en", Some("language=hu"), Language::En),
        ] {
            let Asked { list, language: spoken } = asked(query).await.unwrap();
            assert_eq!((list.status.as_deref(), spoken), (status, language), "{query}");
        }
    }

    #[tokio::test]
    async fn what_is_no_language_is_refused_by_name() {
        for (query, named) in [
            ("?language=de", "language: unknown variant `de`"),
            ("?language=", "language: unknown variant ``"),
            ("?language=hu&language=en", "duplicate field `language`"),
            ("?languages=hu", "unknown field `languages`"),
            ("?language=hu&status=%00", "U+0000"),
        ] {
            let problem = asked(query).await.unwrap_err();
            assert!(problem.to_string().contains(named), "{query}: {problem}");
        }
    }
}
