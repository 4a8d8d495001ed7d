//! The table of what looks like spam.

use chrono::{DateTime, Utc};
use contracts::leads::LeadForm;
use kernel::{Cursor, LeadFormId, Limit, Name, Page, SuspectedMessageId};
use platform::{Db, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::model::{Reason, Suspected};
use crate::lead_forms::model::Submission;
use crate::order::store::places;
use crate::order::{ids, orders, put};
use crate::{lists, words};

struct Row {
    suspected_message_id: SuspectedMessageId,
    form: Json<LeadForm>,
    reasons: Vec<String>,
    sent: Json<Submission>,
    received_at: DateTime<Utc>,
}

impl TryFrom<Row> for Suspected {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            suspected_message_id: row.suspected_message_id,
            form: row.form.0,
            reasons: row.reasons.into_iter().map(words::value).collect::<Result<_>>()?,
            sent: row.sent.0,
            received_at: row.received_at,
        })
    }
}

/// What waits, with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select suspected_message_id as "suspected_message_id: SuspectedMessageId", form as "form: Json<LeadForm>", reasons,
                      sent as "sent: Json<Submission>", received_at
                 from suspected_messages where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// What of what waits.
#[derive(Debug, Default)]
pub struct Filter {
    /// What came by this form.
    pub form: Option<LeadFormId>,
    /// What has this in it, whatever case and accents.
    pub text: Option<Name>,
}

orders! {
    "SuspectedMessageSort":
    /// The last first.
    #[default]
    Latest "-received_at",
    /// The first first.
    Earliest "received_at",
    /// By the address it was sent from.
    Sender "sender",
    /// By the address it was sent from, downwards.
    SenderDown "-sender",
    /// By the name of the form.
    Form "form_name",
    /// By the name of the form, downwards.
    FormDown "-form_name",
}

/// What waits in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Suspected>> {
    if sort != Sort::default() {
        return sorted(db, filter, sort, cursor, limit).await;
    }
    let (org, after) = (db.org.as_uuid(), lists::after::<Uuid>(cursor)?);
    let found = select!(
        "($2::uuid is null or lead_form_id = $2) and ($3::uuid is null or suspected_message_id < $3)
         and ($4::text is null or strpos(suspected_text(sent), search_key($4)) > 0)
          order by suspected_message_id desc limit $5",
        org,
        filter.form.map(LeadFormId::as_uuid),
        after,
        filter.text.as_ref().map(Name::as_str),
        limit.fetch()
    );
    let waiting = found.fetch_all(db.conn()).await?.into_iter().map(Suspected::try_from).collect::<Result<Vec<_>>>()?;
    Ok(Page::from_rows(waiting, limit, |one| one.suspected_message_id))
}

async fn sorted(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Suspected>> {
    let page = places!(
        db, sort, cursor, limit,
        from "suspected_messages x" id "x.suspected_message_id"
        keys "when 'received_at' then moment_key(x.received_at) when 'sender' then lower(x.sent ->> 'email')
              when 'form_name' then search_key(x.form ->> 'name')"
        filter "($7::uuid is null or x.lead_form_id = $7)
                and ($8::text is null or strpos(suspected_text(x.sent), search_key($8)) > 0)",
        filter.form.map(LeadFormId::as_uuid),
        filter.text.as_ref().map(Name::as_str),
    );
    let org = db.org.as_uuid();
    let rows = select!("suspected_message_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?;
    let waiting = rows.into_iter().map(Suspected::try_from).collect::<Result<Vec<_>>>()?;
    Ok(put(page, waiting, |one| one.suspected_message_id.as_uuid()))
}

/// One of them.
pub async fn get(db: &mut Db, id: SuspectedMessageId) -> Result<Option<Suspected>> {
    let org = db.org.as_uuid();
    let row = select!("suspected_message_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Suspected::try_from).transpose()
}

/// Takes one out; none when somebody else did, or it was thrown away.
pub async fn take(db: &mut Db, id: SuspectedMessageId) -> Result<Option<Suspected>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        r#"delete from suspected_messages where org_id = $1 and suspected_message_id = $2
           returning suspected_message_id as "suspected_message_id: SuspectedMessageId", form as "form: Json<LeadForm>", reasons,
                     sent as "sent: Json<Submission>", received_at"#,
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(Suspected::try_from).transpose()
}

/// Keeps what came until somebody looks at it.
pub async fn insert(db: &mut Db, form: &LeadForm, reasons: &[Reason], sent: &Submission) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let reasons = reasons.iter().map(words::word).collect::<Result<Vec<String>>>()?;
    sqlx::query!(
        "insert into suspected_messages (org_id, suspected_message_id, lead_form_id, form, reasons, sent, received_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        org,
        SuspectedMessageId::new().as_uuid(),
        form.lead_form_id.as_uuid(),
        Json(form) as _,
        &reasons,
        Json(sent) as _,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Throws away what came before a moment.
pub async fn remove_before(db: &mut Db, moment: DateTime<Utc>) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from suspected_messages where org_id = $1 and received_at < $2", org, moment)
        .execute(db.conn())
        .await?;
    Ok(())
}
