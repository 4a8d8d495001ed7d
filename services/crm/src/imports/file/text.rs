//! Text files: their encoding, their separator and their records.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{FileError, MAX_CELLS, MAX_COLUMNS, MAX_ROWS};

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

/// The characters of a file, and how they are written.
pub fn decode(bytes: &[u8], wanted: Option<&str>) -> Result<Decoded, FileError> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = match wanted {
        Some(name) => {
            Encoding::for_label(name.as_bytes()).ok_or_else(|| FileError::Encoding(name.chars().take(40).collect()))?
        }
        None => marked.unwrap_or_else(|| guess(bytes)),
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

fn guess(bytes: &[u8]) -> &'static Encoding {
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
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
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

type Records = Vec<(i32, Vec<String>)>;

/// The records of a text with the lines they begin on, and what separates their cells.
pub fn records(text: &str, wanted: Option<char>) -> Result<(char, Records), FileError> {
    let (told, text) = told_separator(text);
    let separator = match wanted {
        Some(one) => {
            SEPARATORS.into_iter().find(|separator| char::from(*separator) == one).ok_or(FileError::Separator)?
        }
        None => told.unwrap_or_else(|| best_separator(text)),
    };
    // One more than there may be, and the heading: too many are found out, not read.
    let records = split(text, separator, MAX_ROWS + 2);
    if records.iter().map(|(_, cells)| cells.len()).sum::<usize>() >= MAX_CELLS {
        return Err(FileError::Rows);
    }
    Ok((char::from(separator), records))
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
        let records = split(text, separator, TOLD_FROM);
        let columns = records.first().map_or(0, |(_, cells)| cells.len());
        let same = records.iter().filter(|(_, cells)| cells.len() == columns).count();
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

fn split(text: &str, separator: u8, most: usize) -> Records {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .quote(quote(text))
        .from_reader(text.as_bytes());
    let mut records = Records::new();
    let mut record = csv::StringRecord::new();
    let mut cells = 0;
    // Of a text that is in memory and in order, every record can be read.
    while records.len() < most && cells < MAX_CELLS && reader.read_record(&mut record).unwrap_or(false) {
        // Lines without anything are no rows, and take no row's place.
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        // A record's place is where its reading began, and that may be empty lines before it.
        let (byte, line) = record.position().map_or((0, 0), |place| (place.byte(), place.line()));
        let rest = usize::try_from(byte).ok().and_then(|byte| text.as_bytes().get(byte..)).unwrap_or_default();
        let before =
            rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
        let line = line.saturating_add(before as u64);
        // One more than there may be, so that too many are found out.
        let kept: Vec<String> = record.iter().take(MAX_COLUMNS + 1).map(str::to_owned).collect();
        cells += kept.len();
        records.push((i32::try_from(line).unwrap_or(i32::MAX), kept));
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (&'static str, String) {
        let Decoded { encoding, text, .. } = decode(bytes, None).unwrap();
        (encoding, text)
    }

    #[test]
    fn a_bad_byte_does_not_turn_a_whole_file_into_something_else() {
        let mut bytes = "Név,Város\nÁrvíztűrő tükörfúrógép Kft.,Győr\n".as_bytes().to_vec();
        bytes.extend_from_slice(b"Acme,P\xe9cs\n");
        let read = decode(&bytes, None).unwrap();
        assert_eq!((read.encoding, read.unreadable), ("UTF-8", 1));
        assert!(read.text.contains("tükörfúrógép") && read.text.contains("P\u{fffd}cs"));
        // One bad byte among a few good ones is another encoding.
        assert_ne!(decode(b"N\xe9v\nP\xe9cs,Gy\xf5r\n", None).unwrap().encoding, "UTF-8");
        let by_hand = decode(b"N\xe9v\n", Some("UTF-8")).unwrap();
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
        let (old, _, lost) = encoding_rs::WINDOWS_1250.encode(text);
        assert!(!lost);
        let (encoding, read) = decoded(&old);
        assert_eq!(read, text, "{encoding}");
        let western = "Name;Ort\nMüller & Söhne;Köln\nGaëlle;Besançon – “Café”\n";
        let (old, _, _) = encoding_rs::WINDOWS_1252.encode(western);
        assert_eq!(decoded(&old), ("windows-1252", western.to_owned()));
        assert_eq!(decode(&old, Some("windows-1252")).unwrap().text, western);
        assert!(matches!(decode(&old, Some("klingon")), Err(FileError::Encoding(_))));
        assert_eq!(decode(&[0, 1, 2, 3, 200, 0, 7], None), Err(FileError::Binary));
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
            let (found, records) = records(text, None).unwrap();
            assert_eq!(
                (found, &records[0].1),
                (separator, &cells.iter().map(|one| (*one).to_owned()).collect()),
                "{text}"
            );
        }
        assert_eq!(records("a;b\n", Some(',')).unwrap().1[0].1, ["a;b"]);
        assert_eq!(records("a;b\n", Some('x')), Err(FileError::Separator));
    }

    #[test]
    fn empty_lines_take_no_row_s_place() {
        let text = format!("a,b\n{}{}", ",\n".repeat(10), "1,2\n".repeat(MAX_ROWS + 1));
        assert_eq!(records(&text, None).unwrap().1.len(), MAX_ROWS + 2, "one too many is found out");
    }

    #[test]
    fn a_line_of_nothing_but_separators_takes_little_room() {
        let (_, records) = records(&format!("x{}", ",".repeat(1_000_000)), Some(',')).unwrap();
        assert_eq!(records[0].1.len(), MAX_COLUMNS + 1);
    }

    #[test]
    fn a_text_of_several_lines_is_one_cell() {
        let (_, records) = records("a,b\n\"one\ntwo\",3\nx,y\n", None).unwrap();
        assert_eq!(records.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 4]);
        assert_eq!(records[1].1[0], "one\ntwo");
    }
}
