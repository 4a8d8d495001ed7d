//! Exports over HTTP: each list under two addresses, one for each kind of file. Limit and cursor of a list mean nothing here: a
//! file holds all of it.

use contracts::crm::FieldRecord;
use kernel::{AccountId, Cursor, Limit, Permission};
use platform::files::FileReply;
use platform::{Query, Read, Result, Routes};

use super::columns::{self, Known};
use super::sheet::{self, Kind};
use super::store;
use crate::accounts::http::ListAccounts;
use crate::activities::http::ListActivities;
use crate::contacts::http::ListContacts;
use crate::deals::list::ListDeals;
use crate::leads::http::ListLeads;
use crate::{accounts, activities, contacts, deals, leads};

/// What exports answer.
pub fn routes() -> Routes {
    use Permission::ExportCrm;
    Routes::new("exports")
        .get("/v1/exports/accounts.csv", ExportCrm, "A list of accounts as CSV", accounts_csv)
        .get("/v1/exports/accounts.xlsx", ExportCrm, "A list of accounts as a workbook", accounts_xlsx)
        .get("/v1/exports/contacts.csv", ExportCrm, "A list of contacts as CSV", contacts_csv)
        .get("/v1/exports/contacts.xlsx", ExportCrm, "A list of contacts as a workbook", contacts_xlsx)
        .get("/v1/exports/deals.csv", ExportCrm, "A list of deals as CSV", deals_csv)
        .get("/v1/exports/deals.xlsx", ExportCrm, "A list of deals as a workbook", deals_xlsx)
        .get("/v1/exports/leads.csv", ExportCrm, "A list of leads as CSV", leads_csv)
        .get("/v1/exports/leads.xlsx", ExportCrm, "A list of leads as a workbook", leads_xlsx)
        .get("/v1/exports/activities.csv", ExportCrm, "A list of activities as CSV", activities_csv)
        .get("/v1/exports/activities.xlsx", ExportCrm, "A list of activities as a workbook", activities_xlsx)
}

async fn accounts_csv(db: Read, Query(query): Query<ListAccounts>) -> Result<FileReply> {
    accounts(db, query, Kind::Csv).await
}

async fn accounts_xlsx(db: Read, Query(query): Query<ListAccounts>) -> Result<FileReply> {
    accounts(db, query, Kind::Xlsx).await
}

async fn contacts_csv(db: Read, Query(query): Query<ListContacts>) -> Result<FileReply> {
    contacts(db, query, Kind::Csv).await
}

async fn contacts_xlsx(db: Read, Query(query): Query<ListContacts>) -> Result<FileReply> {
    contacts(db, query, Kind::Xlsx).await
}

async fn deals_csv(db: Read, Query(query): Query<ListDeals>) -> Result<FileReply> {
    deals(db, query, Kind::Csv).await
}

async fn deals_xlsx(db: Read, Query(query): Query<ListDeals>) -> Result<FileReply> {
    deals(db, query, Kind::Xlsx).await
}

async fn leads_csv(db: Read, Query(query): Query<ListLeads>) -> Result<FileReply> {
    leads(db, query, Kind::Csv).await
}

async fn leads_xlsx(db: Read, Query(query): Query<ListLeads>) -> Result<FileReply> {
    leads(db, query, Kind::Xlsx).await
}

async fn activities_csv(db: Read, Query(query): Query<ListActivities>) -> Result<FileReply> {
    activities(db, query, Kind::Csv).await
}

async fn activities_xlsx(db: Read, Query(query): Query<ListActivities>) -> Result<FileReply> {
    activities(db, query, Kind::Xlsx).await
}

async fn accounts(mut db: Read, query: ListAccounts, kind: Kind) -> Result<FileReply> {
    let turn = sheet::turn().await?;
    let (filter, sort) = (query.filter(&mut db).await?, query.order());
    let known = Known::load(&mut db, Some(FieldRecord::Account)).await?;
    let headings = known.headings(columns::ACCOUNTS);
    sheet::send(turn, kind, "accounts", &headings, |mut sheet| async move {
        let mut cursor: Option<Cursor> = None;
        loop {
            let page = accounts::store::list(&mut db, filter.clone(), sort, cursor, Limit::MAX).await?;
            let parents = page.items.iter().filter_map(|one| one.account.image.parent_id);
            let parents: Vec<_> = parents.map(AccountId::as_uuid).collect();
            let names = store::accounts(&mut db, &parents).await?;
            for one in &page.items {
                sheet.row(&columns::account(&known, &names, &one.account))?;
            }
            sheet.page_is_done(page.items.len())?;
            cursor = page.next_cursor;
            if cursor.is_none() {
                return Ok(sheet);
            }
        }
    })
}

