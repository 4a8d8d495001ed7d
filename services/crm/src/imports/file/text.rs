//! Text files: their encoding, their separator and their records.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};

use kernel::CountryCode;

use super::split::{Record, Splitter};
use super::{FileError, MAX_CELLS, MAX_ROWS};

/// What may stand between cells.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Records from which the separator is told.
const TOLD_FROM: usize = 50;
/// Bytes from which a text without a mark is told to be UTF-16.
const HEAD: usize = 4096;

/// The characters of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// How they are written.
    pub encoding: &'static str,
    /// The characters.
    pub text: String,
    /// Places with bytes that are no characters; each stands as U+FFFD in the text.
    pub unreadable: i32,
}

/// The characters of a file, and how they are written. What cannot be told from the bytes alone follows from the country whose
/// organisation has the file.
pub fn decode(bytes: &[u8], wanted: Option<&str>, country: Option<CountryCode>) -> Result<Decoded, FileError> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = match wanted {
        Some(name) => {
            Encoding::for_label(name.as_bytes()).ok_or_else(|| FileError::Encoding(name.chars().take(40).collect()))?
        }
        None => marked.unwrap_or_else(|| guess(bytes, country)),
    };
    // A mark at the beginning is no part of the text.
    let (text, has_errors) = encoding.decode_with_bom_removal(bytes);
    let strange = text.chars().take(HEAD).filter(|one| *one == '\0').count();
    if strange > 0 && marked.is_none() {
        return Err(FileError::Binary);
    }
    let lost = if has_errors { text.matches(char::REPLACEMENT_CHARACTER).count() } else { 0 };
    let unreadable = i32::try_from(lost).unwrap_or(i32::MAX);
    Ok(Decoded { encoding: encoding.name(), text: text.into_owned(), unreadable })
}

fn guess(bytes: &[u8], country: Option<CountryCode>) -> &'static Encoding {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Most characters of our tables are of the first 256, of which UTF-16 writes one byte as zero.
    if odd * 4 > head.len() {
        return UTF_16LE;
    }
    if even * 4 > head.len() {
        return UTF_16BE;
    }
    if is_nearly_utf8(bytes) {
        return UTF_8;
    }
    let country = country.map(|country| country.as_str().to_ascii_lowercase());
    let country = match country.as_deref() {
        Some("hu") if is_hungarian(bytes) => return WINDOWS_1250,
        // What is not of the country is told by itself.
        Some("hu") => None,
        _ => country,
    };
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // The detector knows countries by the ends of their web addresses.
    let end = country.as_deref().map(|country| if country == "gb" { "uk" } else { country });
    detector.guess(end.map(str::as_bytes), Utf8Detection::Deny)
}

/// Whether bytes are Hungarian in an old encoding of central Europe. Of its letters only ő and ű are others in the western one,
/// õ and û there, and most short texts have few of them: too few to tell by how often they stand beside others. But hardly any
/// other language has these and no further letter that differs.
fn is_hungarian(bytes: &[u8]) -> bool {
    let read = |encoding: &'static Encoding| encoding.decode_without_bom_handling(bytes).0;
    let (central, western) = (read(WINDOWS_1250), read(WINDOWS_1252));
    let (mut own, mut strange) = (0_usize, 0_usize);
    for (here, there) in central.chars().zip(western.chars()).filter(|(here, _)| !here.is_ascii()) {
        if "áéíóöőúüűÁÉÍÓÖŐÚÜŰ".contains(here) {
            own += 1;
        } else if here != there && (here.is_alphabetic() || there.is_alphabetic()) {
            strange += 1;
        }
    }
    own > 0 && strange * 20 <= own
}

/// Whether bytes are UTF-8, or would be but for a few that went wrong on their way: what is well-formed by chance in another
/// encoding is far rarer than what is not.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|one| !one.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || letters > broken * 10
}

/// What a text holds as a table.
#[derive(Debug, PartialEq, Eq)]
pub struct Split {
    /// What separates its cells.
    pub separator: char,
    /// The records in which anything stands.
    pub records: Vec<Record>,
    /// How many lines there are besides, in which nothing does.
    pub blank: i32,
}

/// The records of a text, and what separates their cells.
pub fn records(text: &str, wanted: Option<char>) -> Result<Split, FileError> {
    let whole = text.len();
    let (told, text) = told_separator(text);
    let first_line = if text.len() < whole { 2 } else { 1 };
    let separator = match wanted {
        Some(one) => {
            SEPARATORS.into_iter().find(|separator| char::from(*separator) == one).ok_or(FileError::Separator)?
        }
        None => told.unwrap_or_else(|| best_separator(text)),
    };
    // One more than there may be, and the heading: too many are found out, not read.
    let (records, blank) = split(text, separator, first_line, MAX_ROWS + 2);
    if records.iter().map(|record| record.cells.len()).sum::<usize>() >= MAX_CELLS {
        return Err(FileError::Rows);
    }
    Ok(Split { separator: char::from(separator), records, blank })
}

