//! The tables of quotes, of the addresses clients read them at, and of their numbers.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::quotes::{self as crm, QuoteAnswer, QuoteClient, QuoteLine, QuoteRecorded, QuoteSeller};
use kernel::{AttachmentId, Currency, DealId, MemberId, Name, Note, QuoteId, ShortCode, VatTotals};
use platform::public::Secret;
use platform::{Db, Problem, Result};
use sqlx::types::Json;

use super::model::Quote;
use super::views::QuoteLink;
use crate::words;

mod list;

pub use list::{Filter, Sort, list};

struct Row {
    quote_id: QuoteId,
    version: i64,
    deal_id: DealId,
    number: ShortCode,
    revision: i32,
    status: String,
    language: String,
    currency: Currency,
    title: Name,
    introduction: Option<Note>,
    terms: Option<Note>,
    lines: Json<Vec<QuoteLine>>,
    totals: Json<VatTotals>,
    valid_until: NaiveDate,
    seller: Option<Json<QuoteSeller>>,
    client: Option<Json<QuoteClient>>,
    sent_at: Option<DateTime<Utc>>,
    sent_by: Option<MemberId>,
    viewed_at: Option<DateTime<Utc>>,
    answer: Option<Json<QuoteAnswer>>,
    recorded: Option<Json<QuoteRecorded>>,
    answered_from: Option<String>,
    withdrawn_reason: Option<Note>,
    document_sha256: Option<String>,
    created_at: DateTime<Utc>,
    created_by: String,
}

impl TryFrom<Row> for Quote {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let image = crm::Quote {
            quote_id: row.quote_id,
            deal_id: row.deal_id,
            number: row.number,
            revision: row.revision,
            status: words::value(row.status)?,
            language: words::value(row.language)?,
            currency: row.currency,
            title: row.title,
            introduction: row.introduction,
            terms: row.terms,
            lines: row.lines.0,
            totals: row.totals.0,
            valid_until: row.valid_until,
            seller: row.seller.map(|seller| seller.0),
            client: row.client.map(|client| client.0),
            sent_at: row.sent_at,
            viewed_at: row.viewed_at,
            answer: row.answer.map(|answer| answer.0),
            recorded: row.recorded.map(|recorded| recorded.0),
            withdrawn_reason: row.withdrawn_reason,
            document_sha256: row.document_sha256,
        };
        Ok(Self {
            version: row.version,
            image,
            sent_by: row.sent_by,
            answered_from: row.answered_from,
            created_at: row.created_at,
            created_by: row.created_by,
        })
    }
}

/// Quotes, with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select quote_id as "quote_id: QuoteId", version, deal_id as "deal_id: DealId",
                      number as "number: ShortCode", revision, status, language, currency as "currency: Currency",
                      title as "title: Name", introduction as "introduction: Note", terms as "terms: Note",
                      lines as "lines: Json<Vec<QuoteLine>>", totals as "totals: Json<VatTotals>", valid_until,
                      seller as "seller: Json<QuoteSeller>", client as "client: Json<QuoteClient>", sent_at,
                      sent_by as "sent_by: MemberId", viewed_at, answer as "answer: Json<QuoteAnswer>",
                      recorded as "recorded: Json<QuoteRecorded>", answered_from,
                      withdrawn_reason as "withdrawn_reason: Note", document_sha256, created_at, created_by
                 from quotes where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// A version of a quote. Whoever changes it holds its deal.
