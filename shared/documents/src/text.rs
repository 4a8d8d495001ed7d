//! Fonts: which glyphs a text becomes, how wide it is, and where its lines break.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Direction, Face, Feature, Script, ShapePlan, UnicodeBuffer};

use crate::DocumentError;

const REGULAR: &[u8] = include_bytes!("../fonts/Inter-Regular.ttf");
const STRONG: &[u8] = include_bytes!("../fonts/Inter-SemiBold.ttf");
/// From which part of a line on its width is measured and not only added up.
const NEARLY: f32 = 0.95;
/// What is shown in place of a character no font here has.
const UNKNOWN: char = '?';

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    /// Size in points.
    pub size: f32,
    /// Whether it is printed in bold.
    pub strong: bool,
    /// Whether it is printed in grey.
    pub faint: bool,
    /// Whether all digits are equally wide, so that amounts below one another line up.
    pub tabular: bool,
    /// From one line to the next, in points.
    pub lead: f32,
}

/// The fonts of documents.
pub(crate) struct Fonts {
    regular: Typeface,
    strong: Typeface,
}

/// A font for shaping, and the same font for the file.
pub(crate) struct Typeface {
    face: Face<'static>,
    /// How texts of a script become glyphs, with digits equally wide or not. Finding that out costs far more than shaping a
    /// word, and a document has thousands of words.
    plans: RefCell<HashMap<(Script, bool), Rc<ShapePlan>>>,
    /// The font as it goes into the file.
    pub font: Font,
}

/// A text as glyphs.
#[derive(Debug, Clone)]
pub(crate) struct Shaped {
    /// The text.
    pub text: String,
    /// Its glyphs, measured in parts of the font's size.
    pub glyphs: Vec<KrillaGlyph>,
    /// Its width, in parts of the font's size.
    pub ems: f32,
}

impl Typeface {
    fn load(name: &'static str, bytes: &'static [u8]) -> Result<Self, DocumentError> {
        let face = Face::from_slice(bytes, 0).ok_or(DocumentError::Font(name))?;
        let font = Font::new(bytes.into(), 0).ok_or(DocumentError::Font(name))?;
        Ok(Self { face, plans: RefCell::default(), font })
    }

    fn plan(&self, script: Script, tabular: bool) -> Rc<ShapePlan> {
        let make = || {
            let features = [Feature::new(Tag::from_bytes(b"tnum"), u32::from(tabular), ..)];
            Rc::new(ShapePlan::new(&self.face, Direction::LeftToRight, Some(script), None, &features))
        };
        Rc::clone(self.plans.borrow_mut().entry((script, tabular)).or_insert_with(make))
    }

    #[expect(
        clippy::cast_precision_loss,
        clippy::float_arithmetic,
        reason = "places on a page; a font's units are far below what a float holds exactly"
    )]
    fn shape(&self, text: &str, tabular: bool) -> Shaped {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let script = buffer.script();
        buffer.set_script(script);
        let output = rustybuzz::shape_with_plan(&self.face, &self.plan(script, tabular), buffer);
        let per_em = self.face.units_per_em() as f32;
        let (places, infos) = (output.glyph_positions(), output.glyph_infos());
        let mut glyphs = Vec::with_capacity(infos.len());
        let mut ems = 0.0;
        for (index, (info, place)) in infos.iter().zip(places).enumerate() {
            let start = info.cluster as usize;
            let next = infos.iter().skip(index).map(|later| later.cluster as usize).find(|later| *later > start);
            let advance = place.x_advance as f32 / per_em;
            ems += advance;
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                advance,
                place.x_offset as f32 / per_em,
                place.y_offset as f32 / per_em,
                0.0,
                start..next.unwrap_or(text.len()),
                None,
            ));
        }
        Shaped { text: text.to_owned(), glyphs, ems }
    }
}

impl Fonts {
    /// The fonts this program was built with.
    pub fn load() -> Result<Self, DocumentError> {
        Ok(Self {
            regular: Typeface::load("Inter Regular", REGULAR)?,
            strong: Typeface::load("Inter SemiBold", STRONG)?,
        })
    }

    /// The font of a style.
    pub fn typeface(&self, style: Style) -> &Typeface {
        if style.strong { &self.strong } else { &self.regular }
    }

    /// A text as glyphs.
    pub fn shape(&self, text: &str, style: Style) -> Shaped {
        self.typeface(style).shape(text, style.tabular)
    }

    /// Width of a text in points.
    #[expect(clippy::float_arithmetic, reason = "places on a page are not money")]
    pub fn width(&self, text: &str, style: Style) -> f32 {
        self.shape(text, style).ems * style.size
    }

