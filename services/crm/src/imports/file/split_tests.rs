use proptest::prelude::*;

use super::*;

fn split(text: &str) -> Vec<Record> {
    Splitter::new(text, (b',', b'"'), 1).collect()
}

fn cells(text: &str) -> Vec<String> {
    split(text).iter().map(|record| record.cells.join("|")).collect()
}

fn flaws(text: &str) -> Vec<(i32, Flaw)> {
    split(text).iter().filter_map(|record| Some((record.line, record.flaw?))).collect()
}

#[test]
fn a_stray_quotation_mark_takes_no_row_with_it() {
    let rows = (0..30).map(|no| format!("Row {no},r{no}@x.example\n")).collect::<Vec<_>>().concat();
    let text = format!("name,email\n\"Broken one,b1@x.example\n{rows}");
    let records = split(&text);
    assert_eq!((records.len(), records[1].cells.len(), records[1].line), (32, 2, 2));
    assert_eq!(records[2].cells, ["Row 0", "r0@x.example"]);
    assert_eq!(records.iter().filter(|one| one.flaw.is_none()).count(), 31);
    assert_eq!(flaws(&text), [(2, Flaw::OpenQuote(2))]);
    // The next mark is that of a cell which is written as it should be, or one within a text.
    for (rest, last) in [
        ("A,1\n\"B, Inc\",2\n", "B, Inc|2"),
        ("A,1\nB,\"2\"\n", "B|2"),
        ("A,1\nB,screen 24\"\n", "B|screen 24\""),
        ("A,1\n\"B\",2\n", "B|2"),
        ("A,1\n\"B,2\n", "\"B|2"),
    ] {
        let text = format!("name,email\n\"Broken,b\n{rest}");
        let read = cells(&text);
        assert_eq!(read[1..3], ["\"Broken|b", "A|1"], "{text}");
        assert_eq!(read.last().unwrap(), last, "{text}");
        assert_eq!(flaws(&text)[0], (2, Flaw::OpenQuote(2)), "{text}");
    }
    // Of a record over several lines it is said where the mark stands.
    assert_eq!(flaws("a,b,c\n\"x\ny\",\"open,z\n1,2,3\n"), [(2, Flaw::OpenQuote(3))]);
    assert_eq!(flaws("a,b\n1,2\n\"open"), [(3, Flaw::OpenQuote(3))], "at the end");
    assert_eq!(flaws("\"a,b\n1,2\n"), [(1, Flaw::OpenQuote(1))], "in the heading");
}

#[test]
fn far_too_many_rows_in_one_cell_are_rows() {
    let rows = (0..20).map(|no| format!("Row {no},{no}\n")).collect::<Vec<_>>().concat();
    // Both marks stand in the first column, so that the record would come out even.
    let text = format!("name,no\n\"Broken,b\n{rows}screen 24\",x\n");
    assert_eq!((split(&text).len(), flaws(&text)), (23, vec![(2, Flaw::OpenQuote(2))]));
}

#[test]
fn texts_of_several_lines_stay_texts() {
    for (text, read) in [
        ("a,b\n\"one\ntwo\",3\n", vec!["a|b", "one\ntwo|3"]),
        ("a,b\n\"one, two\nthree, four\n\",3\n", vec!["a|b", "one, two\nthree, four\n|3"]),
        ("a,b,c\n1,\"x,y\nz\"\n", vec!["a|b|c", "1|x,y\nz"]),
        ("a,b\n\"he said \"\"hi\"\",\n then left\",3\n", vec!["a|b", "he said \"hi\",\n then left|3"]),
        ("a,b\n\"x\r\ny\" ,2\r\n", vec!["a|b", "x\r\ny |2"]),
    ] {
        assert_eq!((cells(text), flaws(text)), (read.into_iter().map(str::to_owned).collect(), vec![]), "{text:?}");
    }
}

#[test]
fn a_row_between_quotation_marks_is_taken_apart_or_said() {
    let text = "a,b,c\n\"1,\"\"2, 3\"\",4\"\n\"1,2\"\n\"1,2,3,4\"\n\"Acme, Inc\"\n";
    assert_eq!(cells(text)[1..], ["1|2, 3|4", "1,2", "1,2,3,4", "Acme, Inc"]);
    assert_eq!(flaws(text), [(2, Flaw::Unpacked), (3, Flaw::Packed), (4, Flaw::Packed)]);
    assert_eq!(flaws("a,b\n\"Acme, Inc\"\n\"x,y\"\n"), [(3, Flaw::Unpacked)]);
    assert_eq!(flaws("a\n\"1,2\"\n\"1,2,3\"\n"), [], "a single column");
}

#[test]
fn lines_are_counted_however_they_end() {
    let lines = |text: &str| split(text).iter().map(|record| record.line).collect::<Vec<_>>();
    assert_eq!(lines("a,b\r\n\r\n\"x\r\ny\",2\r\n1,2"), [1, 3, 5]);
    assert_eq!(lines("a,b\r1,2\r\r3,4\r"), [1, 2, 4]);
}

#[test]
fn marks_that_open_again_and_again_are_read_to_the_end() {
    // Were each line looked at again for all before it, this would take hours.
    for line in ["x\",\"y\n", "\"a\n", "a,\"b\",\"c\n", "\"\"\"b\n"] {
        let text = format!("a,b\n{}", line.repeat(300_000));
        assert!(Splitter::new(&text, (b',', b'"'), 1).take(50_000).count() > 0);
    }
}

proptest! {
    #[test]
    fn what_a_program_wrote_rightly_is_read_as_it_was_written(
        width in 1_usize..5,
        table in proptest::collection::vec(proptest::collection::vec("[a ,;\"\n\r'é]{0,6}", 5), 1..8),
    ) {
        let rows: Vec<Vec<String>> = table.into_iter().map(|row| row.into_iter().take(width).collect()).collect();
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let read: Vec<Record> = split(&text);
        prop_assert!(read.iter().all(|record| record.flaw.is_none()), "{text:?}");
        prop_assert_eq!(read.into_iter().map(|record| record.cells).collect::<Vec<_>>(), rows);
    }

    #[test]
    fn no_character_is_lost_of_any_text(text in "[a,\"\n]{0,60}") {
        let letters = |text: &str| text.chars().filter(|one| *one == 'a').count();
        let kept: usize = split(&text).iter().flat_map(|record| &record.cells).map(|cell| letters(cell)).sum();
        prop_assert_eq!(kept, letters(&text));
    }
}
