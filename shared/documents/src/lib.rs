//! Documents the suite writes for people outside: quotes and invoices, as PDF.
//!
//! A document is said as content ([`Document`], [`Block`]); where everything goes is decided here. What comes out is a
//! PDF/A-3a and PDF/UA-1 file: its fonts are in it, its text can be read out and copied, and the same content always makes
//! the same bytes. Nothing is asked of a clock, a disk or the network.
//!
//! | module | does |
//! |---|---|
//! | [`content`] | what a document can say |
//! | `aside` | drawing beside the threads that answer requests |
//! | [`words`] | amounts, days and numbers as a language writes them |
//! | `text` | fonts: which glyphs a text becomes and where its lines break |
//! | `layout` | from blocks to pages |
//! | `draw` | from pages to bytes |

mod aside;
pub mod content;
mod draw;
mod layout;
mod text;
pub mod words;

pub use aside::render_aside;
pub use content::{Align, Block, Cell, Column, Document, Party, Row, Sum, Table, Width};

/// Most pages of a document.
pub const MAX_PAGES: usize = 100;

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// A font of this program cannot be read.
    #[error("the font {0} cannot be read")]
    Font(&'static str),
    /// It fills too many pages.
    #[error("the document fills more than {0} pages")]
    TooLong(usize),
    /// What was drawn does not keep the rules of the standards.
    #[error("the document breaks a rule of PDF: {0}")]
    Invalid(String),
}

/// Writes a document.
///
/// # Errors
/// [`DocumentError::TooLong`] when it fills more than [`MAX_PAGES`]; another one only when this program is wrong. Characters the fonts do not have are shown
/// as a question mark.
pub fn render(document: &Document) -> Result<Vec<u8>, DocumentError> {
    let fonts = text::Fonts::load()?;
    let laid_out = layout::lay_out(document, &fonts)?;
    draw::draw(document, &laid_out, &fonts)
}
