//! Excel workbooks: the first sheet is the table.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};

use super::{FileError, MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS};

/// Most bytes of text its cells may hold together: cells may share a text, and each keeps it.
const MAX_TEXT_BYTES: usize = 64 * 1024 * 1024;
/// Most bytes a workbook may unfold to.
const MAX_UNFOLDED: u64 = 200 * 1024 * 1024;

/// Whether a file is a workbook: one is an archive.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Refuses an archive that unfolds to more than memory should hold, whatever it says of its own size.
fn check_size(bytes: &[u8]) -> Result<(), FileError> {
    let failed = |error: String| FileError::Workbook(error);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| failed(error.to_string()))?;
    let mut left = MAX_UNFOLDED;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| failed(error.to_string()))?;
        let read =
            std::io::copy(&mut file.take(left + 1), &mut std::io::sink()).map_err(|error| failed(error.to_string()))?;
        left = left.checked_sub(read).ok_or_else(|| failed("it unfolds to more than 200 MiB".to_owned()))?;
    }
    Ok(())
}

/// The rows of the first sheet with their numbers. Cells are read one by one: a sheet that has its first and its last cell
/// only would otherwise take room for all between them.
pub fn rows(bytes: &[u8]) -> Result<Vec<(i32, Vec<String>)>, FileError> {
    check_size(bytes)?;
    let failed = |error: calamine::XlsxError| FileError::Workbook(error.to_string());
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(failed)?;
    let name = workbook.sheet_names().into_iter().next().ok_or(FileError::Empty)?;
    let mut cells = workbook.worksheet_cells_reader(&name).map_err(failed)?;
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let (mut kept, mut bytes_kept) = (0, 0);
    while let Some(cell) = cells.next_cell().map_err(failed)? {
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MAX_COLUMNS {
            return Err(FileError::Columns);
        }
        let row = rows.entry(row).or_default();
        if row.len() <= column {
            kept += column + 1 - row.len();
            row.resize(column + 1, String::new());
        }
        if let Some(place) = row.get_mut(column) {
            bytes_kept += text.len();
            *place = text;
        }
        if bytes_kept > MAX_TEXT_BYTES {
            return Err(FileError::Workbook("its cells hold more than 64 MiB of text".to_owned()));
        }
        if kept > MAX_CELLS || rows.len() > MAX_ROWS + 1 {
            return Err(FileError::Rows);
        }
    }
    Ok(rows.into_iter().map(|(row, cells)| (i32::try_from(row + 1).unwrap_or(i32::MAX), cells)).collect())
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_CELL).collect()
}

/// A cell as a text file would hold it.
fn text(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => cut(text),
        // One that many cells share is kept by each of them.
        DataRef::SharedString(text) => cut(text),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => if *value { "yes" } else { "no" }.to_owned(),
        DataRef::DateTime(at) => match at.as_datetime() {
            Some(at) if at.time() == chrono::NaiveTime::MIN => at.date().to_string(),
            Some(at) => at.format("%Y-%m-%d %H:%M:%S").to_string(),
            None => at.as_f64().to_string(),
        },
    }
}
