//! Tags: words an organisation sorts its accounts, contacts and deals by.
//!
//! Records keep ids, so renaming a tag renames it everywhere. A tag that is merged into another one becomes another name
//! of it: whoever has the one has the other, and no record is rewritten.

pub mod http;
pub mod model;
pub mod store;

use kernel::TagId;
use platform::{FieldError, Kind, Problem, Result, Tx};

/// Most tags of a record.
pub const MAX_TAGS: usize = 50;

/// The tags a record shall have: each once, merged ones as what they were merged into.
pub async fn known(tx: &mut Tx, tags: Vec<TagId>) -> Result<Vec<TagId>> {
    if tags.is_empty() {
        return Ok(tags);
    }
    if tags.len() > MAX_TAGS {
        return Err(Problem::field("/tags", format!("a record can have at most {MAX_TAGS} tags")));
    }
    let found = store::resolve(tx, &tags).await?;
    let mut known = Vec::new();
    for (index, tag) in tags.iter().enumerate() {
        let Some((_, id)) = found.iter().find(|(asked, _)| asked == tag) else {
            let field = FieldError::new(format!("/tags/{index}"), "there is no such tag; GET /v1/tags lists them");
            let detail = "A tag of the request is not there.";
            return Err(Problem::new(Kind::Invalid, "invalid-field", detail).with_fields(vec![field]));
        };
        if !known.contains(id) {
            known.push(*id);
        }
    }
    known.sort_unstable();
    Ok(known)
}
