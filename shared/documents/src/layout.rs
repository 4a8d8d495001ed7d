//! From blocks to pages: where everything stands.

#![expect(clippy::float_arithmetic, reason = "places on a page are not money")]

use crate::content::{Align, Block, Cell, Column, Document, Party, Row, Sum, Table, Width};
use crate::text::{Fonts, Shaped, Style};
use crate::{DocumentError, MAX_PAGES};

/// A4, in points.
pub(crate) const PAGE_WIDTH: f32 = 595.28;
pub(crate) const PAGE_HEIGHT: f32 = 841.89;
pub(crate) const MARGIN: f32 = 56.0;
const TOP: f32 = 56.0;
const BOTTOM: f32 = PAGE_HEIGHT - 72.0;
const BODY_WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN;
/// Between two columns, and above and below the text of a row.
const GUTTER: f32 = 12.0;
const ROW_PADDING: f32 = 6.0;
/// Narrowest a text becomes.
const LEAST_WIDTH: f32 = 40.0;
/// Room a heading needs below it, so that it never stands alone at the end of a page.
const KEEP_WITH_NEXT: f32 = 70.0;

const TITLE: Style = Style { size: 20.0, strong: true, faint: false, tabular: false, lead: 26.0 };
const KIND: Style = Style { size: 9.0, strong: true, faint: true, tabular: false, lead: 15.0 };
const HEADING: Style = Style { size: 11.5, strong: true, faint: false, tabular: false, lead: 16.0 };
const BODY: Style = Style { size: 9.5, strong: false, faint: false, tabular: false, lead: 14.0 };
const STRONG: Style = Style { strong: true, ..BODY };
const SMALL: Style = Style { size: 8.0, strong: false, faint: true, tabular: false, lead: 11.5 };
const LABEL: Style = Style { strong: true, ..SMALL };
const TOTAL: Style = Style { size: 11.5, strong: true, faint: false, tabular: false, lead: 16.0 };
pub(crate) const FOOT: Style = Style { size: 7.5, strong: false, faint: true, tabular: false, lead: 10.0 };

/// What a part of the document is to somebody who hears it read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A heading of this level.
    Heading(u16, String),
    /// Text.
    Paragraph,
    /// A table, the head of one, what is below that, and a row of either.
    Table,
    /// The head of a table.
    TableHead,
    /// The body of a table.
    TableBody,
    /// A row of a table.
    TableRow,
    /// A cell that names a column.
    ColumnHead,
    /// A cell that names a row.
    RowHead,
    /// A cell.
    TableCell,
}

/// A part of the document, in the order it is read in.
#[derive(Debug)]
pub(crate) struct Node {
    /// What it is.
    pub meaning: Meaning,
    /// What it is part of; none for what stands by itself.
    pub parent: Option<usize>,
}

/// Something on a page.
#[derive(Debug)]
pub(crate) enum Item {
    /// A text, at the left end of its baseline; part of a node, or of nothing when it is only repeated.
    Text { x: f32, y: f32, style: Style, shaped: Shaped, node: Option<usize> },
    /// A line from here to the right.
    Rule { x: f32, y: f32, width: f32, strong: bool },
}

/// A document with all places found.
#[derive(Debug, Default)]
pub(crate) struct LaidOut {
    /// What stands on each page.
    pub pages: Vec<Vec<Item>>,
    /// Its parts.
    pub nodes: Vec<Node>,
    /// Headings, with page and height.
    pub outline: Vec<(String, usize, f32)>,
}

/// A line of a cell.
struct CellLine {
    text: String,
    style: Style,
}

/// Where the lines of a column stand.
#[derive(Debug, Clone, Copy)]
struct Place {
    x: f32,
    width: f32,
    align: Align,
}

struct Layout<'a> {
    fonts: &'a Fonts,
    done: LaidOut,
    y: f32,
}

/// Finds places for everything, unless there are too many pages of it.
pub(crate) fn lay_out(document: &Document, fonts: &Fonts) -> Result<LaidOut, DocumentError> {
    let mut layout = Layout { fonts, done: LaidOut::default(), y: TOP };
    layout.done.pages.push(Vec::new());
    for block in &document.blocks {
        layout.block(block);
        if layout.is_full() {
            return Err(DocumentError::TooLong(MAX_PAGES));
        }
    }
    Ok(layout.done)
}

