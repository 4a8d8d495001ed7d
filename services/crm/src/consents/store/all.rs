//! What people agreed to, whoever they are, as a list.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use contracts::crm::privacy::{ConsentSource, LawfulBasis};
use kernel::{ConsentId, Cursor, LeadFormId, Limit, Name, Note, Page};
use platform::{Db, Result};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::{ConsentView, Row};
use crate::order::store::places;
use crate::order::{ids, orders, put};
use crate::{lists, words};

/// A consent among those of everybody.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ListedConsent {
    /// The consent.
    #[serde(flatten)]
    pub consent: ConsentView,
    /// What the contact or lead it was written down for is called.
    pub person_name: Option<Name>,
}

/// Which consents.
#[derive(Debug, Default)]
pub struct Filter {
    /// For this purpose, in any letters.
    pub purpose: Option<Name>,
    /// For this reason.
    pub basis: Option<LawfulBasis>,
    /// That came by this way.
    pub source: Option<ConsentSource>,
    /// That count, or were taken back.
    pub stands: Option<bool>,
    /// Given not before this moment.
    pub from: Option<DateTime<Utc>>,
    /// Given before this moment.
    pub before: Option<DateTime<Utc>>,
}

orders! {
    "ConsentSort":
    /// The last first.
    #[default]
    Latest "-given_at",
    /// The first first.
    Earliest "given_at",
    /// By the name of the person, as they are called now.
    Person "person",
    /// By the name of the person, downwards.
    PersonDown "-person",
    /// By what it is for.
    Purpose "purpose",
    /// By what it is for, downwards.
    PurposeDown "-purpose",
    /// By why their data may be used.
    Basis "basis",
    /// By why their data may be used, downwards.
    BasisDown "-basis",
    /// By when it was taken back, what counts last.
    Withdrawn "withdrawn_at",
    /// By when it was taken back, the last first, what counts last.
    WithdrawnDown "-withdrawn_at",
}

/// Consents in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<ListedConsent>> {
    let (basis, source) = (filter.basis.map(words::word).transpose()?, filter.source.map(words::word).transpose()?);
    let page = if sort == Sort::default() {
        latest(db, &filter, basis, source, cursor, limit).await?
    } else {
        let page = places!(
            db, sort, cursor, limit,
            from "consents x" id "x.consent_id"
            keys "when 'given_at' then moment_key(x.given_at) when 'person' then person_now_key(x.org_id, x.person_id)
                  when 'purpose' then search_key(x.purpose) when 'basis' then x.basis
                  when 'withdrawn_at' then moment_key(x.withdrawn_at)"
            filter "($7::text is null or search_key(x.purpose) = search_key($7)) and ($8::text is null or x.basis = $8)
                    and ($9::text is null or x.source = $9) and ($10::boolean is null or (x.withdrawn_at is null) = $10)
                    and ($11::timestamptz is null or x.given_at >= $11) and ($12::timestamptz is null or x.given_at < $12)",
            filter.purpose.as_ref().map(Name::as_str),
            basis,
            source,
            filter.stands,
            filter.from,
            filter.before,
        );
        let org = db.org.as_uuid();
        let rows = select!("consent_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?;
        put(page, rows, |row| row.consent_id.as_uuid())
    };
    let people: Vec<Uuid> = page.items.iter().map(|row| row.person_id).collect();
    let names = names(db, &people).await?;
    let listed = |row: Row| {
        let person_name = names.get(&row.person_id).cloned();
        Ok(ListedConsent { consent: ConsentView::try_from(row)?, person_name })
    };
    let items = page.items.into_iter().map(listed).collect::<Result<_>>()?;
    Ok(Page { items, next_cursor: page.next_cursor })
}

/// The last first, along an index.
async fn latest(
    db: &mut Db,
    filter: &Filter,
    basis: Option<String>,
    source: Option<String>,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Row>> {
    let (at, id) = lists::after::<(DateTime<Utc>, Uuid)>(cursor)?.unzip();
    let org = db.org.as_uuid();
    let rows = select!(
        "($2::timestamptz is null or (given_at, consent_id) < ($2, $3::uuid))
         and ($4::text is null or search_key(purpose) = search_key($4)) and ($5::text is null or basis = $5)
         and ($6::text is null or source = $6) and ($7::boolean is null or (withdrawn_at is null) = $7)
         and ($8::timestamptz is null or given_at >= $8) and ($9::timestamptz is null or given_at < $9)
         order by given_at desc, consent_id desc limit $10",
        org,
        at,
        id,
        filter.purpose.as_ref().map(Name::as_str),
        basis,
        source,
        filter.stands,
        filter.from,
        filter.before,
        limit.fetch()
    );
    let rows = rows.fetch_all(db.conn()).await?;
    Ok(Page::from_rows(rows, limit, |row| (row.given_at, row.consent_id)))
}

/// What contacts and leads are called.
async fn names(db: &mut Db, people: &[Uuid]) -> Result<HashMap<Uuid, Name>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select contact_id as "id!", name as "name!: Name" from contacts where org_id = $1 and contact_id = any($2)
           union all select lead_id, name from leads where org_id = $1 and lead_id = any($2)"#,
        org,
        people,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
