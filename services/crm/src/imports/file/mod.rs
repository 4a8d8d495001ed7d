//! Reading a file: which characters its bytes are, what separates its cells, and what stands in them.

pub mod formats;
mod headings;
mod headings_of_kind;
pub mod split;
pub mod text;
pub mod values;
pub mod workbook;

use kernel::CountryCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::split::{Flaw, Record};
use self::text::Split;
use self::values::{DateOrder, DecimalMark, Looks, look};

/// Largest file in bytes.
pub const MAX_BYTES: u64 = 20 * 1024 * 1024;
/// Most rows of a file.
pub const MAX_ROWS: usize = 50_000;
/// Most columns of a file.
pub const MAX_COLUMNS: usize = 200;
/// Most cells of a file, so that memory holds it.
pub const MAX_CELLS: usize = 2_000_000;
/// Most characters of a cell; what is longer is cut.
pub const MAX_CELL: usize = 32_767;
/// Words that mean nothing, unless somebody says otherwise.
pub const EMPTY_WORDS: [&str; 4] = ["Select", "N/A", "null", "-"];
/// Values of a column that are shown.
const SAMPLES: usize = 4;
/// Most characters of a value that is shown.
const SAMPLE: usize = 80;

/// How a file was read, or shall be.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ImportReading")]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// How its characters are written: `UTF-8`, `windows-1250`; none of a workbook, or to have it found out.
    pub encoding: Option<String>,
    /// What stands between cells: `,` `;` `|` or a tab; none of a workbook, or to have it found out.
    pub separator: Option<char>,
    /// How many places of the file hold bytes that are no characters when it is read so.
    #[serde(default)]
    pub unreadable: i32,
    /// The first line in which a quotation mark is opened that is never closed; the row it stands in cannot be imported so.
    #[serde(default)]
    pub open_quote: Option<i32>,
    /// How many rows stood between quotation marks as a whole and were taken apart.
    #[serde(default)]
    pub unpacked: i32,
    /// How many lines hold nothing, as between two rows: they are passed over and counted nowhere else.
    #[serde(default)]
    pub blank: i32,
}

/// A file as a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// How it was read.
    pub reading: Reading,
    /// Its columns, as the heading names them.
    pub headings: Vec<String>,
    /// Its rows; empty ones are none.
    pub rows: Vec<Record>,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// There is nothing in it.
    #[error("the file has no row below its heading")]
    Empty,
    /// Too many rows.
    #[error("the file has more than {MAX_ROWS} rows or {MAX_CELLS} cells; split it")]
    Rows,
    /// Too many columns.
    #[error("the file has more than {MAX_COLUMNS} columns; is it separated by something else?")]
    Columns,
    /// It is no text.
    #[error("the file is neither text nor an Excel workbook (.xlsx)")]
    Binary,
    /// Its heading cannot be told from its rows.
    #[error("the quotation mark opened in line {0}, in the heading, is never closed; close it or take it away")]
    OpenQuote(i32),
    /// There is no such encoding.
    #[error("there is no encoding {0}; UTF-8, UTF-16LE, windows-1250 and windows-1252 are usual")]
    Encoding(String),
    /// It cannot separate anything.
    #[error("cells are separated by a comma, a semicolon, a vertical bar or a tab")]
    Separator,
    /// It is a workbook that cannot be opened.
    #[error("the workbook cannot be read: {0}")]
    Workbook(String),
}

/// A column, as found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ImportColumn")]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// What its values look like.
    pub looks: Looks,
    /// How its days are written.
    pub date_order: Option<DateOrder>,
    /// How its numbers are written.
    pub decimal_mark: Option<DecimalMark>,
    /// Whether its values could be read in another way, too; a person should look.
    pub ambiguous: bool,
    /// Rows in which something stands.
    pub filled: i32,
    /// Some of its values.
    pub samples: Vec<String>,
}

