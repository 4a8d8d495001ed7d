//! A quote as a document.

use chrono::{DateTime, Utc};
use documents::{Align, Block, Cell, Column, Document, DocumentError, Party, Row, Sum, Table, Width, words};
use kernel::{Cadence, Language, Money, Name, Note};
use platform::{Problem, Result};

use super::error::QuoteError;
use super::model::State;
use super::offer::{Offer, OfferBilling, OfferLine};

/// What a quote says in its own words, in one language.
struct Words {
    language: Language,
}

/// Writes a quote as PDF, beside the threads that answer requests. The same quote always makes the same bytes.
///
/// # Errors
/// [`QuoteError::TooManyPages`].
pub async fn pdf(offer: &Offer, made_at: DateTime<Utc>) -> Result<Vec<u8>> {
    match documents::render_aside(document(offer, made_at)).await {
        Ok(bytes) => Ok(bytes),
        Err(DocumentError::TooLong(pages)) => Err(QuoteError::TooManyPages(pages).into()),
        Err(error @ (DocumentError::Font(_) | DocumentError::Invalid(_))) => Err(Problem::internal(error)),
    }
}

/// What the file is called.
pub fn file_name(offer: &Offer) -> String {
    format!("{}-{}.pdf", offer.number, offer.revision)
}

fn document(offer: &Offer, made_at: DateTime<Utc>) -> Document {
    let words = Words { language: offer.language };
    let seller = offer.seller.as_ref().map(|seller| seller.name.to_string()).unwrap_or_default();
    let (fixed, optional): (Vec<&OfferLine>, Vec<&OfferLine>) = offer.lines.iter().partition(|line| !line.optional);
    let mut blocks = vec![
        Block::Title { kind: words.kind(offer), text: offer.title.to_string() },
        Block::Parties(words.parties(offer)),
    ];
    blocks.extend(offer.introduction.as_ref().map(|text| Block::Paragraph(text.to_string())));
    if !fixed.is_empty() {
        blocks.push(words.table(&fixed));
    }
    if !optional.is_empty() {
        blocks.push(Block::Heading(words.of("Optional", "Választható").to_owned()));
        blocks.push(Block::Small(words.optional_note(&optional)));
        blocks.push(words.table(&optional));
    }
    blocks.push(Block::Sums(words.sums(offer)));
    if offer.lines.iter().any(|line| matches!(line.billing, OfferBilling::TimeAndMaterials { .. })) {
        let note = words.of(
            "Work billed by the hour is an estimate: the hours that are really worked are invoiced at the rates above.",
            "Az óradíjas munka értéke becslés: a ténylegesen ledolgozott órákat számlázzuk a fenti díjakon.",
        );
        blocks.push(Block::Small(note.to_owned()));
    }
    if let Some(terms) = &offer.terms {
        blocks.push(Block::Heading(words.of("Terms", "Feltételek").to_owned()));
        blocks.push(Block::Paragraph(terms.to_string()));
    }
    let number = words.number(offer);
    Document {
        title: format!("{number} · {}", offer.title),
        author: seller.clone(),
        language: offer.language,
        id: format!("{}/{}", offer.number, offer.quote_id),
        made_at,
        foot: if seller.is_empty() { number } else { format!("{number} · {seller}") },
        blocks,
    }
}

