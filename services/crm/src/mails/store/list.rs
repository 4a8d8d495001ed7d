//! Lists of mails.

use chrono::{DateTime, Utc};
use contracts::crm::activities::{Direction, Subject};
use contracts::crm::mail::{MailKind, MailStatus};
use kernel::{ActivityId, Email, EnrolmentId, MailId, MailboxId, MemberId, Name, Note, SequenceStepId};
use platform::{Db, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::{Row, select};
use crate::mails::model::Mail;
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

/// Which mails, and from where on.
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
    /// Who asks.
    pub reader: Reader,
    /// Moment and id of the last one already seen.
    pub after: Option<(DateTime<Utc>, Uuid)>,
}

/// Mails, latest first.
pub async fn list(db: &mut Db, filter: Filter, rows: i64) -> Result<Vec<Mail>> {
    let org = db.org.as_uuid();
    let (at, id) = filter.after.unzip();
    let found = select!(
        "($2::uuid[] is null or mail_id in (select l.mail_id from mail_links l where l.org_id = $1 and l.subject_id = any($2)))
         and ($3::uuid is null or mailbox_id = $3) and ($4::text is null or status = $4)
         and ($5::text is null or direction = $5) and ($6::text is null or kind = $6)
         and ($7::uuid is null or enrolment_id = $7)
         and (not $8 or (activity_id is null and status = 'received'))
         and ($9::timestamptz is null or (at, mail_id) < ($9, $10::uuid))
         and discarded_at is null
         and ($12 or about <> '[]'::jsonb
              or not exists (select 1 from mailboxes b where b.org_id = $1 and b.mailbox_id = m.mailbox_id
                                and b.owner_id is not null and b.owner_id is distinct from $13::uuid))
         order by at desc, mail_id desc limit $11",
        org,
        filter.subjects.as_deref(),
        filter.mailbox_id.map(MailboxId::as_uuid),
        filter.status.map(words::word).transpose()?,
        filter.direction.map(words::word).transpose()?,
        filter.kind.map(words::word).transpose()?,
        filter.enrolment_id.map(EnrolmentId::as_uuid),
        filter.unfiled,
        at,
        id,
        rows,
        filter.reader.manages,
        filter.reader.me.map(MemberId::as_uuid),
    );
    found.fetch_all(db.conn()).await?.into_iter().map(Mail::try_from).collect()
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
