//! Exports over HTTP: each list under two addresses, one for each kind of file. Limit and cursor of a list mean nothing here: a
//! file holds all of it. Whoever takes out a list needs the permission for that, and where a list needs another one to be seen,
//! that one.

use kernel::{Limit, Page, Permission};
use platform::files::FileReply;
use platform::{Query, Read, Result, Routes};

use super::sheet::{self, Kind};
use super::table::{self, Exported};
use crate::accounts::http::ListAccounts;
use crate::activities::http::ListActivities;
use crate::automations::http::{ListAutomations, ListRuns};
use crate::contacts::http::ListContacts;
use crate::custom_fields;
use crate::custom_fields::http::ListFields;
use crate::deals::list::ListDeals;
use crate::enrolments::http::ListEnrolments;
use crate::erasures::http::ListErasures;
use crate::exchange_rates::http::ListRates;
use crate::follow_ups::http::ListFollowUps;
use crate::forgotten::http::ListForgotten;
use crate::goals::http::ListGoals;
use crate::imports::http::ListImports;
use crate::lead_forms::http::ListLeadForms;
use crate::leads::http::ListLeads;
use crate::loss_reasons::http::{ListLosses, ListReasons};
use crate::mail_templates::http::ListMailTemplates;
use crate::mailboxes::http::ListMailboxes;
use crate::mails::http::ListMails;
use crate::members::http::ListMembers;
use crate::merges::http::ListMerges;
use crate::notifications::http::ListNotifications;
use crate::person_exports::http::ListExports;
use crate::price_lists::http::ListPriceLists;
use crate::products::http::ListProducts;
use crate::quotes::http::ListQuotes;
use crate::retention::http::ListHolds;
use crate::sequences::http::ListSequences;
use crate::suppressions::http::ListSuppressions;
use crate::tags::http::ListTags;
use crate::teams::http::ListTeams;
use crate::webhooks::http::{ListDeliveries, ListWebhooks};

/// The routes of lists: the module of the handlers, the name in the address, the permission, the list, and what it is called.
macro_rules! lists {
    ($($name:ident $path:literal $permission:ident $list:ident, $what:literal;)+) => {
        /// What exports answer.
        pub fn routes() -> Routes {
            Routes::new("exports")
                $(.get(
                    concat!("/v1/exports/", $path, ".csv"),
                    Permission::$permission,
                    concat!("A list of ", $what, " as CSV"),
                    $name::csv,
                )
                .get(
                    concat!("/v1/exports/", $path, ".xlsx"),
                    Permission::$permission,
                    concat!("A list of ", $what, " as a workbook"),
                    $name::xlsx,
                ))+
        }

        $(mod $name {
            use super::{FileReply, Kind, Query, Read, Result, file};

            pub(super) async fn csv(db: Read, Query(list): Query<super::$list>) -> Result<FileReply> {
                file(db, list, $path, Kind::Csv).await
            }

            pub(super) async fn xlsx(db: Read, Query(list): Query<super::$list>) -> Result<FileReply> {
                file(db, list, $path, Kind::Xlsx).await
            }
        })+

        /// Of each list: its name, what it answers, its columns, and what rows have besides.
        #[cfg(test)]
        pub(super) fn tables() -> Vec<(&'static str, serde_json::Value, &'static [table::Column], &'static [&'static str])> {
            vec![$((
                $path,
                serde_json::to_value(schemars::schema_for!(<$list as crate::lists::List>::Item)).unwrap(),
                <$list as Exported>::COLUMNS,
                <$list as Exported>::MORE,
            )),+]
        }
    };
}

lists! {
    accounts "accounts" ExportCrm ListAccounts, "accounts";
    contacts "contacts" ExportCrm ListContacts, "contacts";
    deals "deals" ExportCrm ListDeals, "deals";
    leads "leads" ExportCrm ListLeads, "leads";
    activities "activities" ExportCrm ListActivities, "activities";
    quotes "quotes" ExportCrm ListQuotes, "quotes";
    follow_ups "follow-ups" ExportCrm ListFollowUps, "follow-ups";
    forgotten "forgotten" ExportCrm ListForgotten, "what is forgotten";
    products "products" ExportCrm ListProducts, "products with their prices";
    price_lists "price-lists" ExportCrm ListPriceLists, "price lists";
    mails "mails" ExportCrm ListMails, "mails, without what they say,";
    mail_templates "mail-templates" ExportCrm ListMailTemplates, "prepared texts";
    mailboxes "mailboxes" ExportCrm ListMailboxes, "mailboxes";
    suppressions "suppressions" ExportCrm ListSuppressions, "addresses that get no mails of sequences";
    sequences "sequences" ExportCrm ListSequences, "sequences";
    enrolments "enrolments" ExportCrm ListEnrolments, "enrolments";
    lead_forms "lead-forms" ExportCrm ListLeadForms, "forms";
    automations "automations" ExportCrm ListAutomations, "rules";
    automation_runs "automation-runs" ExportCrm ListRuns, "what rules did";
    webhooks "webhooks" ManageCrm ListWebhooks, "webhooks";
    webhook_deliveries "webhook-deliveries" ManageCrm ListDeliveries, "calls of webhooks";
    goals "goals" ExportCrm ListGoals, "goals";
    exchange_rates "exchange-rates" ExportCrm ListRates, "exchange rates";
    teams "teams" ExportCrm ListTeams, "teams";
    members "members" ExportCrm ListMembers, "members";
    losses "losses" ExportCrm ListLosses, "lost deals by reason and currency";
    loss_reasons "loss-reasons" ExportCrm ListReasons, "reasons deals are lost for";
    tags "tags" ExportCrm ListTags, "tags";
    own_fields "custom-fields" ExportCrm ListFields, "custom fields";
    imports "imports" ExportCrm ListImports, "imports";
    merges "merges" ExportCrm ListMerges, "merges";
    notifications "notifications" ExportCrm ListNotifications, "what the caller was told";
    erasures "erasures" ManagePrivacy ListErasures, "who was erased";
    person_exports "person-exports" ManagePrivacy ListExports, "whose data was taken out";
    holds "retention-holds" ManagePrivacy ListHolds, "who is kept whatever the rules say";
}

/// A list as a file. Its first page is read before anything is answered, so that what the list would refuse is refused here, too.
async fn file<L: Exported>(mut db: Read, list: L, name: &str, kind: Kind) -> Result<FileReply> {
    let turn = sheet::turn().await?;
    let mut page = list.page(&mut db, None, Limit::MAX).await?;
    let mut own = match L::OWN_FIELDS {
        Some(record) => custom_fields::store::list(&mut db, Some(record)).await?,
        None => Vec::new(),
    };
    own.retain(|field| !field.image.archived);
    let headings = table::headings(L::COLUMNS, &own);
    sheet::send(turn, kind, name, &headings, |mut sheet| async move {
        loop {
            let Page { items, next_cursor } = page;
            let rows = L::rows(&mut db, items).await?;
            for cells in table::cells(&mut db, L::COLUMNS, &own, &rows).await? {
                sheet.row(&cells)?;
            }
            sheet.page_is_done(rows.len())?;
            let Some(cursor) = next_cursor else { return Ok(sheet) };
            page = list.page(&mut db, Some(cursor), Limit::MAX).await?;
        }
    })
}