async fn contacts(mut db: Read, query: ListContacts, kind: Kind) -> Result<FileReply> {
    let turn = sheet::turn().await?;
    let (filter, sort) = (query.filter(&mut db).await?, query.order());
    let known = Known::load(&mut db, Some(FieldRecord::Contact)).await?;
    let headings = known.headings(columns::CONTACTS);
    sheet::send(turn, kind, "contacts", &headings, |mut sheet| async move {
        let mut cursor: Option<Cursor> = None;
        loop {
            let page = contacts::store::list(&mut db, filter.clone(), sort, cursor, Limit::MAX).await?;
            let at = page.items.iter().filter_map(|one| one.contact.image.account_id);
            let at: Vec<_> = at.map(AccountId::as_uuid).collect();
            let names = store::accounts(&mut db, &at).await?;
            for one in &page.items {
                sheet.row(&columns::contact(&known, &names, &one.contact))?;
            }
            sheet.page_is_done(page.items.len())?;
            cursor = page.next_cursor;
            if cursor.is_none() {
                return Ok(sheet);
            }
        }
    })
}

async fn deals(mut db: Read, query: ListDeals, kind: Kind) -> Result<FileReply> {
    let turn = sheet::turn().await?;
    let (filter, sort) = (query.filter(&mut db).await?, query.sort);
    let known = Known::load(&mut db, Some(FieldRecord::Deal)).await?;
    let headings = known.headings(columns::DEALS);
    sheet::send(turn, kind, "deals", &headings, |mut sheet| async move {
        let mut cursor: Option<Cursor> = None;
        loop {
            let page = deals::store::list(&mut db, filter.clone(), sort, cursor, Limit::MAX).await?;
            for one in &page.items {
                sheet.row(&columns::deal(&known, one))?;
            }
            sheet.page_is_done(page.items.len())?;
            cursor = page.next_cursor;
            if cursor.is_none() {
                return Ok(sheet);
            }
        }
    })
}

async fn leads(mut db: Read, query: ListLeads, kind: Kind) -> Result<FileReply> {
    let turn = sheet::turn().await?;
    let sort = query.order();
    let filter = query.filter(&mut db).await?;
    let known = Known::load(&mut db, Some(FieldRecord::Lead)).await?;
    let headings = known.headings(columns::LEADS);
    sheet::send(turn, kind, "leads", &headings, |mut sheet| async move {
        let mut cursor: Option<Cursor> = None;
        loop {
            let page = leads::store::list(&mut db, filter.clone(), sort, cursor, Limit::MAX).await?;
            for one in &page.items {
                sheet.row(&columns::lead(&known, one))?;
            }
            sheet.page_is_done(page.items.len())?;
            cursor = page.next_cursor;
            if cursor.is_none() {
                return Ok(sheet);
            }
        }
    })
}

async fn activities(mut db: Read, query: ListActivities, kind: Kind) -> Result<FileReply> {
    let turn = sheet::turn().await?;
    let mut filter = query.filter(&mut db).await?;
    filter.after = None;
    let known = Known::load(&mut db, None).await?;
    let headings = known.headings(columns::ACTIVITIES);
    sheet::send(turn, kind, "activities", &headings, |mut sheet| async move {
        loop {
            let found = activities::store::list(&mut db, filter.clone(), i64::from(Limit::MAX.get())).await?;
            for one in &found {
                sheet.row(&columns::activity(&known, one)?)?;
            }
            sheet.page_is_done(found.len())?;
            if found.len() < Limit::MAX.get() as usize {
                return Ok(sheet);
            }
            filter.after = found.last().map(|one| (one.image.happened_at, one.image.activity_id.as_uuid()));
        }
    })
}
