//! What an erasure touches: what is about the person alone, what is about others too, and what stays.

use contracts::crm;
use contracts::crm::activities::Subject;
use contracts::crm::privacy::hold_of;
use kernel::{AccountId, ContactId, LeadId, MailId, Name, QuoteId, ShortCode};
use platform::{Db, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::erasures::model::Needles;
use crate::persons::Person;

/// Ids of what is linked to a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// Activities about nobody else: they are emptied.
    pub activities: Vec<Uuid>,
    /// Activities about others, too: they lose what they say of the person.
    pub shared_activities: Vec<Uuid>,
    /// Follow-ups about nobody else.
    pub follow_ups: Vec<Uuid>,
    /// Mails from them, or between them and the organisation alone.
    pub mails: Vec<Uuid>,
    /// Mails others got, too.
    pub shared_mails: Vec<Uuid>,
    /// Mails of them that are being sent at this moment.
    pub mails_under_way: usize,
    /// Files beside them, or beside what is emptied.
    pub files: Vec<Uuid>,
    /// Quotes made out to them that are no contracts.
    pub quotes: Vec<Uuid>,
    /// Deals they have to do with.
    pub deals: Vec<Uuid>,
    /// Accounts they have to do with.
    pub accounts: Vec<Uuid>,
}

/// How much of each kind goes, or loses what it says of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ErasureCounts")]
pub struct Counts {
    /// Contacts that become unknown.
    pub contacts: usize,
    /// Leads that become unknown.
    pub leads: usize,
    /// Activities that are emptied.
    pub activities: usize,
    /// Activities about others too, which lose what they say of the person.
    pub shared_activities: usize,
    /// Follow-ups that are emptied.
    pub follow_ups: usize,
    /// Mails that are emptied.
    pub mails: usize,
    /// Mails others got too, which lose what they say of the person.
    pub shared_mails: usize,
    /// Files that are removed.
    pub files: usize,
    /// Quotes that lose their name; their documents are removed.
    pub quotes: usize,
}

impl Scope {
    /// What is linked to a person.
    pub async fn of(db: &mut Db, person: &Person, needles: &Needles) -> Result<Self> {
        let ids = person.ids();
        let deals = deals(db, person).await?;
        let (own, shared_mails, under_way) = mails(db, &ids, &needles.addresses).await?;
        let (mut activities, mut shared) = activities(db, &ids).await?;
        // A mail stands on timelines as an activity; both say the same.
        let of_shared = activities_of(db, &shared_mails).await?;
        activities.retain(|id| !of_shared.contains(id));
        shared.extend(of_shared);
        activities.extend(activities_of(db, &own).await?);
        activities.sort_unstable();
        activities.dedup();
        shared.retain(|id| !activities.contains(id));
        shared.sort_unstable();
        shared.dedup();
        let beside: Vec<Uuid> = ids.iter().chain(&activities).copied().collect();
        let pattern = needles.pattern();
        let named = (&ids[..], pattern.as_deref());
        Ok(Self {
            follow_ups: follow_ups(db, &ids).await?,
            files: files(db, &beside).await?,
            quotes: quotes(db, &deals, named, false).await?.into_iter().map(|quote| quote.0.as_uuid()).collect(),
            accounts: accounts(db, person).await?,
            activities,
            shared_activities: shared,
            mails: own,
            shared_mails,
            mails_under_way: under_way,
            deals,
        })
    }

