//! Lists of follow-ups: one narrow query per order, on an index of its own or by a key of each row.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::activities::{FollowUpStatus, Priority};
use kernel::{Cursor, Limit, MemberId, Name, Page};
use platform::{Db, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::by_ids;
use crate::follow_ups::model::FollowUp;
use crate::order::ByColumn;
use crate::{lists, words};

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[schemars(rename = "FollowUpSort")]
pub enum Sort {
    /// What is due first.
    #[default]
    #[serde(rename = "due_at")]
    Due,
    /// What is due last first.
    #[serde(rename = "-due_at")]
    DueLast,
    /// Newest first.
    #[serde(rename = "-created_at")]
    Newest,
    /// Oldest first.
    #[serde(rename = "created_at")]
    Oldest,
    /// The least urgent first.
    #[serde(rename = "priority")]
    LeastUrgent,
    /// The most urgent first.
    #[serde(rename = "-priority")]
    MostUrgent,
    /// By title.
    #[serde(rename = "title")]
    Title,
    /// By title, downwards.
    #[serde(rename = "-title")]
    TitleDown,
    /// By the name of who does them.
    #[serde(rename = "owner")]
    Owner,
    /// By the name of who does them, downwards.
    #[serde(rename = "-owner")]
    OwnerDown,
    /// What was done first, what was not done last.
    #[serde(rename = "done_on")]
    Done,
    /// What was done last first, what was not done last.
    #[serde(rename = "-done_on")]
    DoneDown,
}

impl Sort {
    /// The column, of an order without an index.
    fn by_column(self) -> Option<ByColumn> {
        Some(match self {
            Self::Due | Self::DueLast | Self::Newest => return None,
            Self::Oldest => ByColumn::up("created_at"),
            Self::LeastUrgent => ByColumn::up("priority"),
            Self::MostUrgent => ByColumn::down("priority"),
            Self::Title => ByColumn::up("title"),
            Self::TitleDown => ByColumn::down("title"),
            Self::Owner => ByColumn::up("owner"),
            Self::OwnerDown => ByColumn::down("owner"),
            Self::Done => ByColumn::up("done_on"),
            Self::DoneDown => ByColumn::down("done_on"),
        })
    }
}

/// Which follow-ups.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Where they stand.
    pub status: Option<FollowUpStatus>,
    /// Who does them.
    pub owner_id: Option<MemberId>,
    /// What they are about.
    pub subjects: Option<Vec<Uuid>>,
    /// Of this urgency.
    pub priority: Option<Priority>,
    /// Due on this day or later.
    pub due_from: Option<NaiveDate>,
    /// Due on this day or earlier.
    pub due_by: Option<NaiveDate>,
    /// Open ones that are overdue.
    pub overdue: bool,
    /// Words that title or note hold.
    pub text: Option<Name>,
    /// Whether they come again.
    pub recurring: Option<bool>,
}

/// A follow-up of a list, and what the list is sorted by.
struct Listed {
    follow_up_id: Uuid,
    due_at: DateTime<Utc>,
    created_at: DateTime<Utc>,
    column_key: Option<String>,
}

/// Ids of a page of one order: the type of the key, what comes after the cursor, the order, and the key of a row.
macro_rules! page {
    ($type:ty, $db:expr, $filter:expr, $column:expr, $cursor:expr, $limit:expr, $after:literal, $order:literal, $key:expr) => {{
        let (org, now) = ($db.org.as_uuid(), $db.now);
        let (key, id) = lists::after::<($type, Uuid)>($cursor)?.unzip();
        let rows = sqlx::query_as!(
            Listed,
            "select follow_up_id, due_at, created_at, follow_up_key(f, $11) as column_key
               from follow_ups f
              where org_id = $1
                and ($2::text is null or status = $2)
                and ($3::uuid is null or owner_id = $3)
                and ($4::uuid[] is null or exists (select 1 from follow_up_links l where l.org_id = $1
                      and l.subject_id = any($4) and l.follow_up_id = f.follow_up_id))
                and ($5::text is null or priority = $5)
                and ($6::date is null or due_on <= $6)
                and ($7::timestamptz is null or (status = 'open' and due_at < $7))
                and ($12::date is null or due_on >= $12)
                and ($13::boolean is null or (recurrence is not null) = $13)
                and ($14::text is null or (
                     strpos(search_text, (select search_word($14, 1))) > 0
                     and strpos(search_text, (select search_word($14, 2))) > 0
                     and strpos(search_text, (select search_word($14, 3))) > 0
                     and strpos(search_text, (select search_word($14, 4))) > 0))
                and "
                + $after
                + " order by "
                + $order
                + " limit $10",
            org,
            $filter.status.map(words::word).transpose()?,
            $filter.owner_id.map(MemberId::as_uuid),
            $filter.subjects.as_deref(),
            $filter.priority.map(words::word).transpose()?,
            $filter.due_by,
            $filter.overdue.then_some(now),
            key,
            id,
            $limit.fetch(),
            $column as Option<&str>,
            $filter.due_from,
            $filter.recurring,
            $filter.text.as_ref().map(Name::as_str),
        )
        .fetch_all($db.conn())
        .await?;
        Page::from_rows(rows, $limit, $key)
    }};
}

/// Follow-ups in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<FollowUp>> {
    let Page { items, next_cursor } = match sort.by_column() {
        None => by_time(db, filter, sort, cursor, limit).await?,
        Some(by) if by.downwards => page!(
            String,
            db,
            filter,
            Some(by.column),
            cursor,
            limit,
            "($8::text is null
              or (coalesce(follow_up_key(f, $11), '') collate \"C\", follow_up_id) < ($8, $9::uuid))",
            "coalesce(follow_up_key(f, $11), '') collate \"C\" desc, follow_up_id desc",
            |row| (by.key(row.column_key.as_deref()), row.follow_up_id)
        ),
        Some(by) => page!(
            String,
            db,
            filter,
            Some(by.column),
            cursor,
            limit,
            "($8::text is null
              or (coalesce(follow_up_key(f, $11), chr(1114111)) collate \"C\", follow_up_id) > ($8, $9::uuid))",
            "coalesce(follow_up_key(f, $11), chr(1114111)) collate \"C\", follow_up_id",
            |row| (by.key(row.column_key.as_deref()), row.follow_up_id)
        ),
    };
    let ids: Vec<Uuid> = items.iter().map(|row| row.follow_up_id).collect();
    let mut all = by_ids(db, &ids).await?;
    Ok(Page { items: ids.iter().filter_map(|id| all.remove(id)).collect(), next_cursor })
}

async fn by_time(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Listed>> {
    Ok(if sort == Sort::DueLast {
        page!(
            DateTime<Utc>,
            db,
            filter,
            None,
            cursor,
            limit,
            "($8::timestamptz is null or (due_at, follow_up_id) < ($8, $9::uuid))",
            "due_at desc, follow_up_id desc",
            |row| (row.due_at, row.follow_up_id)
        )
    } else if sort == Sort::Newest {
        page!(
            DateTime<Utc>,
            db,
            filter,
            None,
            cursor,
            limit,
            "($8::timestamptz is null or (created_at, follow_up_id) < ($8, $9::uuid))",
            "created_at desc, follow_up_id desc",
            |row| (row.created_at, row.follow_up_id)
        )
    } else {
        page!(
            DateTime<Utc>,
            db,
            filter,
            None,
            cursor,
            limit,
            "($8::timestamptz is null or (due_at, follow_up_id) > ($8, $9::uuid))",
            "due_at, follow_up_id",
            |row| (row.due_at, row.follow_up_id)
        )
    })
}
