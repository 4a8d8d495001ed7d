//! What is sent with a form, by people nobody knows.

use contracts::crm::FieldRecord;
use contracts::leads::LeadChannel;
use platform::http::Posted;
use platform::public::{Stranger, Thanks};
use platform::{Path, Problem, Result, Routes};
use schemars::JsonSchema;
use serde::Serialize;

use super::key::FormKey;
use super::model::Submission;
use super::store;
use crate::{custom_fields, leads};

/// Who caused it, in the journal: `system:lead_form`.
const PART: &str = "lead_form";

/// Adds what needs no log-in.
pub fn add_to(routes: Routes) -> Routes {
    routes.public_post("/v1/public/forms/{form_key}/submissions", "Send a form", submit)
}

/// It arrived. Nothing is said about what became of it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "LeadFormReceived")]
struct Received {
    /// True.
    received: bool,
}

async fn submit(stranger: Stranger, Path(key): Path<String>, sent: Posted<Submission>) -> Result<Thanks<Received>> {
    let no_form = || Problem::not_found("form");
    let (key, org) = FormKey::read(&key).ok_or_else(no_form)?;
    let mut tx = stranger.begin(org, PART).await?.ok_or_else(no_form)?;
    let form = store::active_by_key(&mut tx, &key).await?.ok_or_else(no_form)?;
    let by_browser = sent.by_browser;
    let robot = sent.body.is_by_a_robot();
    let email = sent.body.email.clone();
    let fields = custom_fields::store::list(&mut tx, Some(FieldRecord::Lead)).await?;
    let mut said = form.take(sent.body, &fields)?;
    if !robot {
        let origin = std::mem::take(&mut said.origin).of(LeadChannel::Form, Some(form.image.lead_form_id));
        leads::capture_or_touch(&mut tx, &email, said, origin).await?;
    }
    tx.commit_now().await?;
    let on = form.image.redirect_url.filter(|_| by_browser).map(kernel::Note::into_inner);
    Ok(Thanks { body: Received { received: true }, continue_at: on })
}