    /// A text with nothing in it that cannot be shown.
    fn shown(&self, text: &str) -> String {
        let known = |letter: char| self.regular.face.glyph_index(letter).is_some();
        let mut shown = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                '\n' => shown.push('\n'),
                '\t' => shown.push(' '),
                _ if known(letter) => shown.push(letter),
                // Marks without width, such as those that join letters of other scripts, say nothing by themselves.
                _ if letter.is_control() || ('\u{200b}'..='\u{200f}').contains(&letter) => {}
                '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}' => {}
                _ => shown.push(UNKNOWN),
            }
        }
        shown
    }

    /// The lines of a text that are no wider than this many points. A word that is wider breaks where it must.
    #[expect(clippy::float_arithmetic, reason = "places on a page are not money")]
    pub fn wrap(&self, text: &str, style: Style, width: f32) -> Vec<String> {
        let shown = self.shown(text);
        let space = self.width(" ", style);
        let mut lines = Vec::new();
        for paragraph in shown.trim_end().split('\n') {
            let (mut line, mut taken) = (String::new(), 0.0);
            for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
                let wide = self.width(word, style);
                if !line.is_empty() {
                    let joined = format!("{line} {word}");
                    let sum = taken + space + wide;
                    // Side by side letters stand closer or further apart than each by itself, by a little.
                    let together = if sum > width * NEARLY { self.width(&joined, style) } else { sum };
                    if together <= width {
                        (line, taken) = (joined, together);
                        continue;
                    }
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                if wide <= width {
                    (line, taken) = (word.to_owned(), wide);
                } else {
                    (line, taken) = self.broken(word, style, width, &mut lines);
                }
            }
            lines.push(line);
        }
        lines
    }

    /// Puts all of a word that fills whole lines on lines of their own; answers what is left, and how wide that is.
    #[expect(clippy::float_arithmetic, reason = "places on a page are not money")]
    fn broken(&self, word: &str, style: Style, width: f32, lines: &mut Vec<String>) -> (String, f32) {
        let mut rest = word;
        loop {
            let mut taken = 0.0;
            let fitting = rest.char_indices().find(|(_, letter)| {
                taken += self.width(letter.encode_utf8(&mut [0; 4]), style);
                taken > width
            });
            let mut end = fitting.map_or(rest.len(), |(at, _)| at);
            // Together they may be wider than one by one; a single letter has to stand somewhere.
            let mut wide = self.width(rest.get(..end).unwrap_or_default(), style);
            let first = rest.chars().next().map_or(0, char::len_utf8);
            while end > first && wide > width {
                end -= rest.get(..end).and_then(|part| part.chars().next_back()).map_or(end, char::len_utf8);
                wide = self.width(rest.get(..end).unwrap_or_default(), style);
            }
            let (part, after) = rest.split_at(end.max(first));
            if after.is_empty() {
                return (part.to_owned(), wide);
            }
            lines.push(part.to_owned());
            rest = after;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style { size: 10.0, strong: false, faint: false, tabular: false, lead: 14.0 };

    #[test]
    fn hungarian_letters_have_glyphs_and_what_has_none_is_a_question_mark() {
        let fonts = Fonts::load().unwrap();
        assert_eq!(fonts.shown("árvíztűrő tükörfúrógép ŐŰ €"), "árvíztűrő tükörfúrógép ŐŰ €");
        assert_eq!(fonts.shown("ok 🙂\u{200d} 漢\u{7}\tx"), "ok ? ? x");
        for style in [STYLE, Style { strong: true, ..STYLE }] {
            let shaped = fonts.shape("őű", style);
            assert!(shaped.glyphs.len() == 2 && shaped.glyphs.iter().all(|glyph| glyph.glyph_id.to_u32() != 0));
        }
    }

    #[test]
    fn digits_of_amounts_are_equally_wide() {
        let fonts = Fonts::load().unwrap();
        let width = |text: &str| fonts.shape(text, Style { tabular: true, ..STYLE }).ems.to_bits();
        assert_eq!(width("1111"), width("8888"));
    }

    #[test]
    fn lines_break_between_words_and_inside_only_when_they_must() {
        let fonts = Fonts::load().unwrap();
        let lines = fonts.wrap("one two three four five\nsix", STYLE, 60.0);
        assert_eq!(lines.join(" "), "one two three four five six");
        assert!(lines.len() > 2 && lines.iter().all(|line| fonts.width(line, STYLE) <= 60.0), "{lines:?}");
        let broken = fonts.wrap(&"x".repeat(50), STYLE, 60.0);
        assert_eq!(broken.concat(), "x".repeat(50));
        assert!(broken.len() > 3);
        assert_eq!(fonts.wrap("", STYLE, 60.0), [""]);
    }

    #[test]
    fn letters_that_are_wider_together_than_one_by_one_still_fit() {
        let fonts = Fonts::load().unwrap();
        let title = Style { size: 20.0, strong: true, ..STYLE };
        let word = "ficslqcdzbkbpuosutyrvpsgjqokxlzwholdelwwhdgtnmdglbtwuochczqp";
        for width in 30..120_u8 {
            let width = f32::from(width) * 5.0;
            let lines = fonts.wrap(word, title, width);
            assert_eq!(lines.concat(), word);
            assert!(lines.iter().all(|line| fonts.width(line, title) <= width), "{width}: {lines:?}");
        }
    }
}