/// Reads a file, as told where something is told. What cannot be told from it follows from the country whose organisation has it.
pub fn read(bytes: &[u8], wanted: &Reading, country: Option<CountryCode>) -> Result<Table, FileError> {
    let (mut reading, records): (Reading, Vec<Record>) = if workbook::is_workbook(bytes) {
        let records: Vec<Record> = workbook::rows(bytes)?.into_iter().map(Record::of).collect();
        (Reading { blank: between(&records), ..Reading::default() }, records)
    } else {
        let decoded = text::decode(bytes, wanted.encoding.as_deref(), country)?;
        let Split { separator, records, blank } = text::records(&decoded.text, wanted.separator)?;
        let encoding = Some(decoded.encoding.to_owned());
        let unreadable = decoded.unreadable;
        (Reading { encoding, separator: Some(separator), unreadable, blank, ..Reading::default() }, records)
    };
    let mut rows = records.into_iter().filter(|record| !record.is_empty());
    let Record { cells: headings, flaw, .. } = rows.next().ok_or(FileError::Empty)?;
    if let Some(Flaw::OpenQuote(line)) = flaw {
        return Err(FileError::OpenQuote(line));
    }
    if headings.len() > MAX_COLUMNS {
        return Err(FileError::Columns);
    }
    let headings: Vec<String> = headings.iter().enumerate().map(|(index, name)| heading(index, name)).collect();
    let mut kept = Vec::new();
    for Record { line, cells, flaw } in rows {
        if kept.len() == MAX_ROWS {
            return Err(FileError::Rows);
        }
        match flaw {
            Some(Flaw::OpenQuote(line)) => reading.open_quote = reading.open_quote.or(Some(line)),
            Some(Flaw::Unpacked) => reading.unpacked += 1,
            Some(Flaw::Packed) | None => {}
        }
        let mut cells: Vec<String> = cells.iter().map(|cell| cell_text(cell)).collect();
        if cells.len() < headings.len() {
            cells.resize(headings.len(), String::new());
        }
        kept.push(Record { line, cells, flaw });
    }
    if kept.is_empty() {
        return Err(FileError::Empty);
    }
    Ok(Table { reading, headings, rows: kept })
}

/// How many rows of a sheet hold nothing, up to the last one that does.
fn between(records: &[Record]) -> i32 {
    let written = records.iter().filter(|record| !record.is_empty());
    let (last, count) =
        written.fold((0, 0_i32), |(last, count), record| (record.line.max(last), count.saturating_add(1)));
    last.saturating_sub(count).max(0)
}

fn heading(index: usize, name: &str) -> String {
    let name: String = cell_text(name).chars().map(|one| if one == '\n' { ' ' } else { one }).take(SAMPLE).collect();
    if name.is_empty() { format!("#{}", index + 1) } else { name }
}

/// A cell without what no text here can keep.
fn cell_text(cell: &str) -> String {
    // What an export wrote so that no spreadsheet takes it for a formula.
    let trimmed = cell.trim();
    let told = trimmed.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    let kept = told.unwrap_or(trimmed).chars().filter(|one| !one.is_control() || ['\n', '\t'].contains(one));
    kept.take(MAX_CELL).collect()
}

