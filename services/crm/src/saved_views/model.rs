//! What a saved view is.

use std::collections::BTreeMap;

use kernel::{MemberId, Name, Permission, ViewId};
use platform::{Problem, Query, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::accounts::http::ListAccounts;
use crate::consents::http::ListConsents;
use crate::contacts::http::ListContacts;
use crate::deals::list::ListDeals;
use crate::follow_ups::http::ListFollowUps;
use crate::forgotten::http::ListForgotten;
use crate::leads::http::ListLeads;
use crate::mails::http::ListMails;
use crate::merges::http::ListMerges;
use crate::products::http::ListProducts;
use crate::quotes::http::ListQuotes;
use crate::suppressions::http::ListSuppressions;
use crate::suspected::http::ListSuspected;

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
    /// What people agreed to.
    Consents,
    /// Merged records.
    Merges,
    /// Addresses that get no mails of sequences.
    Suppressions,
    /// What came by forms and looks like spam.
    Suspected,
    /// The list of invoices, of billing.
    Invoices,
    /// The list of payments, of billing.
    Payments,
    /// The list of customers, of billing.
    Customers,
    /// The list of schedules, of billing.
    Schedules,
    /// The list of projects, of projects.
    Projects,
    /// The list of people, of projects.
    People,
    /// The list of claims, of expenses.
    Claims,
}

impl ViewedList {
    /// What whoever sees the list may do.
    pub const fn permission(self) -> Permission {
        match self {
            Self::Accounts
            | Self::Contacts
            | Self::Leads
            | Self::Deals
            | Self::Board
            | Self::FollowUps
            | Self::Quotes
            | Self::Forgotten
            | Self::Mails
            | Self::Products
            | Self::Consents
            | Self::Merges
            | Self::Suppressions
            | Self::Suspected => Permission::ReadCrm,
            Self::Invoices | Self::Payments | Self::Customers | Self::Schedules => Permission::ReadBilling,
            Self::Projects | Self::People => Permission::ReadProjects,
            Self::Claims => Permission::ReadExpenses,
        }
    }
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
pub const fn list_text(list: ViewedList) -> &'static str {
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
        ViewedList::Consents => "consents",
        ViewedList::Merges => "merges",
        ViewedList::Suppressions => "suppressions",
        ViewedList::Suspected => "suspected",
        ViewedList::Invoices => "invoices",
        ViewedList::Payments => "payments",
        ViewedList::Customers => "customers",
        ViewedList::Schedules => "schedules",
        ViewedList::Projects => "projects",
        ViewedList::People => "people",
        ViewedList::Claims => "claims",
    }
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
    /// Of what people agreed to.
    Consents(ListConsents),
    /// Of merges.
    Merges(ListMerges),
    /// Of addresses that get no mails of sequences.
    Suppressions(ListSuppressions),
    /// Of what looks like spam.
    Suspected(ListSuspected),
    /// Of a list of another service, which reads it itself: here it is only well formed.
    Elsewhere,
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
        if self.list.permission() != Permission::ReadCrm {
            return self.well_formed().map(|()| Asked::Elsewhere);
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
            ViewedList::Consents => Query::of(&uri).map(|Query(asked)| Asked::Consents(asked)),
            ViewedList::Merges => Query::of(&uri).map(|Query(asked)| Asked::Merges(asked)),
            ViewedList::Suppressions => Query::of(&uri).map(|Query(asked)| Asked::Suppressions(asked)),
            ViewedList::Suspected => Query::of(&uri).map(|Query(asked)| Asked::Suspected(asked)),
            ViewedList::Invoices
            | ViewedList::Payments
            | ViewedList::Customers
            | ViewedList::Schedules
            | ViewedList::Projects
            | ViewedList::People
            | ViewedList::Claims => Ok(Asked::Elsewhere),
        };
        asked.map_err(|problem| Problem::field("/filters", problem.report()))
    }

    /// Refuses what could not be a filter or an order of any list: which a list of another service has, CRM cannot know.
    fn well_formed(&self) -> Result<()> {
        let is_word = |text: &str| {
            let mut letters = text.chars();
            letters.next().is_some_and(|first| first.is_ascii_lowercase())
                && letters.all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_')
        };
        if let Some(strange) = self.filters.keys().find(|name| !is_word(name)) {
            let detail = "is no name of a filter; use small letters and _, as the parameters of the list are called";
            return Err(Problem::field(format!("/filters/{strange}"), detail));
        }
        match &self.sort {
            Some(sort) if !is_word(sort.strip_prefix('-').unwrap_or(sort)) => {
                Err(Problem::field("/sort", "is no order; use the name of a field, after - for the greatest first"))
            }
            _ => Ok(()),
        }
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
        use ViewedList::{
            Accounts, Claims, Consents, Contacts, Deals, FollowUps, Forgotten, Invoices, Leads, Mails, Merges,
            Products, Quotes, Suppressions, Suspected,
        };
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
            view(Consents, &[("stands", "true"), ("purpose", "newsletter")], Some("-person")),
            view(Merges, &[("kind", "contact")], Some("merged_by")),
            view(Suppressions, &[("reason", "bounced")], Some("address")),
            view(Suspected, &[("q", "win")], None),
            view(Invoices, &[("status", "issued"), ("customer_id", "anything at all")], Some("-issued_on")),
            view(Claims, &[], None),
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
            view(Consents, &[("basis", "whim")], None),
            view(Merges, &[], Some("-colour")),
            view(Suspected, &[("stands", "true")], None),
            view(Invoices, &[("limit", "5")], None),
            view(Invoices, &[("Status", "issued")], None),
            view(Invoices, &[("status&sort", "issued")], None),
            view(Claims, &[], Some("-")),
            view(Claims, &[], Some("-spent on")),
        ];
        for view in wrong {
            assert!(view.asked().is_err(), "{view:?}");
        }
    }
}
