//! What people write, as HTML: paragraphs, lists and links, and nothing they did not write.

/// The text of a mail as a page of HTML; `way_out` is the address at which one click takes the recipient off the list.
pub fn page(text: &str, way_out: Option<&str>) -> String {
    let mut body = String::new();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut rest = &lines[..];
    while let Some(first) = rest.first() {
        let (block, behind) = match item(first) {
            Some((kind, _)) => {
                let length = rest.iter().take_while(|line| item(line).is_some_and(|(one, _)| one == kind)).count();
                let (items, behind) = rest.split_at(length);
                (list(kind, items), behind)
            }
            None if first.is_empty() => (String::new(), rest.get(1..).unwrap_or_default()),
            None => {
                let length = rest.iter().take_while(|line| !line.is_empty() && item(line).is_none()).count();
                let (paragraph, behind) = rest.split_at(length);
                let lines: Vec<String> = paragraph.iter().map(|line| inline(line)).collect();
                (format!("<p>{}</p>\n", lines.join("<br>\n")), behind)
            }
        };
        body.push_str(&block);
        rest = behind;
    }
    if let Some(address) = way_out {
        body.extend(["<p>", &link(address, "Unsubscribe / Leiratkozás"), "</p>\n"]);
    }
    format!("<!doctype html>\n<html><head><meta charset=\"utf-8\"></head><body>\n{body}</body></html>\n")
}

/// How the items of a list begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Dots,
    Numbers,
}

/// What an item of a list says; none when a line is none.
fn item(line: &str) -> Option<(Kind, &str)> {
    // What parts the signature from the text is no item.
    let dots = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")).filter(|rest| !rest.trim().is_empty());
    if let Some(rest) = dots {
        return Some((Kind::Dots, rest));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..).and_then(|rest| rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")))?;
    (1..=3).contains(&digits).then_some((Kind::Numbers, rest))
}

fn list(kind: Kind, items: &[&str]) -> String {
    let written = |line: &&str| item(line).map(|(_, text)| format!("<li>{}</li>\n", inline(text)));
    let items: String = items.iter().filter_map(written).collect();
    match kind {
        Kind::Dots => format!("<ul>\n{items}</ul>\n"),
        Kind::Numbers => format!("<ol>\n{items}</ol>\n"),
    }
}

/// A line with its links: addresses of pages as they stand there, and `[words](https://address)`.
fn inline(line: &str) -> String {
    let mut written = String::new();
    let mut rest = line;
    while let Some(place) = rest.find(['[', 'h']) {
        let (before, from) = rest.split_at(place);
        written.push_str(&escaped(before));
        let within = before.chars().last().or_else(|| written.chars().last()).is_some_and(char::is_alphanumeric);
        if let Some((words, address, behind)) = named(from) {
            written.push_str(&link(address, words));
            rest = behind;
        } else if let Some(address) = address(from).filter(|_| !within) {
            written.push_str(&link(address, address));
            rest = from.get(address.len()..).unwrap_or_default();
        } else {
            let (one, behind) = from.split_at(1);
            written.push_str(one);
            rest = behind;
        }
    }
    written.push_str(&escaped(rest));
    written
}

fn link(address: &str, words: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escaped(address), escaped(words))
}

/// Words and the address they lead to, and what follows.
fn named(text: &str) -> Option<(&str, &str, &str)> {
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (target, behind) = rest.split_once(')')?;
    let whole = address(target).filter(|address| *address == target)?;
    (!words.trim().is_empty() && !words.contains(['[', ']'])).then_some((words, whole, behind))
}

/// The address of a page that a text begins with, without the marks that end its sentence.
fn address(text: &str) -> Option<&str> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let end = text.find(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c)).unwrap_or(text.len());
    let mut address = text.get(..end)?.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    while address.ends_with(')') && address.matches(')').count() > address.matches('(').count() {
        address = address.strip_suffix(')')?;
    }
    (address.len() > scheme.len()).then_some(address)
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn body(text: &str) -> String {
        let page = page(text, None);
        let (_, body) = page.split_once("<body>\n").unwrap();
        body.split_once("</body>").unwrap().0.to_owned()
    }

    #[test]
    fn paragraphs_lists_and_links_are_seen() {
        assert_eq!(body("Hello\nAnna\n\nBye"), "<p>Hello<br>\nAnna</p>\n<p>Bye</p>\n");
        assert_eq!(body("Two:\n- one\n- two\n"), "<p>Two:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n");
        assert_eq!(body("1. a\n2. b"), "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n");
        assert_eq!(body("Hi\n\n-- \nAnna"), "<p>Hi</p>\n<p>--<br>\nAnna</p>\n");
        let link = |address: &str| format!("<a href=\"{address}\">{address}</a>");
        assert_eq!(body("See https://a.hu/b?c=d."), format!("<p>See {}.</p>\n", link("https://a.hu/b?c=d")));
        assert_eq!(body("(http://a.hu/x_(y))"), format!("<p>({})</p>\n", link("http://a.hu/x_(y)")));
        assert_eq!(body("[our site](https://a.hu)!"), "<p><a href=\"https://a.hu\">our site</a>!</p>\n");
    }

    #[test]
    fn nothing_becomes_html_that_nobody_wrote() {
        assert_eq!(body("<b>x</b> & \"y\""), "<p>&lt;b&gt;x&lt;/b&gt; &amp; &quot;y&quot;</p>\n");
        for text in ["[x](javascript:alert(1))", "javascript:alert(1)", "xhttps://a.hu", "[](https://a.hu)"] {
            assert!(!body(text).contains("href=\"j"), "{text}");
        }
        assert!(!body("https://a.hu/\"onclick=x").contains("\"onclick"));
        assert!(page("x", Some("https://a.hu/?a&b")).contains("<a href=\"https://a.hu/?a&amp;b\">Unsubscribe"));
    }

    proptest! {
        #[test]
        fn only_our_own_marks_are_written(text in "[-*a<>&\"\\[\\]()1. \nhtps:/]{0,80}") {
            let mut left = body(&text);
            for mark in ["<p>", "</p>", "<br>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "</a>"] {
                left = left.replace(mark, "");
            }
            while let Some(at) = left.find("<a href=\"http") {
                let end = at + left[at..].find("\">").unwrap() + 2;
                left.replace_range(at..end, "");
            }
            prop_assert!(!left.contains(['<', '>']), "{}", left);
        }
    }
}
