//! What rows of a file have to do with one another: by what each would be known to a later one, and whom it names.

use contracts::imports::ImportKind;
use kernel::ShortCode;
use platform::{Result, Tx};
use uuid::Uuid;

use super::apply::Context;
use super::fields::Field;
use super::file::formats::fold;
use super::file::values;
use super::model::Existing;
use super::row::Row;
use super::store::find;

/// What a row has in common with others: hashes of what they would be known by, or name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// By which it would be known.
    pub own: Vec<Uuid>,
    /// Of whom it names.
    pub named: Vec<Uuid>,
}

impl Keys {
    fn of(own: Vec<Option<String>>, named: Vec<Option<String>>) -> Self {
        let hashed = |texts: Vec<Option<String>>| {
            let mut keys: Vec<Uuid> =
                texts.into_iter().flatten().map(|text| Uuid::new_v5(&Uuid::NAMESPACE_OID, text.as_bytes())).collect();
            keys.sort_unstable();
            keys.dedup();
            keys
        };
        let own = hashed(own);
        let mut named = hashed(named);
        named.retain(|key| !own.contains(key));
        Self { own, named }
    }
}

/// The keys of rows. Two rows that would have to do with each other have one in common; some that would not may, too.
pub async fn keys(tx: &mut Tx, context: &Context<'_>, rows: &[Row<'_>]) -> Result<Vec<Keys>> {
    let kind = context.settings().kind;
    let is_company =
        |row: &Row<'_>| kind == ImportKind::Accounts || (kind == ImportKind::Contacts && context.is_company(row));
    let mut companies = Vec::with_capacity(rows.len() * 2);
    for row in rows {
        let itself = if is_company(row) { called(row) } else { text(row, Field::Account).unwrap_or_default() };
        companies.extend([itself, text(row, Field::Parent).unwrap_or_default()]);
    }
    let mut companies = find::company_keys(tx, &companies).await?.into_iter();
    let compares = context.settings().existing != Existing::Create;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let company = companies.next().flatten().map(|name| format!("company {name}"));
        let parent = companies.next().flatten().map(|name| format!("company {name}"));
        let alike = |key: Option<String>| key.filter(|_| compares);
        let name = Some(fold(&called(row))).filter(|name| !name.is_empty());
        let person = || name.clone().map(|name| format!("person {name}"));
        all.push(match kind {
            ImportKind::Accounts | ImportKind::Contacts if is_company(row) => Keys::of(
                vec![
                    key(row, Field::Key, "account"),
                    alike(company),
                    alike(text(row, Field::TaxNumber).map(|number| format!("tax {}", digits(&number)))),
                ],
                vec![parent, key(row, Field::ParentKey, "account")],
            ),
            ImportKind::Accounts | ImportKind::Contacts => Keys::of(
                mails(row, Field::Email)
                    .into_iter()
                    .map(alike)
                    .chain([key(row, Field::Key, "contact"), alike(person())])
                    .collect(),
                vec![company, key(row, Field::AccountKey, "account")],
            ),
            ImportKind::Deals => {
                let contact = text(row, Field::Contact).map(|name| format!("person {}", fold(&name)));
                let mut named = mails(row, Field::ContactEmail);
                named.extend([
                    company,
                    contact,
                    key(row, Field::AccountKey, "account"),
                    key(row, Field::ContactKey, "contact"),
                ]);
                Keys::of(vec![key(row, Field::Key, "deal"), alike(name.map(|name| format!("deal {name}")))], named)
            }
            ImportKind::Leads => Keys::of(
                mails(row, Field::Email)
                    .into_iter()
                    .map(alike)
                    .chain([key(row, Field::Key, "lead"), alike(person())])
                    .collect(),
                Vec::new(),
            ),
            ImportKind::Activities => {
                let said = row.mapped().map(fold).collect::<Vec<_>>().join("|");
                Keys::of(vec![key(row, Field::Key, "activity"), alike(Some(format!("said {said}")))], Vec::new())
            }
        });
    }
    Ok(all)
}

fn text(row: &Row<'_>, field: Field) -> Option<String> {
    row.first(field).map(|cell| cell.text.to_owned())
}

fn called(row: &Row<'_>) -> String {
    let parts = [Field::Name, Field::FirstName, Field::LastName].into_iter().flat_map(|field| row.all(field));
    parts.map(|cell| cell.text).collect::<Vec<_>>().join(" ")
}

fn key(row: &Row<'_>, field: Field, of: &str) -> Option<String> {
    row.key(field).map(ShortCode::into_inner).map(|key| format!("{of} key {key}"))
}

/// The beginning of a number, however it is written.
fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).take(8).collect()
}

fn mails(row: &Row<'_>, field: Field) -> Vec<Option<String>> {
    let cells = row.all(field);
    let addresses = cells.iter().flat_map(|cell| values::addresses(cell.text));
    addresses.map(|address| Some(format!("mail {}", address.to_lowercase()))).collect()
}
