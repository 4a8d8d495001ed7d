//! What stands in the columns of each list.

use contracts::billing::Payment;
use exports::Exported;
use exports::table::{Column, day, named, number, text, values, word};
use platform::{Read, Result};
use serde_json::{Value, json};

use super::hungarian::{INVOICE, SCHEDULE, WORK};
use crate::customers::http::ListCustomers;
use crate::invoices::http::ListInvoices;
use crate::payments::http::ListPayments;
use crate::receivables::http::{AskReceivables, AskStatement};
use crate::schedules::http::ListSchedules;
use crate::work::http::ListWork;

impl Exported for ListInvoices {
    const COLUMNS: &'static [Column] = &[
        text("Number", "Számlaszám", "/number"),
        text("Customer", "Vevő", "/customer_name"),
        named("Project", "Projekt", "/project_id"),
        word("Status", "Állapot", "/status", INVOICE),
        day("Issued on", "Kiállítás kelte", "/issued_on"),
        day("Due on", "Fizetési határidő", "/due_on"),
        text("Currency", "Pénznem", "/currency"),
        number("Net", "Nettó", "/net/amount"),
        number("VAT", "Áfa", "/vat_total/amount"),
        number("Gross", "Bruttó", "/gross/amount"),
        number("Paid", "Kifizetve", "/paid/amount"),
        number("Open", "Nyitott", "/open/amount"),
        text("ID", "Azonosító", "/invoice_id"),
    ];
}

impl Exported for ListPayments {
    const COLUMNS: &'static [Column] = &[
        day("Received on", "Beérkezett", "/received_on"),
        named("Customer", "Vevő", "/customer_id"),
        number("Amount", "Összeg", "/amount/amount"),
        text("Currency", "Pénznem", "/amount/currency"),
        text("Reference", "Közlemény", "/reference"),
        named("Invoices", "Számlák", "/invoice_ids"),
        number("Credit left", "Fennmaradó túlfizetés", "/unapplied/amount"),
        text("ID", "Azonosító", "/payment_id"),
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
        day("Delivered on", "Teljesítve", "/delivered_on"),
        named("Customer", "Vevő", "/customer_id"),
        named("Project", "Projekt", "/project_id"),
        text("What", "Megnevezés", "/description"),
        number("Quantity", "Mennyiség", "/quantity"),
        number("Unit price", "Egységár", "/unit_price/amount"),
        number("Amount", "Összeg", "/amount/amount"),
        text("Currency", "Pénznem", "/amount/currency"),
        number("VAT %", "Áfa %", "/vat_rate"),
        word("Status", "Állapot", "/status", WORK),
        named("Invoice", "Számla", "/invoice_id"),
        text("ID", "Azonosító", "/billable_item_id"),
    ];
}

impl Exported for ListCustomers {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        text("Country", "Ország", "/country"),
        text("Street", "Utca, házszám", "/address/street"),
        text("Postal code", "Irányítószám", "/address/postal_code"),
        text("City", "Település", "/address/city"),
        text("Region", "Megye vagy állam", "/address/region"),
        text("Tax number", "Adószám", "/tax_number"),
        number("Payment terms, days", "Fizetési határidő, nap", "/payment_terms_days"),
        named("Merged into", "Ebbe összevonva", "/merged_into"),
        text("ID", "Azonosító", "/customer_id"),
    ];
}

impl Exported for ListSchedules {
    const COLUMNS: &'static [Column] = &[
        text("Deal", "Ügylet", "/name"),
        named("Customer", "Vevő", "/customer_id"),
        named("Project", "Projekt", "/project_id"),
        word("Status", "Állapot", "/status", SCHEDULE),
        number("Total", "Összesen", "/total/amount"),
        text("Currency", "Pénznem", "/currency"),
        text("ID", "Azonosító", "/schedule_id"),
    ];
}

impl Exported for AskReceivables {
    const COLUMNS: &'static [Column] = &[
        text("Customer", "Vevő", "/customer_name"),
        text("Currency", "Pénznem", "/total/currency"),
        number("Not due", "Nem esedékes", "/not_due/amount"),
        number("1 to 30 days", "1–30 nap", "/days_1_30/amount"),
        number("31 to 60 days", "31–60 nap", "/days_31_60/amount"),
        number("61 to 90 days", "61–90 nap", "/days_61_90/amount"),
        number("Over 90 days", "90 nap felett", "/over_90/amount"),
        number("Open", "Nyitott", "/total/amount"),
        text("ID", "Azonosító", "/customer_id"),
    ];
}

impl Exported for AskStatement {
    const COLUMNS: &'static [Column] = &[
        day("Day", "Nap", "/on"),
        text("Invoice", "Számla", "/number"),
        text("Payment", "Befizetés", "/reference"),
        number("Amount", "Összeg", "/amount/amount"),
        number("Balance", "Egyenleg", "/balance/amount"),
        text("Currency", "Pénznem", "/amount/currency"),
        text("Invoice ID", "Számla azonosítója", "/invoice_id"),
        text("Payment ID", "Befizetés azonosítója", "/payment_id"),
    ];
}