/// Excel's own first line, `sep=;`.
fn told_separator(text: &str) -> (Option<u8>, &str) {
    let Some(rest) = text.strip_prefix("sep=").or_else(|| text.strip_prefix("\"sep=")) else { return (None, text) };
    let told = rest.bytes().next().filter(|byte| SEPARATORS.contains(byte));
    match rest.find('\n') {
        Some(end) if told.is_some() => (told, rest.get(end + 1..).unwrap_or_default()),
        _ => (None, text),
    }
}

/// The separator that gives the most columns in the most records.
fn best_separator(text: &str) -> u8 {
    let score = |separator: u8| {
        let (records, _) = split(text, separator, 1, TOLD_FROM);
        let columns = records.first().map_or(0, |record| record.cells.len());
        let same = records.iter().filter(|record| record.cells.len() == columns).count();
        if columns < 2 { 0 } else { same * 1000 / records.len().max(1) * 1000 + columns }
    };
    // The first of the best: a comma, when nothing separates anything.
    SEPARATORS.into_iter().rev().max_by_key(|separator| score(*separator)).unwrap_or(b',')
}

/// Whether texts stand between single quotation marks.
fn quote(text: &str) -> u8 {
    let single = text.starts_with('\'') && !text.contains('"');
    if single { b'\'' } else { b'"' }
}

