//! What a saved view is.

use std::collections::BTreeMap;

use kernel::{MemberId, Name, ViewId};
use platform::{Problem, Query, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::accounts::http::ListAccounts;
use crate::contacts::http::ListContacts;
use crate::deals::list::ListDeals;
use crate::follow_ups::http::ListFollowUps;
use crate::forgotten::http::ListForgotten;
use crate::leads::http::ListLeads;
use crate::mails::http::ListMails;
use crate::products::http::ListProducts;
use crate::quotes::http::ListQuotes;

/// Most filters and most columns of a view.
const MAX_PARTS: usize = 40;
/// Most characters of a filter or the name of a column.
const MAX_TEXT: usize = 2_000;

/// A list of which there are views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ViewedList {
    /// The list of accounts.
    Accounts,
    /// The list of contacts.
    Contacts,
    /// The list of leads.
    Leads,
    /// The list of deals.
    Deals,
    /// Deals on a board.
    Board,
    /// The list of follow-ups.
    FollowUps,
    /// The list of quotes.
    Quotes,
    /// The list of what is forgotten.
    Forgotten,
    /// The list of mails.
    Mails,
    /// The price list.
    Products,
}

/// A list as somebody likes to see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Its id.
    pub view_id: ViewId,
    /// Grows by one with each change.
    pub version: i64,
    /// Whose it is.
    pub owner_id: MemberId,
    /// Of which list.
    pub list: ViewedList,
    /// Its name, unique among the views of its owner and list.
    pub name: Name,
    /// Whether everybody may look through it.
    pub shared: bool,
    /// What the list is asked with, by the names of its parameters.
    pub filters: BTreeMap<String, String>,
    /// The order the list is asked for.
    pub sort: Option<String>,
    /// The columns that are shown; those the list shows anyway when empty.
    pub columns: Vec<String>,
}

/// How a list is written in a column.
pub fn list_text(list: ViewedList) -> &'static str {
    match list {
        ViewedList::Accounts => "accounts",
        ViewedList::Contacts => "contacts",
        ViewedList::Leads => "leads",
        ViewedList::Deals => "deals",
        ViewedList::Board => "board",
        ViewedList::FollowUps => "follow_ups",
        ViewedList::Quotes => "quotes",
        ViewedList::Forgotten => "forgotten",
        ViewedList::Mails => "mails",
        ViewedList::Products => "products",
    }
}

/// The list a column says.
pub fn list_from(text: &str) -> Option<ViewedList> {
    use ViewedList::{Accounts, Board, Contacts, Deals, FollowUps, Forgotten, Leads, Mails, Products, Quotes};
    [Accounts, Contacts, Leads, Deals, Board, FollowUps, Quotes, Forgotten, Mails, Products]
        .into_iter()
        .find(|list| list_text(*list) == text)
}

/// What a view asks its list for, read as the list would.
#[derive(Debug)]
pub enum Asked {
    /// Of accounts.
    Accounts(ListAccounts),
    /// Of contacts.
    Contacts(ListContacts),
    /// Of leads.
    Leads(ListLeads),
    /// Of deals.
    Deals(ListDeals),
    /// Of follow-ups.
    FollowUps(ListFollowUps),
    /// Of quotes.
    Quotes(ListQuotes),
    /// Of what is forgotten.
    Forgotten(ListForgotten),
    /// Of mails.
    Mails(ListMails),
    /// Of products.
    Products(ListProducts),
}

