//! Exports over HTTP: each list under two addresses, one for each kind of file. Limit and cursor of a list mean nothing here: a
//! file holds all of it. Whoever takes out a list needs the permission for that, and where a list needs another one to be seen,
//! that one.

use std::collections::HashMap;

use exports::Names;
use exports::letters::ListDeadLetters;
use platform::{Read, Result};
use uuid::Uuid;

use super::store;
use crate::accounts::http::ListAccounts;
use crate::activities::http::ListActivities;
use crate::automations::http::{ListAutomations, ListRuns};
use crate::consents::http::ListConsents;
use crate::contacts::http::ListContacts;
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
use crate::pipelines::http::ListPipelines;
use crate::price_lists::http::ListPriceLists;
use crate::products::http::ListProducts;
use crate::quotes::http::ListQuotes;
use crate::retention::http::ListHolds;
use crate::saved_views::http::ListViews;
use crate::sequences::http::ListSequences;
use crate::suppressions::http::ListSuppressions;
use crate::suspected::http::ListSuspected;
use crate::tags::http::ListTags;
use crate::teams::http::ListTeams;
use crate::webhooks::http::{ListDeliveries, ListWebhooks};

/// Whatever CRM has a name for.
struct Known;

impl Names for Known {
    async fn names(db: &mut Read, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
        store::names(db, ids).await
    }
}

exports::routes! {
    Known;
    accounts "accounts" ExportCrm ListAccounts, "accounts";
    contacts "contacts" ExportCrm ListContacts, "contacts";
    deals "deals" ExportCrm ListDeals, "deals";
    leads "leads" ExportCrm ListLeads, "leads";
    activities "activities" ExportCrm ListActivities, "activities";
    quotes "quotes" ExportCrm ListQuotes, "quotes";
    follow_ups "follow-ups" ExportCrm ListFollowUps, "follow-ups";
    forgotten "forgotten" ExportCrm ListForgotten, "what is forgotten";
    products "products" ExportCrm ListProducts, "products with their prices";
    pipelines "pipelines" ExportCrm ListPipelines, "pipelines, stage by stage,";
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
    views "views" ExportCrm ListViews, "the caller's saved views and those shared with everybody";
    suspected "suspected-messages" ExportCrm ListSuspected, "what came by forms and looks like spam";
    imports "imports" ExportCrm ListImports, "imports";
    consents "consents" ExportCrm ListConsents, "what people agreed to";
    merges "merges" ExportCrm ListMerges, "merges";
    notifications "notifications" ExportCrm ListNotifications, "what the caller was told";
    erasures "erasures" ManagePrivacy ListErasures, "who was erased";
    person_exports "person-exports" ManagePrivacy ListExports, "whose data was taken out";
    holds "retention-holds" ManagePrivacy ListHolds, "who is kept whatever the rules say";
    dead_letters "dead-letters" ReadOperations ListDeadLetters, "events that could not be applied";
}
