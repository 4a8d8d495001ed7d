//! What comes out: text that can be read out again, page by page, and the same bytes every time.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use documents::{
    Align, Block, Cell, Column, Document, DocumentError, MAX_PAGES, Party, Row, Sum, Table, Width, render,
};
use kernel::Language;

fn column(head: &str, align: Align, width: Width) -> Column {
    Column { head: head.to_owned(), align, width }
}

/// A document with a table of so many rows.
fn document(language: Language, rows: usize) -> Document {
    let row = |number: usize| Row {
        cells: vec![
            Cell { strong: true, note: "tervezés, kivitelezés".to_owned(), ..Cell::of(format!("Tétel {number}")) },
            Cell::of("27%"),
            Cell::of(format!("1 234,{number:02}")),
        ],
    };
    Document {
        title: "Ajánlat Q-2026-0001".to_owned(),
        author: "Példa Kft.".to_owned(),
        language,
        id: "Q-2026-0001/1".to_owned(),
        made_at: "2026-11-26T09:30:00Z".parse().unwrap(),
        foot: "Q-2026-0001 · Példa Kft.".to_owned(),
        blocks: vec![
            Block::Title { kind: "AJÁNLAT".to_owned(), text: "Árvíztűrő tükörfúrógép".to_owned() },
            Block::Parties(vec![
                Party {
                    label: "Kínálja".to_owned(),
                    name: "Példa Kft.".to_owned(),
                    lines: vec!["Őrség u. 1.".to_owned()],
                },
                Party { label: "Részére".to_owned(), name: "Acme Zrt.".to_owned(), lines: vec![] },
            ]),
            Block::Paragraph("Köszönjük megkeresését. ".repeat(12)),
            Block::Heading("Tételek".to_owned()),
            Block::Table(Table {
                columns: vec![
                    column("Megnevezés", Align::Left, Width::Rest),
                    column("ÁFA", Align::Right, Width::Points(50)),
                    column("Nettó", Align::Right, Width::Points(90)),
                ],
                rows: (1..=rows).map(row).collect(),
            }),
            Block::Sums(vec![
                Sum { label: "Nettó".to_owned(), amount: "100,00 EUR".to_owned() },
                Sum { label: "ÁFA 27%".to_owned(), amount: "27,00 EUR".to_owned() },
                Sum { label: "Összesen".to_owned(), amount: "127,00 EUR".to_owned() },
            ]),
            Block::Heading("Feltételek".to_owned()),
            Block::Small("Fizetési határidő: 8 nap.\nEmoji 🙂 is nothing a font has.".to_owned()),
        ],
    }
}

/// The text of each page, with white space made one.
fn pages(bytes: &[u8]) -> Vec<String> {
    let pdf = lopdf::Document::load_mem(bytes).unwrap();
    let numbers: Vec<u32> = pdf.get_pages().keys().copied().collect();
    let text = |number: u32| {
        let text = pdf.extract_text(&[number]).unwrap();
        text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    numbers.into_iter().map(text).collect()
}

#[test]
fn what_was_said_can_be_read_out_again() {
    let bytes = render(&document(Language::Hu, 3)).unwrap();
    let pages = pages(&bytes);
    assert_eq!(pages.len(), 1);
    for text in [
        "Árvíztűrő tükörfúrógép",
        "Őrség u. 1.",
        "Tétel 3",
        "1 234,02",
        "Összesen",
        "127,00 EUR",
        "Emoji ? is",
        "1. oldal, összesen 1",
    ] {
        assert!(pages[0].contains(text), "{text} is not in {}", pages[0]);
    }
}

#[test]
fn a_table_goes_on_with_its_head() {
    let bytes = render(&document(Language::En, 60)).unwrap();
    let pages = pages(&bytes);
    assert!(pages.len() > 2, "{} pages", pages.len());
    for (place, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("Page {} of {}", place + 1, pages.len())), "{page}");
        assert_eq!(page.contains("Tétel"), page.contains("Megnevezés"), "{page}");
    }
    let all = pages.join(" ");
    for number in 1..=60 {
        assert_eq!(all.matches(&format!("1 234,{number:02}")).count(), 1, "row {number}");
    }
}

