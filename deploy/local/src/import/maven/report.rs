//! What an import did, row by row and in all.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use kernel::Money;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::rows::File;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Recorded as it stands.
    Created,
    /// There already.
    Unchanged,
    /// Recorded, but not as it stands.
    Mended,
    /// Not recorded as a thing of its own, but part of others.
    Used,
    /// Not recorded.
    Refused,
}

impl Outcome {
    const ALL: [Self; 5] = [Self::Created, Self::Unchanged, Self::Mended, Self::Used, Self::Refused];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Unchanged => "unchanged",
            Self::Mended => "mended",
            Self::Used => "used",
            Self::Refused => "refused",
        }
    }
}

/// What became of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowReport {
    /// The file.
    pub file: File,
    /// The line; the header is line 1.
    pub row: u64,
    /// What the row calls itself.
    pub record: String,
    /// What became of it.
    pub outcome: Outcome,
    /// What was mended, or why it was refused.
    pub what: Vec<String>,
}

/// Deals that were won, as somebody counts them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Who counts.
    pub place: &'static str,
    /// How many.
    pub deals: i64,
    /// What they are worth without VAT.
    pub sum: Money,
}

/// What an import did.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The organisation it brought things in to.
    pub organization: String,
    /// Every row of every file.
    #[serde(skip)]
    pub rows: Vec<RowReport>,
    /// What holds for all rows.
    pub notes: Vec<String>,
    /// The deals that were won, as everybody counts them.
    pub won: Vec<Figure>,
    /// Time until everything was recorded.
    #[serde(rename = "seconds", serialize_with = "seconds")]
    pub took: Duration,
    /// Time until all services had it, after that.
    #[serde(rename = "seconds_until_all_agreed", serialize_with = "seconds")]
    pub agreed_after: Duration,
}

fn seconds<S: Serializer>(duration: &Duration, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_f64(duration.as_secs_f64())
}

/// Most kinds of mends that are shown one by one.
const MOST_MENDS: usize = 20;
/// Most refused rows that are shown one by one.
const MOST_REFUSED: usize = 20;

impl Report {
    /// Rows of a file with an outcome.
    pub fn count(&self, file: File, outcome: Outcome) -> usize {
        self.rows.iter().filter(|row| row.file == file && row.outcome == outcome).count()
    }

    /// Rows with an outcome.
    pub fn total(&self, outcome: Outcome) -> usize {
        self.rows.iter().filter(|row| row.outcome == outcome).count()
    }

    /// Rows per second.
    pub fn rows_per_second(&self) -> u128 {
        self.rows.len() as u128 * 1000 / self.took.as_millis().max(1)
    }