    /// Everything whose events may have said something of the person: theirs, and what stands around them.
    pub async fn veiled(&self, db: &mut Db, person: &Person) -> Result<Vec<Uuid>> {
        let (org, ids) = (db.org.as_uuid(), person.ids());
        let subjects = [&self.accounts[..], &self.deals[..]].concat();
        let beside = sqlx::query_scalar!(
            r#"select consent_id as "id!" from consents where org_id = $1 and person_id = any($2)
               union select enrolment_id from enrolments where org_id = $1 and person_id = any($2)
               union select member_id from notifications
                      where org_id = $1
                        and (activity_id = any($3) or follow_up_id = any($4)
                             or coalesce(subject->>'contact_id', subject->>'lead_id', subject->>'deal_id', subject->>'account_id')::uuid
                                = any($5::uuid[] || $6::uuid[]))
               union select entry_id from timeline_links where org_id = $1 and subject_id = any($6)
               union select follow_up_id from follow_up_links where org_id = $1 and subject_id = any($6)
               union select mail_id from mail_links where org_id = $1 and subject_id = any($6)
               union select attachment_id from attachments where org_id = $1 and beside_id = any($6)
               union select contact_id from contacts where org_id = $1 and account_id = any($6)
               union select lead_id from leads where org_id = $1 and (account_id = any($6) or deal_id = any($6))
               union select deal_id from deals where org_id = $1 and account_id = any($6)
               union select quote_id from quotes where org_id = $1 and deal_id = any($6)"#,
            org,
            &ids,
            &self.activities,
            &self.follow_ups,
            &ids,
            &subjects,
        )
        .fetch_all(db.conn())
        .await?;
        let of = [
            &self.activities,
            &self.shared_activities,
            &self.follow_ups,
            &self.mails,
            &self.shared_mails,
            &self.files,
            &self.quotes,
            &subjects,
        ];
        let holds = ids.iter().map(|id| hold_of(*id).as_uuid());
        Ok(ids.iter().copied().chain(holds).chain(beside).chain(of.into_iter().flatten().copied()).collect())
    }

    /// How much that is.
    pub fn counts(&self, person: &Person) -> Counts {
        Counts {
            contacts: person.contact_ids.len(),
            leads: person.lead_ids.len(),
            activities: self.activities.len(),
            shared_activities: self.shared_activities.len(),
            follow_ups: self.follow_ups.len(),
            mails: self.mails.len(),
            shared_mails: self.shared_mails.len(),
            files: self.files.len(),
            quotes: self.quotes.len(),
        }
    }
}

/// What everybody around a deal is found by: the people of the deal and of its client, and the leads that became them.
pub async fn people_around(db: &mut Db, deal: &crm::Deal) -> Result<Needles> {
    let org = db.org.as_uuid();
    let contacts = deal.contacts.iter().map(|one| one.contact_id).chain(deal.contact_id);
    let contacts: Vec<Uuid> = contacts.map(ContactId::as_uuid).collect();
    let rows = sqlx::query!(
        r#"select name as "name!", email || additional_emails as "emails!: Vec<Option<String>>", phone || additional_phones as "phones!: Vec<Option<String>>" from contacts
            where org_id = $1 and erased_at is null and (contact_id = any($2) or account_id = $3)
           union select name, email || additional_emails, phone || additional_phones from leads
            where org_id = $1 and erased_at is null and (deal_id = $4 or account_id = $3)"#,
        org,
        &contacts,
        deal.account_id.map(AccountId::as_uuid),
        deal.deal_id.as_uuid(),
    )
    .fetch_all(db.conn())
    .await?;
    Ok(found_by(rows.into_iter().map(|row| (row.name, row.emails, row.phones))))
}

/// What people are found by: what each is called, and their addresses and numbers.
fn found_by(people: impl Iterator<Item = (String, Vec<Option<String>>, Vec<Option<String>>)>) -> Needles {
    let mut needles = Needles::default();
    for (name, emails, phones) in people {
        needles.names.push(name);
        needles.addresses.extend(emails.into_iter().flatten().map(|address| address.to_lowercase()));
        needles.phones.extend(phones.into_iter().flatten());
    }
    for list in [&mut needles.names, &mut needles.addresses, &mut needles.phones] {
        list.sort_unstable();
        list.dedup();
    }
    needles
}

