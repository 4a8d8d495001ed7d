//! What is found, and what is shown of it.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use contracts::crm::activities::{ActivityKind, Subject};
use kernel::MemberId;
use platform::search::Search;
use platform::{Db, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::model::{
    Found, FoundActivity, FoundKind, Hit, SAYING, SAYING_NEARLY, TITLED_NEARLY, snippet, snippet_nearly,
};
use crate::mails::store::Reader;
use crate::{mailboxes, words};

/// Letters of a text that stand for the title of an activity without one.
const BEGINNING: usize = 80;

/// Kinds of documents that somebody may read. What waits in a mailbox is read by whoever has it: see [`Reader`].
async fn kinds(db: &mut Db, reader: Reader) -> Result<Vec<String>> {
    let mut kinds: Vec<String> = FoundKind::ALL.iter().map(|kind| kind.as_str().to_owned()).collect();
    let owners: Vec<MemberId> =
        if reader.manages { mailboxes::store::owners(db).await? } else { reader.me.into_iter().collect() };
    kinds.extend(owners.into_iter().map(|owner| format!("{}/{owner}", FoundKind::Mail.as_str())));
    Ok(kinds)
}

/// Ids that fit, of each kind at most as many as are asked for.
pub async fn hits(db: &mut Db, search: &Search, reader: Reader) -> Result<Vec<Hit>> {
    let kinds = kinds(db, reader).await?;
    let most = i32::try_from(search.rows()).map_err(Problem::internal)?;
    let rows = sqlx::query!(
        r#"select kind as "kind!", id as "id!", tier as "tier!", place as "place!" from find_documents($1, $2, $3)"#,
        &kinds,
        search.text(),
        most,
    )
    .fetch_all(db.conn())
    .await?;
    let hits =
        rows.into_iter().map(|row| Ok(Hit { tier: row.tier, place: row.place, kind: kind_of(&row.kind)?, id: row.id }));
    let mut hits = hits.collect::<Result<Vec<Hit>>>()?;
    if hits.iter().all(|hit| hit.tier >= TITLED_NEARLY) {
        let rows = sqlx::query!(
            r#"select kind as "kind!", id as "id!", place as "place!" from find_documents_saying_nearly($1, $2, $3)"#,
            &kinds,
            search.text(),
            most,
        )
        .fetch_all(db.conn())
        .await?;
        let titled: HashSet<Uuid> = hits.iter().map(|hit| hit.id).collect();
        for row in rows.into_iter().filter(|row| !titled.contains(&row.id)) {
            hits.push(Hit { tier: SAYING_NEARLY, place: row.place, kind: kind_of(&row.kind)?, id: row.id });
        }
    }
    Ok(hits)
}

fn kind_of(word: &str) -> Result<FoundKind> {
    let word = word.split('/').next().unwrap_or_default();
    let kind = FoundKind::ALL.into_iter().find(|kind| kind.as_str() == word);
    kind.ok_or_else(|| Problem::internal(format!("{word} is no kind")))
}

/// Words that documents have now, or have no more, since this was asked last.
#[derive(Debug)]
pub struct Change {
    /// New ones.
    pub learned: Vec<String>,
    /// Those that are no longer there, at least in one document.
    pub gone: Vec<String>,
}

/// Takes changes of the words of documents, the oldest first, at most so many.
pub async fn take_changes(db: &mut Db, most: i64) -> Result<Vec<Change>> {
    let org = db.org.as_uuid();
    let changes = sqlx::query_as!(
        Change,
        "delete from search_changes where org_id = $1 and place in
           (select place from search_changes where org_id = $1 order by place limit $2 for update skip locked)
         returning learned, gone",
        org,
        most,
    );
    Ok(changes.fetch_all(db.conn()).await?)
}

/// Keeps words, so that what is like them is known to be mistyped. Everybody writes them in the same order.
pub async fn learn(db: &mut Db, terms: &[String]) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        r#"insert into search_terms (org_id, term) select $1, term from unnest($2::text[]) term order by term collate "C"
           on conflict do nothing"#,
        org,
        terms,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Forgets those of these words that no document has.
pub async fn forget(db: &mut Db, terms: &[String]) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from search_terms where org_id = $1 and term = any(terms_said_nowhere($2))", org, terms)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// What is shown of a thing.
struct Shown {
    id: Uuid,
    title: String,
    detail: Option<String>,
    text: Option<String>,
}

/// Things of one kind by their ids: title, detail, and the texts they are found by.
macro_rules! shown {
    ($db:expr, $ids:expr, $sql:literal) => {{
        let org = $db.org.as_uuid();
        sqlx::query_as!(Shown, $sql, org, $ids).fetch_all($db.conn()).await?
    }};
}

/// What was found, in its order. What is no longer there is left out.
pub async fn show(db: &mut Db, hits: &[Hit], looked_for: &str) -> Result<Vec<Found>> {
    let mut found: HashMap<Uuid, (Shown, Option<FoundActivity>)> = HashMap::new();
    for kind in FoundKind::ALL {
        let ids: Vec<Uuid> = hits.iter().filter(|hit| hit.kind == kind).map(|hit| hit.id).collect();
        if ids.is_empty() {
            continue;
        }
        if kind == FoundKind::Activity {
            found.extend(activities(db, &ids).await?);
        } else {
            found.extend(records(db, kind, &ids).await?.into_iter().map(|one| (one.id, (one, None))));
        }
    }
    let of_hit = |hit: &Hit| {
        let (shown, activity) = found.remove(&hit.id)?;
        let text = shown.text.unwrap_or_default();
        Some(Found {
            kind: hit.kind,
            id: hit.id,
            title: shown.title,
            detail: shown.detail,
            snippet: match hit.tier {
                SAYING => snippet(&text, looked_for),
                SAYING_NEARLY => snippet_nearly(&text, looked_for),
                _ => Vec::new(),
            },
            nearly: hit.tier >= TITLED_NEARLY,
            activity,
        })
    };
    Ok(hits.iter().filter_map(of_hit).collect())
}

async fn records(db: &mut Db, kind: FoundKind, ids: &[Uuid]) -> Result<Vec<Shown>> {
    Ok(match kind {
        FoundKind::Account => shown!(
            db,
            ids,
            r#"select account_id as "id!", name as "title!", nullif(concat_ws(', ', industry, country), '') as detail,
                      concat_ws(' · ', tax_number, website) as text
                 from accounts where org_id = $1 and account_id = any($2)"#
        ),
        FoundKind::Contact => shown!(
            db,
            ids,
            r#"select c.contact_id as "id!", c.name as "title!", a.name as "detail?",
                      concat_ws(' · ', c.email, c.phone, c.job_title) as text
                 from contacts c left join accounts a on a.org_id = c.org_id and a.account_id = c.account_id
                where c.org_id = $1 and c.contact_id = any($2)"#
        ),
        FoundKind::Deal => shown!(
            db,
            ids,
            r#"select d.deal_id as "id!", d.name as "title!", a.name as "detail?",
                      concat_ws(' · ', d.external_ref, nullif(array_to_string(d.competitors, ', '), ''),
                                (select string_agg(distinct q.number, ', ') from quotes q
                                  where q.org_id = d.org_id and q.deal_id = d.deal_id)) as text
                 from deals d left join accounts a on a.org_id = d.org_id and a.account_id = d.account_id
                where d.org_id = $1 and d.deal_id = any($2)"#
        ),
        FoundKind::Lead => shown!(
            db,
            ids,
            r#"select lead_id as "id!", name as "title!", company as detail,
                      concat_ws(' · ', email, phone, note) as text
                 from leads where org_id = $1 and lead_id = any($2)"#
        ),
        FoundKind::Mail => shown!(
            db,
            ids,
            r#"select mail_id as "id!", subject as "title!", coalesce(from_name, from_address) as detail,
                      concat_ws(' · ', from_address, body) as text
                 from mails where org_id = $1 and mail_id = any($2)"#
        ),
        FoundKind::Activity => Vec::new(),
    })
}

/// Activities, with the name of what they are about in the first place.
async fn activities(db: &mut Db, ids: &[Uuid]) -> Result<Vec<(Uuid, (Shown, Option<FoundActivity>))>> {
    struct Row {
        id: Uuid,
        kind: String,
        happened_at: DateTime<Utc>,
        about: Json<Vec<Subject>>,
        title: Option<String>,
        text: Option<String>,
        detail: Option<String>,
    }
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Row,
        r#"select v.activity_id as id, v.kind, v.happened_at, v.about as "about: Json<Vec<Subject>>",
                  activity_title(v) as title, activity_says(v) as text,
                  coalesce((select name from accounts
                             where org_id = $1 and account_id = (v.about -> 0 ->> 'account_id')::uuid),
                           (select name from contacts
                             where org_id = $1 and contact_id = (v.about -> 0 ->> 'contact_id')::uuid),
                           (select name from deals
                             where org_id = $1 and deal_id = (v.about -> 0 ->> 'deal_id')::uuid)) as detail
             from activities v where v.org_id = $1 and v.activity_id = any($2) and v.content is not null"#,
        org,
        ids,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let kind: ActivityKind = words::value(row.kind)?;
            let about = row.about.0.first().copied();
            let text = row.text.unwrap_or_default();
            let title = row.title.filter(|title| !title.is_empty()).unwrap_or_else(|| beginning(&text));
            let activity = FoundActivity { kind, happened_at: row.happened_at, about };
            Ok((row.id, (Shown { id: row.id, title, detail: row.detail, text: Some(text) }, Some(activity))))
        })
        .collect()
}

/// How a text begins.
fn beginning(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(BEGINNING).collect();
    if short.len() < line.len() { format!("{}…", short.trim_end()) } else { short }
}
