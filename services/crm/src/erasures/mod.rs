//! Erasing a person: what is known of them goes, and the facts that hang on them stay without them.
//!
//! ```text
//! preview            nothing changes; says what would go, what would stay, and why
//! erase              one transaction: records become husks, what is about the person alone is emptied, what is about others
//!                    too loses their name, addresses and numbers; the keys that veil them in the journal are destroyed
//! finish erasures    by the clock, in pieces: what was written at that very moment, mentions anywhere else, copies that are kept
//!                    for a while (answers to repeated requests, rows of files), files; then even what was looked for is forgotten
//! ```
//!
//! What stays: quotes the person accepted and invoices that were issued (the law asks for them), the names of accounts, which are
//! those of clients, and what the history of events was told of deals. The preview names them. The hash of an address stays on the list of
//! those who get no mails of sequences, so that nobody who comes back with a later import is written to.

pub mod http;
pub mod model;
pub mod pattern;
pub mod sales;
pub mod store;
pub mod sweep;
pub mod told;

pub use self::store::{around, copies, empty, husks, scope, stays};

use contracts::crm::mail::SuppressionReason;
use contracts::crm::privacy::ErasureReason;
use kernel::{Email, Note};
use platform::{Db, Kind, Problem, Result, Tx, veil};
use uuid::Uuid;

use self::model::{Erasure, ErasureError, Needles};
use self::scope::{Counts, Scope};
use self::store::ErasureView;
use crate::persons::{self, Person};
use crate::{retention, suppressions};

/// Somebody who is to be erased.
#[derive(Debug, Clone)]
pub struct Request {
    /// One of their records.
    pub record: Uuid,
    /// Whether whatever has the same address is the same person.
    pub same_address: bool,
    /// Why.
    pub reason: ErasureReason,
    /// Who asked, and more about it.
    pub note: Option<Note>,
}

/// Erases a person. Somebody who was erased before stays so, and the erasure of then is answered.
///
/// # Errors
/// When they are held, or a mail to them is being sent at this moment.
pub async fn erase(tx: &mut Tx, request: Request) -> Result<ErasureView> {
    store::lock(tx).await?;
    if let Some(before) = store::of_record(tx, request.record).await? {
        return Ok(before);
    }
    let person = persons::store::person(tx, request.record, request.same_address).await?;
    if retention::store::held_because(tx, &person.ids()).await?.is_some() {
        return Err(ErasureError::Held.into());
    }
    let needles = needles(tx, &person).await?;
    let note = request.note.as_ref().and_then(|note| needles.without(note));
    let (erasure, event) = Erasure::begin(person, (request.reason, note), needles, tx.now);
    tx.follow(erasure.image.erasure_id);
    tx.publish(erasure.version, &event)?;
    suppress(tx, &erasure.needles).await?;
    let (counts, files) = empty_all(tx, &erasure).await?;
    let erased_by = tx.actor().to_string();
    store::insert(tx, &erasure, &counts, &files, &erased_by).await?;
    Ok(ErasureView { erasure: erasure.image, counts, erased_by })
}

/// Empties everything that is linked to the person. Doing it again does only what is left to do. Answers how much it was, and
/// the files that are named no more.
async fn empty_all(tx: &mut Tx, erasure: &Erasure) -> Result<(Counts, Vec<String>)> {
    let person = &erasure.person();
    // Whoever changes an enrolment or a mail of one locks the enrolment first.
    empty::enrolments(tx, person).await?;
    // Whoever is about to name one of the records waits from here on, and then finds a husk.
    husks::lock(tx, person).await?;
    let scope = Scope::of(tx, person, &erasure.needles).await?;
    if scope.mails_under_way > 0 {
        return Err(ErasureError::MailUnderWay.into());
    }
    let counts = scope.counts(person);
    let files = empty::all(tx, person, &scope, &erasure.needles).await?;
    husks::make(tx, person).await?;
    sales::around(tx, &scope, &erasure.needles).await?;
    if let Some(pattern) = erasure.needles.pattern() {
        around::forget(tx, &scope, &pattern).await?;
        let hashes = hashes(tx, &erasure.needles);
        around::of_themselves(tx, &person.ids(), &hashes, &pattern).await?;
    }
    let veiled = scope.veiled(tx, person).await?;
    veil::forget(tx, &veiled).await?;
    Ok((counts, files))
}

/// Refuses to ask anything of somebody who was erased: nothing is known of them.
pub async fn check_not_erased(db: &mut Db, record: Uuid) -> Result<()> {
    if store::of_record(db, record).await?.is_some() {
        let sentence = "This is somebody who was erased. Nothing is known of them any more.";
        return Err(Problem::new(Kind::Conflict, "person-erased", sentence));
    }
    Ok(())
}

/// What the person is found by.
pub async fn needles(db: &mut Db, person: &Person) -> Result<Needles> {
    let mut needles = scope::needles(db, person).await?;
    let earlier = scope::earlier_addresses(db, person).await?;
    needles.add_addresses(earlier);
    Ok(needles)
}

/// Their addresses stay on the list of those who get no mails of sequences, as hashes alone.
async fn suppress(tx: &mut Tx, needles: &Needles) -> Result<()> {
    for address in &needles.addresses {
        if let Ok(address) = Email::new(address.as_str()) {
            suppressions::add(tx, &address, SuppressionReason::Manual, None).await?;
        }
    }
    let hashes = hashes(tx, needles);
    suppressions::store::forget_addresses(tx, &hashes).await
}

/// The hashes by which their addresses are kept from being written to.
fn hashes(db: &Db, needles: &Needles) -> Vec<Vec<u8>> {
    let addresses = needles.addresses.iter().filter(|address| Email::new(address.as_str()).is_ok());
    addresses.map(|address| suppressions::hash(db.org, address).to_vec()).collect()
}
