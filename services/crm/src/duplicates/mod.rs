//! Duplicates: accounts, contacts and leads that may be the same as something that is known or about to be written down.
//!
//! What is compared are forms in which different spellings are equal: a company without its legal form, the host of an
//! address, the end of a telephone number. A duplicate is never refused: two companies may share a name, and whoever types
//! on behalf of a client at the telephone cannot clear that up. Whoever writes is told instead, with the reasons.

pub mod http;
pub mod model;
pub mod store;

use platform::{Db, Result};

use self::model::{Candidate, Traits};

/// Everything that may be the same, the likeliest first.
pub async fn find(db: &mut Db, traits: &Traits) -> Result<Vec<Candidate>> {
    let accounts = store::accounts(db, traits).await?;
    let contacts = store::contacts(db, traits).await?;
    let leads = store::leads(db, traits).await?;
    Ok(model::best([accounts, contacts, leads]))
}
