//! What looks like spam, over HTTP.

use chrono::{DateTime, Utc};
use contracts::crm::FieldRecord;
use contracts::leads::LeadChannel;
use kernel::{Cursor, LeadFormId, Limit, Name, Page, Permission, SuspectedMessageId};
use platform::{Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{KEPT_FOR, Reason, Suspected};
use super::store;
use crate::lead_forms::model::{Form, Submission};
use crate::lists::List;
use crate::{custom_fields, lead_forms, leads};

/// What answers about it.
pub fn routes() -> Routes {
    use Permission::{ReadCrm, WriteLeads};
    Routes::new("suspected messages")
        .get("/v1/suspected-messages", ReadCrm, "List what came by forms and looks like spam, the last first", list)
        .get(
            "/v1/suspected-messages/{suspected_message_id}",
            ReadCrm,
            "Show what came by a form and looks like spam",
            get,
        )
        .post(
            "/v1/suspected-messages/{suspected_message_id}/not-spam",
            WriteLeads,
            "Let it in: it becomes the lead it would have been when it came",
            let_in,
        )
        .delete("/v1/suspected-messages/{suspected_message_id}", WriteLeads, "Throw it away", discard)
}

/// Which.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListSuspected {
    /// What came by this form.
    lead_form_id: Option<LeadFormId>,
    /// What names, addresses, company or text hold, whatever case and accents.
    q: Option<Name>,
    /// The order; the last first when left out.
    #[serde(default)]
    sort: store::Sort,
    /// How many at most.
    limit: Option<Limit>,
    /// Where the page before ended.
    cursor: Option<Cursor>,
}

/// What came by a form and looks like spam.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SuspectedMessage")]
pub struct SuspectedView {
    /// Its id.
    suspected_message_id: SuspectedMessageId,
    /// The form it came by.
    lead_form_id: LeadFormId,
    /// What the form was called.
    form_name: Name,
    /// Why it is suspected, at least one.
    reasons: Vec<Reason>,
    /// What was sent.
    sent: Submission,
    /// When it came.
    received_at: DateTime<Utc>,
    /// When it is thrown away unless somebody lets it in: 30 days later.
    kept_until: DateTime<Utc>,
}

impl From<Suspected> for SuspectedView {
    fn from(one: Suspected) -> Self {
        let Suspected { suspected_message_id, form, reasons, sent, received_at } = one;
        Self {
            suspected_message_id,
            lead_form_id: form.lead_form_id,
            form_name: form.name,
            reasons,
            sent,
            received_at,
            kept_until: received_at + KEPT_FOR,
        }
    }
}

fn none_such() -> Problem {
    Problem::not_found("suspected message")
}

impl List for ListSuspected {
    type Item = SuspectedView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<SuspectedView>> {
        let filter = store::Filter { form: self.lead_form_id, text: self.q.clone() };
        Ok(store::list(db, filter, self.sort, cursor, limit).await?.map(SuspectedView::from))
    }
}

async fn list(mut db: Read, Query(query): Query<ListSuspected>) -> Result<Reply<Page<SuspectedView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get(mut db: Read, Path(id): Path<SuspectedMessageId>) -> Result<Reply<SuspectedView>> {
    let one = store::get(&mut db, id).await?.ok_or_else(none_such)?;
    Ok(Reply::plain(one.into()))
}

async fn let_in(mut tx: Tx, Path(id): Path<SuspectedMessageId>) -> Result<Reply<SuspectedView>> {
    let one = store::take(&mut tx, id).await?.ok_or_else(none_such)?;
    let now = lead_forms::store::get(&mut tx, one.form.lead_form_id).await?;
    let key = now.ok_or_else(|| Problem::internal("the form of a message is not there"))?.key;
    // As the form was then: people agreed to the words that stood there.
    let form = Form { version: 0, key, image: one.form.clone() };
    let fields = custom_fields::store::list(&mut tx, Some(FieldRecord::Lead)).await?;
    let mut said = form.take(one.sent.clone(), &fields)?;
    said.received_at = Some(one.received_at);
    if let Some(consent) = &mut said.consent {
        consent.given_at = Some(one.received_at);
    }
    let origin = std::mem::take(&mut said.origin).of(LeadChannel::Form, Some(one.form.lead_form_id));
    leads::capture_or_touch(&mut tx, &one.sent.email, said, origin).await?;
    tx.reply_plain(one.into()).await
}

async fn discard(mut tx: Tx, Path(id): Path<SuspectedMessageId>) -> Result<Reply<SuspectedView>> {
    let one = store::take(&mut tx, id).await?.ok_or_else(none_such)?;
    tx.reply_plain(one.into()).await
}
