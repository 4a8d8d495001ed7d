//! Finding things by a part of their name: what every service answers at `/v1/search`.
//!
//! A service says for each kind of thing which table and column to look in, with [`find_by_name!`](crate::find_by_name)
//! in its `store.rs`; which match comes first is decided here.

use kernel::{Limit, Name};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Most matches of an answer unless the caller says otherwise.
const DEFAULT_MATCHES: u32 = 8;

/// What is looked for.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Words of the name, or a part of a number; case and accents do not matter.
    q: Name,
    /// Most matches of the answer; 8 when left out.
    limit: Option<Limit>,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Match {
    /// What it is, e.g. `account`.
    pub kind: &'static str,
    /// Its id.
    pub id: Uuid,
    /// Its name or number.
    pub title: String,
    /// What tells it from others of the same name.
    pub detail: Option<String>,
    /// Whether its name begins with what was looked for.
    #[serde(skip)]
    pub begins: bool,
}

/// What was found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Matches {
    /// Best first.
    items: Vec<Match>,
}

/// What a query of a service finds.
#[derive(Debug)]
pub struct Row {
    /// Its id.
    pub id: Uuid,
    /// Its name or number.
    pub title: String,
    /// What tells it from others of the same name.
    pub detail: Option<String>,
}

impl Search {
    /// What is looked for.
    pub fn text(&self) -> &str {
        self.q.as_str()
    }

    /// Most matches of one kind that can be of use; for `LIMIT` in SQL.
    pub fn rows(&self) -> i64 {
        i64::from(self.most())
    }

    fn most(&self) -> u32 {
        self.limit.map_or(DEFAULT_MATCHES, Limit::get)
    }

    /// The best of what was found of each kind: names that begin with what was looked for come first, and of equally
    /// good ones the kinds take turns, so that a kind of which there are many does not hide the others.
    pub fn best(&self, kinds: impl IntoIterator<Item = Vec<Match>>) -> Matches {
        let mut ranked = Vec::new();
        for (turn, found) in kinds.into_iter().enumerate() {
            let (begin, hold): (Vec<Match>, Vec<Match>) = found.into_iter().partition(|one| one.begins);
            for (rank, matches) in [begin, hold].into_iter().enumerate() {
                ranked.extend(matches.into_iter().enumerate().map(|(place, one)| ((rank, place, turn), one)));
            }
        }
        ranked.sort_by_key(|(key, _)| *key);
        let most = usize::try_from(self.most()).unwrap_or(usize::MAX);
        Matches { items: ranked.into_iter().take(most).map(|(_, one)| one).collect() }
    }
}

impl Row {
    /// The match it is.
    pub fn found(self, kind: &'static str, begins: bool) -> Match {
        Match { kind, id: self.id, title: self.title, detail: self.detail, begins }
    }
}

/// Finds things of one kind by their name, at most [`Search::rows`] that begin with it; only when these are fewer, also
/// those that hold all its words (the first four) somewhere. Answers a `Vec<Match>`.
///
/// The names are literals of SQL: the table, its id and its column in the form of `search_key` or, for numbers, as it
/// is. `show` are the columns called `id`, `title` and `detail` of a found row called `one`, `beside` the joins they need.
/// `only` is a further condition, whose parameters begin at `$4`. An index on organisation, column and id makes the first
/// a range and the second a pass over the index alone.
#[macro_export]
macro_rules! find_by_name {
    ($db:expr, $search:expr, $kind:literal in $table:literal, id: $id:literal, name: $name:literal, show: $show:literal,
     beside: $beside:literal, only: $only:literal $(, $argument:expr)*) => {{
        let (org, rows) = ($db.org.as_uuid(), $search.rows());
        let begin = $crate::sqlx::query_as!(
            $crate::search::Row,
            "select " + $show + " from (select org_id, " + $id + " as found_id, " + $name + " as found_name from " + $table
                + " where org_id = $1 and (select search_key($2)) <> ''
                      and " + $name + " >= (select search_key($2))
                      and " + $name + " < (select search_key($2)) || chr(1114111) " + $only
                + " order by found_name, found_id limit $3) found
                  join " + $table + " one on one.org_id = found.org_id and one." + $id + " = found.found_id " + $beside
                + " where found.org_id = $1 order by found.found_name, found.found_id",
            org, $search.text(), rows $(, $argument)*
        )
        .fetch_all($db.conn())
        .await?;
        let missing = rows - i64::try_from(begin.len()).unwrap_or(rows);
        let mut matches: Vec<_> = begin.into_iter().map(|row| row.found($kind, true)).collect();
        if missing > 0 {
            let hold = $crate::sqlx::query_as!(
                $crate::search::Row,
                "select " + $show + " from (select org_id, " + $id + " as found_id, " + $name + " as found_name from " + $table
                    + " where org_id = $1 and (select search_key($2)) <> ''
                          and strpos(" + $name + ", (select search_word($2, 1))) > 0
                          and strpos(" + $name + ", (select search_word($2, 2))) > 0
                          and strpos(" + $name + ", (select search_word($2, 3))) > 0
                          and strpos(" + $name + ", (select search_word($2, 4))) > 0
                          and not starts_with(" + $name + ", (select search_key($2))) " + $only
                    + " order by found_name, found_id limit $3) found
                      join " + $table + " one on one.org_id = found.org_id and one." + $id + " = found.found_id " + $beside
                    + " where found.org_id = $1 order by found.found_name, found.found_id",
                org, $search.text(), missing $(, $argument)*
            )
            .fetch_all($db.conn())
            .await?;
            matches.extend(hold.into_iter().map(|row| row.found($kind, false)));
        }
        matches
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(kind: &'static str, title: &str, begins: bool) -> Match {
        Match { kind, id: Uuid::nil(), title: title.to_owned(), detail: None, begins }
    }

    fn titles(limit: u32, kinds: Vec<Vec<Match>>) -> Vec<String> {
        let search = Search { q: Name::new("a").unwrap(), limit: Some(Limit::new(limit).unwrap()) };
        search.best(kinds).items.into_iter().map(|one| one.title).collect()
    }

    #[test]
    fn what_begins_with_it_comes_first_and_kinds_take_turns() {
        let kinds = vec![
            vec![found("account", "a1", true), found("account", "a2", true), found("account", "1a", false)],
            vec![found("deal", "2a", false), found("deal", "a3", true)],
        ];
        assert_eq!(titles(10, kinds.clone()), ["a1", "a3", "a2", "1a", "2a"]);
        assert_eq!(titles(2, kinds), ["a1", "a3"]);
    }
}
