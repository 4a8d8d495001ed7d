//! From pages to bytes.

#![expect(clippy::float_arithmetic, reason = "places on a page are not money")]

use std::num::NonZeroU16;

use chrono::{Datelike, Timelike};
use kernel::Language;
use krilla::SerializeSettings;
use krilla::color::rgb;
use krilla::configure::ConfigurationBuilder;
use krilla::configure::validate::{Accessibility, Archival};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

use crate::DocumentError;
use crate::content::Document;
use crate::layout::{FOOT, Item, LaidOut, MARGIN, Meaning, PAGE_HEIGHT, PAGE_WIDTH};
use crate::text::{Fonts, Shaped, Style};

const INK: (u8, u8, u8) = (23, 28, 38);
const FAINT: (u8, u8, u8) = (92, 101, 117);
const LINE: (u8, u8, u8) = (214, 219, 227);

/// Writes a document whose places are found.
pub(crate) fn draw(document: &Document, laid_out: &LaidOut, fonts: &Fonts) -> Result<Vec<u8>, DocumentError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| DocumentError::Invalid(format!("{error:?}")))?;
    let mut pdf = krilla::Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut parts: Vec<Vec<Identifier>> = laid_out.nodes.iter().map(|_| Vec::new()).collect();
    let size = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT)
        .ok_or_else(|| DocumentError::Invalid("a page without a size".to_owned()))?;
    for (place, items) in laid_out.pages.iter().enumerate() {
        let mut page = pdf.start_page_with(size.clone());
        let mut surface = page.surface();
        for item in items {
            draw_item(&mut surface, item, fonts, &mut parts);
        }
        draw_foot(&mut surface, document, (place + 1, laid_out.pages.len()), fonts);
        surface.finish();
        page.finish();
    }
    pdf.set_metadata(metadata(document));
    pdf.set_outline(outline(laid_out));
    pdf.set_tag_tree(tags(laid_out, parts, document.language));
    pdf.finish().map_err(|error| DocumentError::Invalid(format!("{error:?}")))
}

fn draw_item(surface: &mut Surface<'_>, item: &Item, fonts: &Fonts, parts: &mut [Vec<Identifier>]) {
    match item {
        Item::Text { x, y, style, shaped, node } => {
            let part = node.and_then(|node| parts.get_mut(node));
            let tag = match part {
                Some(_) => ContentTag::Span(SpanTag::empty()),
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
            };
            let identifier = surface.start_tagged(tag);
            draw_text(surface, (*x, *y), shaped, *style, fonts);
            surface.end_tagged();
            if let Some(part) = part {
                part.push(identifier);
            }
        }
        Item::Rule { x, y, width, strong } => {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            let thickness = if *strong { 0.9 } else { 0.5 };
            surface.set_fill(Some(fill(if *strong { FAINT } else { LINE })));
            let mut path = PathBuilder::new();
            if let Some(bar) = Rect::from_xywh(*x, *y, *width, thickness) {
                path.push_rect(bar);
            }
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
            surface.end_tagged();
        }
    }
}

fn draw_text(surface: &mut Surface<'_>, (x, y): (f32, f32), shaped: &Shaped, style: Style, fonts: &Fonts) {
    surface.set_fill(Some(fill(if style.faint { FAINT } else { INK })));
    let font = fonts.typeface(style).font.clone();
    surface.draw_glyphs(Point::from_xy(x, y), &shaped.glyphs, font, &shaped.text, style.size, false);
}

fn fill((red, green, blue): (u8, u8, u8)) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), opacity: NormalizedF32::ONE, rule: FillRule::default() }
}

/// What stands at the foot of each page.
fn draw_foot(surface: &mut Surface<'_>, document: &Document, (page, pages): (usize, usize), fonts: &Fonts) {
    let y = PAGE_HEIGHT - 40.0;
    let number = match document.language {
        Language::En => format!("Page {page} of {pages}"),
        Language::Hu => format!("{page}. oldal, összesen {pages}"),
    };
    let number = fonts.shape(&number, FOOT);
    let right = PAGE_WIDTH - MARGIN - number.ems * FOOT.size;
    let room = right - MARGIN - 20.0;
    let foot = fonts.wrap(&document.foot.replace('\n', " "), FOOT, room).into_iter().next().unwrap_or_default();
    let foot = fonts.shape(&foot, FOOT);
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
    draw_text(surface, (MARGIN, y), &foot, FOOT, fonts);
    draw_text(surface, (right, y), &number, FOOT, fonts);
    surface.end_tagged();
}

fn metadata(document: &Document) -> Metadata {
    let (date, time) = (document.made_at.date_naive(), document.made_at.time());
    let part = |value: u32| u8::try_from(value).unwrap_or_default();
    let made = DateTime::new(u16::try_from(date.year()).unwrap_or_default())
        .month(part(date.month()))
        .day(part(date.day()))
        .hour(part(time.hour()))
        .minute(part(time.minute()))
        .second(part(time.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    Metadata::new()
        .title(document.title.clone())
        .authors(vec![document.author.clone()])
        .language(document.language.tag().to_owned())
        .creation_date(made)
        .document_id(document.id.clone())
        .creator("Gerinc".to_owned())
}

fn outline(laid_out: &LaidOut) -> Outline {
    let mut outline = Outline::new();
    for (text, page, y) in &laid_out.outline {
        outline.push_child(OutlineNode::new(text.clone(), XyzDestination::new(*page, Point::from_xy(MARGIN, *y))));
    }
    outline
}

/// What the document is to somebody who hears it read: parts in parts, each with its texts.
fn tags(laid_out: &LaidOut, parts: Vec<Vec<Identifier>>, language: Language) -> TagTree {
    let mut groups: Vec<TagGroup> = laid_out.nodes.iter().map(|node| TagGroup::new(tag(&node.meaning))).collect();
    for (group, identifiers) in groups.iter_mut().zip(parts) {
        for identifier in identifiers {
            group.push(identifier);
        }
    }
    // Parts come after what they are part of, so from the end each is complete when it is put where it belongs; what was
    // collected that way is in the wrong order, and turned round.
    let mut within: Vec<Vec<TagGroup>> = laid_out.nodes.iter().map(|_| Vec::new()).collect();
    let mut top = Vec::new();
    for (place, node) in laid_out.nodes.iter().enumerate().rev() {
        let Some(mut group) = groups.pop() else { continue };
        if let Some(children) = within.get_mut(place) {
            for child in children.drain(..).rev() {
                group.push(child);
            }
        }
        match node.parent.and_then(|parent| within.get_mut(parent)) {
            Some(siblings) => siblings.push(group),
            None => top.push(group),
        }
    }
    let mut tree = TagTree::new().with_lang(Some(language.tag().to_owned()));
    for group in top.into_iter().rev() {
        tree.push(group);
    }
    tree
}

fn tag(meaning: &Meaning) -> TagKind {
    match meaning {
        Meaning::Heading(level, title) => {
            Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(title.clone())).into()
        }
        Meaning::Paragraph => Tag::P.into(),
        Meaning::Table => Tag::Table.into(),
        Meaning::TableHead => Tag::THead.into(),
        Meaning::TableBody => Tag::TBody.into(),
        Meaning::TableRow => Tag::TR.into(),
        Meaning::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Meaning::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Meaning::TableCell => Tag::TD.into(),
    }
}