/// The first records in which anything stands, and how many others were gone by: lines without anything are no rows, and take no
/// row's place.
fn split(text: &str, separator: u8, first_line: i32, most: usize) -> (Vec<Record>, i32) {
    let (mut left, mut records, mut empty) = (MAX_CELLS, Vec::new(), 0_i32);
    let mut all = Splitter::new(text, (separator, quote(text)), first_line);
    while records.len() < most && left > 0 {
        let Some(record) = all.next() else { break };
        if record.is_empty() {
            empty = empty.saturating_add(1);
            continue;
        }
        left = left.saturating_sub(record.cells.len());
        records.push(record);
    }
    (records, all.blank().saturating_add(empty))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (&'static str, String) {
        let Decoded { encoding, text, .. } = decode(bytes, None, None).unwrap();
        (encoding, text)
    }

    #[test]
    fn a_bad_byte_does_not_turn_a_whole_file_into_something_else() {
        let mut bytes = "Név,Város\nÁrvíztűrő tükörfúrógép Kft.,Győr\n".as_bytes().to_vec();
        bytes.extend_from_slice(b"Acme,P\xe9cs\n");
        let read = decode(&bytes, None, None).unwrap();
        assert_eq!((read.encoding, read.unreadable), ("UTF-8", 1));
        assert!(read.text.contains("tükörfúrógép") && read.text.contains("P\u{fffd}cs"));
        // One bad byte among a few good ones is another encoding.
        assert_ne!(decode(b"N\xe9v\nP\xe9cs,Gy\xf5r\n", None, None).unwrap().encoding, "UTF-8");
        let by_hand = decode(b"N\xe9v\n", Some("UTF-8"), None).unwrap();
        assert_eq!((by_hand.unreadable, by_hand.text.as_str()), (1, "N\u{fffd}v\n"));
    }

    #[test]
    fn encodings_are_found_out() {
        let text = "Név,Város\nÁrvíztűrő tükörfúrógép Kft.,Győr\nŐrségi Őz Bt.,Pécs\nKovács és Társa,Budapest\n";
        assert_eq!(decoded(text.as_bytes()), ("UTF-8", text.to_owned()));
        assert_eq!(decoded(format!("\u{feff}{text}").as_bytes()), ("UTF-8", text.to_owned()));
        let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        assert_eq!(decoded(&wide(u16::to_le_bytes)), ("UTF-16LE", text.to_owned()));
        assert_eq!(decoded(&wide(u16::to_be_bytes)), ("UTF-16BE", text.to_owned()));
        let (old, _, lost) = WINDOWS_1250.encode(text);
        assert!(!lost);
        let (encoding, read) = decoded(&old);
        assert_eq!(read, text, "{encoding}");
        let western = "Name;Ort\nMüller & Söhne;Köln\nGaëlle;Besançon – “Café”\n";
        let (old, _, _) = WINDOWS_1252.encode(western);
        assert_eq!(decoded(&old), ("windows-1252", western.to_owned()));
        assert_eq!(decode(&old, Some("windows-1252"), None).unwrap().text, western);
        assert!(matches!(decode(&old, Some("klingon"), None), Err(FileError::Encoding(_))));
        assert_eq!(decode(&[0, 1, 2, 3, 200, 0, 7], None, None), Err(FileError::Binary));
    }

    /// What is read of a text in an old encoding, in an organisation of a country.
    fn in_country(country: &str, encoding: &'static Encoding, text: &str) -> String {
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost, "{text}");
        decode(&bytes, None, Some(CountryCode::new(country).unwrap())).unwrap().text
    }

    #[test]
    fn old_hungarian_is_read_as_hungarian() {
        let rows = ["Lőrincz Rezső,Győr", "Kovács Béla,Pécs", "Szűcs Ernő,Hódmezővásárhely"];
        for count in [1, 3, 200] {
            let rows = rows.iter().cycle().take(count).map(|row| format!("{row}\n")).collect::<Vec<_>>().concat();
            for heading in ["Név,Város\n", "Name,City\n"] {
                let text = format!("{heading}{rows}");
                for encoding in [WINDOWS_1250, encoding_rs::ISO_8859_2] {
                    assert_eq!(in_country("HU", encoding, &text), text, "{count} rows");
                }
            }
        }
        let quoted = "Név,Megjegyzés\nLőrincz Rezső,„Műhely” – 5 €…\n";
        assert_eq!(in_country("HU", WINDOWS_1250, quoted), quoted);
    }

    #[test]
    fn letters_of_other_countries_stay_theirs() {
        let repeat = |row: &str, count: usize| format!("Name,City\n{}", format!("{row}\n").repeat(count));
        for count in [1, 3, 200] {
            for (country, encoding, row) in [
                ("PT", WINDOWS_1252, "João Leões,Opções de Camões"),
                ("BR", WINDOWS_1252, "Simões & Irmãos,São Luís"),
                ("EE", encoding_rs::WINDOWS_1257, "Tõnu Õunapuu,Võru ja Põlva"),
                ("PL", WINDOWS_1250, "Łukasz Żółć,Gdańsk i Wrocław"),
                ("FR", WINDOWS_1252, "Benoît Août,Besançon"),
                ("DE", WINDOWS_1252, "Jürgen Groß,Köln"),
                ("RU", encoding_rs::WINDOWS_1251, "Иван Петров,Москва"),
            ] {
                let text = repeat(row, count);
                assert_eq!(in_country(country, encoding, &text), text, "{country}, {count} rows");
            }
        }
        // In a Hungarian organisation, too, where a text leaves no doubt.
        for (encoding, row) in [
            (WINDOWS_1252, "João Leões,Opções de São Luís"),
            (WINDOWS_1250, "Łukasz Żółć,Gdańsk i Wrocław"),
            (encoding_rs::WINDOWS_1251, "Иван Петров,Москва"),
        ] {
            let text = repeat(row, 50);
            assert_eq!(in_country("HU", encoding, &text), text);
        }
    }

    #[test]
    fn separators_and_quotes_are_found_out() {
        for (text, separator, cells) in [
            ("a,b;c,d\n1,2;3,4\n", ',', vec!["a", "b;c", "d"]),
            ("a;b,c\n1,5;2,5\n", ';', vec!["a", "b,c"]),
            ("a\tb\n1\t2\n", '\t', vec!["a", "b"]),
            ("a|b\n1|2\n", '|', vec!["a", "b"]),
            ("sep=;\na;b\n", ';', vec!["a", "b"]),
            ("\"a, b\",\"say \"\"hi\"\"\"\n1,2\n", ',', vec!["a, b", "say \"hi\""]),
            ("'a, b','c'\n'1','2'\n", ',', vec!["a, b", "c"]),
            ("only\none\n", ',', vec!["only"]),
        ] {
            let Split { separator: found, records, .. } = records(text, None).unwrap();
            assert_eq!(
                (found, &records[0].cells),
                (separator, &cells.iter().map(|one| (*one).to_owned()).collect()),
                "{text}"
            );
        }
        assert_eq!(records("a;b\n", Some(',')).unwrap().records[0].cells, ["a;b"]);
        assert_eq!(records("a;b\n", Some('x')), Err(FileError::Separator));
    }

    #[test]
    fn empty_lines_take_no_row_s_place() {
        let text = format!("a,b\n{}{}", ",\n".repeat(10), "1,2\n".repeat(MAX_ROWS + 1));
        assert_eq!(records(&text, None).unwrap().records.len(), MAX_ROWS + 2, "one too many is found out");
    }

    #[test]
    fn a_line_of_nothing_but_separators_takes_little_room() {
        let Split { records, .. } = records(&format!("x{}", ",".repeat(1_000_000)), Some(',')).unwrap();
        assert_eq!(records[0].cells.len(), crate::imports::file::MAX_COLUMNS + 1);
    }

    #[test]
    fn a_text_of_several_lines_is_one_cell() {
        let Split { records, .. } = records("a,b\n\"one\ntwo\",3\nx,y\n", None).unwrap();
        assert_eq!(records.iter().map(|record| record.line).collect::<Vec<_>>(), [1, 2, 4]);
        assert_eq!(records[1].cells[0], "one\ntwo");
    }
}
