//! Whatever a document says, all of it stands on some page, inside its margins.

use chrono::DateTime;
use kernel::Language;
use proptest::prelude::*;

use super::*;

/// Texts of any length, some with words wider than a column.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "([a-zőű]{1,9} ){0,12}",
        2 => "([A-ZÁ]{1,30}[ \n]){0,60}",
        1 => "([a-z]{1,9} ){300,700}",
        1 => "([a-z]{60,200}\n){1,40}",
    ]
}

fn party() -> impl Strategy<Value = Party> {
    (words(), words(), prop::collection::vec(words(), 0..6)).prop_map(|(label, name, lines)| Party {
        label,
        name,
        lines,
    })
}

fn table() -> impl Strategy<Value = Table> {
    let columns = vec![
        Column { head: "Item".to_owned(), align: Align::Left, width: Width::Rest },
        Column { head: "Net".to_owned(), align: Align::Right, width: Width::Points(110) },
    ];
    let row = (words(), words(), words())
        .prop_map(|(text, note, amount)| Row { cells: vec![Cell { text, strong: true, note }, Cell::of(amount)] });
    prop::collection::vec(row, 0..6).prop_map(move |rows| Table { columns: columns.clone(), rows })
}

fn sum() -> impl Strategy<Value = Sum> {
    (words(), "[0-9]{1,3}( [0-9]{3}){0,4}").prop_map(|(label, amount)| Sum { label, amount })
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        (words(), words()).prop_map(|(kind, text)| Block::Title { kind, text }),
        words().prop_map(Block::Heading),
        words().prop_map(Block::Paragraph),
        words().prop_map(Block::Small),
        prop::collection::vec(party(), 0..4).prop_map(Block::Parties),
        table().prop_map(Block::Table),
        prop::collection::vec(sum(), 0..60).prop_map(Block::Sums),
    ]
}

/// What each part says, white space left out.
fn said(blocks: &[Block]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for block in blocks {
        match block {
            Block::Title { kind, text } => all.extend([kind.clone(), text.clone()]),
            Block::Heading(text) | Block::Paragraph(text) | Block::Small(text) => all.push(text.clone()),
            Block::Parties(parties) => {
                all.extend(parties.iter().map(|one| format!("{}{}{}", one.label, one.name, one.lines.concat())));
            }
            Block::Table(table) => {
                all.extend(table.columns.iter().map(|column| column.head.clone()));
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                all.extend(cells.map(|cell| format!("{}{}", cell.text, cell.note)));
            }
            Block::Sums(sums) => all.extend(sums.iter().flat_map(|sum| [sum.label.clone(), sum.amount.clone()])),
        }
    }
    sorted(all)
}

fn sorted(texts: Vec<String>) -> Vec<String> {
    let bare = |text: String| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let mut texts: Vec<String> = texts.into_iter().map(bare).filter(|text| !text.is_empty()).collect();
    texts.sort_unstable();
    texts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_word_stands_on_a_page_inside_its_margins(blocks in prop::collection::vec(block(), 0..7)) {
        let fonts = Fonts::load().unwrap();
        let document = Document {
            title: String::new(), author: String::new(), language: Language::En, id: String::new(),
            made_at: DateTime::UNIX_EPOCH, foot: String::new(), blocks,
        };
        let laid_out = lay_out(&document, &fonts).unwrap();
        let mut parts: Vec<String> = laid_out.nodes.iter().map(|_| String::new()).collect();
        for item in laid_out.pages.iter().flatten() {
            match item {
                Item::Text { x, y, style, shaped, node } => {
                    let right = x + fonts.width(shaped.text.trim_end(), *style);
                    prop_assert!(*x >= MARGIN - 0.5 && right <= PAGE_WIDTH - MARGIN + 0.5, "{x} {right} {shaped:?}");
                    prop_assert!(*y >= TOP && *y <= BOTTOM, "{y} {shaped:?}");
                    if let Some(node) = node {
                        parts[*node].push_str(&shaped.text);
                    }
                }
                Item::Rule { y, .. } => prop_assert!(*y <= BOTTOM + ROW_PADDING, "{y}"),
            }
        }
        prop_assert_eq!(sorted(parts), said(&document.blocks));
    }
}
