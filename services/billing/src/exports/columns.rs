//! What stands in the columns of each list.

use contracts::billing::Payment;
use exports::Exported;
use exports::table::{Column, day, named, number, text, values};
use platform::{Read, Result};
use serde_json::{Value, json};

use crate::customers::http::ListCustomers;
use crate::invoices::http::ListInvoices;
use crate::payments::http::ListPayments;
use crate::receivables::http::{AskReceivables, AskStatement};
use crate::schedules::http::ListSchedules;
use crate::work::http::ListWork;

impl Exported for ListInvoices {
    const COLUMNS: &'static [Column] = &[
        text("Number", "/number"),
        text("Customer", "/customer_name"),
        named("Project", "/project_id"),
        text("Status", "/status"),
        day("Issued on", "/issued_on"),
        day("Due on", "/due_on"),
        text("Currency", "/currency"),
        number("Net", "/net/amount"),
        number("VAT", "/vat_total/amount"),
        number("Gross", "/gross/amount"),
        number("Paid", "/paid/amount"),
        number("Open", "/open/amount"),
        text("ID", "/invoice_id"),
    ];
}

impl Exported for ListPayments {
    const COLUMNS: &'static [Column] = &[
        day("Received on", "/received_on"),
        named("Customer", "/customer_id"),
        number("Amount", "/amount/amount"),
        text("Currency", "/amount/currency"),
        text("Reference", "/reference"),
        named("Invoices", "/invoice_ids"),
        number("Credit left", "/unapplied/amount"),
        text("ID", "/payment_id"),
    ];
    const MORE: &'static [&'static str] = &["/invoice_ids"];

    async fn rows(_: &mut Read, items: Vec<Payment>) -> Result<Vec<Value>> {
        let paid = |payment: &Payment| json!(payment.applications.iter().map(|one| one.invoice_id).collect::<Vec<_>>());
        let invoices: Vec<Value> = items.iter().map(paid).collect();
        let mut rows = values(items)?;
        for (row, ids) in rows.iter_mut().zip(invoices) {
            if let Some(fields) = row.as_object_mut() {
                fields.insert("invoice_ids".to_owned(), ids);
            }
        }
        Ok(rows)
    }
}

impl Exported for ListWork {
    const COLUMNS: &'static [Column] = &[
        day("Delivered on", "/delivered_on"),
        named("Customer", "/customer_id"),
        named("Project", "/project_id"),
        text("What", "/description"),
        number("Quantity", "/quantity"),
        number("Unit price", "/unit_price/amount"),
        number("Amount", "/amount/amount"),
        text("Currency", "/amount/currency"),
        number("VAT %", "/vat_rate"),
        text("Status", "/status"),
        named("Invoice", "/invoice_id"),
        text("ID", "/billable_item_id"),
    ];
}

impl Exported for ListCustomers {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        text("Country", "/country"),
        text("Street", "/address/street"),
        text("Postal code", "/address/postal_code"),
        text("City", "/address/city"),
        text("Region", "/address/region"),
        text("Tax number", "/tax_number"),
        number("Payment terms, days", "/payment_terms_days"),
        named("Merged into", "/merged_into"),
        text("ID", "/customer_id"),
    ];
}

impl Exported for ListSchedules {
    const COLUMNS: &'static [Column] = &[
        text("Deal", "/name"),
        named("Customer", "/customer_id"),
        named("Project", "/project_id"),
        text("Status", "/status"),
        number("Total", "/total/amount"),
        text("Currency", "/currency"),
        text("ID", "/schedule_id"),
    ];
}

impl Exported for AskReceivables {
    const COLUMNS: &'static [Column] = &[
        text("Customer", "/customer_name"),
        text("Currency", "/total/currency"),
        number("Not due", "/not_due/amount"),
        number("1 to 30 days", "/days_1_30/amount"),
        number("31 to 60 days", "/days_31_60/amount"),
        number("61 to 90 days", "/days_61_90/amount"),
        number("Over 90 days", "/over_90/amount"),
        number("Open", "/total/amount"),
        text("ID", "/customer_id"),
    ];
}

impl Exported for AskStatement {
    const COLUMNS: &'static [Column] = &[
        day("Day", "/on"),
        text("Invoice", "/number"),
        text("Payment", "/reference"),
        number("Amount", "/amount/amount"),
        number("Balance", "/balance/amount"),
        text("Currency", "/amount/currency"),
        text("Invoice ID", "/invoice_id"),
        text("Payment ID", "/payment_id"),
    ];
}