impl Layout<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Title { kind, text } => {
                let label = self.node(Meaning::Paragraph, None);
                self.flow(kind, KIND, label);
                self.heading(1, text, TITLE);
                self.y += 10.0;
            }
            Block::Heading(text) => {
                self.y += 8.0;
                self.heading(2, text, HEADING);
                self.y += 4.0;
            }
            Block::Paragraph(text) => self.paragraph(text, BODY),
            Block::Small(text) => self.paragraph(text, SMALL),
            Block::Parties(parties) => self.parties(parties),
            Block::Table(table) => self.table(table),
            Block::Sums(sums) => self.sums(sums),
        }
    }

    fn node(&mut self, meaning: Meaning, parent: Option<usize>) -> usize {
        self.done.nodes.push(Node { meaning, parent });
        self.done.nodes.len() - 1
    }

    fn put(&mut self, item: Item) {
        if let Some(page) = self.done.pages.last_mut() {
            page.push(item);
        }
    }

    /// Puts a line of text whose top is at this height.
    fn line(&mut self, text: &str, x: f32, top: f32, style: Style, node: Option<usize>) {
        // A space at its end parts its last word from the first one of the next line when it is read out.
        let shaped = self.fonts.shape(&format!("{text} "), style);
        // Letters stand on a baseline a little below the middle of their line.
        let y = top + f32::midpoint(style.lead, style.size * 0.72);
        self.put(Item::Text { x, y, style, shaped, node });
    }

    fn next_page(&mut self) {
        self.done.pages.push(Vec::new());
        self.y = TOP;
    }

    fn is_top(&self) -> bool {
        self.y <= TOP
    }

    /// Whether there are too many pages already, so that nothing more needs a place.
    fn is_full(&self) -> bool {
        self.done.pages.len() > MAX_PAGES
    }

    fn make_room(&mut self, height: f32) {
        if self.y + height > BOTTOM && !self.is_top() {
            self.next_page();
        }
    }

    /// Text over the whole width, line by line.
    fn flow(&mut self, text: &str, style: Style, node: usize) {
        for line in self.fonts.wrap(text, style, BODY_WIDTH) {
            if self.is_full() {
                return;
            }
            self.make_room(style.lead);
            self.line(&line, MARGIN, self.y, style, Some(node));
            self.y += style.lead;
        }
    }

    fn paragraph(&mut self, text: &str, style: Style) {
        let node = self.node(Meaning::Paragraph, None);
        self.flow(text, style, node);
        self.y += style.lead / 2.0;
    }

    fn heading(&mut self, level: u16, text: &str, style: Style) {
        self.make_room(style.lead + KEEP_WITH_NEXT);
        let node = self.node(Meaning::Heading(level, text.to_owned()), None);
        self.done.outline.push((text.to_owned(), self.done.pages.len() - 1, self.y));
        self.flow(text, style, node);
    }

    #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
    fn parties(&mut self, parties: &[Party]) {
        let count = parties.len().max(1) as f32;
        let width = (BODY_WIDTH - GUTTER * (count - 1.0)) / count;
        let mut columns: Vec<Vec<CellLine>> = Vec::new();
        for party in parties {
            let mut lines = Vec::new();
            for (text, style) in std::iter::once((&party.label, LABEL))
                .chain(std::iter::once((&party.name, STRONG)))
                .chain(party.lines.iter().map(|line| (line, BODY)))
            {
                lines.extend(self.cell_lines(text, style, width));
            }
            columns.push(lines);
        }
        let places: Vec<Place> = (0..columns.len())
            .map(|place| Place { x: MARGIN + (width + GUTTER) * place as f32, width, align: Align::Left })
            .collect();
        let nodes: Vec<usize> = columns.iter().map(|_| self.node(Meaning::Paragraph, None)).collect();
        let height = columns.iter().map(|lines| height_of(lines)).fold(0.0, f32::max);
        if height <= BOTTOM - TOP {
            self.make_room(height);
        }
        loop {
            let (lowest, later) = self.beside(columns, &places, self.y, &nodes);
            self.y = lowest;
            if later.iter().all(Vec::is_empty) || self.is_full() {
                break;
            }
            columns = later;
            self.next_page();
        }
        self.y += 16.0;
    }

    /// Puts as many lines of each column as the page has room for from this height on. Answers where the longest of them ends,
    /// and the lines that are left.
    fn beside(
        &mut self,
        columns: Vec<Vec<CellLine>>,
        places: &[Place],
        top: f32,
        nodes: &[usize],
    ) -> (f32, Vec<Vec<CellLine>>) {
        let (mut lowest, mut later) = (top, Vec::new());
        for ((lines, place), node) in columns.into_iter().zip(places).zip(nodes) {
            let (mut y, mut rest) = (top, Vec::new());
            for line in lines {
                if !rest.is_empty() || y + line.style.lead > BOTTOM {
                    rest.push(line);
                    continue;
                }
                self.aligned(&line, *place, y, Some(*node));
                y += line.style.lead;
            }
            lowest = lowest.max(y);
            later.push(rest);
        }
        (lowest, later)
    }

    fn cell_lines(&self, text: &str, style: Style, width: f32) -> Vec<CellLine> {
        if text.trim().is_empty() {
            return Vec::new();
        }
        self.fonts.wrap(text, style, width).into_iter().map(|text| CellLine { text, style }).collect()
    }

    fn table(&mut self, table: &Table) {
        let widths = widths_of(&table.columns);
        let node = self.node(Meaning::Table, None);
        let heads: Vec<Vec<CellLine>> = table
            .columns
            .iter()
            .zip(&widths)
            .map(|(column, width)| self.cell_lines(&column.head, LABEL, *width))
            .collect();
        let head_height = heads.iter().map(|lines| height_of(lines)).fold(0.0, f32::max) + ROW_PADDING;
        let rows: Vec<Vec<Vec<CellLine>>> = table.rows.iter().map(|row| self.row_lines(row, &widths)).collect();
        let first = rows.first().map_or(0.0, |cells| row_height(cells));
        self.make_room(head_height + first.min(BOTTOM - TOP - head_height));
        let head = self.node(Meaning::TableHead, Some(node));
        let head_row = self.node(Meaning::TableRow, Some(head));
        self.head(table, &widths, &heads, Some(head_row), head_height);
        let body = self.node(Meaning::TableBody, Some(node));
        for cells in rows {
            let row = self.node(Meaning::TableRow, Some(body));
            let nodes: Vec<usize> = cells.iter().map(|_| self.node(Meaning::TableCell, Some(row))).collect();
            let whole = row_height(&cells);
            // One that is higher than a page begins where at least a line of it has room.
            let needed = if whole <= BOTTOM - TOP - head_height { whole } else { first_lines_height(&cells) };
            if self.y + needed > BOTTOM {
                self.next_page();
                self.head(table, &widths, &heads, None, head_height);
            }
            self.row(table, &widths, &heads, head_height, cells, &nodes);
            if self.is_full() {
                return;
            }
        }
        self.y += 10.0;
    }

    fn row_lines(&self, row: &Row, widths: &[f32]) -> Vec<Vec<CellLine>> {
        let lines = |(cell, width): (&Cell, &f32)| {
            let style = if cell.strong { STRONG } else { BODY };
            let mut lines = self.cell_lines(&cell.text, style, *width);
            lines.extend(self.cell_lines(&cell.note, SMALL, *width));
            lines
        };
        row.cells.iter().zip(widths).map(lines).collect()
    }

    /// The head of a table: part of it the first time, a mere reminder on every further page.
    fn head(&mut self, table: &Table, widths: &[f32], heads: &[Vec<CellLine>], row: Option<usize>, height: f32) {
        for (place, lines) in places_of(table, widths).into_iter().zip(heads) {
            let node = row.map(|row| self.node(Meaning::ColumnHead, Some(row)));
            let mut top = self.y;
            for line in lines {
                self.aligned(line, place, top, node);
                top += line.style.lead;
            }
        }
        self.y += height;
        self.put(Item::Rule { x: MARGIN, y: self.y, width: BODY_WIDTH, strong: true });
    }

    /// A row. One that is higher than a page goes on on the next one.
    fn row(
        &mut self,
        table: &Table,
        widths: &[f32],
        heads: &[Vec<CellLine>],
        head_height: f32,
        mut cells: Vec<Vec<CellLine>>,
        nodes: &[usize],
    ) {
        let places = places_of(table, widths);
        loop {
            let (lowest, later) = self.beside(cells, &places, self.y + ROW_PADDING, nodes);
            self.y = lowest + ROW_PADDING;
            self.put(Item::Rule { x: MARGIN, y: self.y, width: BODY_WIDTH, strong: false });
            if later.iter().all(Vec::is_empty) || self.is_full() {
                return;
            }
            cells = later;
            self.next_page();
            self.head(table, widths, heads, None, head_height);
        }
    }

    fn aligned(&mut self, line: &CellLine, Place { x, width, align }: Place, top: f32, node: Option<usize>) {
        let (x, style) = match align {
            Align::Left => (x, line.style),
            Align::Right => {
                let style = Style { tabular: true, ..line.style };
                (x + width - self.fonts.width(&line.text, style), style)
            }
        };
        self.line(&line.text, x, top, style, node);
    }

    /// Amounts one below the other: together where a page has room for all, else row by row.
    fn sums(&mut self, sums: &[Sum]) {
        let (left, width) = (MARGIN + BODY_WIDTH * 0.45, BODY_WIDTH * 0.55);
        let style_of = |place: usize| if place + 1 == sums.len() { TOTAL } else { BODY };
        let labels: Vec<Vec<CellLine>> = sums
            .iter()
            .enumerate()
            .map(|(place, sum)| {
                let style = style_of(place);
                let amount = self.fonts.width(&sum.amount, style);
                self.cell_lines(&sum.label, style, (width - amount - GUTTER).max(LEAST_WIDTH))
            })
            .collect();
        let height: f32 = labels.iter().map(|lines| height_of(lines).max(TOTAL.lead) + 3.0).sum::<f32>() + 8.0;
        if height <= BOTTOM - TOP {
            self.make_room(height);
        }
        let table = self.node(Meaning::Table, None);
        let body = self.node(Meaning::TableBody, Some(table));
        for ((place, sum), lines) in sums.iter().enumerate().zip(labels) {
            let style = style_of(place);
            self.make_room(style.lead + 8.0);
            if place > 0 && place + 1 == sums.len() {
                self.y += 4.0;
                self.put(Item::Rule { x: left, y: self.y, width, strong: true });
                self.y += 4.0;
            }
            let row = self.node(Meaning::TableRow, Some(body));
            let label = self.node(Meaning::RowHead, Some(row));
            let amount = self.node(Meaning::TableCell, Some(row));
            // The label is read first; the amount stands beside its first line.
            let figure = CellLine { text: sum.amount.clone(), style };
            let beside = Place { x: left, width, align: Align::Right };
            let mut lines = lines.into_iter();
            if let Some(line) = lines.next() {
                self.line(&line.text, left, self.y, style, Some(label));
            }
            self.aligned(&figure, beside, self.y, Some(amount));
            self.y += style.lead;
            for line in lines {
                self.make_room(style.lead);
                self.line(&line.text, left, self.y, style, Some(label));
                self.y += style.lead;
            }
            self.y += 3.0;
            if self.is_full() {
                return;
            }
        }
        self.y += 14.0;
    }
}

