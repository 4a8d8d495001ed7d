//! The records of a separated text (RFC 4180): its cells, and quotation marks that went wrong.
//!
//! A quotation mark that is never closed would take every line after it into one cell. So it is looked what a cell between
//! quotation marks holds: where lines in it look as rows of the table do, and the record does not come out even, the mark
//! was none. The record ends with its line then, and says so; every line after it is a row again. What a program wrote that
//! writes such files rightly is always read as it was written.

use serde::{Deserialize, Serialize};

use super::MAX_COLUMNS;

/// Lines that look as rows from which a cell of them is taken for rows, although its record comes out even.
const FAR_TOO_MANY: usize = 8;

/// What is wrong with how a row is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// A quotation mark that was opened in this line is never closed.
    OpenQuote(i32),
    /// The whole row stood between quotation marks, and was taken apart into its columns.
    Unpacked,
    /// The whole row stands between quotation marks, and does not come apart into the columns.
    Packed,
}

/// A record of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The line it begins on, from 1.
    pub line: i32,
    /// Its cells.
    pub cells: Vec<String>,
    /// What is wrong with how it is written.
    pub flaw: Option<Flaw>,
}

impl Record {
    /// A record of a line that is written as it should be.
    pub fn of((line, cells): (i32, Vec<String>)) -> Self {
        Self { line, cells, flaw: None }
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// What a quotation mark at the beginning of a cell opens.
enum Quoted {
    /// A text that ends where it should.
    Text(String),
    /// The same, of lines that look as rows: it depends on whether the record comes out even.
    Rows(String, usize),
    /// Nothing: it is never closed.
    Open,
}

/// Reads records one after the other.
#[derive(Debug, Clone)]
pub struct Splitter<'t> {
    text: &'t str,
    separator: u8,
    quote: u8,
    at: usize,
    line: i32,
    /// Lines gone by in which nothing stands at all, no separator either.
    blank: i32,
    /// Columns of the heading, once it is read.
    width: Option<usize>,
}

impl<'t> Splitter<'t> {
    /// Reads a text whose first line has this number.
    pub const fn new(text: &'t str, (separator, quote): (u8, u8), line: i32) -> Self {
        Self { text, separator, quote, at: 0, line, blank: 0, width: None }
    }

