//! Conditions that go on meaning the same when an own field, or choices of it, are called otherwise.

use cel::IdedExpr;
use cel::common::ast::operators as op;
use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, LiteralValue, SourceInfo};

use super::language::environment;
use super::names::path;
use super::{STACK, limits};

/// What a choice was called, and what it is called from now on.
pub type Renamed<'a> = (&'a str, &'a str);

/// A field that is called otherwise, or has choices that are.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    /// The record it is of, as conditions name it: `deal`.
    pub of: &'a str,
    /// What it was called.
    pub was: &'a str,
    /// What it is called from now on.
    pub name: &'a str,
    /// Its choices that are called otherwise.
    pub choices: &'a [Renamed<'a>],
}

impl Field<'_> {
    /// How conditions and texts name it that there are: `deal.custom["Budget"]`.
    pub fn path_before(&self) -> String {
        format!("{}.custom[{:?}]", self.of, self.was)
    }

    /// How they name it from now on.
    pub fn path(&self) -> String {
        format!("{}.custom[{:?}]", self.of, self.name)
    }
}

/// The condition with the new names wherever it names this field, or compares it with a choice; none when it nowhere does, or cannot be
/// read. Texts that are compared with something else stay, whatever they say.
pub fn renamed(source: &str, field: &Field<'_>) -> Option<String> {
    limits(source).ok()?;
    std::thread::scope(|scope| {
        // Where there is room, as when it is read.
        let reader = std::thread::Builder::new().stack_size(STACK);
        let reader = reader.spawn_scoped(scope, || rewrite(source, field)).ok()?;
        reader.join().ok().flatten()
    })
}

fn rewrite(source: &str, field: &Field<'_>) -> Option<String> {
    let (tree, info) = environment().parser().parse_with_source_info(source).ok()?;
    let (path, all) = (field.path_before(), format!("{}.custom", field.of));
    let renamed = (field.name != field.was).then_some((field.was, field.name));
    let mut walk = Walk { field: &path, all: &all, renamed, choices: field.choices, info: &info, found: Vec::new() };
    walk.part(&tree, None);
    let mut found = walk.found;
    found.sort_unstable_by_key(|(from, _, _)| std::cmp::Reverse(*from));
    found.dedup();
    let mut text = source.to_owned();
    for (from, to, choice) in &found {
        // What is not written as a text in quotes is left alone: it would not be found again.
        let written = text.get(*from..*to)?;
        let bare = written.strip_prefix(['r', 'R']).unwrap_or(written);
        let quoted = bare.len() > 1 && ['"', '\''].iter().any(|mark| bare.starts_with(*mark) && bare.ends_with(*mark));
        if !quoted {
            return None;
        }
        text.replace_range(*from..*to, &quote(choice));
    }
    (!found.is_empty()).then_some(text)
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

struct Walk<'a> {
    /// The field as it was called.
    field: &'a str,
    /// All own fields of its record.
    all: &'a str,
    /// What it was called and what it is called from now on, when that is something else.
    renamed: Option<Renamed<'a>>,
    choices: &'a [Renamed<'a>],
    info: &'a SourceInfo,
    /// From where to where texts stand that are a choice, in bytes, and what stands there from now on.
    found: Vec<(usize, usize, String)>,
}