/// What the records of a person say of them.
pub async fn needles(db: &mut Db, person: &Person) -> Result<Needles> {
    let (org, ids) = (db.org.as_uuid(), person.ids());
    let rows = sqlx::query!(
        r#"select name as "name!", email || additional_emails as "emails!: Vec<Option<String>>", phone || additional_phones as "phones!: Vec<Option<String>>" from contacts
            where org_id = $1 and contact_id = any($2) and erased_at is null
           union select name, email || additional_emails, phone || additional_phones from leads where org_id = $1 and lead_id = any($2) and erased_at is null"#,
        org,
        &ids,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(found_by(rows.into_iter().map(|row| (row.name, row.emails, row.phones))))
}

/// Addresses the person had earlier: of mails that are about nobody else and went to, or came from, one address outside. Nobody
/// else may have them now.
pub async fn earlier_addresses(db: &mut Db, person: &Person) -> Result<Vec<String>> {
    let (org, ids) = (db.org.as_uuid(), person.ids());
    let found = sqlx::query_scalar!(
        r#"select distinct lower(outside.one) as "address!"
             from mails m, lateral (
               select array_agg(distinct a) as several, min(a) as one
                 from unnest(m.to_addresses || m.cc_addresses || m.from_address) a
                where not exists (select 1 from mailboxes b where b.org_id = $1 and b.address_key = lower(a))) outside
            where m.org_id = $1 and m.mail_id in (select mail_id from mail_links where org_id = $1 and subject_id = any($2))
              and cardinality(outside.several) = 1
              and not exists (select 1 from jsonb_array_elements(m.about) s
                               where coalesce(s->>'contact_id', s->>'lead_id')::uuid <> all ($2))
              and not exists (select 1 from reach_keys k
                               where k.org_id = $1 and k.kind in ('contact_email', 'lead_email')
                                 and k.key = lower(outside.one collate "C") and k.record_id <> all ($2))"#,
        org,
        &ids,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(found)
}

async fn activities(db: &mut Db, ids: &[Uuid]) -> Result<(Vec<Uuid>, Vec<Uuid>)> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select activity_id,
                  exists (select 1 from jsonb_array_elements(about) s
                           where coalesce(s->>'contact_id', s->>'lead_id')::uuid <> all ($2)) as "shared!"
             from activities
            where org_id = $1 and content is not null
              and activity_id in (select entry_id from timeline_links where org_id = $1 and subject_id = any($2) and direct)"#,
        org,
        ids,
    )
    .fetch_all(db.conn())
    .await?;
    let some = |shared: bool| rows.iter().filter(move |row| row.shared == shared).map(|row| row.activity_id).collect();
    Ok((some(false), some(true)))
}

/// The activities as which mails stand on timelines.
async fn activities_of(db: &mut Db, mails: &[Uuid]) -> Result<Vec<Uuid>> {
    let org = db.org.as_uuid();
    let ids = sqlx::query_scalar!(
        r#"select a.activity_id from mails m join activities a on a.org_id = m.org_id and a.activity_id = m.activity_id
            where m.org_id = $1 and m.mail_id = any($2) and a.content is not null"#,
        org,
        mails,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(ids)
}

/// Mails of the person alone, mails of others too, and how many are being sent at this moment.
async fn mails(db: &mut Db, ids: &[Uuid], addresses: &[String]) -> Result<(Vec<Uuid>, Vec<Uuid>, usize)> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select mail_id as "id: MailId", status in ('preparing', 'handing_over') as "under_way!",
                  lower(from_address) <> all ($3) and exists (
                    select 1 from unnest(to_addresses || cc_addresses || from_address) a
                     where lower(a) <> all ($3)
                       and not exists (select 1 from mailboxes b where b.org_id = $1 and b.address_key = lower(a))) as "shared!"
             from mails
            where org_id = $1 and erased_at is null
              and (mail_id in (select mail_id from mail_links where org_id = $1 and subject_id = any($2))
                   or exists (select 1 from unnest(to_addresses || cc_addresses || from_address) a where lower(a) = any ($3)))"#,
        org,
        ids,
        addresses,
    )
    .fetch_all(db.conn())
    .await?;
    let under_way = rows.iter().filter(|row| row.under_way).count();
    let some = |shared: bool| rows.iter().filter(move |row| row.shared == shared).map(|row| row.id.as_uuid()).collect();
    Ok((some(false), some(true), under_way))
}

