//! Lists as files, for any service: with the filters, the order and the access of the list.
//!
//! A file holds what its list answers: the pages of the list are asked for one after the other, and a table says which column of
//! the file stands where in what they answer. A list becomes a file by such a table ([`Exported`]) and a line in [`routes!`].
//!
//! A file speaks the language it is asked for in: its headings, yes and no, and the words of closed lists. Numbers, days and moments are
//! written alike in every language, so that an import reads them wherever the file comes from.
//!
//! A file is written row by row into a temporary one and sent from there, so that neither memory nor a connection to the
//! database depends on how much it is or how slowly it is taken.

use std::collections::HashMap;

use kernel::{Cursor, Limit, Page};
use platform::files::FileReply;
use platform::{Read, Result};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

pub mod asked;
pub mod checks;
pub mod letters;
mod routes;
pub mod sheet;
pub mod table;

use asked::Asked;
use sheet::Kind;
use table::Column;

/// What a list is asked for: its filters and its order. Which page of it is said apart from that.
pub trait List: Send + Sync + 'static {
    /// What it lists.
    type Item: Serialize + JsonSchema + Send;

    /// A page of it, from after a cursor on.
    ///
    /// # Errors
    /// A problem that names the parameter that makes no sense, and whatever the database has to say.
    fn page(
        &self,
        db: &mut Read,
        cursor: Option<Cursor>,
        limit: Limit,
    ) -> impl Future<Output = Result<Page<Self::Item>>> + Send;
}

/// A list that can be taken out as a file.
pub trait Exported: List {
    /// What stands in its columns.
    const COLUMNS: &'static [Column];
    /// What a row has besides what the list answers, as [`Exported::rows`] adds it.
    const MORE: &'static [&'static str] = &[];

    /// The list in an item that has a row for each of its parts instead of one for itself, and where in such a row the part
    /// stands: `("lines", "line")` of claims.
    const PARTS: Option<(&'static str, &'static str)> = None;

    /// The rows of a page.
    fn rows(_: &mut Read, items: Vec<Self::Item>) -> impl Future<Output = Result<Vec<Value>>> + Send {
        std::future::ready(table::values(items).map(|rows| match Self::PARTS {
            Some((parts, part)) => rows.into_iter().flat_map(|row| table::by_part(row, parts, part)).collect(),
            None => rows,
        }))
    }

    /// Columns that follow from what the organisation set up, after the others.
    fn own_columns(_: &mut Read) -> impl Future<Output = Result<Vec<Column>>> + Send {
        std::future::ready(Ok(Vec::new()))
    }
}

/// How a service calls things.
pub trait Names {
    /// What things are called, by their ids, whatever they are; those it does not know are left out.
    ///
    /// # Errors
    /// Whatever the database has to say.
    fn names(db: &mut Read, ids: &[Uuid]) -> impl Future<Output = Result<HashMap<Uuid, String>>> + Send;
}

/// A list as a file with this name, without its ending. Its first page is read before anything is answered, so that what the list
/// would refuse is refused here, too.
///
/// # Errors
/// What the list would refuse; 503 when too many files are being written.
pub async fn file<L: Exported, N: Names>(mut db: Read, asked: Asked<L>, name: &str, kind: Kind) -> Result<FileReply> {
    let Asked { list, language } = asked;
    let turn = sheet::turn().await?;
    let mut page = list.page(&mut db, None, Limit::MAX).await?;
    let mut columns = L::COLUMNS.to_vec();
    columns.extend(L::own_columns(&mut db).await?);
    let headings = table::headings(&columns, language);
    sheet::send(turn, kind, name, &headings, |mut sheet| async move {
        loop {
            let Page { items, next_cursor } = page;
            let rows = L::rows(&mut db, items).await?;
            let names = N::names(&mut db, &table::named_in(&columns, &rows)).await?;
            for cells in table::cells(&columns, &rows, table::Known { names, zone: db.time_zone, language }) {
                sheet.row(&cells)?;
            }
            sheet.page_is_done(rows.len())?;
            let Some(cursor) = next_cursor else { return Ok(sheet) };
            page = list.page(&mut db, Some(cursor), Limit::MAX).await?;
        }
    })
}
