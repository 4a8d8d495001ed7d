//! Accounts of rows: companies that are the row, or that a row names.

use contracts::crm::{self, CustomValues, FieldRecord};
use kernel::{AccountId, Name, ShortCode};
use platform::{Result, Tx};

use super::context::plain;
use super::{Context, Deed, Done, Outcome, Record, RecordKind, fill_custom, known, with_key};
use crate::duplicates::model::{Reason, Traits};
use crate::imports::fields::Field;
use crate::imports::model::Existing;
use crate::imports::row::{Code, Row};
use crate::imports::store::find;
use crate::merges::model::fill_account;
use crate::{accounts, custom_fields, duplicates, reaches};

/// Makes or fills in the account that a row is.
pub async fn apply(tx: &mut Tx, context: &mut Context<'_>, row: &mut Row<'_>) -> Result<Done> {
    let key = row.key(Field::Key);
    let Some(name) = row.joined(&[Field::Name]).or_else(|| row.name(Field::Account)) else {
        row.remark(Code::Rule, Field::Name, "a company needs a name");
        return Ok(Done::REFUSED);
    };
    let custom = context.custom(row, FieldRecord::Account);
    let mut image = crm::Account {
        account_id: AccountId::new(),
        parent_id: None,
        industry: row.name(Field::Industry),
        country: context.country(row),
        tax_number: row.tax_number(),
        website: None,
        additional_websites: row.websites(),
        phone: row.phone(),
        address: row.address(),
        employees: row.whole(Field::Employees),
        annual_revenue: context.money(row, Field::AnnualRevenue),
        founded_year: row.whole(Field::FoundedYear),
        owner_id: context.owner(row),
        tags: context.tags(row),
        custom: plain(&custom),
        price_list_id: context.price_list(row),
        name,
    };
    reaches::settle_account(&mut image);
    if let Some((id, code)) = there(tx, context, key.as_ref(), &image).await? {
        let complete = code == Code::SameRecord && context.made(tx, id.as_uuid()).await?;
        let brought = Brought { image, key, fills: complete || context.settings().existing == Existing::Fill };
        return fill(tx, context, row, (id, code), brought).await;
    }
    let parent_id = parent(tx, context, row, &image.name).await?;
    let custom = custom_fields::change(tx, FieldRecord::Account, None, custom).await?;
    let account = accounts::record(tx, crm::Account { parent_id, custom, ..image }, key).await?;
    let done = Done::of(Outcome::Created, RecordKind::Account, account.image.account_id);
    note(tx, context, row, &account, None).await?;
    Ok(done)
}

/// The account that is there already, and why it is the same.
async fn there(
    tx: &mut Tx,
    context: &Context<'_>,
    key: Option<&ShortCode>,
    image: &crm::Account,
) -> Result<Option<(AccountId, Code)>> {
    if let Some(key) = key
        && let Some(id) = find::account_by_key(tx, key).await?
    {
        return Ok(Some((id, Code::SameKey)));
    }
    if context.settings().existing == Existing::Create {
        return Ok(None);
    }
    let candidates = duplicates::store::accounts(tx, &Traits::of_account(image)).await?;
    let is_same = |reason: &Reason| matches!(reason, Reason::TaxNumber | Reason::Name);
    let same = candidates.into_iter().find(|one| one.reasons.iter().any(is_same));
    Ok(same.map(|one| (AccountId::from_uuid(one.id), Code::SameRecord)))
}

/// What a row knows of an account that is there.
struct Brought {
    image: crm::Account,
    key: Option<ShortCode>,
    fills: bool,
}

async fn fill(
    tx: &mut Tx,
    context: &mut Context<'_>,
    row: &mut Row<'_>,
    (id, code): (AccountId, Code),
    brought: Brought,
) -> Result<Done> {
    let Some(mut account) = accounts::store::lock(tx, id).await? else { return Ok(Done::REFUSED) };
    let name = account.image.name.clone();
    if !brought.fills || account.merged_into.is_some() {
        return Ok(known(row, code, RecordKind::Account, id, name.as_str()));
    }
    let (mut image, mut external_ref) = (account.image.clone(), account.external_ref.clone());
    let mut filled = fill_account(&mut image, &brought.image);
    fill_custom(&mut image.custom, &brought.image.custom, &mut filled);
    if external_ref.is_none() && brought.key.is_some() {
        external_ref.clone_from(&brought.key);
        filled.push("external_ref".to_owned());
    }
    if filled.is_empty() {
        return Ok(known(row, Code::NothingNew, RecordKind::Account, id, name.as_str()));
    }
    row.leave_tags(&image.tags, &brought.image.tags);
    let updated = account.update(image, external_ref)?;
    accounts::store::save(tx, &account).await?;
    tx.publish(account.version, &updated)?;
    note(tx, context, row, &account, Some((filled, &brought.image))).await?;
    Ok(Done::of(Outcome::Updated, RecordKind::Account, id))
}