impl Walk<'_> {
    /// Goes through a part; `item` stands for one of the choices of the field.
    fn part(&mut self, part: &IdedExpr, item: Option<&str>) {
        match &part.expr {
            Expr::Call(call) => {
                self.named(call);
                self.call(call, item);
            }
            Expr::Comprehension(each) => self.each(each, item),
            Expr::List(list) => list.elements.iter().for_each(|one| self.part(one, item)),
            Expr::Select(select) => self.part(&select.operand, item),
            Expr::Ident(_) | Expr::Literal(_) | Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => {}
        }
    }

    /// Notes the name of the field where a part looks it up, or asks whether it is known: `deal.custom["Budget"]`, `"Budget" in deal.custom`.
    fn named(&mut self, call: &CallExpr) {
        let Some((was, name)) = self.renamed else { return };
        let text = match (call.func_name.as_str(), call.args.as_slice()) {
            (op::INDEX, [of, text]) | (op::IN, [text, of]) if path(of).as_deref() == Some(self.all) => text,
            _ => return,
        };
        if matches!(&text.expr, Expr::Literal(LiteralValue::String(text)) if text.inner() == was) {
            self.note(text, name.to_owned());
        }
    }

    /// Notes what stands in place of a text from now on.
    fn note(&mut self, part: &IdedExpr, text: String) {
        let Some((from, to)) = self.info.offset_for(part.id) else { return };
        let place = |bytes: u32| usize::try_from(bytes).unwrap_or(usize::MAX);
        self.found.push((place(from), place(to).saturating_add(1), text));
    }

    fn call(&mut self, call: &CallExpr, item: Option<&str>) {
        let operands: Vec<&IdedExpr> = call.target.as_deref().into_iter().chain(&call.args).collect();
        if matches!(call.func_name.as_str(), op::EQUALS | op::NOT_EQUALS | op::IN)
            && operands.iter().any(|one| self.is_choice(one, item))
        {
            for one in &operands {
                self.texts(one);
            }
        }
        for one in operands {
            self.part(one, item);
        }
    }

    fn each(&mut self, each: &ComprehensionExpr, item: Option<&str>) {
        self.part(&each.iter_range, item);
        if self.is_choice(&each.iter_range, None) {
            self.part(&each.loop_step, Some(&each.iter_var));
            return;
        }
        if matches!(each.iter_range.expr, Expr::List(_)) && self.compares(&each.loop_step, &each.iter_var) {
            self.texts(&each.iter_range);
        }
        self.part(&each.loop_step, item);
    }

    /// Whether a part is what the field says, in whatever case.
    fn is_choice(&self, part: &IdedExpr, item: Option<&str>) -> bool {
        match &part.expr {
            Expr::Ident(name) => Some(name.as_str()) == item,
            Expr::Call(call) if call.func_name == "lower" => {
                call.target.as_deref().into_iter().chain(&call.args).any(|one| self.is_choice(one, item))
            }
            Expr::Select(_)
            | Expr::Call(_)
            | Expr::Comprehension(_)
            | Expr::List(_)
            | Expr::Literal(_)
            | Expr::Map(_)
            | Expr::Struct(_)
            | Expr::Unspecified => path(part).as_deref() == Some(self.field),
        }
    }

    /// Whether what a part asks of an item is whether the field says it.
    fn compares(&self, part: &IdedExpr, item: &str) -> bool {
        let Expr::Call(call) = &part.expr else { return false };
        let operands: Vec<&IdedExpr> = call.target.as_deref().into_iter().chain(&call.args).collect();
        let together = matches!(call.func_name.as_str(), op::EQUALS | op::NOT_EQUALS | op::IN)
            && operands.iter().any(|one| self.is_choice(one, None))
            && operands.iter().any(|one| matches!(&one.expr, Expr::Ident(name) if name == item));
        together || operands.iter().any(|one| self.compares(one, item))
    }

    /// Notes the texts of a part that are a choice.
    fn texts(&mut self, part: &IdedExpr) {
        match &part.expr {
            Expr::Literal(LiteralValue::String(text)) => {
                let Some(choice) = self.called(text.inner()) else { return };
                self.note(part, choice);
            }
            Expr::List(list) => list.elements.iter().for_each(|one| self.texts(one)),
            Expr::Call(call) if call.func_name == "lower" => {
                call.target.as_deref().into_iter().chain(&call.args).for_each(|one| self.texts(one));
            }
            Expr::Call(_)
            | Expr::Comprehension(_)
            | Expr::Ident(_)
            | Expr::Literal(_)
            | Expr::Map(_)
            | Expr::Select(_)
            | Expr::Struct(_)
            | Expr::Unspecified => {}
        }
    }

    /// What a text is called from now on; in small letters, when it is a choice in small letters.
    fn called(&self, text: &str) -> Option<String> {
        let exact = self.choices.iter().find(|(was, _)| *was == text).map(|(_, name)| (*name).to_owned());
        let small =
            || self.choices.iter().find(|(was, _)| was.to_lowercase() == text).map(|(_, name)| name.to_lowercase());
        exact.or_else(small)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level<'a>(choices: &'a [Renamed<'a>]) -> Field<'a> {
        Field { of: "deal", was: "Level", name: "Level", choices }
    }

    #[test]
    fn only_what_is_compared_with_the_field_is_renamed() {
        for (source, expected) in [
            ("deal.custom['Level'] == 'Gold'", Some(r#"deal.custom['Level'] == "Golden""#)),
            (r#""Gold" != deal.custom["Level"]"#, Some(r#""Golden" != deal.custom["Level"]"#)),
            (
                "deal.stage == 'Gold' && deal.custom['Level'] in ['Gold', 'Tin', 'Silver'] || deal.name == 'é'",
                Some(
                    r#"deal.stage == 'Gold' && deal.custom['Level'] in ["Golden", 'Tin', "The \"second\""] || deal.name == 'é'"#,
                ),
            ),
            (
                "deal.name == 'ő' && 'Gold' in deal.custom['Level']",
                Some(r#"deal.name == 'ő' && "Golden" in deal.custom['Level']"#),
            ),
            ("lower(deal.custom['Level']) == 'gold'", Some(r#"lower(deal.custom['Level']) == "golden""#)),
            ("lower(deal.custom['Level']) == lower('Gold')", Some(r#"lower(deal.custom['Level']) == lower("Golden")"#)),
            (
                "['Gold', 'x'].exists(one, one in deal.custom['Level'])",
                Some(r#"["Golden", 'x'].exists(one, one in deal.custom['Level'])"#),
            ),
            (
                "deal.custom['Level'].exists(one, one == 'Gold')",
                Some(r#"deal.custom['Level'].exists(one, one == "Golden")"#),
            ),
            ("deal.tags.exists(one, one == 'Gold')", None),
            ("deal.custom['Other'] == 'Gold'", None),
            ("has(deal.custom['Gold']) && deal.custom['Level'] == 'Tin'", None),
            ("deal.custom['Level'].contains('Gold')", None),
            ("deal.custom['Level'] == ", None),
        ] {
            let found = renamed(source, &level(&[("Gold", "Golden"), ("Silver", "The \"second\"")]));
            assert_eq!(found.as_deref(), expected, "{source}");
        }
    }

    #[test]
    fn two_names_may_change_places() {
        let found = renamed("deal.custom['Level'] in ['A', 'B', 'A']", &level(&[("A", "B"), ("B", "A")]));
        assert_eq!(found.as_deref(), Some(r#"deal.custom['Level'] in ["B", "A", "B"]"#));
    }

    #[test]
    fn a_field_is_named_anew_wherever_it_is_named_and_nowhere_else() {
        let field = Field { of: "deal", was: "Level", name: "The \"rank\"", choices: &[("Gold", "Golden")] };
        for (source, expected) in [
            ("deal.custom['Level'] == 'Tin'", Some(r#"deal.custom["The \"rank\""] == 'Tin'"#)),
            ("has(deal.custom[\"Level\"])", Some(r#"has(deal.custom["The \"rank\""])"#)),
            ("!('Level' in deal.custom)", Some(r#"!("The \"rank\"" in deal.custom)"#)),
            ("lower(deal.custom[r'Level']) == 'x'", Some(r#"lower(deal.custom["The \"rank\""]) == 'x'"#)),
            (
                "deal.name == 'Level' && deal.custom['Level'] == 'Gold' || 'ő' in deal.custom['Level']",
                Some(
                    r#"deal.name == 'Level' && deal.custom["The \"rank\""] == "Golden" || 'ő' in deal.custom["The \"rank\""]"#,
                ),
            ),
            (
                "deal.custom['Level'].exists(one, one == 'Level')",
                Some(r#"deal.custom["The \"rank\""].exists(one, one == 'Level')"#),
            ),
            ("deal.custom['Other'] == 'Level'", None),
            ("'Level' in deal.tags && deal.name == \"deal.custom['Level']\"", None),
            ("account.custom['Level'] == 'x' || 'Level' in account.custom", None),
            ("deal.custom['level'] == 'x'", None),
            ("deal.custom['Level", None),
        ] {
            assert_eq!(renamed(source, &field).as_deref(), expected, "{source}");
        }
    }
}
