//! Exports over HTTP. A file needs the permission of its list.

use std::collections::HashMap;

use exports::Names;
use exports::letters::ListDeadLetters;
use platform::{Read, Result};
use uuid::Uuid;

use super::store;
use crate::customers::http::ListCustomers;
use crate::invoices::http::ListInvoices;
use crate::payments::http::ListPayments;
use crate::receivables::http::{AskReceivables, AskStatement};
use crate::schedules::http::ListSchedules;
use crate::work::http::ListWork;

/// Customers, projects and invoices.
struct Known;

impl Names for Known {
    async fn names(db: &mut Read, ids: &[Uuid]) -> Result<HashMap<Uuid, String>> {
        store::names(db, ids).await
    }
}

exports::routes! {
    Known;
    invoices "invoices" ReadBilling ListInvoices, "invoices";
    payments "payments" ReadBilling ListPayments, "payments";
    work "work" ReadBilling ListWork, "billable work";
    customers "customers" ReadBilling ListCustomers, "customers";
    schedules "schedules" ReadBilling ListSchedules, "schedules";
    receivables "receivables" ReadBilling AskReceivables, "what customers owe, by days past due";
    statements "statement" ReadBilling AskStatement, "invoices and payments of a customer";
    dead_letters "dead-letters" ReadOperations ListDeadLetters, "events that could not be applied";
}
