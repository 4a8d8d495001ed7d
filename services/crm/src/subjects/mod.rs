//! What activities, follow-ups and files may be about. A new kind of thing is one more variant of
//! [`Subject`], and one more line in [`store::exists`] and [`store::hold`].

use std::collections::HashSet;

use contracts::crm::activities::Subject;
use platform::{Db, Problem, Result};
use uuid::Uuid;

pub mod store;

pub use store::{exists, hold, names};

/// Most things one activity or follow-up is about.
pub const MOST: usize = 20;

/// Refuses subjects that are not there, are named twice, or are too many, and keeps those that are there
/// until this is over. A subject of another organisation is not there.
pub async fn check(db: &mut Db, about: &[Subject]) -> Result<()> {
    if about.len() > MOST {
        return Err(Problem::field("/about", format!("can name at most {MOST} things")));
    }
    let mut named = HashSet::new();
    for (place, subject) in about.iter().enumerate() {
        let at = format!("/about/{place}/{}", field(*subject));
        if !named.insert(subject.id()) {
            return Err(Problem::field(at, "is named twice; leave one out"));
        }
        if !hold(db, *subject).await? {
            return Err(Problem::field(at, format!("there is no such {}", noun(*subject))));
        }
    }
    Ok(())
}

/// Refuses to write anything about somebody who was erased: they asked to be forgotten.
pub async fn check_alive(db: &mut Db, about: &[Subject]) -> Result<()> {
    if store::erased(db, &ids(about)).await? {
        let sentence = "This is about somebody who was erased. Nothing is written down about them any more.";
        return Err(Problem::new(platform::Kind::Conflict, "person-erased", sentence));
    }
    Ok(())
}

/// The ids of subjects.
pub fn ids(about: &[Subject]) -> Vec<Uuid> {
    about.iter().map(|subject| subject.id()).collect()
}

/// What a subject is called.
pub const fn noun(subject: Subject) -> &'static str {
    match subject {
        Subject::Account(_) => "account",
        Subject::Contact(_) => "contact",
        Subject::Deal(_) => "deal",
        Subject::Lead(_) => "lead",
    }
}

const fn field(subject: Subject) -> &'static str {
    match subject {
        Subject::Account(_) => "account_id",
        Subject::Contact(_) => "contact_id",
        Subject::Deal(_) => "deal_id",
        Subject::Lead(_) => "lead_id",
    }
}

/// The ids a list is filtered by: those of one of the several things that can be given.
///
/// # Errors
/// When more than one is.
pub async fn one_of(db: &mut Db, given: impl IntoIterator<Item = Option<Subject>>) -> Result<Option<Vec<Uuid>>> {
    let mut given = given.into_iter().flatten();
    let first = given.next();
    match given.next() {
        None => match first {
            None => Ok(None),
            Some(subject) => names(db, subject.id()).await.map(Some),
        },
        Some(other) => Err(Problem::field(field(other), "filter by one account, contact, deal or lead at a time")),
    }
}