/// What the columns of a table look like.
pub fn columns(table: &Table) -> Vec<Column> {
    let comma = table.reading.separator == Some(';');
    let column = |(index, heading): (usize, &String)| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(index)).map(String::as_str);
        let says = |cell: &&str| !cell.is_empty() && !EMPTY_WORDS.iter().any(|word| word.eq_ignore_ascii_case(cell));
        let values: Vec<&str> = cells.filter(says).collect();
        let found = look(&values, comma);
        let mut samples: Vec<String> = Vec::new();
        for value in &values {
            let sample: String = value.chars().take(SAMPLE).collect();
            if samples.len() < SAMPLES && !samples.contains(&sample) {
                samples.push(sample);
            }
        }
        Column {
            heading: heading.clone(),
            looks: found.looks,
            date_order: found.date_order,
            decimal_mark: found.decimal_mark,
            ambiguous: found.ambiguous,
            filled: i32::try_from(values.len()).unwrap_or(i32::MAX),
            samples,
        }
    };
    table.headings.iter().enumerate().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_are_no_rows_and_short_rows_are_filled_up() {
        let table = read(b"Name,Mail\n\nAnna,a@b.hu\n,\nBence\n", &Reading::default(), None).unwrap();
        assert_eq!(table.headings, ["Name", "Mail"]);
        let rows: Vec<_> = table.rows.iter().map(|row| (row.line, row.cells.join("|"))).collect();
        assert_eq!(rows, [(3, "Anna|a@b.hu".to_owned()), (5, "Bence|".to_owned())]);
        assert_eq!(table.reading.blank, 2, "heading, rows and blank lines are all there is");
        assert_eq!(read(b"Name\n", &Reading::default(), None), Err(FileError::Empty));
        assert_eq!(read(b"", &Reading::default(), None), Err(FileError::Empty));
    }

    #[test]
    fn every_line_is_the_heading_a_row_or_blank() {
        for (text, rows, blank) in [
            ("Name\nAnna\n", 1, 0),
            ("\nName\r\n\r\nAnna\r\n\r\n\r\n", 1, 4),
            ("Name;Mail\n   \n;;\nAnna;\n ; \n\n", 1, 4),
            ("Name,Note\nAnna,\"one\n\ntwo\"\n\nBence,x", 2, 1),
        ] {
            let table = read(text.as_bytes(), &Reading::default(), None).unwrap();
            assert_eq!((table.rows.len(), table.reading.blank), (rows, blank), "{text:?}");
        }
        let row = |line: i32, cell: &str| Record::of((line, vec![cell.to_owned()]));
        assert_eq!(between(&[row(2, "Name"), row(3, "Anna"), row(7, "Bence")]), 4);
        assert_eq!(between(&[row(1, "Name"), row(2, " "), row(3, "Bence")]), 1, "blanks are nothing");
        assert_eq!(between(&[]), 0);
    }

    #[test]
    fn what_quotation_marks_did_is_said() {
        let text = b"a,b,c\n\"1,2,3\"\n\"1,2,3\n4,5,6\n";
        let table = read(text, &Reading::default(), None).unwrap();
        assert_eq!((table.rows.len(), table.reading.open_quote, table.reading.unpacked), (3, Some(3), 1));
        assert_eq!(table.rows[2], Record::of((4, ["4", "5", "6"].map(str::to_owned).to_vec())));
        assert_eq!(read(b"\"a,b\n1,2\n", &Reading::default(), None), Err(FileError::OpenQuote(1)));
    }

    #[test]
    fn columns_say_how_they_are_written() {
        let table = read("Név;Érték;Nap;\nAnna;1 200,5;2026.03.02.;\n".as_bytes(), &Reading::default(), None).unwrap();
        let columns = columns(&table);
        assert_eq!(columns[1].decimal_mark, Some(DecimalMark::Comma));
        assert_eq!(columns[2].date_order, Some(DateOrder::Ymd));
        assert_eq!((columns[3].heading.as_str(), columns[3].looks), ("#4", Looks::Empty));
        assert_eq!(columns[0].samples, ["Anna"]);
    }

    #[test]
    fn a_workbook_takes_no_more_room_than_its_cells() {
        let far = |row, column| {
            let mut book = rust_xlsxwriter::Workbook::new();
            let page = book.add_worksheet();
            page.write_string(0, 0, "Name").unwrap();
            page.write_string(row, column, "far").unwrap();
            read(&book.save_to_buffer().unwrap(), &Reading::default(), None)
        };
        assert_eq!(far(1_048_575, 0).unwrap().rows[0].line, 1_048_576);
        assert_eq!(far(1, 16_383), Err(FileError::Columns));
    }
}