fn height_of(lines: &[CellLine]) -> f32 {
    lines.iter().map(|line| line.style.lead).sum()
}

fn row_height(cells: &[Vec<CellLine>]) -> f32 {
    cells.iter().map(|lines| height_of(lines)).fold(0.0, f32::max) + 2.0 * ROW_PADDING
}

/// Height of a row that had only the first line of each of its cells.
fn first_lines_height(cells: &[Vec<CellLine>]) -> f32 {
    cells.iter().filter_map(|lines| lines.first()).map(|line| line.style.lead).fold(0.0, f32::max) + 2.0 * ROW_PADDING
}

#[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
fn widths_of(columns: &[Column]) -> Vec<f32> {
    let fixed: f32 = columns
        .iter()
        .map(|column| match column.width {
            Width::Points(points) => f32::from(points),
            Width::Rest => 0.0,
        })
        .sum();
    let sharing = columns.iter().filter(|column| column.width == Width::Rest).count().max(1) as f32;
    let gutters = GUTTER * columns.len().saturating_sub(1) as f32;
    let rest = ((BODY_WIDTH - fixed - gutters) / sharing).max(LEAST_WIDTH);
    let width = |column: &Column| match column.width {
        Width::Points(points) => f32::from(points),
        Width::Rest => rest,
    };
    columns.iter().map(width).collect()
}

/// Where the columns of a table stand, from left to right.
fn places_of(table: &Table, widths: &[f32]) -> Vec<Place> {
    let mut x = MARGIN;
    let place = |(column, width): (&Column, &f32)| {
        let place = Place { x, width: *width, align: column.align };
        x += width + GUTTER;
        place
    };
    table.columns.iter().zip(widths).map(place).collect()
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