pub async fn get(db: &mut Db, id: QuoteId) -> Result<Option<Quote>> {
    let org = db.org.as_uuid();
    let row = select!("quote_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Quote::try_from).transpose()
}

/// All versions of a number, oldest first.
pub async fn of_number(db: &mut Db, number: &ShortCode) -> Result<Vec<Quote>> {
    let org = db.org.as_uuid();
    let rows = select!("number = $2 order by revision", org, number.as_str()).fetch_all(db.conn()).await?;
    rows.into_iter().map(Quote::try_from).collect()
}

/// What a client reads of a number: the newest version that was sent.
pub async fn offered(db: &mut Db, number: &ShortCode) -> Result<Option<Quote>> {
    let org = db.org.as_uuid();
    let newest = select!("number = $2 and sent_at is not null order by revision desc limit 1", org, number.as_str());
    newest.fetch_optional(db.conn()).await?.map(Quote::try_from).transpose()
}

/// Writes a new version of a quote.
pub async fn insert(db: &mut Db, quote: &Quote) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &quote.image);
    sqlx::query!(
        "insert into quotes (org_id, quote_id, version, deal_id, number, revision, status, language, currency, title,
                             introduction, terms, lines, totals, valid_until, created_at, created_by, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
        org,
        image.quote_id.as_uuid(),
        quote.version,
        image.deal_id.as_uuid(),
        image.number.as_str(),
        image.revision,
        words::word(image.status)?,
        words::word(image.language)?,
        image.currency.code(),
        image.title.as_str(),
        image.introduction.as_ref().map(Note::as_str),
        image.terms.as_ref().map(Note::as_str),
        Json(&image.lines) as _,
        Json(&image.totals) as _,
        image.valid_until,
        quote.created_at,
        quote.created_by,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Writes the next state of a draft, or of one that is just being sent.
pub async fn save(db: &mut Db, quote: &Quote) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &quote.image);
    sqlx::query!(
        "update quotes
            set version = $3, status = $4, language = $5, title = $6, introduction = $7, terms = $8, lines = $9,
                totals = $10, valid_until = $11, seller = $12, client = $13, sent_at = $14, sent_by = $15,
                document_sha256 = $16, updated_at = $17
          where org_id = $1 and quote_id = $2 and version = $3::bigint - 1",
        org,
        image.quote_id.as_uuid(),
        quote.version,
        words::word(image.status)?,
        words::word(image.language)?,
        image.title.as_str(),
        image.introduction.as_ref().map(Note::as_str),
        image.terms.as_ref().map(Note::as_str),
        Json(&image.lines) as _,
        Json(&image.totals) as _,
        image.valid_until,
        image.seller.as_ref().map(Json) as _,
        image.client.as_ref().map(Json) as _,
        image.sent_at,
        quote.sent_by.map(MemberId::as_uuid),
        image.document_sha256,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Writes what became of a quote. What it says is not touched: of one that was sent it never changes, not even in how it
/// is written down.
pub async fn save_state(db: &mut Db, quote: &Quote) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &quote.image);
    sqlx::query!(
        "update quotes
            set version = $3, status = $4, viewed_at = $5, answer = $6, answered_from = $7, withdrawn_reason = $8,
                updated_at = $9, recorded = $10
          where org_id = $1 and quote_id = $2 and version = $3::bigint - 1",
        org,
        image.quote_id.as_uuid(),
        quote.version,
        words::word(image.status)?,
        image.viewed_at,
        image.answer.as_ref().map(Json) as _,
        quote.answered_from,
        image.withdrawn_reason.as_ref().map(Note::as_str),
        now,
        image.recorded.as_ref().map(Json) as _,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Takes the next number of the year: `Q-2026-0001`. Others that take one wait until this is over.
pub async fn next_number(db: &mut Db, year: i32) -> Result<ShortCode> {
    let org = db.org.as_uuid();
    let number = sqlx::query_scalar!(
        "insert into quote_counters as c (org_id, year, last_number) values ($1, $2, 1)
         on conflict (org_id, year) do update set last_number = c.last_number + 1
         returning last_number",
        org,
        year,
    )
    .fetch_one(db.conn())
    .await?;
    ShortCode::new(format!("Q-{year}-{number:04}")).map_err(Problem::internal)
}

/// Gives a number another address at which its client reads it.
pub async fn add_link(db: &mut Db, number: &ShortCode, secret: &Secret, by: &str) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "insert into quote_links (org_id, secret_hash, number, created_at, created_by) values ($1, $2, $3, $4, $5)",
        org,
        &secret.hash,
        number.as_str(),
        now,
        by,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// What a secret stands for.
#[derive(Debug)]
pub struct Link {
    /// The number that is read there.
    pub number: ShortCode,
    /// Whether it was taken away.
    pub ended: bool,
}

/// What a secret stands for, if anything.
pub async fn link_of(db: &mut Db, secret: &Secret) -> Result<Option<Link>> {
    let org = db.org.as_uuid();
    let link = sqlx::query_as!(
        Link,
        r#"select number as "number: ShortCode", ended_at is not null as "ended!"
             from quote_links where org_id = $1 and secret_hash = $2"#,
        org,
        &secret.hash,
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(link)
}

/// The addresses of a number, newest first; at most the hundred last ones.
pub async fn links(db: &mut Db, number: &ShortCode) -> Result<Vec<QuoteLink>> {
    let org = db.org.as_uuid();
    let links = sqlx::query_as!(
        QuoteLink,
        "select created_at, created_by, ended_at, ended_by from quote_links
          where org_id = $1 and number = $2 order by created_at desc limit 100",
        org,
        number.as_str(),
    )
    .fetch_all(db.conn())
    .await?;
    Ok(links)
}

/// Ends all addresses of a number; answers whether there were any.
pub async fn end_links(db: &mut Db, number: &ShortCode, by: &str) -> Result<bool> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let done = sqlx::query!(
        "update quote_links set ended_at = $3, ended_by = $4
          where org_id = $1 and number = $2 and ended_at is null",
        org,
        number.as_str(),
        now,
        by,
    )
    .execute(db.conn())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Whether a file shows that the client of a deal said yes.
pub async fn is_evidence(db: &mut Db, deal: DealId, file: AttachmentId) -> Result<bool> {
    let org = db.org.as_uuid();
    let known = sqlx::query_scalar!(
        r#"select exists (select 1 from quotes where org_id = $1 and deal_id = $2
                             and recorded ->> 'attachment_id' = $3::uuid::text) as "known!""#,
        org,
        deal.as_uuid(),
        file.as_uuid(),
    )
    .fetch_one(db.conn())
    .await?;
    Ok(known)
}

/// Name of the organisation.
pub async fn organization(db: &mut Db) -> Result<Name> {
    let org = db.org.as_uuid();
    let name = sqlx::query_scalar!(r#"select name as "name: Name" from organizations where org_id = $1"#, org)
        .fetch_one(db.conn())
        .await?;
    Ok(name)
}
