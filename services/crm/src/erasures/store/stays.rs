//! What keeps naming a person after they were erased, and why: what was agreed and sold, what clients and deals are called, files
//! nobody can look into, words an organisation chose itself, and single words of their name.

use kernel::{AccountId, DealId, ImportId, Name, QuoteId, ShortCode};
use platform::{Db, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::named_in_part;
use super::scope::{self, Scope};
use crate::erasures::model::Needles;
use crate::persons::Person;
use crate::words;

/// Something that keeps naming the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schemars(rename = "ErasureStays")]
pub enum Stays {
    /// A quote they accepted is a contract.
    AcceptedQuote {
        /// Which.
        quote_id: QuoteId,
        /// Its number.
        number: ShortCode,
    },
    /// A quote for another deal of their client was sent and names them in its texts: what was sent is what was sent.
    SentQuote {
        /// Which.
        quote_id: QuoteId,
        /// Its number.
        number: ShortCode,
    },
    /// The account is called like them: it is the name of a client, which stands on invoices. Renamed by hand, it is called otherwise
    /// everywhere, but on what was issued.
    Account {
        /// Which.
        account_id: AccountId,
        /// What it is called.
        name: Name,
    },
    /// The name or a line of the deal names them. It loses that, and so do its project, schedule, budget and what is not invoiced yet,
    /// but the histories of events, which are kept for ever and cannot change, have said it.
    DealHistory {
        /// Which.
        deal_id: DealId,
        /// What it is called.
        name: Name,
    },
    /// The account was called like them, or something else that was told of it named them: the history of events has said it.
    AccountHistory {
        /// Which.
        account_id: AccountId,
        /// What it is called.
        name: Name,
    },
    /// Invoices were issued for a deal that names them. They stay as they were issued, as the law asks.
    IssuedInvoices {
        /// For which deal.
        deal_id: DealId,
        /// What it is called.
        name: Name,
        /// The number of the first of them.
        first_invoice: String,
    },
    /// Files beside what is about others too: they lose the person in their names, but nobody looks into them here.
    Files {
        /// Beside what.
        beside: Beside,
        /// Which account or deal; none for files of several activities or mails.
        record_id: Option<Uuid>,
        /// What it is called.
        name: Option<Name>,
        /// How many files.
        count: i64,
    },
    /// A file that waits to be imported names them. Discard it, or it brings them back.
    ImportDraft {
        /// Which.
        import_id: ImportId,
        /// What the file is called.
        name: Name,
    },
    /// A workbook that waits to be imported, which cannot be looked into before it is read.
    UnreadImport {
        /// Which.
        import_id: ImportId,
        /// What the file is called.
        name: Name,
    },
    /// A word of their name stands alone in a text around them, the surname of a note, say. It may mean somebody else, so it is
    /// left as it is; who knows whom it means changes it by hand. The newest 20 of each kind are shown.
    NamedInPart {
        /// What kind of record.
        record: named_in_part::In,
        /// Which.
        record_id: Uuid,
        /// The word, with what stands around it.
        says: String,
    },
    /// Something of the organisation's own is called like them; it is renamed by hand.
    Listed {
        /// What it is.
        list: Listed,
        /// What it is called.
        name: String,
    },
}

/// What files are beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "FilesBeside")]
pub enum Beside {
    /// An account.
    Account,
    /// A deal.
    Deal,
    /// Notes, calls and meetings about others too.
    Activities,
    /// Mails others got, too, and those about their clients and deals.
    Mails,
}

/// Something that an organisation names itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ListedName")]
pub enum Listed {
    /// A tag.
    Tag,
    /// A reason why deals are lost.
    LossReason,
    /// A team.
    Team,
    /// A pipeline.
    Pipeline,
    /// A stage of one.
    Stage,
    /// A product.
    Product,
    /// A price list.
    PriceList,
    /// A custom field.
    CustomField,
    /// A choice of a custom field.
    Choice,
}

/// What keeps naming a person, and why.
pub async fn stays(db: &mut Db, person: &Person, scope: &Scope, needles: &Needles) -> Result<Vec<Stays>> {
    let pattern = needles.pattern();
    let pattern = pattern.as_deref();
    let mut stays = Vec::new();
    for (quote_id, number) in scope::quotes(db, &scope.deals, (&person.ids(), pattern), true).await? {
        stays.push(Stays::AcceptedQuote { quote_id, number });
    }
    stays.extend(sent_quotes(db, scope, pattern).await?);
    stays.extend(names(db, scope, pattern).await?);
    stays.extend(told(db, scope, pattern).await?);
    stays.extend(invoices(db, scope, pattern).await?);
    stays.extend(files(db, scope).await?);
    stays.extend(drafts(db, pattern).await?);
    stays.extend(listed(db, pattern).await?);
    stays.extend(named_in_part::find(db, scope, needles).await?);
    Ok(stays)
}

async fn sent_quotes(db: &mut Db, scope: &Scope, pattern: Option<&str>) -> Result<Vec<Stays>> {
    let org = db.org.as_uuid();
    let quotes = sqlx::query!(
        r#"select q.quote_id as "id: QuoteId", q.number as "number: ShortCode"
             from quotes q
            where q.org_id = $1 and q.status <> 'draft' and q.erased_at is null and q.deal_id <> all ($3)
              and q.deal_id in (select deal_id from deals where org_id = $1 and account_id = any($2))
              and (mentions(concat_ws(E'\n', q.client->>'contact_name', q.answer->>'name', q.title, q.introduction, q.terms), $4)
                   or mentions(q.lines, $4))
            order by q.number, q.revision"#,
        org,
        &scope.accounts,
        &scope.deals,
        pattern,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(quotes.into_iter().map(|row| Stays::SentQuote { quote_id: row.id, number: row.number }).collect())
}

async fn names(db: &mut Db, scope: &Scope, pattern: Option<&str>) -> Result<Vec<Stays>> {
    let org = db.org.as_uuid();
    let accounts = sqlx::query!(
        r#"select account_id as "id: AccountId", name as "name: Name" from accounts
            where org_id = $1 and account_id = any($2) and mentions(name, $3) order by account_id"#,
        org,
        &scope.accounts,
        pattern,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(accounts.into_iter().map(|row| Stays::Account { account_id: row.id, name: row.name }).collect())
}

/// Deals and accounts around them of which the history of events says something of them.
async fn told(db: &mut Db, scope: &Scope, pattern: Option<&str>) -> Result<Vec<Stays>> {
    let org = db.org.as_uuid();
    let found = sqlx::query!(
        r#"with around as (
             select account_id as id, name, false as deal from accounts
              where org_id = $1 and account_id = any($2) and not mentions(name, $4)
             union all select deal_id, name, true from deals
                        where org_id = $1 and (deal_id = any($3) or account_id = any($2)))
           select id as "id!", name as "name!: Name", deal as "deal!" from around
            where exists (select 1 from journal j where j.org_id = $1 and j.aggregate_id = around.id and mentions(j.payload::jsonb, $4))
            order by deal, id"#,
        org,
        &scope.accounts,
        &scope.deals,
        pattern,
    )
    .fetch_all(db.conn())
    .await?;
    let history = |id: Uuid, name: Name, deal: bool| {
        if deal {
            Stays::DealHistory { deal_id: DealId::from_uuid(id), name }
        } else {
            Stays::AccountHistory { account_id: AccountId::from_uuid(id), name }
        }
    };
    Ok(found.into_iter().map(|row| history(row.id, row.name, row.deal)).collect())
}

/// Deals that name them and were invoiced.
async fn invoices(db: &mut Db, scope: &Scope, pattern: Option<&str>) -> Result<Vec<Stays>> {
    let org = db.org.as_uuid();
    let found = sqlx::query!(
        r#"select d.deal_id as "id: DealId", d.name as "name: Name", v.first_invoice_no as "first!"
             from deals d join deal_delivery v on v.org_id = d.org_id and v.deal_id = d.deal_id
            where d.org_id = $1 and (d.deal_id = any($2) or d.account_id = any($3)) and v.first_invoice_no is not null
              and (mentions(d.name, $4) or mentions(d.lines, $4))
            order by d.deal_id"#,
        org,
        &scope.deals,
        &scope.accounts,
        pattern,
    )
    .fetch_all(db.conn())
    .await?;
    let issued = found.into_iter();
    Ok(issued.map(|row| Stays::IssuedInvoices { deal_id: row.id, name: row.name, first_invoice: row.first }).collect())
}

/// Files beside accounts and deals, each named, and how many there are beside activities and mails around the person.
async fn files(db: &mut Db, scope: &Scope) -> Result<Vec<Stays>> {
    let org = db.org.as_uuid();
    let found = sqlx::query!(
        r#"with around as (
             select 'account' as beside, account_id as id, name from accounts where org_id = $1 and account_id = any($2)
             union all select 'deal', deal_id, name from deals where org_id = $1 and deal_id = any($3)),
           records as (
             select o.beside, o.id, o.name, count(*) as files
               from around o join attachments a on a.org_id = $1 and a.beside_id = o.id
              where a.removed_at is null and a.attachment_id <> all ($4)
              group by o.beside, o.id, o.name),
           activities as (
             select count(*) as files from attachments a
              where a.org_id = $1 and a.removed_at is null and a.attachment_id <> all ($4)
                and (a.beside_id = any($5)
                     or a.beside_id in (select entry_id from timeline_links where org_id = $1 and subject_id = any($2 || $3)))),
           mails as (
             select count(*) as files from mail_files f
              where f.org_id = $1 and f.mail_id <> all ($6)
                and (f.mail_id = any($7)
                     or f.mail_id in (select mail_id from mail_links where org_id = $1 and subject_id = any($2 || $3))))
           select beside as "beside!", id, name as "name: Name", files as "count!" from (
             select beside, id, name, files from records
             union all select 'activities', null, null, files from activities where files > 0
             union all select 'mails', null, null, files from mails where files > 0) one
            order by beside, name, id"#,
        org,
        &scope.accounts,
        &scope.deals,
        &scope.files,
        &scope.shared_activities,
        &scope.mails,
        &scope.shared_mails,
    )
    .fetch_all(db.conn())
    .await?;
    let file = |row: (String, Option<Uuid>, Option<Name>, i64)| {
        Ok(Stays::Files { beside: words::value(row.0)?, record_id: row.1, name: row.2, count: row.3 })
    };
    found.into_iter().map(|row| file((row.beside, row.id, row.name, row.count))).collect()
}

/// Files that wait to be imported: of texts those that name the person, and each that is no text.
async fn drafts(db: &mut Db, pattern: Option<&str>) -> Result<Vec<Stays>> {
    let org = db.org.as_uuid();
    let drafts = sqlx::query!(
        r#"select import_id as "id: ImportId", file_name as "name: Name",
                  substring(content for 2) in ('\x504b', '\xfffe', '\xfeff', '\xd0cf') as "unread!"
             from imports
            where org_id = $1 and content is not null
              and (substring(content for 2) in ('\x504b', '\xfffe', '\xfeff', '\xd0cf') or mentions(content, $2))
            order by import_id"#,
        org,
        pattern,
    )
    .fetch_all(db.conn())
    .await?;
    let stays = drafts.into_iter().map(|row| {
        if row.unread {
            Stays::UnreadImport { import_id: row.id, name: row.name }
        } else {
            Stays::ImportDraft { import_id: row.id, name: row.name }
        }
    });
    Ok(stays.collect())
}

/// Words of the organisation's own that may be there once only, or that records refer to.
async fn listed(db: &mut Db, pattern: Option<&str>) -> Result<Vec<Stays>> {
    let org = db.org.as_uuid();
    let found = sqlx::query!(
        r#"select list as "list!", name as "name!" from (
             select 'tag' as list, name from tags where org_id = $1
             union all select 'loss_reason', name from loss_reasons where org_id = $1
             union all select 'team', name from teams where org_id = $1
             union all select 'pipeline', name from pipelines where org_id = $1
             union all select 'stage', name from stages where org_id = $1
             union all select 'product', name from products where org_id = $1
             union all select 'price_list', name from price_lists where org_id = $1
             union all select 'custom_field', name from custom_fields where org_id = $1
             union all select 'choice', unnest(choices) from custom_fields where org_id = $1) one
            where mentions(name, $2) order by list, name"#,
        org,
        pattern,
    )
    .fetch_all(db.conn())
    .await?;
    found.into_iter().map(|row| Ok(Stays::Listed { list: words::value(row.list)?, name: row.name })).collect()
}