impl SavedView {
    /// What it asks its list for.
    ///
    /// # Errors
    /// A problem when the list would not understand it.
    pub fn asked(&self) -> Result<Asked> {
        if self.filters.len() > MAX_PARTS || self.columns.len() > MAX_PARTS {
            return Err(Problem::field("/filters", format!("a view has at most {MAX_PARTS} filters and columns")));
        }
        let texts = self.filters.keys().chain(self.filters.values()).chain(&self.columns).chain(&self.sort);
        if texts.into_iter().any(|text| text.chars().count() > MAX_TEXT || text.contains('\0')) {
            return Err(Problem::field(
                "/filters",
                format!("each filter and column has at most {MAX_TEXT} characters"),
            ));
        }
        for page in ["limit", "cursor", "sort"] {
            if self.filters.contains_key(page) {
                return Err(Problem::field(format!("/filters/{page}"), "is not a filter; leave it out"));
            }
        }
        let encode =
            |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
        let sort = self.sort.iter().map(|sort| format!("sort={}", encode(sort)));
        let filters = self.filters.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
        let query = filters.chain(sort).collect::<Vec<_>>().join("&");
        let too_long = |_error: http::uri::InvalidUri| Problem::field("/filters", "are too much; leave some out");
        let uri: http::Uri = format!("/?{query}").parse().map_err(too_long)?;
        let asked = match self.list {
            ViewedList::Accounts => Query::of(&uri).map(|Query(asked)| Asked::Accounts(asked)),
            ViewedList::Contacts => Query::of(&uri).map(|Query(asked)| Asked::Contacts(asked)),
            ViewedList::Leads => Query::of(&uri).map(|Query(asked)| Asked::Leads(asked)),
            ViewedList::Deals | ViewedList::Board => Query::of(&uri).map(|Query(asked)| Asked::Deals(asked)),
            ViewedList::FollowUps => Query::of(&uri).map(|Query(asked)| Asked::FollowUps(asked)),
            ViewedList::Quotes => Query::of(&uri).map(|Query(asked)| Asked::Quotes(asked)),
            ViewedList::Forgotten => Query::of(&uri).map(|Query(asked)| Asked::Forgotten(asked)),
            ViewedList::Mails => Query::of(&uri).map(|Query(asked)| Asked::Mails(asked)),
            ViewedList::Products => Query::of(&uri).map(|Query(asked)| Asked::Products(asked)),
        };
        asked.map_err(|problem| Problem::field("/filters", problem.report()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(list: ViewedList, filters: &[(&str, &str)], sort: Option<&str>) -> SavedView {
        SavedView {
            view_id: ViewId::new(),
            version: 1,
            owner_id: MemberId::new(),
            list,
            name: Name::new("Mine").unwrap(),
            shared: false,
            filters: filters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            sort: sort.map(str::to_owned),
            columns: Vec::new(),
        }
    }

    #[test]
    fn a_view_says_only_what_its_list_understands() {
        use ViewedList::{Accounts, Contacts, Deals, FollowUps, Forgotten, Leads, Mails, Products, Quotes};
        let fits = [
            view(Deals, &[("status", "open"), ("stale", "true"), ("name", "a & b=c")], Some("-value")),
            view(Accounts, &[("country", "HU")], None),
            view(Contacts, &[], Some("-name")),
            view(Leads, &[("open", "true"), ("custom", "{}")], Some("-score")),
            view(FollowUps, &[("status", "open"), ("due_within", "7")], Some("-priority")),
            view(Quotes, &[("runs_out_within", "7")], Some("valid_until")),
            view(Forgotten, &[("kind", "lead")], Some("last_activity")),
            view(Mails, &[("status", "in_doubt")], Some("at")),
            view(Products, &[("billing", "fixed")], Some("-price")),
        ];
        for view in fits {
            assert!(view.asked().is_ok(), "{view:?}");
        }
        let wrong = [
            view(Deals, &[("status", "asleep")], None),
            view(Deals, &[("colour", "red")], None),
            view(Deals, &[("limit", "5")], None),
            view(Accounts, &[("status", "open")], None),
            view(Contacts, &[], Some("-value")),
            view(Leads, &[], Some("colour")),
            view(FollowUps, &[("due_within", "-1")], None),
            view(Quotes, &[("state", "asleep")], None),
            view(Forgotten, &[("kind", "account")], None),
            view(Mails, &[], Some("-name")),
            view(Products, &[("min_price", "much")], None),
        ];
        for view in wrong {
            assert!(view.asked().is_err(), "{view:?}");
        }
    }
}
