//! Writing a table as CSV or as a workbook.

use std::fs::File;
use std::io::{BufWriter, Seek, Write};
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};
use kernel::Decimal;
use platform::files::{Cache, Content, Ending, FileReply, Growth};
use platform::{Problem, Result};
use rust_xlsxwriter::{Format, Workbook};
use tempfile::NamedTempFile;
use tokio::sync::{Semaphore, SemaphorePermit, watch};

/// Most rows of a file, without the heading: what a sheet of a workbook holds.
pub const MAX_ROWS: u32 = 1_048_575;
/// Files that are written at the same time: each holds a connection to the database until its last row is read.
static WRITING: Semaphore = Semaphore::const_new(3);
/// How long somebody waits until one of those before them is done.
const PATIENCE: Duration = Duration::from_secs(5);
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
pub struct Sheet {
    form: Form,
    /// Where it is written to.
    file: NamedTempFile,
    growth: watch::Sender<Growth>,
    rows: u32,
}

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

/// Leave to write a file, for as long as it is held.
#[derive(Debug)]
#[must_use]
pub struct Turn {
    _permit: SemaphorePermit<'static>,
}

/// Waits until a file may be written.
///
/// # Errors
/// 503 when too many are being written.
pub async fn turn() -> Result<Turn> {
    match tokio::time::timeout(PATIENCE, WRITING.acquire()).await {
        Ok(permit) => Ok(Turn { _permit: permit.map_err(Problem::internal)? }),
        Err(_elapsed) => Err(Problem::unavailable("several files are being made just now; ask again in a minute")),
    }
}

/// A table that is sent under a name without its ending, while `write` writes it with these headings. CSV goes out row by row; a
/// workbook when it is packed, and until then nothing but the head of the answer does. However long that takes, nobody has to
/// answer for it within the time of a request, and no more than a page of it is in memory.
///
/// # Errors
/// An internal problem when no file can be written.
pub fn send<W, F>(turn: Turn, kind: Kind, name: &str, headings: &[String], write: W) -> Result<FileReply>
where
    W: FnOnce(Sheet) -> F,
    F: Future<Output = Result<Sheet>> + Send + 'static,
{
    let (content_type, ending) = match kind {
        Kind::Csv => ("text/csv; charset=utf-8", "csv"),
        Kind::Xlsx => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    };
    let (sheet, content) = Sheet::new(kind, headings)?;
    let growth = sheet.growth.clone();
    let writing = write(sheet);
    tokio::spawn(async move {
        let _turn = turn;
        let written = match writing.await {
            // Packing a workbook keeps a processor busy.
            Ok(sheet) => tokio::task::spawn_blocking(move || sheet.finish()).await.map_err(Problem::internal),
            Err(problem) => Err(problem),
        };
        if let Err(problem) = written.and_then(|finished| finished) {
            tracing::warn!(%problem, "a list could not be sent to its end");
            growth.send_modify(|growth| growth.ending = Ending::Broken);
        }
    });
    Ok(FileReply { content, content_type, name: format!("{name}.{ending}"), cache: Cache::Never })
}

impl Sheet {
    /// A table with these headings, and what is sent of it.
    fn new(kind: Kind, headings: &[String]) -> Result<(Self, Content)> {
        let file = NamedTempFile::new().map_err(Problem::internal)?;
        let read = file.reopen().map_err(Problem::internal)?;
        let form = match kind {
            Kind::Csv => {
                let mut writer = BufWriter::new(file.reopen().map_err(Problem::internal)?);
                // By this mark spreadsheets know that the text is UTF-8.
                writer.write_all("\u{feff}".as_bytes()).map_err(Problem::internal)?;
                Form::Csv(Box::new(csv::Writer::from_writer(writer)))
            }
            Kind::Xlsx => {
                let mut book = Workbook::new();
                let page = book.add_worksheet_with_constant_memory().map_err(Problem::internal)?;
                page.set_freeze_panes(1, 0).map_err(Problem::internal)?;
                let day = Format::new().set_num_format("yyyy-mm-dd");
                let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm");
                Form::Xlsx(Box::new(Pages { book, row: 0, day, moment }))
            }
        };
        let (growth, seen) = watch::channel(Growth::default());
        let mut sheet = Self { form, file, growth, rows: 0 };
        let headings: Vec<Cell> = headings.iter().map(|heading| Cell::Text(heading.clone())).collect();
        sheet.row(&headings)?;
        Ok((sheet, Content::growing(read, seen)))
    }

    /// Lets what was written so far be sent, before more is read.
    ///
    /// # Errors
    /// When nobody waits for it any more, or the table has more rows than a sheet holds.
    pub fn page_is_done(&mut self, rows: usize) -> Result<()> {
        self.rows = self.rows.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX));
        if self.rows > MAX_ROWS {
            return Err(Problem::internal(format!("a list has more than {MAX_ROWS} rows")));
        }
        if self.growth.is_closed() {
            return Err(Problem::unavailable("whoever asked for the file has gone"));
        }
        if let Form::Csv(writer) = &mut self.form {
            writer.flush().map_err(Problem::internal)?;
            let bytes = writer.get_ref().get_ref().stream_position().map_err(Problem::internal)?;
            self.growth.send_replace(Growth { bytes, ending: Ending::None });
        }
        Ok(())
    }

    /// Writes a row.
    ///
    /// # Errors
    /// An internal problem when it cannot be written.
    pub fn row(&mut self, cells: &[Cell]) -> Result<()> {
        match &mut self.form {
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

    /// Writes what is left, and lets all of it be sent.
    fn finish(self) -> Result<()> {
        let Self { form, file, growth, .. } = self;
        let written = match form {
            Form::Csv(writer) => {
                let buffer = writer.into_inner().map_err(|error| Problem::internal(error.error()))?;
                buffer.into_inner().map_err(|error| Problem::internal(error.error()))?
            }
            Form::Xlsx(mut pages) => {
                let written = file.reopen().map_err(Problem::internal)?;
                let copy = written.try_clone().map_err(Problem::internal)?;
                let mut writer = BufWriter::new(copy);
                pages.book.save_to_writer(&mut writer).map_err(Problem::internal)?;
                writer.flush().map_err(Problem::internal)?;
                written
            }
        };
        let bytes = written.metadata().map_err(Problem::internal)?.len();
        growth.send_replace(Growth { bytes, ending: Ending::Whole });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use calamine::{Data, Reader, Xlsx};

    use super::*;

    fn written(kind: Kind) -> Vec<u8> {
        let (mut sheet, _content) =
            Sheet::new(kind, &["Name".to_owned(), "Amount".to_owned(), "Day".to_owned()]).unwrap();
        let day = Cell::day("2026-03-02".parse().ok());
        sheet.row(&[Cell::text(Some("=1+1")), Cell::number(Some(Decimal::new(-1250, 2))), day]).unwrap();
        sheet.row(&[Cell::text(Some("Őz, Bt.")), Cell::Empty, Cell::text(Some("-x"))]).unwrap();
        let mut file = sheet.file.reopen().unwrap();
        sheet.finish().unwrap();
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
    fn a_workbook_holds_what_was_written() {
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(written(Kind::Xlsx))).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        assert_eq!(rows[0], ["Name", "Amount", "Day"]);
        // A text is a text in a workbook, whatever it begins with.
        assert_eq!(rows[1][..2], ["=1+1", "-12.5"]);
        assert!(matches!(sheet.get((1, 2)), Some(Data::DateTime(_))));
        assert_eq!(rows[2], ["Őz, Bt.", "", "-x"]);
    }
}
