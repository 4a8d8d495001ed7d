//! Lists of enrolments.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use contracts::crm::activities::Subject;
use contracts::crm::sequences::{EnrolmentStatus, ExitReason};
use kernel::{Cursor, DealId, EnrolmentId, Limit, MailId, MemberId, Note, Page, SequenceId, TimeZoneName};
use platform::{Db, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use sqlx::types::Json;
use uuid::Uuid;

use super::{Row, select};
use crate::enrolments::model::Enrolment;
use crate::order::store::places;
use crate::order::{after, ids, put};
use crate::words;

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[schemars(rename = "EnrolmentSort")]
pub enum Sort {
    /// Enrolled last first.
    #[default]
    #[serde(rename = "-enrolled_at")]
    Newest,
    /// Enrolled first first.
    #[serde(rename = "enrolled_at")]
    Oldest,
    /// Whose next step is taken first; those for whom nothing follows last.
    #[serde(rename = "due_at")]
    Due,
    /// Whose next step is taken last first; those for whom nothing follows last.
    #[serde(rename = "-due_at")]
    DueDown,
    /// By the name of the person.
    #[serde(rename = "person_name")]
    Person,
    /// By the name of the person, downwards.
    #[serde(rename = "-person_name")]
    PersonDown,
    /// By the name of the sequence.
    #[serde(rename = "sequence")]
    Sequence,
    /// By the name of the sequence, downwards.
    #[serde(rename = "-sequence")]
    SequenceDown,
    /// By where they stand.
    #[serde(rename = "status")]
    Status,
    /// By where they stand, downwards.
    #[serde(rename = "-status")]
    StatusDown,
}

impl Sort {
    /// Its word.
    const fn word(self) -> &'static str {
        match self {
            Self::Newest => "-enrolled_at",
            Self::Oldest => "enrolled_at",
            Self::Due => "due_at",
            Self::DueDown => "-due_at",
            Self::Person => "person_name",
            Self::PersonDown => "-person_name",
            Self::Sequence => "sequence",
            Self::SequenceDown => "-sequence",
            Self::Status => "status",
            Self::StatusDown => "-status",
        }
    }
}

/// Which enrolments.
#[derive(Debug, Default)]
pub struct Filter {
    /// In which sequence.
    pub sequence_id: Option<SequenceId>,
    /// In which version of it.
    pub version: Option<i32>,
    /// Of whom.
    pub people: Option<Vec<Uuid>>,
    /// About which deal.
    pub deal_id: Option<DealId>,
    /// Who gets their tasks.
    pub owner_id: Option<MemberId>,
    /// Whether they still go through it.
    pub status: Option<EnrolmentStatus>,
    /// Why they left.
    pub exit_reason: Option<ExitReason>,
    /// Whose next step is not taken before this.
    pub due_from: Option<DateTime<Utc>>,
    /// Whose next step is taken before this.
    pub due_before: Option<DateTime<Utc>>,
}

/// One page of an order; $6 and $7 hold the key of the last one seen.
macro_rules! page {
    ($db:expr, $filter:expr, $sort:expr, $cursor:expr, $limit:expr, $rest:literal, $key:expr) => {{
        let org = $db.org.as_uuid();
        let (at, id) = after::<DateTime<Utc>>($sort.word(), $cursor)?.unzip();
        let rows = select!(
            "($2::uuid is null or sequence_id = $2) and ($3::uuid[] is null or person_id = any($3))
             and ($4::text is null or status = $4) and ($5::text is null or exit_reason = $5)
             and ($9::integer is null or sequence_version = $9) and ($10::uuid is null or deal_id = $10)
             and ($11::uuid is null or owner_id = $11)
             and ($12::timestamptz is null or due_at >= $12) and ($13::timestamptz is null or due_at < $13)
             and "
                + $rest
                + " limit $8",
            org,
            $filter.sequence_id.map(SequenceId::as_uuid),
            $filter.people.as_deref(),
            $filter.status.map(words::word).transpose()?,
            $filter.exit_reason.map(words::word).transpose()?,
            at,
            id,
            $limit.fetch(),
            $filter.version,
            $filter.deal_id.map(DealId::as_uuid),
            $filter.owner_id.map(MemberId::as_uuid),
            $filter.due_from,
            $filter.due_before,
        )
        .fetch_all($db.conn())
        .await?;
        let rows = rows.into_iter().map(Enrolment::try_from).collect::<Result<Vec<_>>>()?;
        Ok(Page::from_rows(rows, $limit, $key))
    }};
}