async fn note(
    tx: &mut Tx,
    context: &mut Context<'_>,
    row: &Row<'_>,
    account: &accounts::model::Account,
    filled: Option<(Vec<String>, &crm::Account)>,
) -> Result<()> {
    let created = filled.is_none();
    let (filled, brought) = filled.map_or((Vec::new(), &account.image), |(filled, brought)| (filled, brought));
    let deed = Deed {
        record: Record { kind: RecordKind::Account, id: account.image.account_id.as_uuid() },
        created,
        version: account.version,
        filled,
        brought: with_key(brought, account.external_ref.as_ref())?,
    };
    context.note(tx, row, deed).await
}

/// The account above the one that a row is.
async fn parent(tx: &mut Tx, context: &mut Context<'_>, row: &mut Row<'_>, child: &Name) -> Result<Option<AccountId>> {
    let named = row.name(Field::Parent).filter(|parent| parent != child);
    let key = row.key(Field::ParentKey);
    named_account(tx, context, row, (Field::Parent, named), key).await
}

/// The account a row names, by key or by name; made when it is not there and may be.
pub async fn of_row(tx: &mut Tx, context: &mut Context<'_>, row: &mut Row<'_>) -> Result<Option<AccountId>> {
    let name = row.name(Field::Account);
    let key = row.key(Field::AccountKey);
    named_account(tx, context, row, (Field::Account, name), key).await
}

async fn named_account(
    tx: &mut Tx,
    context: &mut Context<'_>,
    row: &mut Row<'_>,
    (field, name): (Field, Option<Name>),
    key: Option<ShortCode>,
) -> Result<Option<AccountId>> {
    if let Some(key) = &key
        && let Some(id) = find::account_by_key(tx, key).await?
    {
        return Ok(Some(id));
    }
    let Some(name) = name else {
        if let Some(key) = key {
            row.remark(Code::NoAccount, field, key.as_str());
        }
        return Ok(None);
    };
    let (found, several) = find::account_by_name(tx, &name).await?;
    if let Some(id) = found {
        if several {
            row.remark(Code::SeveralAccounts, field, name.as_str());
        }
        return Ok(Some(id));
    }
    if !context.settings().make_missing {
        row.remark(Code::NoAccount, field, name.as_str());
        return Ok(None);
    }
    // What is known of a company beside its name stands in a row about one of its people.
    let of_company = field == Field::Account;
    let image = crm::Account {
        account_id: AccountId::new(),
        parent_id: None,
        industry: if of_company { row.name(Field::Industry) } else { None },
        country: if of_company { context.country(row) } else { None },
        tax_number: if of_company { row.tax_number() } else { None },
        website: None,
        additional_websites: if of_company { row.websites() } else { Vec::new() },
        // A row about a person gives their own number and their own address.
        phone: None,
        address: None,
        employees: None,
        annual_revenue: None,
        founded_year: None,
        owner_id: context.owner(row),
        tags: Vec::new(),
        // What the organisation asks for is filled in by whoever looks after it; a row that names it need not know.
        custom: CustomValues::default(),
        price_list_id: None,
        name,
    };
    let account = accounts::record(tx, image, key).await?;
    row.remark(Code::AlsoMade, field, account.image.name.as_str());
    note(tx, context, row, &account, None).await?;
    Ok(Some(account.image.account_id))
}

/// Says what a row about a person brings of their company and the company does not say; its country is the person's, too. An account that the row itself made
/// says all of it; without one there is no place for it, which is said where all that has none is.
pub async fn compare(
    tx: &mut Tx,
    context: &Context<'_>,
    row: &mut Row<'_>,
    account_id: Option<AccountId>,
) -> Result<()> {
    let Some(id) = account_id.filter(|id| context.made_by(id.as_uuid()) != Some(row.no)) else { return Ok(()) };
    let Some(account) = accounts::store::get(tx, id).await? else { return Ok(()) };
    let image = account.image;
    let differs = [
        (Field::Industry, row.name(Field::Industry).is_some_and(|industry| Some(industry) != image.industry)),
        (Field::TaxNumber, row.tax_number().is_some_and(|number| Some(number) != image.tax_number)),
        (Field::Website, row.websites().iter().any(|website| !has_website(&image, website))),
    ];
    for (field, _) in differs.into_iter().filter(|(_, differs)| *differs) {
        row.leave(field);
    }
    Ok(())
}

fn has_website(account: &crm::Account, website: &Name) -> bool {
    let sought = reaches::website_key(website);
    reaches::all(account.website.as_ref(), &account.additional_websites).any(|one| reaches::website_key(one) == sought)
}