    /// Lines gone by in which nothing stands at all, no separator either; all of them once there is no further record.
    pub const fn blank(&self) -> i32 {
        self.blank
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The next record that has anything between its separators, or any separator.
    fn record(&mut self) -> Option<Record> {
        while let Some(b'\r' | b'\n') = self.byte(self.at) {
            let from = self.at;
            self.end_line();
            self.line = self.line.saturating_add(breaks(self.slice(from, self.at)));
            self.blank = self.blank.saturating_add(1);
        }
        self.byte(self.at)?;
        let (start, line) = (self.at, self.line);
        let (mut cells, mut count, mut flaw): (Vec<String>, usize, Option<Flaw>) = (Vec::new(), 0, None);
        // Where a cell begins that may hold rows, how many cells are before it, and how many lines it has.
        let mut doubtful: Option<(usize, usize, usize)> = None;
        loop {
            let from = self.at;
            let mut opened = None;
            let mut cell = match self.cell(count) {
                Quoted::Text(text) => text,
                Quoted::Rows(text, lines) => {
                    doubtful = doubtful.or(Some((from, count, lines)));
                    text
                }
                Quoted::Open => {
                    opened = Some(from);
                    self.bare()
                }
            };
            let goes_on = self.byte(self.at) == Some(self.separator);
            // It is not waited for the end of a record that cannot come out even any more.
            let uneven = self.width.is_some_and(|width| count >= width || (!goes_on && count + 1 < width));
            if let Some((place, before, lines)) = doubtful
                && (uneven || (!goes_on && lines >= FAR_TOO_MANY))
            {
                (opened, doubtful, flaw, count, self.at) = (Some(place), None, None, before, place);
                cells.truncate(before);
                cell = self.bare();
            }
            if let Some(place) = opened {
                flaw = flaw.or(Some(Flaw::OpenQuote(line.saturating_add(breaks(self.slice(start, place))))));
            }
            // One more than there may be, so that too many are found out.
            if count <= MAX_COLUMNS {
                cells.push(cell);
            }
            count += 1;
            if self.byte(self.at) != Some(self.separator) {
                break;
            }
            self.at += 1;
        }
        self.end_line();
        self.line = line.saturating_add(breaks(self.slice(start, self.at)));
        if flaw.is_none() && count == 1 && self.byte(start) == Some(self.quote) {
            self.unpack(line, &mut cells, &mut flaw);
        }
        self.width = self.width.or(Some(count));
        Some(Record { line, cells, flaw })
    }

    /// The cell that begins here, in a record that has so many before it.
    fn cell(&mut self, before: usize) -> Quoted {
        if self.byte(self.at) == Some(self.quote) { self.quoted(before) } else { Quoted::Text(self.bare()) }
    }

    /// Goes past the end of a line.
    fn end_line(&mut self) {
        if self.byte(self.at) == Some(b'\r') {
            self.at += 1;
        }
        if self.byte(self.at) == Some(b'\n') {
            self.at += 1;
        }
    }

    /// What stands up to the next separator or the end of the line.
    fn bare(&mut self) -> String {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let ends = |byte: &u8| *byte == self.separator || matches!(byte, b'\r' | b'\n');
        let end = rest.iter().position(ends).map_or(self.text.len(), |length| self.at + length);
        let text = self.slice(self.at, end).to_owned();
        self.at = end;
        text
    }

    /// What the quotation mark opens that stands here, in a record that has so many cells before it.
    fn quoted(&mut self, before: usize) -> Quoted {
        let from = self.at;
        let (mut text, mut part) = (String::new(), from + 1);
        loop {
            let rest = self.text.as_bytes().get(part..).unwrap_or_default();
            let Some(end) = rest.iter().position(|byte| *byte == self.quote).map(|length| part + length) else {
                return Quoted::Open;
            };
            text.push_str(self.slice(part, end));
            if self.byte(end + 1) == Some(self.quote) {
                text.push(char::from(self.quote));
                part = end + 2;
                continue;
            }
            let closes = self.closes(end + 1);
            let (looks, lines) = self.looks_like_rows(before, (from, end), closes);
            if looks && !closes {
                return Quoted::Open;
            }
            self.at = end + 1;
            if !closes || self.byte(self.at) == Some(b' ') {
                text.push_str(&self.bare());
            }
            return if looks { Quoted::Rows(text, lines) } else { Quoted::Text(text) };
        }
    }

    /// Whether a cell may end here, but for blanks.
    fn closes(&self, at: usize) -> bool {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        rest.iter()
            .find(|byte| **byte != b' ')
            .is_none_or(|byte| *byte == self.separator || matches!(byte, b'\r' | b'\n'))
    }

    /// Whether what stands in a cell, from its quotation mark on, looks as the rest of a row and rows after it do; and how
    /// many lines it has.
    fn looks_like_rows(&self, before: usize, (from, end): (usize, usize), closes: bool) -> (bool, usize) {
        let inside = self.slice(from, end);
        if !inside.contains(['\r', '\n']) {
            return (false, 1);
        }
        // In a heading, or where there is one column, it cannot be told but by how it ends.
        let Some(width) = self.width.filter(|width| *width > 1) else { return (!closes, 1) };
        let separators = |line: &str| line.bytes().filter(|byte| *byte == self.separator).count();
        let mut lines = inside.split(['\r', '\n']).filter(|line| !line.trim().is_empty());
        let first = before + lines.next().map_or(0, separators) + 1 == width;
        let mut lines: Vec<usize> = lines.map(|line| separators(line) + 1).collect();
        let count = lines.len() + 1;
        lines.pop();
        let between = lines.iter().all(|cells| *cells == width);
        let looks = if !closes {
            first || (!lines.is_empty() && between)
        } else if lines.is_empty() {
            // Of two lines, the other one looks as a row, too.
            let begins = from + inside.rfind(['\r', '\n']).map_or(0, |place| place + 1);
            let rest = self.slice(end, self.text.len());
            let ends = end + rest.find(['\r', '\n']).unwrap_or(rest.len());
            first && separators(self.slice(begins, ends)) + 1 == width
        } else {
            first && between
        };
        (looks, count)
    }

    /// Takes a record apart that is one cell, but has the columns of the heading in it.
    fn unpack(&self, line: i32, cells: &mut Vec<String>, flaw: &mut Option<Flaw>) {
        let (Some(width), Some(whole)) = (self.width.filter(|width| *width > 1), cells.first()) else { return };
        let mut inner = Splitter::new(whole, (self.separator, self.quote), line);
        let Some(record) = inner.record() else { return };
        let alone = record.flaw.is_none() && inner.record().is_none();
        let found = record.cells.len();
        // A name such as "Acme, Inc" in a row that lacks the rest.
        let is_text = found <= 2 && record.cells.get(1).is_none_or(|cell| cell.starts_with(' '));
        if alone && found == width && !is_text {
            *cells = record.cells;
            *flaw = Some(Flaw::Unpacked);
        } else if !is_text {
            *flaw = Some(Flaw::Packed);
        }
    }
}

impl Iterator for Splitter<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        self.record()
    }
}

/// Ends of lines in a text.
fn breaks(text: &str) -> i32 {
    let bytes = text.as_bytes();
    let alone =
        |(place, byte): (usize, &u8)| *byte == b'\n' || (*byte == b'\r' && bytes.get(place + 1) != Some(&b'\n'));
    i32::try_from(bytes.iter().enumerate().filter(|one| alone(*one)).count()).unwrap_or(i32::MAX)
}

#[cfg(test)]
#[path = "split_tests.rs"]
mod tests;