/// Where those stand for whom nothing follows, in the order of what follows.
fn due_at(enrolment: &Enrolment) -> DateTime<Utc> {
    let never = || NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX).and_time(NaiveTime::MIN).and_utc();
    enrolment.image.due_at.unwrap_or_else(never)
}

/// Enrolments in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Enrolment>> {
    match sort {
        Sort::Newest => page!(
            db,
            filter,
            sort,
            cursor,
            limit,
            "($6::timestamptz is null or (enrolled_at, enrolment_id) < ($6, $7::uuid))
             order by enrolled_at desc, enrolment_id desc",
            |one| (sort.word(), one.image.enrolled_at, one.image.enrolment_id)
        ),
        Sort::Oldest => page!(
            db,
            filter,
            sort,
            cursor,
            limit,
            "($6::timestamptz is null or (enrolled_at, enrolment_id) > ($6, $7::uuid))
             order by enrolled_at, enrolment_id",
            |one| (sort.word(), one.image.enrolled_at, one.image.enrolment_id)
        ),
        Sort::Due => page!(
            db,
            filter,
            sort,
            cursor,
            limit,
            "($6::timestamptz is null
              or (coalesce(due_at, '9999-12-31 00:00:00+00'::timestamptz), enrolment_id) > ($6, $7::uuid))
             order by coalesce(due_at, '9999-12-31 00:00:00+00'::timestamptz), enrolment_id",
            |one| (sort.word(), due_at(one), one.image.enrolment_id)
        ),
        Sort::DueDown
        | Sort::Person
        | Sort::PersonDown
        | Sort::Sequence
        | Sort::SequenceDown
        | Sort::Status
        | Sort::StatusDown => sorted(db, filter, sort, cursor, limit).await,
    }
}

async fn sorted(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Enrolment>> {
    let page = places!(
        db, sort, cursor, limit,
        from "enrolments x" id "x.enrolment_id"
        keys "when 'due_at' then moment_key(x.due_at) when 'status' then x.status
              when 'person_name' then person_now_key(x.org_id, x.person_id)
              when 'sequence' then (select s.name_key from sequences s where s.org_id = x.org_id and s.sequence_id = x.sequence_id)"
        filter "($7::uuid is null or x.sequence_id = $7) and ($8::uuid[] is null or x.person_id = any($8))
                and ($9::text is null or x.status = $9) and ($10::text is null or x.exit_reason = $10)
                and ($11::integer is null or x.sequence_version = $11) and ($12::uuid is null or x.deal_id = $12)
                and ($13::uuid is null or x.owner_id = $13)
                and ($14::timestamptz is null or x.due_at >= $14) and ($15::timestamptz is null or x.due_at < $15)",
        filter.sequence_id.map(SequenceId::as_uuid),
        filter.people.as_deref(),
        filter.status.map(words::word).transpose()?,
        filter.exit_reason.map(words::word).transpose()?,
        filter.version,
        filter.deal_id.map(DealId::as_uuid),
        filter.owner_id.map(MemberId::as_uuid),
        filter.due_from,
        filter.due_before,
    );
    let org = db.org.as_uuid();
    let rows = select!("enrolment_id = any($2)", org, &ids(&page)).fetch_all(db.conn()).await?;
    let enrolments = rows.into_iter().map(Enrolment::try_from).collect::<Result<Vec<_>>>()?;
    Ok(put(page, enrolments, |one| one.image.enrolment_id.as_uuid()))
}
