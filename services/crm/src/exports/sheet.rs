//! Writing a table as CSV or as a workbook.

use std::fs::File;
use std::io::{BufWriter, Write};

use chrono::{NaiveDate, NaiveDateTime};
use kernel::Decimal;
use platform::files::{Cache, Content, FileReply};
use platform::{Problem, Result};
use rust_xlsxwriter::{Format, Workbook};

/// Most rows of a file, without the heading: what can be written while somebody waits.
pub const MAX_ROWS: u32 = 100_000;
/// Most characters of a cell of a workbook.
const MAX_CELL: usize = 32_767;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, cells separated by commas.
    Csv,
    /// A workbook.
    Xlsx,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A day.
    Day(NaiveDate),
    /// A moment on the organisation's clock.
    Moment(NaiveDateTime),
}

impl Cell {
    /// A text, when there is one.
    pub fn text(text: Option<impl ToString>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.to_string()))
    }

    /// A day, when there is one.
    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// A number, when there is one.
    pub fn number(number: Option<impl Into<Decimal>>) -> Self {
        number.map_or(Self::Empty, |number| Self::Number(number.into()))
    }
}

/// A text that no spreadsheet takes for a formula: programs run what begins so.
pub fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// A table that is being written.
pub struct Sheet(Form);

enum Form {
    Csv(Box<csv::Writer<BufWriter<File>>>),
    Xlsx(Box<Pages>),
}

/// A workbook, the row that comes next, and how days and moments look.
struct Pages {
    book: Workbook,
    row: u32,
    day: Format,
    moment: Format,
}

impl std::fmt::Debug for Sheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheet").finish_non_exhaustive()
    }
}

impl Sheet {
    /// A table with these headings.
    pub fn new(kind: Kind, headings: &[String]) -> Result<Self> {
        let mut sheet = match kind {
            Kind::Csv => {
                let mut file = BufWriter::new(tempfile::tempfile().map_err(Problem::internal)?);
                // By this mark spreadsheets know that the text is UTF-8.
                file.write_all("\u{feff}".as_bytes()).map_err(Problem::internal)?;
                Self(Form::Csv(Box::new(csv::Writer::from_writer(file))))
            }
            Kind::Xlsx => {
                let mut book = Workbook::new();
                let page = book.add_worksheet_with_constant_memory().map_err(Problem::internal)?;
                page.set_freeze_panes(1, 0).map_err(Problem::internal)?;
                let day = Format::new().set_num_format("yyyy-mm-dd");
                let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm");
                Self(Form::Xlsx(Box::new(Pages { book, row: 0, day, moment })))
            }
        };
        let headings: Vec<Cell> = headings.iter().map(|heading| Cell::Text(heading.clone())).collect();
        sheet.row(&headings)?;
        Ok(sheet)
    }

    /// Writes a row.
    pub fn row(&mut self, cells: &[Cell]) -> Result<()> {
        match &mut self.0 {
            Form::Csv(writer) => {
                let texts = cells.iter().map(|cell| match cell {
                    Cell::Empty => String::new(),
                    Cell::Text(text) => harmless(text),
                    Cell::Number(number) => number.to_string(),
                    Cell::Day(day) => day.to_string(),
                    Cell::Moment(at) => at.format("%Y-%m-%d %H:%M:%S").to_string(),
                });
                writer.write_record(texts).map_err(Problem::internal)
            }
            Form::Xlsx(pages) => {
                let Pages { book, row, day, moment } = pages.as_mut();
                let page = book.worksheet_from_index(0).map_err(Problem::internal)?;
                for (column, cell) in (0_u16..).zip(cells) {
                    let written = match cell {
                        Cell::Empty => continue,
                        Cell::Text(text) => {
                            page.write_string(*row, column, text.chars().take(MAX_CELL).collect::<String>())
                        }
                        Cell::Number(number) => page.write(*row, column, *number),
                        Cell::Day(on) => page.write_datetime_with_format(*row, column, *on, day),
                        Cell::Moment(at) => page.write_datetime_with_format(*row, column, *at, moment),
                    };
                    written.map_err(Problem::internal)?;
                }
                *row += 1;
                Ok(())
            }
        }
    }

    /// The file, to be sent under a name without its ending.
    pub async fn finish(self, name: &str) -> Result<FileReply> {
        let (content_type, ending) = match &self.0 {
            Form::Csv(_) => ("text/csv; charset=utf-8", "csv"),
            Form::Xlsx(_) => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        };
        // Packing a workbook takes a while.
        let file = tokio::task::spawn_blocking(move || self.into_file()).await.map_err(Problem::internal)??;
        let (content, name) = (Content::of(file).await?, format!("{name}.{ending}"));
        Ok(FileReply { content, content_type, name, cache: Cache::Never })
    }

    fn into_file(self) -> Result<File> {
        match self.0 {
            Form::Csv(writer) => {
                let buffer = writer.into_inner().map_err(|error| Problem::internal(error.error()))?;
                buffer.into_inner().map_err(|error| Problem::internal(error.error()))
            }
            Form::Xlsx(mut pages) => {
                let file = tempfile::tempfile().map_err(Problem::internal)?;
                let copy = file.try_clone().map_err(Problem::internal)?;
                pages.book.save_to_writer(BufWriter::new(copy)).map_err(Problem::internal)?;
                Ok(file)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Seek};

    use super::*;

    fn written(kind: Kind) -> Vec<u8> {
        let mut sheet = Sheet::new(kind, &["Name".to_owned(), "Amount".to_owned(), "Day".to_owned()]).unwrap();
        let day = Cell::day("2026-03-02".parse().ok());
        sheet.row(&[Cell::text(Some("=1+1")), Cell::number(Some(Decimal::new(-1250, 2))), day]).unwrap();
        sheet.row(&[Cell::text(Some("Őz, Bt.")), Cell::Empty, Cell::text(Some("-x"))]).unwrap();
        let mut file = sheet.into_file().unwrap();
        file.rewind().unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn texts_are_no_formulas_and_numbers_stay_numbers() {
        let csv = String::from_utf8(written(Kind::Csv)).unwrap();
        assert_eq!(csv, "\u{feff}Name,Amount,Day\n'=1+1,-12.50,2026-03-02\n\"Őz, Bt.\",,'-x\n");
    }

    #[test]
    fn a_workbook_is_read_again_as_it_was_written() {
        let bytes = written(Kind::Xlsx);
        let table = crate::imports::file::read(&bytes, &crate::imports::file::Reading::default()).unwrap();
        assert_eq!(table.headings, ["Name", "Amount", "Day"]);
        assert_eq!(table.rows[0].1, ["=1+1", "-12.5", "2026-03-02"]);
        assert_eq!(table.rows[1].1, ["Őz, Bt.", "", "-x"]);
    }

    #[test]
    fn a_workbook_takes_no_more_room_than_its_cells() {
        let far = |row, column| {
            let mut book = Workbook::new();
            let page = book.add_worksheet();
            page.write_string(0, 0, "Name").unwrap();
            page.write_string(row, column, "far").unwrap();
            crate::imports::file::read(&book.save_to_buffer().unwrap(), &crate::imports::file::Reading::default())
        };
        assert_eq!(far(1_048_575, 0).unwrap().rows, [(1_048_576, vec!["far".to_owned()])]);
        assert_eq!(far(1, 16_383), Err(crate::imports::file::FileError::Columns));
    }
}
