//! Reading the files: columns by name, rows with the line they stand on.

use csv::{ByteRecord, ReaderBuilder};
use serde::Serialize;

/// One of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum File {
    /// Clients.
    Accounts,
    /// What is sold, with list prices.
    Products,
    /// Who sells.
    SalesTeams,
    /// Opportunities.
    Pipeline,
}

impl File {
    /// All of them, in the order they are brought in.
    pub const ALL: [Self; 4] = [Self::Accounts, Self::Products, Self::SalesTeams, Self::Pipeline];

    /// What its rows are called.
    pub const fn rows(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Products => "products",
            Self::SalesTeams => "sales agents",
            Self::Pipeline => "opportunities",
        }
    }

    /// Its name in a folder.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accounts => "maven_accounts.csv",
            Self::Products => "maven_products.csv",
            Self::SalesTeams => "maven_sales_teams.csv",
            Self::Pipeline => "maven_sales_pipeline.csv",
        }
    }
}

/// A file that cannot be read as a table of its kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} {why}", file.name())]
pub struct FileError {
    /// Which.
    pub file: File,
    /// What is wrong with it.
    pub why: String,
}

/// A row, with its fields in the order of the columns that were asked for, or why it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<const N: usize> {
    /// Line of the file it begins on; the header is line 1.
    pub line: u64,
    /// Its fields, trimmed.
    pub fields: Result<[String; N], String>,
}

/// The rows of a file. Other columns than these are ignored; a file without one of them is refused.
pub fn read<const N: usize>(file: File, text: &[u8], columns: [&str; N]) -> Result<Vec<Row<N>>, FileError> {
    let refuse = |why: String| FileError { file, why };
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    let mut records = reader.byte_records();
    let header = match records.next() {
        Some(header) => header.map_err(|error| refuse(format!("cannot be read: {error}")))?,
        None => return Err(refuse("is empty".to_owned())),
    };
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        let found = header.iter().position(|name| name.trim_ascii() == column.as_bytes());
        *place = found.ok_or_else(|| refuse(format!("has no column {column}")))?;
    }
    let mut lines = Lines { text, passed: 0, line: 1 };
    records
        .map(|record| {
            let record = record.map_err(|error| refuse(format!("cannot be read: {error}")))?;
            let line = lines.at(record.position().map_or(0, csv::Position::byte));
            Ok(Row { line, fields: fields(&record, header.len(), places) })
        })
        .collect()
}

/// Counts lines. The reader's own count is that of the line before when lines end with two characters or are empty.
struct Lines<'a> {
    text: &'a [u8],
    passed: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the first text at or after a byte, which is not before the last one asked for.
    fn at(&mut self, byte: u64) -> u64 {
        while let Some(letter) = self.text.get(self.passed) {
            let ends = *letter == b'\n' || (*letter == b'\r' && self.text.get(self.passed + 1) != Some(&b'\n'));
            if self.passed as u64 >= byte && !matches!(letter, b'\n' | b'\r') {
                break;
            }
            self.passed += 1;
            self.line += u64::from(ends);
        }
        self.line
    }
}

fn fields<const N: usize>(record: &ByteRecord, width: usize, places: [usize; N]) -> Result<[String; N], String> {
    if record.len() != width {
        return Err(format!("has {} fields, the header {width}", record.len()));
    }
    let mut fields = [const { String::new() }; N];
    for (field, place) in fields.iter_mut().zip(places) {
        let text = std::str::from_utf8(record.get(place).unwrap_or_default());
        text.map_err(|_not_utf8| "is not UTF-8")?.trim().clone_into(field);
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn columns_are_found_by_name() {
        let rows =
            read(File::Products, b"\xef\xbb\xbfprice , name\r\n1, a\r\n\"2,5\",b\r\n", ["name", "price"]).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].line, 2);
        assert_eq!(rows[1].fields, Ok(["b".to_owned(), "2,5".to_owned()]));
        let missing = read(File::Products, b"name\na\n", ["price"]).unwrap_err();
        assert_eq!(missing.to_string(), "maven_products.csv has no column price");
        assert!(read(File::Products, b"", ["price"]).is_err());
    }

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        for text in ["a\n1\n\n\"x\ny\"\n3", "a\r\n1\r\n\r\n\"x\r\ny\"\r\n3\r\n", "a\r1\r\r\"x\ry\"\r3\r"] {
            let lines: Vec<_> =
                read(File::Products, text.as_bytes(), ["a"]).unwrap().iter().map(|row| row.line).collect();
            assert_eq!(lines, [2, 4, 6], "{text:?}");
        }
    }

    #[test]
    fn strange_rows_are_rows() {
        let rows = read(File::Products, b"a,b\n1\n1,2,3\n\xff,2\n1,2\n", ["b"]).unwrap();
        let fields: Vec<_> = rows.into_iter().map(|row| row.fields).collect();
        assert_eq!(fields[0], Err("has 1 fields, the header 2".to_owned()));
        assert_eq!(fields[1], Err("has 3 fields, the header 2".to_owned()));
        assert_eq!(fields[2], Ok(["2".to_owned()]), "a column nobody asked for may hold anything");
        assert_eq!(fields[3], Ok(["2".to_owned()]));
        assert_eq!(read(File::Products, b"a\n\xff\n", ["a"]).unwrap()[0].fields, Err("is not UTF-8".to_owned()));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(text in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut file = b"a,b\n".to_vec();
            file.extend(text);
            let rows = read(File::Pipeline, &file, ["b", "a"]).unwrap();
            prop_assert!(rows.iter().all(|row| row.line >= 1));
        }
    }
}
