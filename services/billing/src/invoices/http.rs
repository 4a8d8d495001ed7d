//! What is said about invoices over HTTP.

use chrono::NaiveDate;
use contracts::billing::{Invoice as InvoiceImage, InvoiceStatus};
use exports::List;
use kernel::{
    BillableItemId, Currency, Cursor, CustomerId, DealId, InvoiceId, InvoiceLineId, Limit, Money, Name, Page,
    Permission, ProjectId, Quantity, ShortCode, VatRate,
};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::drafts::{self, Selection, Subject};
use super::model::WantedLine;
use super::{Invoice, list as lists, store};
use crate::columns::after;
use crate::customers::standing;
use crate::papers::{self, Parties};
use crate::receivables::http::AsOf;

/// How a list of invoices is sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum InvoiceSort {
    /// Last made first.
    #[default]
    #[serde(rename = "-created_at")]
    Newest,
    /// Last issued first; without drafts.
    #[serde(rename = "-issued_on")]
    LastIssued,
}

/// Which invoices.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListInvoices {
    /// Only where it stands so.
    status: Option<InvoiceStatus>,
    /// Only of this customer and of those that ended in it.
    customer_id: Option<CustomerId>,
    /// Only of this project.
    project_id: Option<ProjectId>,
    /// Only of this deal.
    deal_id: Option<DealId>,
    /// Only those whose number begins so, e.g. `2026-00`.
    number: Option<ShortCode>,
    /// Only those that should have been paid by now.
    #[serde(default)]
    overdue: bool,
    /// Only those due on this day or later; drafts have no day yet.
    due_from: Option<NaiveDate>,
    /// Only those due on this day or earlier.
    due_by: Option<NaiveDate>,
    /// Only those in this currency.
    currency: Option<Currency>,
    /// Only those of which something was still open at a moment, as receivables tell it: an instant, `2026-11-30T17:00:00Z`, or a day,
    /// `2026-11-30`, of which the end is meant. What is open of each is told as of now all the same.
    #[schemars(with = "Option<String>")]
    open_as_of: Option<AsOf>,
    /// Order of the list.
    #[serde(default)]
    sort: InvoiceSort,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// A line of a draft.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftLine {
    /// The line it was before; none for a new one.
    invoice_line_id: Option<InvoiceLineId>,
    /// Text.
    description: Name,
    /// How many.
    quantity: Quantity,
    /// Price of one, without VAT.
    unit_price: Money,
    /// VAT rate in percent.
    vat_rate: VatRate,
}

impl From<DraftLine> for WantedLine {
    fn from(line: DraftLine) -> Self {
        let DraftLine { invoice_line_id, description, quantity, unit_price, vat_rate } = line;
        Self { invoice_line_id, description, quantity, unit_price, vat_rate }
    }
}

/// A draft written by hand.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftInvoice {
    /// Who is billed.
    customer_id: CustomerId,
    /// The project it is for.
    project_id: Option<ProjectId>,
    /// The deal it is for; that of the project when left out.
    deal_id: Option<DealId>,
    /// Currency of every amount; the organisation's when left out.
    currency: Option<Currency>,
    /// Its lines, at most 100.
    lines: Vec<DraftLine>,
}

/// The lines a draft shall have. Work whose line is left out becomes unbilled again.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RewriteDraft {
    /// All lines, at most 100.
    lines: Vec<DraftLine>,
}

/// Which unbilled work goes on the draft; at least one of the three. At most 100 pieces, of one customer and currency.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftFromWork {
    /// All of this customer and of those that ended in it.
    customer_id: Option<CustomerId>,
    /// All of this project.
    project_id: Option<ProjectId>,
    /// Only these.
    billable_item_ids: Option<Vec<BillableItemId>>,
}

/// When a draft is issued.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueInvoice {
    /// Today when left out; not in the future, and not before the last invoice of the same year.
    issued_on: Option<NaiveDate>,
}

/// The routes of invoices.
pub fn routes() -> Routes {
    Routes::new("invoices")
        .get("/v1/invoices", Permission::ReadBilling, "Invoices", list)
        .post("/v1/invoices", Permission::WriteInvoices, "Draft an invoice by hand", draft)
        .post(
            "/v1/invoices/from-work",
            Permission::WriteInvoices,
            "Draft an invoice from unbilled work",
            draft_from_work,
        )
        .get("/v1/invoices/{invoice_id}", Permission::ReadBilling, "One invoice", get)
        .patch("/v1/invoices/{invoice_id}", Permission::WriteInvoices, "Rewrite the lines of a draft", rewrite)
        .post("/v1/invoices/{invoice_id}/discard", Permission::WriteInvoices, "Throw a draft away", discard)
        .post("/v1/invoices/{invoice_id}/issue", Permission::IssueInvoices, "Number a draft and make it final", issue)
}

