//! What a document can say.

use chrono::{DateTime, Utc};
use kernel::Language;

/// A document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its title, shown by readers of PDF.
    pub title: String,
    /// Who made it.
    pub author: String,
    /// The language it is written in.
    pub language: Language,
    /// What tells it from every other document.
    pub id: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// What stands at the foot of every page, left of the number of the page.
    pub foot: String,
    /// What it says, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A part of a document. Where a text holds line breaks, its lines break there.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// The heading of the whole document, with a line above it that says what kind of document it is.
    Title {
        /// The kind: "Quote".
        kind: String,
        /// What it is about.
        text: String,
    },
    /// A heading.
    Heading(String),
    /// Text.
    Paragraph(String),
    /// Text that explains, in small letters.
    Small(String),
    /// Who is in it, side by side.
    Parties(Vec<Party>),
    /// A table.
    Table(Table),
    /// Amounts under a table, one below the other; the last one is what counts.
    Sums(Vec<Sum>),
}

/// Somebody, or something about the document, in a column of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// What it is: "For".
    pub label: String,
    /// Its first line, which stands out.
    pub name: String,
    /// Further lines.
    pub lines: Vec<String>,
}

/// A table. Its head stands again on every page it goes on to.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; each has as many cells as there are columns.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands in its head.
    pub head: String,
    /// Where its texts stand.
    pub align: Align,
    /// How wide it is.
    pub width: Width,
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// So many points.
    Points(u16),
    /// What the others leave, in equal parts.
    Rest,
}

/// Where a text stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At its left.
    Left,
    /// At its right, as amounts do.
    Right,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// Whether that stands out.
    pub strong: bool,
    /// More about it, in small letters.
    pub note: String,
}

impl Cell {
    /// A cell that says this.
    pub fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), strong: false, note: String::new() }
    }
}

/// An amount under a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// What it is: "VAT 27%".
    pub label: String,
    /// How much.
    pub amount: String,
}
