//! An issued invoice as a document.

use contracts::billing::{Invoice, InvoiceLine};
use contracts::crm::PostalAddress;
use documents::{Align, Block, Cell, Column, Document, Party, Row, Sum, Table, Width, words};
use kernel::{CountryCode, Language, Money, Note, ShortCode};
use platform::{Problem, Result};

use super::Paper;

/// What an invoice says in its own words, in one language.
struct Words {
    language: Language,
}

/// Writes an issued invoice as PDF. What was paid on it is not in it: that changes, and the document does not.
///
/// # Errors
/// None that the caller could mend: an invoice has at most a hundred lines, so it never fills too many pages.
pub async fn pdf(invoice: &Invoice, number: &ShortCode, paper: &Paper) -> Result<Vec<u8>> {
    documents::render_aside(document(invoice, number, paper)).await.map_err(Problem::internal)
}

fn document(invoice: &Invoice, number: &ShortCode, paper: &Paper) -> Document {
    let words = Words { language: paper.language };
    let kind = words.of("INVOICE", "SZÁMLA");
    let mut blocks = vec![
        Block::Title { kind: kind.to_owned(), text: number.to_string() },
        Block::Parties(words.parties(invoice, number, paper)),
        words.lines(invoice),
        Block::Heading(words.of("VAT by rate", "Áfa kulcsonként").to_owned()),
        words.vat(invoice),
        Block::Sums(words.sums(invoice)),
    ];
    if invoice.due_on.is_some() || paper.payment.is_some() {
        blocks.push(Block::Heading(words.of("Payment", "Fizetés").to_owned()));
        blocks.push(Block::Paragraph(words.payment(invoice, number, paper)));
    }
    blocks.extend(paper.closing.as_ref().map(|text| Block::Small(text.to_string())));
    let seller = &paper.seller.name;
    Document {
        title: format!("{} {number}", words.of("Invoice", "Számla")),
        author: seller.to_string(),
        language: paper.language,
        id: format!("{number}/{}/{}", invoice.invoice_id, paper.language.tag()),
        made_at: paper.made_at,
        foot: format!("{number} · {seller}"),
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

    fn money(&self, amount: Money) -> String {
        words::money(amount, self.language)
    }

    fn parties(&self, invoice: &Invoice, number: &ShortCode, paper: &Paper) -> Vec<Party> {
        let text_lines = |text: &Note| text.as_str().lines().map(str::to_owned).collect::<Vec<_>>();
        let country = |code: &Option<CountryCode>| code.as_ref().map(|code| code.as_str().to_owned());
        let mut seller: Vec<String> = paper.seller.details.iter().flat_map(text_lines).collect();
        // Whoever writes down an address says the country there.
        if seller.is_empty() {
            seller.extend(country(&paper.seller.country));
        }
        let mut customer: Vec<String> = paper.customer.address.iter().flat_map(PostalAddress::lines).collect();
        customer.extend(country(&paper.customer.country));
        let tax_number = paper.customer.tax_number.as_ref();
        customer.extend(tax_number.map(|number| format!("{} {number}", self.of("Tax no.", "Adószám:"))));
        let mut about = Vec::new();
        let day = |day| words::day(day, self.language);
        about.extend(invoice.issued_on.map(|on| format!("{} {}", self.of("Issued:", "Kelt:"), day(on))));
        about.extend(invoice.due_on.map(|on| format!("{} {}", self.of("Due:", "Fizetési határidő:"), day(on))));
        let party = |label: &str, name: String, lines| Party { label: label.to_owned(), name, lines };
        vec![
            party(self.of("From", "Eladó"), paper.seller.name.to_string(), seller),
            party(self.of("To", "Vevő"), paper.customer.name.to_string(), customer),
            party(self.of("Invoice", "Számla"), number.to_string(), about),
        ]
    }

    fn column(head: &str, align: Align, width: Width) -> Column {
        Column { head: head.to_owned(), align, width }
    }

    fn lines(&self, invoice: &Invoice) -> Block {
        let row = |line: &InvoiceLine| Row {
            cells: vec![
                Cell::of(line.description.to_string()),
                Cell::of(words::number(line.quantity.value().normalize(), self.language)),
                Cell::of(words::bare(line.unit_price, self.language)),
                Cell::of(words::percent(line.vat_rate.value(), self.language)),
                Cell::of(words::bare(line.net, self.language)),
            ],
        };
        Block::Table(Table {
            columns: vec![
                Self::column(self.of("Description", "Megnevezés"), Align::Left, Width::Rest),
                Self::column(self.of("Quantity", "Mennyiség"), Align::Right, Width::Points(60)),
                Self::column(self.of("Unit price", "Egységár"), Align::Right, Width::Points(85)),
                Self::column(self.of("VAT", "Áfa"), Align::Right, Width::Points(40)),
                Self::column(&self.in_currency(self.of("Net", "Nettó"), invoice), Align::Right, Width::Points(95)),
            ],
            rows: invoice.lines.iter().map(row).collect(),
        })
    }

    fn vat(&self, invoice: &Invoice) -> Block {
        let rows = invoice.vat.iter().map(|group| Row {
            cells: vec![
                Cell::of(words::percent(group.rate.value(), self.language)),
                Cell::of(words::bare(group.base, self.language)),
                Cell::of(words::bare(group.tax, self.language)),
            ],
        });
        Block::Table(Table {
            columns: vec![
                Self::column(self.of("VAT rate", "Áfakulcs"), Align::Left, Width::Rest),
                Self::column(&self.in_currency(self.of("Base", "Alap"), invoice), Align::Right, Width::Points(120)),
                Self::column(&self.in_currency(self.of("VAT", "Áfa"), invoice), Align::Right, Width::Points(120)),
            ],
            rows: rows.collect(),
        })
    }

    #[expect(clippy::unused_self, reason = "reads like its neighbours")]
    fn in_currency(&self, head: &str, invoice: &Invoice) -> String {
        format!("{head}, {}", invoice.currency.code())
    }

    fn sums(&self, invoice: &Invoice) -> Vec<Sum> {
        let sum = |label: &str, amount| Sum { label: label.to_owned(), amount: self.money(amount) };
        vec![
            sum(self.of("Net", "Nettó"), invoice.net),
            sum(self.of("VAT", "Áfa"), invoice.vat_total),
            sum(self.of("Total", "Végösszeg"), invoice.gross),
        ]
    }

    fn payment(&self, invoice: &Invoice, number: &ShortCode, paper: &Paper) -> String {
        let mut text = Vec::new();
        if let Some(on) = invoice.due_on {
            let (day, gross) = (words::day(on, self.language), self.money(invoice.gross));
            text.push(match self.language {
                Language::En => format!("Please pay {gross} by {day}, with the reference {number}."),
                Language::Hu => format!("Fizetendő {gross} eddig: {day}. Közlemény: {number}."),
            });
        }
        text.extend(paper.payment.as_ref().map(Note::to_string));
        text.join("\n")
    }
}
