//! What is sent with a form, by people nobody knows.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use contracts::crm::{CustomField, FieldRecord};
use contracts::leads::LeadChannel;
use http::{HeaderValue, header};
use kernel::Note;
use platform::http::Sent;
use platform::public::{Answered, Stranger, Thanks};
use platform::{Kind, Path, Problem, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Serialize;

use super::key::FormKey;
use super::model::{Form, HOURLY, Submission};
use super::pages::{self, Reader};
use super::token::{FormToken, LEAST, MOST, Timing};
use super::{sites, store};
use crate::custom_fields::model::pointer;
use crate::suspected::model::{Reason, reasons};
use crate::{custom_fields, leads, suspected};

/// Who caused it, in the journal: `system:lead_form`.
const PART: &str = "lead_form";

/// Adds what needs no log-in.
pub fn add_to(routes: Routes) -> Routes {
    routes.public_post("/v1/public/forms/{form_key}/submissions", "Send a form", submit).public_get(
        "/v1/public/forms/{form_key}/token",
        "Get a token for a page with a form that is opened now",
        give,
    )
}

/// It arrived. Nothing is said about what became of it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "LeadFormReceived")]
struct Received {
    /// True.
    received: bool,
}

/// A token for a page.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "LeadFormToken")]
struct TokenView {
    /// What the page sends as `form_token`, once.
    form_token: String,
    /// Seconds before which nobody is believed to have filled the form in.
    least_seconds: i64,
    /// Seconds after which it says nothing any more.
    most_seconds: i64,
}

fn no_form() -> Problem {
    Problem::not_found("form")
}

async fn open(stranger: &Stranger, key: &str) -> Result<(Tx, Form)> {
    let (key, org) = FormKey::read(key).ok_or_else(no_form)?;
    let mut tx = stranger.begin(org, PART).await?.ok_or_else(no_form)?;
    let form = store::active_by_key(&mut tx, &key).await?.ok_or_else(no_form)?;
    Ok((tx, form))
}

async fn give(stranger: Stranger, Path(key): Path<String>) -> Result<Thanks<TokenView>> {
    let (tx, form) = open(&stranger, &key).await?;
    let form_token = FormToken::give(tx.now, rand::random()).write(&form.key, tx.sealer())?;
    let (least_seconds, most_seconds) = (LEAST.num_seconds(), MOST.num_seconds());
    Ok(Thanks { body: TokenView { form_token, least_seconds, most_seconds }, continue_at: None })
}

async fn submit(stranger: Stranger, Path(key): Path<String>, sent: Sent<Submission>) -> Result<Answered<Received>> {
    let wants_page = sent.wants_page;
    let mut reader = Reader { language: pages::asked_for(&sent.languages), own: Vec::new() };
    match take(&stranger, &key, sent, &mut reader).await {
        Err(problem) if wants_page => Ok(Answered::Page(pages::refused(&reader, problem))),
        answer => answer,
    }
}

async fn take(
    stranger: &Stranger,
    key: &str,
    sent: Sent<Submission>,
    reader: &mut Reader,
) -> Result<Answered<Received>> {
    // A program is told of what cannot be read before anything is looked up; a browser in the language of the form.
    let (by_browser, wants_page) = (sent.by_browser, sent.wants_page);
    let body = if wants_page { sent.body } else { Ok(sent.body?) };
    let (mut tx, form) = open(stranger, key).await?;
    reader.language = form.image.language.unwrap_or(reader.language);
    let fields = custom_fields::store::list(&mut tx, Some(FieldRecord::Lead)).await?;
    let called = |field: &CustomField| (pointer(field.field_id), field.name.to_string());
    reader.own = fields.iter().map(|field| called(&field.image)).collect();
    let body = body?;
    let mut said = form.take(body.clone(), &fields)?;
    if !body.is_by_a_robot() {
        count(&mut tx, &form).await?;
        let mut doubts = reasons(&body);
        doubts.extend(doubt_of_token(&mut tx, &form, &body).await?);
        if doubts.is_empty() {
            let origin = std::mem::take(&mut said.origin).of(LeadChannel::Form, Some(form.image.lead_form_id));
            leads::capture_or_touch(&mut tx, &body.email, said, origin).await?;
        } else {
            let kept = Submission { form_token: None, ..body };
            suspected::store::insert(&mut tx, &form.image, &doubts, &kept).await?;
        }
    }
    tx.commit_now().await?;
    let on = form.image.redirect_url.as_ref().map(Note::as_str);
    let on = on.filter(|url| by_browser && sites::is_on_one(url, &form.image.sites)).map(str::to_owned);
    if wants_page && on.is_none() {
        return Ok(Answered::Page(pages::thanks(reader.language)));
    }
    Ok(Answered::Told(Thanks { body: Received { received: true }, continue_at: on }))
}

/// What there is to doubt by the token of what was sent, which is used up by that.
async fn doubt_of_token(tx: &mut Tx, form: &Form, sent: &Submission) -> Result<Option<Reason>> {
    if !form.image.needs_token {
        return Ok(None);
    }
    let token = sent.form_token.as_deref().and_then(|text| FormToken::read(text, &form.key, tx.sealer()));
    let Some(token) = token else { return Ok(Some(Reason::NoToken)) };
    let is_new = store::use_token(tx, token.nonce).await?;
    Ok(match token.timing(tx.now) {
        // One that is too old may have been forgotten, so it says nothing of whether it was used.
        Timing::TooOld => Some(Reason::TooOld),
        Timing::TooFast | Timing::Fits if !is_new => Some(Reason::UsedTwice),
        Timing::TooFast => Some(Reason::TooFast),
        Timing::Fits => None,
    })
}

/// Counts what the form takes, and refuses what is more than its limit within the hour; that counts for nothing.
async fn count(tx: &mut Tx, form: &Form) -> Result<()> {
    let hour = tx.now.duration_trunc(TimeDelta::hours(1)).map_err(Problem::internal)?;
    let taken = store::count(tx, form.image.lead_form_id, hour).await?;
    if taken <= form.image.hourly_limit.unwrap_or(HOURLY) {
        return Ok(());
    }
    let sentence = "The form takes no more within this hour; send it again when the next one begins.";
    let problem = Problem::new(Kind::TooMany, "form-full", sentence);
    Err(problem.with_header(header::RETRY_AFTER, HeaderValue::from(seconds_left(tx.now, hour))))
}

/// Whole seconds until an hour is over, at least one.
fn seconds_left(now: DateTime<Utc>, hour: DateTime<Utc>) -> i64 {
    (hour + TimeDelta::hours(1) - now).num_seconds() + 1
}