    /// What was mended, with how often.
    pub fn mends(&self) -> BTreeMap<&str, usize> {
        let mut mends = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.outcome != Outcome::Refused) {
            for what in &row.what {
                *mends.entry(what.as_str()).or_default() += 1;
            }
        }
        mends
    }

    /// Rows that became nothing.
    pub fn refused(&self) -> impl Iterator<Item = &RowReport> {
        self.rows.iter().filter(|row| row.outcome == Outcome::Refused)
    }

    /// The whole report as JSON, without the rows that went well.
    pub fn json(&self) -> Result<Value> {
        let counts = |file: File| -> BTreeMap<&str, usize> {
            Outcome::ALL.map(|outcome| (outcome.as_str(), self.count(file, outcome))).into_iter().collect()
        };
        let files: BTreeMap<&str, _> = File::ALL.map(|file| (file.name(), counts(file))).into_iter().collect();
        let mut json = serde_json::to_value(self)?;
        json["files"] = serde_json::to_value(files)?;
        json["mends"] = serde_json::to_value(self.mends())?;
        json["refused"] = serde_json::to_value(self.refused().collect::<Vec<_>>())?;
        json["rows_per_second"] = u64::try_from(self.rows_per_second())?.into();
        Ok(json)
    }

    /// Every row as CSV: file, row, record, outcome, what.
    pub fn csv(&self) -> Result<Vec<u8>> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["file", "row", "record", "outcome", "what"])?;
        for RowReport { file, row, record, outcome, what } in &self.rows {
            writer.write_record([file.name(), &row.to_string(), record, outcome.as_str(), &what.join("; ")])?;
        }
        writer.into_inner().context("the list of rows was not finished")
    }

    /// Writes every row to a file.
    pub fn write_csv(&self, path: &Path) -> Result<()> {
        std::fs::write(path, self.csv()?).with_context(|| format!("{} cannot be written", path.display()))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rows, speed) = (self.rows.len(), self.rows_per_second());
        writeln!(f, "Into {}: {rows} rows in {:.1?}, {speed} rows/s.\n", self.organization, self.took)?;
        write!(f, "{:<18}", "")?;
        for outcome in Outcome::ALL {
            write!(f, "{:>11}", outcome.as_str())?;
        }
        for file in File::ALL {
            write!(f, "\n  {:<16}", file.rows())?;
            for outcome in Outcome::ALL {
                write!(f, "{:>11}", self.count(file, outcome))?;
            }
        }
        writeln!(f, "\n\nWon deals, without VAT; all agreed {:.1?} after the last row:", self.agreed_after)?;
        for Figure { place, deals, sum } in &self.won {
            writeln!(f, "  {place:<28}{deals:>8}{:>18} {}", sum.amount().to_string(), sum.currency())?;
        }
        let mut mends: Vec<_> = self.mends().into_iter().collect();
        mends.sort_by_key(|(what, count)| (std::cmp::Reverse(*count), *what));
        if !mends.is_empty() {
            writeln!(f, "\nRead otherwise than written, by number of rows:")?;
        }
        for (what, count) in mends.iter().take(MOST_MENDS) {
            writeln!(f, "  {count:>6}  {what}")?;
        }
        rest(f, mends.len(), MOST_MENDS)?;
        let refused = self.total(Outcome::Refused);
        if refused > 0 {
            writeln!(f, "\nRefused:")?;
        }
        for row in self.refused().take(MOST_REFUSED) {
            writeln!(f, "  {} line {} {}: {}", row.file.name(), row.row, row.record, row.what.join("; "))?;
        }
        rest(f, refused, MOST_REFUSED)?;
        self.notes.iter().try_for_each(|note| write!(f, "\n{note}"))
    }
}

fn rest(f: &mut fmt::Formatter<'_>, all: usize, shown: usize) -> fmt::Result {
    if all > shown { writeln!(f, "          and {} more", all - shown) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::super::plan::CURRENCY;
    use super::*;

    fn report() -> Report {
        let row = |row, outcome, what: &[&str]| RowReport {
            file: File::Pipeline,
            row,
            record: format!("O{row}"),
            outcome,
            what: what.iter().map(|&what| what.to_owned()).collect(),
        };
        Report {
            organization: "Acme".to_owned(),
            rows: vec![
                row(2, Outcome::Created, &[]),
                row(3, Outcome::Mended, &["product GTXPro is GTX Pro", "no account yet"]),
                row(4, Outcome::Refused, &["account \"X\" is not there"]),
            ],
            notes: vec!["There is no VAT in the files.".to_owned()],
            won: vec![Figure { place: "crm", deals: 1, sum: Money::new(54.into(), CURRENCY).unwrap() }],
            took: Duration::from_millis(1_500),
            agreed_after: Duration::from_millis(20),
        }
    }

    #[test]
    fn it_reads_as_a_table() {
        let text = report().to_string();
        for part in ["3 rows in 1.5s, 2 rows/s", "54.00 USD", "1  product GTXPro is GTX Pro", "line 4 O4: account"] {
            assert!(text.contains(part), "{part} is missing in\n{text}");
        }
    }

    #[test]
    fn every_row_is_a_row_of_the_csv() {
        let text = String::from_utf8(report().csv().unwrap()).unwrap();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 4);
        assert_eq!(lines[2], "maven_sales_pipeline.csv,3,O3,mended,product GTXPro is GTX Pro; no account yet");
        assert_eq!(lines[3], "maven_sales_pipeline.csv,4,O4,refused,\"account \"\"X\"\" is not there\"");
    }

    #[test]
    fn it_becomes_json_with_the_figures() {
        let json = report().json().unwrap();
        assert_eq!(json["files"]["maven_sales_pipeline.csv"]["mended"], 1);
        assert_eq!(json["refused"][0]["row"], 4);
        assert_eq!(json["won"][0]["sum"]["amount"], "54.00");
        assert_eq!(json["seconds"], 1.5);
    }
}