impl List for ListInvoices {
    type Item = InvoiceImage;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<InvoiceImage>> {
        if self.due_from.zip(self.due_by).is_some_and(|(from, by)| by < from) {
            return Err(Problem::field("due_by", "must not come before due_from"));
        }
        let filter = lists::Filter {
            status: self.status,
            customers: standing::asked(db, self.customer_id).await?,
            project_id: self.project_id,
            deal_id: self.deal_id,
            number: self.number.clone(),
            due_before: self.overdue.then(|| db.today()),
            due_from: self.due_from,
            due_by: self.due_by,
            currency: self.currency,
            open: self.open_as_of.map(|as_of| as_of.when(db)),
        };
        let mut page = match self.sort {
            InvoiceSort::Newest => {
                let rows = lists::newest(db, &filter, after(cursor.as_ref())?, limit).await?;
                let page = Page::from_rows(rows, limit, |(made_at, row)| (*made_at, row.image.invoice_id));
                page.map(|(_, row)| row.image)
            }
            InvoiceSort::LastIssued => {
                let rows = lists::last_issued(db, &filter, after(cursor.as_ref())?, limit).await?;
                Page::from_rows(rows, limit, |row| (row.image.issued_on, row.image.invoice_id)).map(|row| row.image)
            }
        };
        page.items = standing::shown(db, page.items).await?;
        Ok(page)
    }
}

async fn list(mut db: Read, Query(query): Query<ListInvoices>) -> Result<Reply<Page<InvoiceImage>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

/// An invoice with the parties it names.
#[derive(Debug, Serialize, JsonSchema)]
struct InvoiceDetails {
    #[serde(flatten)]
    invoice: InvoiceImage,
    /// Who issued it and to whom, as written down when it was issued, whatever became of them since; not on a draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    parties: Option<Parties>,
}

async fn get(mut db: Read, Path(id): Path<InvoiceId>) -> Result<Reply<InvoiceDetails>> {
    let invoice = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("invoice"))?;
    let parties = papers::store::get(&mut db, id).await?.map(Parties::from);
    let shown = standing::shown_one(&mut db, invoice.image).await?;
    Ok(Reply::of(invoice.version, InvoiceDetails { invoice: shown, parties }))
}

async fn created(mut tx: Tx, draft: Invoice) -> Result<Created<InvoiceImage>> {
    let image = standing::shown_one(&mut tx, draft.image).await?;
    tx.created(format!("/v1/invoices/{}", image.invoice_id), draft.version, image).await
}

async fn draft(mut tx: Tx, Json(body): Json<DraftInvoice>) -> Result<Created<InvoiceImage>> {
    let DraftInvoice { customer_id, project_id, deal_id, currency, lines } = body;
    let currency = currency.unwrap_or(tx.base_currency);
    let lines = lines.into_iter().map(WantedLine::from).collect();
    let draft = drafts::by_hand(&mut tx, Subject { customer_id, project_id, deal_id }, currency, lines).await?;
    created(tx, draft).await
}

async fn draft_from_work(mut tx: Tx, Json(body): Json<DraftFromWork>) -> Result<Created<InvoiceImage>> {
    let DraftFromWork { customer_id, project_id, billable_item_ids: ids } = body;
    let draft = drafts::from_work(&mut tx, &Selection { customer_id, project_id, ids }).await?;
    created(tx, draft).await
}

async fn rewrite(mut tx: Tx, Path(id): Path<InvoiceId>, Json(body): Json<RewriteDraft>) -> Result<Reply<InvoiceImage>> {
    let mut invoice = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("invoice"))?;
    tx.require_match(invoice.version)?;
    let gone = invoice.rewrite(body.lines.into_iter().map(WantedLine::from).collect())?;
    super::release(&mut tx, id, Some(&gone)).await?;
    super::updated(&mut tx, &mut invoice).await?;
    let image = standing::shown_one(&mut tx, invoice.image).await?;
    tx.reply(invoice.version, image).await
}

async fn discard(mut tx: Tx, Path(id): Path<InvoiceId>) -> Result<Reply<InvoiceImage>> {
    let mut invoice = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("invoice"))?;
    tx.if_match(invoice.version)?;
    let discarded = invoice.discard()?;
    super::release(&mut tx, id, None).await?;
    store::save(&mut tx, &invoice).await?;
    tx.publish(invoice.version, &discarded)?;
    tx.reply(invoice.version, invoice.image).await
}

async fn issue(mut tx: Tx, Path(id): Path<InvoiceId>, Json(body): Json<IssueInvoice>) -> Result<Reply<InvoiceImage>> {
    let invoice = super::issue(&mut tx, id, body.issued_on).await?;
    tx.reply(invoice.version, invoice.image).await
}
