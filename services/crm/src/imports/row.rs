//! Reading a row: from cells to values, and what had to be mended on the way.

use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::PostalAddress;
use kernel::{Decimal, Email, Name, Note, ShortCode, TagId, TaxNumber, TimeZoneName};
use uuid::Uuid;

use super::fields::Field;
use super::file::Column;
use super::file::split::Flaw;
use super::file::values::{self, DateOrder, Moment};
use super::model::Settings;
pub use super::remark::{Code, Remark};
use crate::deals::requests::NextStepRequest;
use crate::reaches;

/// A cell that says something.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'a> {
    /// The column it stands in.
    pub index: usize,
    /// What it says.
    pub text: &'a str,
}

/// A row under the settings of its import.
#[derive(Debug)]
pub struct Row<'a> {
    /// Its number, from 1.
    pub no: i32,
    settings: &'a Settings,
    columns: &'a [Column],
    cells: &'a [String],
    zone: TimeZoneName,
    /// What is wrong with how it is written in the file.
    pub flaw: Option<Flaw>,
    /// Which of its cells were taken up. What was not is said when something becomes of the row, so nothing gets lost quietly.
    taken: Vec<AtomicBool>,
    /// What there is to say of it.
    pub remarks: Vec<Remark>,
}

impl<'a> Row<'a> {
    /// A row of a file with these columns, in an organisation of this zone.
    pub fn new(
        no: i32,
        (settings, columns): (&'a Settings, &'a [Column]),
        cells: &'a [String],
        zone: TimeZoneName,
    ) -> Self {
        let taken = cells.iter().map(|_| AtomicBool::new(false)).collect();
        Self { no, settings, columns, cells, zone, flaw: None, taken, remarks: Vec::new() }
    }

    /// Begins with it: nothing of it is taken up yet.
    pub fn begin(&mut self) {
        self.taken.iter_mut().for_each(|taken| *taken.get_mut() = false);
    }

    /// Says something of it.
    pub fn remark(&mut self, code: Code, field: Field, detail: &str) {
        let remark = Remark::new(code, Some(field), Some(detail));
        // What a person and their company have of one cell is said once.
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// Whether it has more cells than there are columns, and something stands in them.
    pub fn has_too_many_cells(&self) -> bool {
        self.cells.iter().skip(self.columns.len()).any(|cell| !cell.is_empty())
    }

    /// What stands in columns that become something and says something, with what each becomes.
    fn says(&self) -> impl Iterator<Item = (Field, Cell<'a>)> {
        let (settings, cells) = (self.settings, self.cells);
        let is_empty = |text: &str| {
            text.is_empty() || settings.empty_words.iter().any(|word| word.to_lowercase() == text.to_lowercase())
        };
        let columns = settings.columns.iter().enumerate().filter_map(|(index, rule)| Some((index, rule.field?)));
        let cells = columns
            .filter_map(|(index, field)| cells.get(index).map(|text| (field, Cell { index, text: text.trim() })));
        cells.filter(move |(_, cell)| !is_empty(cell.text))
    }

    /// What stands in the columns that become a field, without words that mean nothing; none of it is taken up by asking.
    pub fn look(&self, field: Field) -> Vec<Cell<'a>> {
        self.says().filter(|(one, _)| *one == field).map(|(_, cell)| cell).collect()
    }

    /// Takes a cell up: it becomes something, or there is a remark of it.
    pub fn take(&self, cell: Cell<'_>) {
        if let Some(taken) = self.taken.get(cell.index) {
            taken.store(true, Ordering::Relaxed);
        }
    }

    fn is_taken(&self, cell: Cell<'_>) -> bool {
        self.taken.get(cell.index).is_some_and(|taken| taken.load(Ordering::Relaxed))
    }