async fn follow_ups(db: &mut Db, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let org = db.org.as_uuid();
    let ids = sqlx::query_scalar!(
        r#"select follow_up_id from follow_ups
            where org_id = $1 and title <> '…'
              and follow_up_id in (select follow_up_id from follow_up_links where org_id = $1 and subject_id = any($2))
              and not exists (select 1 from jsonb_array_elements(about) s
                               where coalesce(s->>'contact_id', s->>'lead_id')::uuid <> all ($2))"#,
        org,
        ids,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(ids)
}

/// Files beside some records or activities, also such as were removed before.
pub async fn files(db: &mut Db, beside: &[Uuid]) -> Result<Vec<Uuid>> {
    let org = db.org.as_uuid();
    let ids = sqlx::query_scalar!(
        "select attachment_id from attachments where org_id = $1 and beside_id = any($2) and name <> '…'",
        org,
        beside,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(ids)
}

/// Deals the person decides about, has a role in, or became.
async fn deals(db: &mut Db, person: &Person) -> Result<Vec<Uuid>> {
    let (org, ids) = (db.org.as_uuid(), person.ids());
    let found = sqlx::query_scalar!(
        r#"select deal_id from deals
            where org_id = $1
              and (contact_id = any($2)
                   or exists (select 1 from jsonb_array_elements(contacts) c where (c->>'contact_id')::uuid = any ($2))
                   or deal_id in (select deal_id from leads where org_id = $1 and lead_id = any($2)))"#,
        org,
        &ids,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(found)
}

async fn accounts(db: &mut Db, person: &Person) -> Result<Vec<Uuid>> {
    let (org, ids) = (db.org.as_uuid(), person.ids());
    let found = sqlx::query_scalar!(
        r#"select account_id as "id!" from contacts where org_id = $1 and contact_id = any($2) and account_id is not null
           union select account_id from leads where org_id = $1 and lead_id = any($2) and account_id is not null"#,
        org,
        &ids,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(found)
}

/// Quotes for these deals that name the person: those that are contracts, or those that are none and were not emptied. One
/// names whoever decided when it was sent; they may have been called otherwise then.
pub async fn quotes(
    db: &mut Db,
    deals: &[Uuid],
    (ids, pattern): (&[Uuid], Option<&str>),
    accepted: bool,
) -> Result<Vec<(QuoteId, ShortCode)>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select q.quote_id as "id: QuoteId", q.number as "number: ShortCode"
             from quotes q join deals d on d.org_id = q.org_id and d.deal_id = q.deal_id
            where q.org_id = $1 and q.deal_id = any($2) and q.status <> 'draft' and (q.status = 'accepted') = $5
              and q.erased_at is null
              and (d.contact_id = any ($3) and q.client->>'contact_name' is not null
                   or mentions(concat_ws(E'\n', q.client->>'contact_name', q.answer->>'name', q.title, q.introduction, q.terms), $4)
                   or mentions(q.lines, $4))
            order by q.number, q.revision"#,
        org,
        deals,
        ids,
        pattern,
        accepted,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.number)).collect())
}

/// A record that counts as the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "PersonRecord")]
pub struct Record {
    /// Which.
    pub record: Subject,
    /// What it is called.
    pub name: Name,
    /// Its address.
    pub email: Option<kernel::Email>,
    /// Whether it belongs to the one that was asked for by a merge or conversion; otherwise it has the same address.
    pub linked: bool,
}

/// The records of a person, those that are linked to one of them first.
pub async fn records(db: &mut Db, person: &Person, linked: &[Uuid]) -> Result<Vec<Record>> {
    let (org, ids) = (db.org.as_uuid(), person.ids());
    let rows = sqlx::query!(
        r#"select contact_id as "id!", true as "contact!", name as "name!: Name", email as "email: kernel::Email"
             from contacts where org_id = $1 and contact_id = any($2)
           union all
           select lead_id, false, name, email from leads where org_id = $1 and lead_id = any($2)"#,
        org,
        &ids,
    )
    .fetch_all(db.conn())
    .await?;
    let mut records: Vec<Record> = rows
        .into_iter()
        .map(|row| Record {
            record: if row.contact {
                Subject::Contact(ContactId::from_uuid(row.id))
            } else {
                Subject::Lead(LeadId::from_uuid(row.id))
            },
            name: row.name,
            email: row.email,
            linked: linked.contains(&row.id),
        })
        .collect();
    records.sort_by_key(|record| (!record.linked, record.record));
    Ok(records)
}
