//! Excel workbooks: the first sheet is the table.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};

use super::{FileError, MAX_ROWS};

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

/// The rows of the first sheet with their numbers.
pub fn rows(bytes: &[u8]) -> Result<Vec<(i32, Vec<String>)>, FileError> {
    check_size(bytes)?;
    let failed = |error: calamine::XlsxError| FileError::Workbook(error.to_string());
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(failed)?;
    let sheet = workbook.worksheet_range_at(0).ok_or(FileError::Empty)?.map_err(failed)?;
    let first = sheet.start().map_or(0, |(row, _)| row);
    let numbered = sheet.rows().take(MAX_ROWS + 2).zip(first + 1..);
    Ok(numbered.map(|(row, no)| (i32::try_from(no).unwrap_or(i32::MAX), row.iter().map(text).collect())).collect())
}

/// A cell as a text file would hold it.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(value) => if *value { "yes" } else { "no" }.to_owned(),
        Data::DateTime(at) => match at.as_datetime() {
            Some(at) if at.time() == chrono::NaiveTime::MIN => at.date().to_string(),
            Some(at) => at.format("%Y-%m-%d %H:%M:%S").to_string(),
            None => at.as_f64().to_string(),
        },
    }
}