    /// Takes up what stands in the columns that become a field, without words that mean nothing.
    pub fn all(&self, field: Field) -> Vec<Cell<'a>> {
        let cells = self.look(field);
        for cell in &cells {
            self.take(*cell);
        }
        cells
    }

    /// Says of a field that there is no place for what it says, or another value there.
    pub fn leave(&mut self, field: Field) {
        if let Some(cell) = self.first(field) {
            self.remark(Code::NoPlace, field, cell.text);
        }
    }

    /// Says of tags that the record which is filled in does not have: those it has are its own.
    pub fn leave_tags(&mut self, here: &[TagId], brought: &[TagId]) {
        if brought.iter().any(|tag| !here.contains(tag)) {
            self.leave(Field::Tags);
        }
    }

    /// Says which values nothing was made of. What also stands in a cell that was taken up is not lost, and a currency
    /// without an amount says nothing.
    pub fn say_what_has_no_place(&mut self) {
        let (taken, left): (Vec<_>, Vec<_>) = self.says().partition(|(_, cell)| self.is_taken(*cell));
        let is_kept = |field: Field, text: &str| {
            let text = text.to_lowercase();
            let is_part = matches!(field, Field::FirstName | Field::LastName);
            taken.iter().any(|(of, cell)| {
                let kept = cell.text.to_lowercase();
                kept == text || (is_part && *of == Field::Name && kept.contains(&text))
            })
        };
        for (field, cell) in left {
            if field != Field::Currency && !is_kept(field, cell.text) {
                self.remark(Code::NoPlace, field, cell.text);
            }
        }
    }

    /// What stands in all columns that become something.
    pub fn mapped(&self) -> impl Iterator<Item = &'a str> {
        let (settings, cells) = (self.settings, self.cells);
        let columns = settings.columns.iter().enumerate().filter(|(_, rule)| rule.field.is_some());
        columns.filter_map(|(index, _)| cells.get(index)).map(|cell| cell.trim())
    }

    /// Says when something in the row could not be read as characters.
    pub fn say_what_is_lost(&mut self) {
        let lost = self.mapped().find(|text| text.contains(char::REPLACEMENT_CHARACTER));
        if let Some(text) = lost {
            self.remarks.push(Remark::new(Code::BadCharacters, None, Some(text)));
        }
    }

    /// Takes up what stands in the first column that becomes a field and says something.
    pub fn first(&self, field: Field) -> Option<Cell<'a>> {
        let cell = self.look(field).first().copied()?;
        self.take(cell);
        Some(cell)
    }

    /// What a value was said to mean; the inner none is nothing.
    pub fn meaning(&self, cell: Cell<'a>) -> Option<Option<&'a str>> {
        let rule = self.settings.columns.get(cell.index)?;
        let meaning = rule.values.get(cell.text)?;
        Some(Some(meaning.as_str()).filter(|meaning| !meaning.is_empty()))
    }

    /// A text of one line, cut when it is too long.
    pub fn name(&mut self, field: Field) -> Option<Name> {
        let cell = self.first(field)?;
        self.line(field, cell.text)
    }

    /// A text of one line, cut when it is too long, without quotation marks around it.
    pub fn line(&mut self, field: Field, text: &str) -> Option<Name> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|bare| !bare.contains('"'));
        if bare.is_some() {
            self.remark(Code::Unquoted, field, &text);
        }
        let text = bare.unwrap_or(&text);
        let kept: String = text.chars().take(Name::MAX_CHARS).collect();
        if kept.len() < text.len() {
            self.remark(Code::Shortened, field, text);
        }
        Name::new(kept).ok()
    }

    /// Several columns as one line.
    pub fn joined(&mut self, fields: &[Field]) -> Option<Name> {
        let parts: Vec<&str> = fields.iter().flat_map(|field| self.all(*field)).map(|cell| cell.text).collect();
        self.line(Field::Name, &parts.join(" "))
    }

    /// Several columns as a text, each under its heading when there are several.
    pub fn note(&mut self, field: Field) -> Option<Note> {
        let cells = self.all(field);
        let several = cells.len() > 1;
        let lines = cells.iter().map(|cell| match self.columns.get(cell.index).filter(|_| several) {
            Some(column) => format!("{}: {}", column.heading, cell.text),
            None => cell.text.to_owned(),
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        let kept: String = text.chars().take(Note::MAX_CHARS).collect();
        if kept.len() < text.len() {
            self.remark(Code::Shortened, field, &text);
        }
        Note::new(kept).ok()
    }

    /// The e-mail addresses of the columns, several of which may stand in one cell. A column that holds none beside one that
    /// does is not taken up.
    pub fn emails(&mut self, field: Field) -> Vec<Email> {
        let (cells, mut found) = (self.look(field), Vec::new());
        for cell in &cells {
            let (read, not): (Vec<_>, Vec<_>) =
                values::addresses(cell.text).map(|part| Email::new(part).ok().ok_or(part)).partition(Result::is_ok);
            if !read.is_empty() {
                self.take(*cell);
                found.extend(read.into_iter().flatten());
                not.into_iter().filter_map(Result::err).for_each(|part| self.remark(Code::Unreadable, field, part));
            }
        }
        if let (true, Some(cell)) = (found.is_empty(), cells.first()) {
            self.take(*cell);
            self.remark(Code::Unreadable, field, cell.text);
        }
        found
    }

    /// The first e-mail address of the columns; where there is room for one only, others are said.
    pub fn email(&mut self, field: Field) -> Option<Email> {
        let mut emails = self.emails(field).into_iter();
        let first = emails.next();
        emails.for_each(|email| self.remark(Code::NoPlace, field, email.as_str()));
        first
    }

    /// The telephone numbers of the columns, several of which may stand in one cell.
    pub fn phones(&mut self) -> Vec<Name> {
        let cells = self.look(Field::Phone);
        let has_digits = |cell: &Cell<'_>| cell.text.chars().filter(|one| one.is_numeric()).count() > 2;
        let mut chosen: Vec<Cell<'_>> = cells.iter().copied().filter(has_digits).collect();
        if chosen.is_empty() {
            chosen.extend(cells.first());
        }
        chosen
            .into_iter()
            .flat_map(|cell| self.lines(Field::Phone, cell, values::phones, reaches::check_phone))
            .collect()
    }

    /// The first telephone number of the columns; where there is room for one only, others are said.
    pub fn phone(&mut self) -> Option<Name> {
        let mut phones = self.phones().into_iter();
        let first = phones.next();
        phones.for_each(|phone| self.remark(Code::NoPlace, Field::Phone, phone.as_str()));
        first
    }

    /// The postal address of the columns; none when they say nothing.
    pub fn address(&mut self) -> Option<PostalAddress> {
        let street: Vec<&str> = self.all(Field::Street).iter().map(|cell| cell.text).collect();
        let street = self.line(Field::Street, &street.join(", "));
        let (postal_code, city) = (self.name(Field::PostalCode), self.name(Field::City));
        PostalAddress { street, postal_code, city, region: self.name(Field::Region) }.said()
    }

    /// The web addresses of the columns, several of which may stand in one cell.
    pub fn websites(&mut self) -> Vec<Name> {
        let cells = self.look(Field::Website);
        let read = |cell| self.lines(Field::Website, cell, values::websites, reaches::check_website);
        cells.into_iter().flat_map(read).collect()
    }

    /// The first web address of the columns; where there is room for one only, others are said.
    pub fn website(&mut self) -> Option<Name> {
        let mut websites = self.websites().into_iter();
        let first = websites.next();
        websites.for_each(|website| self.remark(Code::NoPlace, Field::Website, website.as_str()));
        first
    }

    /// Takes up a cell in which several may stand; those that a check refuses are left out and said.
    fn lines(
        &mut self,
        field: Field,
        cell: Cell<'a>,
        parts: fn(&'a str) -> Vec<&'a str>,
        check: fn(Option<&Name>) -> Result<(), &'static str>,
    ) -> Vec<Name> {
        self.take(cell);
        let lines: Vec<Name> = parts(cell.text).into_iter().filter_map(|part| self.line(field, part)).collect();
        lines.into_iter().filter(|line| self.is_kept(field, line, check)).collect()
    }

    /// Whether a value is one of those a rule takes. One that is not is left out and said, so that the rest of the row is kept.
    fn is_kept(&mut self, field: Field, value: &Name, check: fn(Option<&Name>) -> Result<(), &'static str>) -> bool {
        let kept = check(Some(value)).is_ok();
        if !kept {
            self.remark(Code::Unreadable, field, value.as_str());
        }
        kept
    }

    /// Whether a column says yes. What is neither yes nor no is said.
    pub fn says_yes(&mut self, field: Field) -> bool {
        let Some(cell) = self.first(field) else { return false };
        self.readable(field, cell, values::yes_no(cell.text)) == Some(true)
    }

    /// The heading of the first column that becomes a field.
    pub fn heading(&self, field: Field) -> Option<&'a str> {
        let index = self.settings.columns.iter().position(|rule| rule.field == Some(field))?;
        self.columns.get(index).map(|column| column.heading.as_str())
    }

    /// What a column that becomes a field says, under its heading.
    pub fn under_heading(&self, field: Field) -> Option<String> {
        let cell = self.first(field)?;
        Some(format!("{}: {}", self.columns.get(cell.index)?.heading, cell.text))
    }

    /// What was read of a cell; when it was nothing, that is said.
    fn readable<T>(&mut self, field: Field, cell: Cell<'_>, read: Option<T>) -> Option<T> {
        if read.is_none() {
            self.remark(Code::Unreadable, field, cell.text);
        }
        read
    }

    /// A tax number.
    pub fn tax_number(&mut self) -> Option<TaxNumber> {
        let cell = self.first(Field::TaxNumber)?;
        let read = TaxNumber::new(cell.text).ok();
        self.readable(Field::TaxNumber, cell, read)
    }

    /// A key as it is kept here: under the prefix of its system, and derived from what it says when it cannot be kept as
    /// it is.
    pub fn key(&self, field: Field) -> Option<ShortCode> {
        self.key_of(self.first(field)?.text)
    }

    /// The keys of a column in which several may stand, with semicolons between them.
    pub fn keys(&self, field: Field) -> Vec<ShortCode> {
        let text = self.first(field).map_or("", |cell| cell.text);
        text.split(';').map(str::trim).filter(|key| !key.is_empty()).filter_map(|key| self.key_of(key)).collect()
    }

    fn key_of(&self, text: &str) -> Option<ShortCode> {
        let plain = format!("{}{text}", self.settings.key_prefix);
        let derived = || format!("{}", Uuid::new_v5(&Uuid::NAMESPACE_OID, plain.as_bytes()).as_hyphenated());
        ShortCode::new(plain.clone()).or_else(|_| ShortCode::new(derived())).ok()
    }

    /// The number in a cell.
    pub fn number_in(&self, cell: Cell<'_>) -> Option<Decimal> {
        let found = self.columns.get(cell.index).and_then(|column| column.decimal_mark);
        let said = self.settings.columns.get(cell.index).and_then(|rule| rule.decimal_mark);
        match said.or(found) {
            Some(mark) => values::number(cell.text, mark),
            None => values::plain_number(cell.text),
        }
    }

    /// The day in a cell.
    pub fn day_in(&self, cell: Cell<'_>) -> Option<NaiveDate> {
        self.moment(cell).map(|read| match read {
            Moment::Local(at) => at.date(),
            Moment::Exact(at) => self.zone.local_date(at),
        })
    }

    /// A number.
    pub fn number(&mut self, field: Field) -> Option<Decimal> {
        let cell = self.first(field)?;
        let read = self.number_in(cell);
        self.readable(field, cell, read)
    }

    /// A whole number.
    pub fn whole<T: TryFrom<Decimal>>(&mut self, field: Field) -> Option<T> {
        let number = self.number(field)?;
        let whole = Some(number.trunc()).filter(|whole| *whole == number).and_then(|whole| T::try_from(whole).ok());
        if whole.is_none() {
            self.remark(Code::Unreadable, field, &number.to_string());
        }
        whole
    }

    /// What is done next, and by which day. A day alone says nothing.
    pub fn next_step(&mut self) -> Option<NextStepRequest> {
        let text = self.name(Field::NextStep)?;
        Some(NextStepRequest { text, due_on: self.day(Field::NextStepDueOn) })
    }

    fn moment(&self, cell: Cell<'_>) -> Option<Moment> {
        let found = self.columns.get(cell.index).and_then(|column| column.date_order);
        let said = self.settings.columns.get(cell.index).and_then(|rule| rule.date_order);
        values::moment(cell.text, said.or(found).unwrap_or(DateOrder::Ymd))
    }

    /// A day.
    pub fn day(&mut self, field: Field) -> Option<NaiveDate> {
        let cell = self.first(field)?;
        let read = self.day_in(cell);
        self.readable(field, cell, read)
    }

    /// A moment.
    pub fn instant(&mut self, field: Field) -> Option<DateTime<Utc>> {
        let cell = self.first(field)?;
        let zone = self.zone.tz();
        let read = self.moment(cell).and_then(|read| match read {
            Moment::Local(at) => at.and_local_timezone(zone).earliest().map(|at| at.with_timezone(&Utc)),
            Moment::Exact(at) => Some(at),
        });
        self.readable(field, cell, read)
    }
}

#[cfg(test)]
mod tests {
    use contracts::imports::{ImportFormat, ImportKind};

    use super::*;
    use crate::imports::file::{Reading, columns, read};
    use crate::imports::model::propose;

    fn with(text: &str, check: impl FnOnce(&mut Row<'_>)) {
        let table = read(text.as_bytes(), &Reading::default(), None).unwrap();
        let columns = columns(&table);
        let mut settings = propose(ImportFormat::Hubspot, ImportKind::Leads, &columns);
        settings.empty_words = vec!["select".to_owned()];
        check(&mut Row::new(1, (&settings, &columns), &table.rows[0].cells, "Europe/Budapest".parse().unwrap()));
    }

    fn codes(row: &Row<'_>) -> Vec<Code> {
        row.remarks.iter().map(|remark| remark.code).collect()
    }

    #[test]
    fn values_are_read_and_what_was_mended_is_said() {
        with(
            "Name,E-mail,Work email,Company,Note,Comments,Amount,Created,ID\nAnna,none,a@b.hu,\"\"\"Acme, Inc\"\"\",x,Select,12.345,2026-07-01,7 b\n",
            |row| {
                assert_eq!(row.email(Field::Email).unwrap().as_str(), "a@b.hu", "a column without one is left");
                assert_eq!(row.name(Field::Account).unwrap().as_str(), "Acme, Inc");
                assert_eq!(row.note(Field::Note).unwrap().as_str(), "x", "Select means nothing");
                assert_eq!(row.number(Field::Value), Some("12.345".parse().unwrap()));
                assert_eq!(row.instant(Field::ReceivedAt).unwrap().to_rfc3339(), "2026-06-30T22:00:00+00:00");
                assert_eq!(row.day(Field::ReceivedAt).unwrap().to_string(), "2026-07-01");
                assert_eq!(row.key(Field::Key).unwrap().as_str().len(), 36, "a key with a space is derived");
                assert_eq!(codes(row), [Code::Unquoted]);
            },
        );
        with("Name,Phone,Mobile,Website\nAnna,ask,+36 30 123 4567,javascript:alert(1)\n", |row| {
            assert_eq!(row.phones(), ["+36 30 123 4567"].map(|one| Name::new(one).unwrap()));
            assert_eq!((row.website(), codes(row)), (None, vec![Code::Unreadable]));
        });
        with("Name,Phone,Website\nAnna,hello,acme.hu\n", |row| {
            assert_eq!((row.phones(), row.website().unwrap().as_str()), (Vec::new(), "acme.hu"));
            assert_eq!(codes(row), [Code::Unreadable]);
        });
        with("Name,E-mail,Amount,Created,ID\nAnna,none,much,soon,51\n", |row| {
            assert!(row.email(Field::Email).is_none() && row.number(Field::Value).is_none());
            assert!(row.day(Field::ReceivedAt).is_none());
            assert_eq!(row.key(Field::Key).unwrap().as_str(), "hubspot-51");
            assert_eq!(codes(row), [Code::Unreadable; 3]);
        });
        with(
            "Name,E-mail,Work email,Phone,Website\nAnna,\"a@b.hu; none\",c@d.hu,\"570-809-7197, +1 555 0100\",acme.hu acme.at\n",
            |row| {
                let emails: Vec<_> = row.emails(Field::Email).into_iter().map(Email::into_inner).collect();
                assert_eq!(emails, ["a@b.hu", "c@d.hu"]);
                let phones: Vec<_> = row.phones().into_iter().map(Name::into_inner).collect();
                assert_eq!(phones, ["570-809-7197", "+1 555 0100"]);
                assert_eq!(row.website().unwrap().as_str(), "acme.hu", "a lead has room for one");
                assert_eq!(codes(row), [Code::Unreadable, Code::NoPlace]);
            },
        );
        with(&format!("Name,Notes\n{},y\n", "n".repeat(300)), |row| {
            assert_eq!(row.joined(&[Field::Name]).unwrap().as_str().len(), 200);
            assert_eq!(codes(row), [Code::Shortened]);
        });
    }
}