impl Words {
    const fn of(&self, english: &'static str, hungarian: &'static str) -> &'static str {
        match self.language {
            Language::En => english,
            Language::Hu => hungarian,
        }
    }

    fn kind(&self, offer: &Offer) -> String {
        match offer.state {
            State::Draft => self.of("QUOTE · DRAFT", "ÁRAJÁNLAT · TERVEZET").to_owned(),
            State::Sent | State::Expired | State::Accepted | State::Declined | State::Superseded | State::Withdrawn => {
                self.of("QUOTE", "ÁRAJÁNLAT").to_owned()
            }
        }
    }

    fn number(&self, offer: &Offer) -> String {
        let number = &offer.number;
        match (self.language, offer.revision) {
            (_, 1) => number.to_string(),
            (Language::En, revision) => format!("{number}, version {revision}"),
            (Language::Hu, revision) => format!("{number}, {revision}. változat"),
        }
    }

    fn parties(&self, offer: &Offer) -> Vec<Party> {
        let mut parties = Vec::new();
        if let Some(seller) = &offer.seller {
            let mut lines: Vec<String> =
                seller.details.iter().flat_map(|text| text.as_str().lines()).map(str::to_owned).collect();
            lines.extend(seller.contact_name.as_ref().map(Name::to_string));
            lines.extend(seller.contact_email.as_ref().map(ToString::to_string));
            parties.push(Party {
                label: self.of("From", "Ajánlattevő").to_owned(),
                name: seller.name.to_string(),
                lines,
            });
        }
        if let Some(client) = &offer.client {
            let names: Vec<String> =
                [&client.account_name, &client.contact_name].into_iter().flatten().map(Name::to_string).collect();
            let (name, others) =
                names.split_first().map_or((String::new(), [].as_slice()), |(name, rest)| (name.clone(), rest));
            let mut lines = others.to_vec();
            if let Some(address) = &client.address {
                lines.extend(address.lines());
                lines.extend(client.country.as_ref().map(ToString::to_string));
            }
            lines.extend(
                client.tax_number.as_ref().map(|number| format!("{} {number}", self.of("Tax no.", "Adószám:"))),
            );
            if !name.is_empty() {
                parties.push(Party { label: self.of("For", "Ügyfél").to_owned(), name, lines });
            }
        }
        let day = |day| words::day(day, self.language);
        let mut lines = Vec::new();
        if let Some(sent_on) = offer.sent_on {
            lines.push(format!("{} {}", self.of("Date:", "Kelt:"), day(sent_on)));
        }
        lines.push(format!("{} {}", self.of("Valid until", "Érvényes:"), day(offer.valid_until)));
        parties.push(Party { label: self.of("Quote", "Árajánlat").to_owned(), name: self.number(offer), lines });
        parties
    }

    fn table(&self, lines: &[&OfferLine]) -> Block {
        let column = |head: &str, align, width| Column { head: head.to_owned(), align, width };
        Block::Table(Table {
            columns: vec![
                column(self.of("Item", "Megnevezés"), Align::Left, Width::Rest),
                column(self.of("VAT", "ÁFA"), Align::Right, Width::Points(40)),
                column(self.of("Net", "Nettó"), Align::Right, Width::Points(110)),
            ],
            rows: lines.iter().map(|line| self.row(line)).collect(),
        })
    }

    fn row(&self, line: &OfferLine) -> Row {
        let mut notes: Vec<String> = line.description.iter().map(Note::to_string).collect();
        notes.extend(self.billing(&line.billing));
        if let Some(discount) = &line.discount {
            let percent = words::percent(discount.percent.value(), self.language);
            let before = self.money(discount.before);
            notes.push(match self.language {
                Language::En => format!("{percent} discount, {before} without it"),
                Language::Hu => format!("{percent} kedvezménnyel, anélkül {before}"),
            });
        }
        Row {
            cells: vec![
                Cell { text: line.name.to_string(), strong: true, note: notes.join("\n") },
                Cell::of(words::percent(line.vat_rate.value(), self.language)),
                Cell::of(self.money(line.net)),
            ],
        }
    }

    /// How a line is billed, in lines of their own.
    fn billing(&self, billing: &OfferBilling) -> Vec<String> {
        match billing {
            OfferBilling::Fixed { milestones } if milestones.len() < 2 => Vec::new(),
            OfferBilling::Fixed { milestones } => milestones
                .iter()
                .map(|one| match one.due_on {
                    Some(day) => {
                        format!("{}: {} ({})", one.name, self.money(one.amount), words::day(day, self.language))
                    }
                    None => format!("{}: {}", one.name, self.money(one.amount)),
                })
                .collect(),
            OfferBilling::TimeAndMaterials { rates } => rates
                .iter()
                .map(|one| {
                    let hours = words::number(one.estimated_hours.value().normalize(), self.language);
                    let unit = self.of("h", "óra");
                    format!("{}: {hours} {unit} × {}", one.role, self.money(one.hourly_rate))
                })
                .collect(),
            OfferBilling::Retainer { amount, cadence, periods, starts_on } => {
                let each = self.money(*amount);
                let from = words::day(*starts_on, self.language);
                let cadence = match cadence {
                    Cadence::Monthly => self.of("monthly", "havonta"),
                    Cadence::Quarterly => self.of("quarterly", "negyedévente"),
                    Cadence::Yearly => self.of("yearly", "évente"),
                };
                vec![match self.language {
                    Language::En => format!("{periods} × {each} {cadence}, from {from}"),
                    Language::Hu => format!("{periods} × {each} {cadence}, kezdete: {from}"),
                }]
            }
            OfferBilling::OneOff { quantity, unit_price, .. } => {
                let quantity = words::number(quantity.value().normalize(), self.language);
                vec![format!("{quantity} × {}", self.money(*unit_price))]
            }
        }
    }

    fn optional_note(&self, lines: &[&OfferLine]) -> String {
        let counted: Vec<&str> = lines.iter().filter(|line| line.chosen).map(|line| line.name.as_str()).collect();
        let say = self.of(
            "You choose these when you accept. The total below counts",
            "Ezekről az elfogadáskor dönthet. Az alábbi végösszegben benne van:",
        );
        match (self.language, counted.is_empty()) {
            (Language::En, true) => format!("{say} none of them."),
            (Language::Hu, true) => format!("{say} egyik sem."),
            (_, false) => format!("{say} {}.", counted.join(", ")),
        }
    }

    fn sums(&self, offer: &Offer) -> Vec<Sum> {
        let totals = &offer.totals;
        let net = Sum { label: self.of("Net", "Nettó").to_owned(), amount: self.money(totals.net) };
        let vat = totals.groups.iter().map(|group| {
            let rate = words::percent(group.rate.value(), self.language);
            Sum { label: format!("{} {rate}", self.of("VAT", "ÁFA")), amount: self.money(group.tax) }
        });
        let gross = Sum { label: self.of("Total", "Végösszeg").to_owned(), amount: self.money(totals.gross) };
        std::iter::once(net).chain(vat).chain(std::iter::once(gross)).collect()
    }

    fn money(&self, amount: Money) -> String {
        words::money(amount, self.language)
    }
}