#[test]
fn a_row_higher_than_a_page_goes_on_and_loses_nothing() {
    let mut long = document(Language::Hu, 1);
    if let Some(Block::Table(table)) = long.blocks.get_mut(4) {
        table.rows[0].cells[0].note = (1..=700).map(|word| format!("szó{word}")).collect::<Vec<_>>().join(" \n");
    }
    let all = pages(&render(&long).unwrap()).join(" ");
    assert!((1..=700).all(|word| all.contains(&format!("szó{word}"))));
}

#[test]
fn long_details_of_who_offers_go_on_on_the_next_page() {
    let mut long = document(Language::En, 1);
    let lines = |from: usize| (from..from + 120).map(|line| format!("detail{line}")).collect::<Vec<_>>();
    if let Some(Block::Parties(parties)) = long.blocks.get_mut(1) {
        parties[0].lines = lines(1000);
        parties[1].lines = lines(2000);
    }
    let sums =
        (0..90).map(|sum| Sum { label: format!("label{sum} {}", "and more ".repeat(12)), amount: "1.00".to_owned() });
    long.blocks.push(Block::Sums(sums.collect()));
    let pages = pages(&render(&long).unwrap());
    assert!(pages.len() > 5, "{} pages", pages.len());
    let all = pages.join(" ");
    assert!((1000..1120).chain(2000..2120).all(|line| all.contains(&format!("detail{line}"))));
    assert!((0..90).all(|sum| all.contains(&format!("label{sum} "))));
    // What stands beside each other begins on the same page.
    assert!(pages[0].contains("detail1000") && pages[0].contains("detail2000"));
}

#[test]
fn the_same_content_makes_the_same_bytes_with_fonts_in_them() {
    let bytes = render(&document(Language::Hu, 30)).unwrap();
    assert_eq!(bytes, render(&document(Language::Hu, 30)).unwrap());
    let pdf = lopdf::Document::load_mem(&bytes).unwrap();
    let embedded = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let embedded = embedded.filter(|dict| dict.has(b"FontFile2") || dict.has(b"FontFile3")).count();
    assert_eq!(embedded, 2);
    let text = String::from_utf8_lossy(&bytes);
    for claim in
        ["<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"]
    {
        assert!(text.contains(claim), "{claim}");
    }
}

#[test]
fn anything_can_be_written() {
    let mut odd = document(Language::En, 0);
    odd.blocks.push(Block::Paragraph(String::new()));
    odd.blocks.push(Block::Paragraph("\u{0}\u{202e}漢字 \u{e000} e\u{301} \u{fffd}".repeat(50)));
    odd.blocks.push(Block::Title { kind: String::new(), text: "W".repeat(4_000) });
    odd.blocks.push(Block::Sums(vec![]));
    odd.blocks.push(Block::Parties(vec![]));
    assert!(render(&odd).unwrap().starts_with(b"%PDF-"));
}

#[test]
fn what_fills_too_many_pages_is_refused_before_it_takes_long() {
    let endless = || "line\n".repeat(20_000);
    let paragraph = Document { blocks: vec![Block::Paragraph(endless())], ..document(Language::En, 1) };
    assert!(matches!(render(&paragraph), Err(DocumentError::TooLong(MAX_PAGES))));
    let row = Row { cells: vec![Cell::of(endless())] };
    let table = Table { columns: vec![column("Text", Align::Left, Width::Rest)], rows: vec![row] };
    let table = Document { blocks: vec![Block::Table(table)], ..document(Language::En, 1) };
    assert!(matches!(render(&table), Err(DocumentError::TooLong(MAX_PAGES))));
}
