//! Lists of mails.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use contracts::crm::activities::{Direction, Subject};
use contracts::crm::mail::{MailKind, MailStatus};
use kernel::{
    ActivityId, Cursor, Email, EnrolmentId, Limit, MailId, MailboxId, MemberId, Name, Note, Page, SequenceStepId,
};
use platform::{Db, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use sqlx::types::Json;
use uuid::Uuid;

use super::{Row, select};
use crate::lists;
use crate::mails::model::Mail;
use crate::order::ByColumn;
use crate::words;

/// Most mails of a conversation that are shown.
const LONGEST_THREAD: i64 = 200;

/// Who reads mails. While a mail is about nothing here, it is for those alone whose mailbox it went through, when it is a
/// member's, and for those who set up mailboxes; from then on for everybody who sees what it is about.
#[derive(Debug, Default, Clone, Copy)]
pub struct Reader {
    /// Which member it is.
    pub me: Option<MemberId>,
    /// Whether they set up mailboxes.
    pub manages: bool,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[schemars(rename = "MailSort")]
pub enum Sort {
    /// Latest first.
    #[default]
    #[serde(rename = "-at")]
    Latest,
    /// Earliest first.
    #[serde(rename = "at")]
    Earliest,
    /// By subject line.
    #[serde(rename = "subject")]
    Subject,
    /// By subject line, downwards.
    #[serde(rename = "-subject")]
    SubjectDown,
    /// By the address they are from.
    #[serde(rename = "from")]
    From,
    /// By the address they are from, downwards.
    #[serde(rename = "-from")]
    FromDown,
    /// By the first address they are to, those without one last.
    #[serde(rename = "to")]
    To,
    /// By the first address they are to, downwards, those without one last.
    #[serde(rename = "-to")]
    ToDown,
    /// By where they stand.
    #[serde(rename = "status")]
    Status,
    /// By where they stand, downwards.
    #[serde(rename = "-status")]
    StatusDown,
}

impl Sort {
    /// The column, of an order without an index.
    fn by_column(self) -> Option<ByColumn> {
        Some(match self {
            Self::Latest | Self::Earliest => return None,
            Self::Subject => ByColumn::up("subject"),
            Self::SubjectDown => ByColumn::down("subject"),
            Self::From => ByColumn::up("from"),
            Self::FromDown => ByColumn::down("from"),
            Self::To => ByColumn::up("to"),
            Self::ToDown => ByColumn::down("to"),
            Self::Status => ByColumn::up("status"),
            Self::StatusDown => ByColumn::down("status"),
        })
    }
}

/// Which mails.
#[derive(Debug, Default)]
pub struct Filter {
    /// What they are about.
    pub subjects: Option<Vec<Uuid>>,
    /// By which mailbox they went out or came in.
    pub mailbox_id: Option<MailboxId>,
    /// Where they stand.
    pub status: Option<MailStatus>,
    /// Who wrote.
    pub direction: Option<Direction>,
    /// What they are.
    pub kind: Option<MailKind>,
    /// Of which enrolment.
    pub enrolment_id: Option<EnrolmentId>,
    /// Only those of which nobody knows what they are about.
    pub unfiled: bool,
    /// Words that subject line, addresses or names hold.
    pub text: Option<Name>,
    /// From, to or with a copy to this address.
    pub address: Option<Email>,
    /// Which colleague wrote them.
    pub author_id: Option<MemberId>,
    /// Not earlier than this.
    pub from: Option<DateTime<Utc>>,
    /// Earlier than this.
    pub before: Option<DateTime<Utc>>,
    /// Who asks.
    pub reader: Reader,
}

/// Ids of a page of one order: the type of the key, what comes after the cursor, the order, and the key of a row.
macro_rules! page {
    ($type:ty, $db:expr, $filter:expr, $column:expr, $cursor:expr, $limit:expr, $after:literal, $order:literal, $key:expr) => {{
        let org = $db.org.as_uuid();
        let (key, id) = lists::after::<($type, Uuid)>($cursor)?.unzip();
        let rows = sqlx::query_as!(
            Listed,
            "select mail_id, at, mail_key(m, $14) as column_key
               from mails m
              where org_id = $1
                and ($2::uuid[] is null
                     or mail_id in (select l.mail_id from mail_links l where l.org_id = $1 and l.subject_id = any($2)))
                and ($3::uuid is null or mailbox_id = $3) and ($4::text is null or status = $4)
                and ($5::text is null or direction = $5) and ($6::text is null or kind = $6)
                and ($7::uuid is null or enrolment_id = $7)
                and (not $8 or (activity_id is null and status = 'received'))
                and discarded_at is null
                and ($12 or about <> '[]'::jsonb
                     or not exists (select 1 from mailboxes b where b.org_id = $1 and b.mailbox_id = m.mailbox_id
                                       and b.owner_id is not null and b.owner_id is distinct from $13::uuid))
                and ($15::uuid is null or author_id = $15)
                and ($16::timestamptz is null or at >= $16) and ($17::timestamptz is null or at < $17)
                and ($18::text is null or exists (
                     select 1 from unnest(from_address || to_addresses || cc_addresses) one (address)
                      where lower(one.address) = lower($18)))
                and ($19::text is null or (
                     strpos(search_text, (select search_word($19, 1))) > 0
                     and strpos(search_text, (select search_word($19, 2))) > 0
                     and strpos(search_text, (select search_word($19, 3))) > 0
                     and strpos(search_text, (select search_word($19, 4))) > 0))
                and "
                + $after
                + " order by "
                + $order
                + " limit $11",
            org,
            $filter.subjects.as_deref(),
            $filter.mailbox_id.map(MailboxId::as_uuid),
            $filter.status.map(words::word).transpose()?,
            $filter.direction.map(words::word).transpose()?,
            $filter.kind.map(words::word).transpose()?,
            $filter.enrolment_id.map(EnrolmentId::as_uuid),
            $filter.unfiled,
            key,
            id,
            $limit.fetch(),
            $filter.reader.manages,
            $filter.reader.me.map(MemberId::as_uuid),
            $column as Option<&str>,
            $filter.author_id.map(MemberId::as_uuid),
            $filter.from,
            $filter.before,
            $filter.address.as_ref().map(Email::as_str),
            $filter.text.as_ref().map(Name::as_str),
        )
        .fetch_all($db.conn())
        .await?;
        Page::from_rows(rows, $limit, $key)
    }};
}

/// A mail of a list, and what the list is sorted by.
struct Listed {
    mail_id: Uuid,
    at: DateTime<Utc>,
    column_key: Option<String>,
}

/// Mails in an order, after a cursor.
pub async fn list(db: &mut Db, filter: Filter, sort: Sort, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Mail>> {
    let Page { items, next_cursor } = match sort.by_column() {
        None if sort == Sort::Earliest => page!(
            DateTime<Utc>,
            db,
            filter,
            None,
            cursor,
            limit,
            "($9::timestamptz is null or (at, mail_id) > ($9, $10::uuid))",
            "at, mail_id",
            |row| (row.at, row.mail_id)
        ),
        None => page!(
            DateTime<Utc>,
            db,
            filter,
            None,
            cursor,
            limit,
            "($9::timestamptz is null or (at, mail_id) < ($9, $10::uuid))",
            "at desc, mail_id desc",
            |row| (row.at, row.mail_id)
        ),
        Some(by) if by.downwards => page!(
            String,
            db,
            filter,
            Some(by.column),
            cursor,
            limit,
            "($9::text is null or (coalesce(mail_key(m, $14), '') collate \"C\", mail_id) < ($9, $10::uuid))",
            "coalesce(mail_key(m, $14), '') collate \"C\" desc, mail_id desc",
            |row| (by.key(row.column_key.as_deref()), row.mail_id)
        ),
        Some(by) => page!(
            String,
            db,
            filter,
            Some(by.column),
            cursor,
            limit,
            "($9::text is null or (coalesce(mail_key(m, $14), chr(1114111)) collate \"C\", mail_id) > ($9, $10::uuid))",
            "coalesce(mail_key(m, $14), chr(1114111)) collate \"C\", mail_id",
            |row| (by.key(row.column_key.as_deref()), row.mail_id)
        ),
    };
    let ids: Vec<Uuid> = items.iter().map(|row| row.mail_id).collect();
    let org = db.org.as_uuid();
    let found = select!("mail_id = any($2)", org, &ids).fetch_all(db.conn()).await?;
    let mut mails: HashMap<Uuid, Row> = found.into_iter().map(|row| (row.mail_id.as_uuid(), row)).collect();
    let items = ids.iter().filter_map(|id| mails.remove(id)).map(Mail::try_from).collect::<Result<_>>()?;
    Ok(Page { items, next_cursor })
}

/// The latest mails of a conversation that somebody may read, first to last.
pub async fn thread(db: &mut Db, thread_id: MailId, reader: Reader) -> Result<Vec<Mail>> {
    let org = db.org.as_uuid();
    let found = select!(
        "thread_id = $2 and discarded_at is null
         and ($4 or about <> '[]'::jsonb
              or not exists (select 1 from mailboxes b where b.org_id = $1 and b.mailbox_id = m.mailbox_id
                                and b.owner_id is not null and b.owner_id is distinct from $5::uuid))
         order by at desc, mail_id desc limit $3",
        org,
        thread_id.as_uuid(),
        LONGEST_THREAD,
        reader.manages,
        reader.me.map(MemberId::as_uuid),
    );
    let mut mails: Vec<Mail> =
        found.fetch_all(db.conn()).await?.into_iter().map(Mail::try_from).collect::<Result<_>>()?;
    mails.reverse();
    Ok(mails)
}
