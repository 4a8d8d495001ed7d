//! Checking a condition: every part has a kind of value, every field is one there is, and what comes out is yes or no.
//!
//! The tree is rewritten on the way: fields, exact numbers and `has()` become names that are bound when it is evaluated, so
//! the interpreter never looks for anything. Where a whole number meets an exact one, the exact one stands first, since it is
//! the one that knows how they go together.

use std::collections::BTreeMap;

use cel::IdedExpr;
use cel::common::ast::operators as op;
use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, ListExpr, LiteralValue, SourceInfo};
use kernel::Decimal;

use super::language::GATHERED;
use super::names::{distance, path};
use super::{ConditionError, DEEPEST_PART, Kind, MOST_ITEMS, MOST_NODES};

/// Digits a number with a point is read with exactly.
const MOST_DIGITS: usize = 15;
/// The functions there are, for those who look for another one.
const FUNCTIONS: &str = "has, size, contains, startsWith, endsWith, lower, days, exists and all";

type Result<T> = std::result::Result<T, ConditionError>;

/// What a part of a condition comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Text,
    Whole,
    Number,
    YesNo,
    Texts,
}

impl Of {
    const fn in_words(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Whole => "a whole number",
            Self::Number => "a number",
            Self::YesNo => "yes or no",
            Self::Texts => "a list of texts",
        }
    }

    const fn is_number(self) -> bool {
        matches!(self, Self::Whole | Self::Number)
    }
}

impl From<Kind> for Of {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text,
            Kind::Whole => Self::Whole,
            Kind::Number => Self::Number,
            Kind::YesNo => Self::YesNo,
            Kind::Texts => Self::Texts,
        }
    }
}

/// A part that was checked, rewritten.
type Part = (IdedExpr, Of);

/// What a condition binds: fields, numbers, and questions whether a field is known.
pub type Bound = (BTreeMap<String, (String, Kind)>, BTreeMap<String, Decimal>, BTreeMap<String, String>);

/// Goes through a condition.
#[derive(Debug)]
pub struct Checker<'a> {
    text: &'a str,
    source: Vec<char>,
    info: &'a SourceInfo,
    fields: &'a BTreeMap<String, Kind>,
    bound: Bound,
    /// What stands for an item of the list that is gone through.
    item: Option<String>,
    nodes: usize,
    depth: usize,
}

impl<'a> Checker<'a> {
    /// For a text about these fields.
    pub fn new(text: &'a str, info: &'a SourceInfo, fields: &'a BTreeMap<String, Kind>) -> Self {
        let source = text.chars().collect();
        Self { text, source, info, fields, bound: Bound::default(), item: None, nodes: 0, depth: 0 }
    }

    /// What was bound on the way.
    pub fn bound(self) -> Bound {
        self.bound
    }

    /// Checks a whole condition.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    #[expect(clippy::needless_pass_by_value, reason = "what was read is used up: only what was checked goes on")]
    pub fn condition(&mut self, tree: IdedExpr) -> Result<IdedExpr> {
        let (checked, of) = self.part(&tree)?;
        if of == Of::YesNo {
            return Ok(checked);
        }
        let detail = format!("This is {}, and a condition is yes or no: compare it with something.", of.in_words());
        Err(self.error(&tree, detail))
    }

    fn part(&mut self, part: &IdedExpr) -> Result<Part> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            let detail = format!("A condition may have at most {MOST_NODES} parts. Split the rule in two.");
            return Err(self.error(part, detail));
        }
        if self.depth >= DEEPEST_PART {
            let detail = format!("Parts may be nested at most {DEEPEST_PART} deep. Write it flatter.");
            return Err(self.error(part, detail));
        }
        self.depth += 1;
        let checked = self.by_kind(part);
        self.depth -= 1;
        checked
    }

    fn by_kind(&mut self, part: &IdedExpr) -> Result<Part> {
        match &part.expr {
            Expr::Literal(literal) => self.literal(part, literal),
            Expr::Ident(name) if self.item.is_some() && name == GATHERED => Ok((part.clone(), Of::YesNo)),
            Expr::Ident(name) if self.item.as_ref() == Some(name) => Ok((part.clone(), Of::Text)),
            Expr::Ident(name) => Err(self.error(part, self.no_name(name))),
            Expr::Select(_) => self.field(part),
            Expr::Call(call) if call.func_name == op::INDEX => self.field(part),
            Expr::Call(call) => self.call(part, call),
            Expr::Comprehension(each) => self.each(part, each),
            Expr::List(_) => {
                Err(self.error(part, "A list can only stand after `in`, or before `.exists` and `.all`.".to_owned()))
            }
            Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => {
                Err(self.error(part, "This is not used in conditions; leave it out.".to_owned()))
            }
        }
    }

    fn literal(&mut self, part: &IdedExpr, literal: &LiteralValue) -> Result<Part> {
        match literal {
            LiteralValue::Boolean(_) => Ok((part.clone(), Of::YesNo)),
            LiteralValue::Int(_) => Ok((part.clone(), Of::Whole)),
            LiteralValue::String(_) => Ok((part.clone(), Of::Text)),
            LiteralValue::Double(number) => {
                let text = number.inner().to_string();
                let digits = text.chars().filter(char::is_ascii_digit).collect::<String>();
                match text.parse::<Decimal>() {
                    Ok(number) if digits.trim_matches('0').len() <= MOST_DIGITS => Ok(self.number(part, number)),
                    _ => Err(self.error(part, format!("A number with a point may have at most {MOST_DIGITS} digits."))),
                }
            }
            LiteralValue::UInt(_) => Err(self.error(part, "Leave out the u: whole numbers have none here.".to_owned())),
            LiteralValue::Bytes(_) => Err(self.error(part, "Leave out the b: texts have none here.".to_owned())),
            LiteralValue::Null => {
                Err(self.error(part, "Nothing is compared with null; ask has(field) instead.".to_owned()))
            }
        }
    }

    /// An exact number, bound.
    fn number(&mut self, part: &IdedExpr, number: Decimal) -> Part {
        let name = format!("@n{}", self.bound.1.len());
        self.bound.1.insert(name.clone(), number);
        (IdedExpr { id: part.id, expr: Expr::Ident(name) }, Of::Number)
    }

    /// Whether a field is known: `has(deal.value)`, `has(deal.custom["Budget"])`, `"Budget" in deal.custom`.
    fn is_known(&mut self, part: &IdedExpr, name: String) -> Part {
        let bound = format!("@h{}", self.bound.2.len());
        self.bound.2.insert(bound.clone(), name);
        (IdedExpr { id: part.id, expr: Expr::Ident(bound) }, Of::YesNo)
    }

    fn field(&mut self, part: &IdedExpr) -> Result<Part> {
        let (name, kind) = self.known_field(part)?;
        let before = self.bound.0.iter().find(|(_, (known, _))| *known == name).map(|(bound, _)| bound.clone());
        let bound = before.unwrap_or_else(|| format!("@f{}", self.bound.0.len()));
        self.bound.0.insert(bound.clone(), (name, kind));
        Ok((IdedExpr { id: part.id, expr: Expr::Ident(bound) }, kind.into()))
    }

    fn known_field(&self, part: &IdedExpr) -> Result<(String, Kind)> {
        let refused = || "Only fields are looked into like this, such as deal.value.".to_owned();
        let name = path(part).ok_or_else(|| self.error(part, refused()))?;
        match self.fields.get(&name) {
            Some(kind) => Ok((name, *kind)),
            None => Err(self.error(part, self.no_name(&name))),
        }
    }

    /// What to tell about a name there is none of.
    fn no_name(&self, name: &str) -> String {
        let within = [format!("{name}."), format!("{name}[")];
        if let Some(one) = self.fields.keys().find(|field| within.iter().any(|begin| field.starts_with(begin))) {
            return format!("Say which field of {name} is meant, such as {one}.");
        }
        let near = self.fields.keys().map(|field| (distance(field, name), field)).min();
        match near.filter(|(far, _)| *far <= 3) {
            Some((_, field)) => format!("There is no field {name} here. Is {field} meant?"),
            None => format!("There is no field {name} for this trigger; texts stand in quotes."),
        }
    }

    fn call(&mut self, part: &IdedExpr, call: &CallExpr) -> Result<Part> {
        let operands: Vec<&IdedExpr> = call.target.as_deref().into_iter().chain(&call.args).collect();
        match (call.func_name.as_str(), operands.as_slice()) {
            (op::LOGICAL_AND | op::LOGICAL_OR, [_, _]) | (op::LOGICAL_NOT | op::NOT_STRICTLY_FALSE, [_]) => {
                self.all(part, call, &operands, Of::YesNo, Of::YesNo)
            }
            (
                op::EQUALS | op::NOT_EQUALS | op::LESS | op::LESS_EQUALS | op::GREATER | op::GREATER_EQUALS,
                [left, right],
            ) => self.compare(part, call, left, right),
            (op::ADD | op::SUBSTRACT | op::MULTIPLY | op::DIVIDE | op::MODULO, [left, right]) => {
                self.reckon(part, call, left, right)
            }
            (op::NEGATE, [one]) => {
                let (checked, of) = self.part(one)?;
                if !of.is_number() {
                    return Err(self.error(one, format!("Only numbers have a minus; this is {}.", of.in_words())));
                }
                Ok((again(part, call, vec![checked]), of))
            }
            (op::CONDITIONAL, [question, yes, no]) => self.choose(part, call, [question, yes, no]),
            (op::IN, [item, list]) => self.is_in(part, call, item, list),
            ("size", [one]) => match self.part(one)? {
                (checked, Of::Text | Of::Texts) => Ok((again(part, call, vec![checked]), Of::Whole)),
                (_, of) => {
                    Err(self.error(one, format!("Only texts and lists have a size; this is {}.", of.in_words())))
                }
            },
            ("contains" | "startsWith" | "endsWith", [_, _]) if call.target.is_some() => {
                self.all(part, call, &operands, Of::Text, Of::YesNo)
            }
            ("has", [field]) if call.target.is_none() => {
                let (name, _) = self.known_field(field)?;
                Ok(self.is_known(part, name))
            }
            ("lower", [_]) => self.all(part, call, &operands, Of::Text, Of::Text),
            ("days", [_, _]) if call.target.is_none() => self.all(part, call, &operands, Of::Text, Of::Whole),
            (op::INDEX, _) => self.field(part),
            (name, _) => Err(self.error(part, format!("{name} cannot be used like this. There are {FUNCTIONS}."))),
        }
    }

    /// A call all of whose operands are of one kind.
    fn all(&mut self, part: &IdedExpr, call: &CallExpr, operands: &[&IdedExpr], each: Of, whole: Of) -> Result<Part> {
        let mut checked = Vec::with_capacity(operands.len());
        for operand in operands {
            let (one, of) = self.part(operand)?;
            if of != each {
                let hint = if of == Of::Texts && each == Of::Text { " Write: text in list." } else { "" };
                let (each, of) = (each.in_words(), of.in_words());
                return Err(self.error(operand, format!("Here {each} is needed; this is {of}.{hint}")));
            }
            checked.push(one);
        }
        Ok((again(part, call, checked), whole))
    }

    fn compare(&mut self, part: &IdedExpr, call: &CallExpr, left: &IdedExpr, right: &IdedExpr) -> Result<Part> {
        let (one, other) = (self.part(left)?, self.part(right)?);
        let equality = matches!(call.func_name.as_str(), op::EQUALS | op::NOT_EQUALS);
        if one.1 == Of::Texts || other.1 == Of::Texts {
            return Err(
                self.error(part, "A list is not compared; write: text in list, or list.exists(...).".to_owned())
            );
        }
        if one.1 == other.1 && (equality || one.1 != Of::YesNo) {
            return Ok((again(part, call, vec![one.0, other.0]), Of::YesNo));
        }
        if !(one.1.is_number() && other.1.is_number()) {
            let (one, other) = (one.1.in_words(), other.1.in_words());
            return Err(self.error(part, format!("{one} and {other} cannot be compared like this.")));
        }
        let (left, right, swapped) = self.numbers((left, one), (right, other));
        let name = match (call.func_name.as_str(), swapped) {
            (op::LESS, true) => op::GREATER,
            (op::LESS_EQUALS, true) => op::GREATER_EQUALS,
            (op::GREATER, true) => op::LESS,
            (op::GREATER_EQUALS, true) => op::LESS_EQUALS,
            (name, _) => name,
        };
        Ok((made(part, name, vec![left, right]), Of::YesNo))
    }

    fn reckon(&mut self, part: &IdedExpr, call: &CallExpr, left: &IdedExpr, right: &IdedExpr) -> Result<Part> {
        let (one, other) = (self.part(left)?, self.part(right)?);
        for (at, of) in [(left, one.1), (right, other.1)] {
            if !of.is_number() {
                return Err(self.error(at, format!("Only numbers are reckoned with; this is {}.", of.in_words())));
            }
        }
        let name = call.func_name.as_str();
        if one.1 == other.1 && one.1 == Of::Whole {
            return Ok((again(part, call, vec![one.0, other.0]), Of::Whole));
        }
        if matches!(name, op::DIVIDE | op::MODULO) {
            let detail =
                "Only whole numbers are divided, since other results would not be exact. Multiply the other side.";
            return Err(self.error(part, detail.to_owned()));
        }
        let (left, right, swapped) = self.numbers((left, one), (right, other));
        let sum = made(part, name, vec![left, right]);
        // a - b is -(b - a).
        let sum = if swapped && name == op::SUBSTRACT { made(part, op::NEGATE, vec![sum]) } else { sum };
        Ok((sum, Of::Number))
    }

    /// Two numbers of which one at least is exact, an exact one first; whether they changed places.
    fn numbers(&mut self, left: (&IdedExpr, Part), right: (&IdedExpr, Part)) -> (IdedExpr, IdedExpr, bool) {
        let (left, right) = (self.exact(left), self.exact(right));
        match (left.1, right.1) {
            (Of::Whole, _) => (right.0, left.0, true),
            (_, _) => (left.0, right.0, false),
        }
    }

    /// A whole number that is written becomes an exact one.
    fn exact(&mut self, (written, part): (&IdedExpr, Part)) -> Part {
        if let Expr::Literal(LiteralValue::Int(whole)) = &written.expr {
            return self.number(written, Decimal::from(*whole.inner()));
        }
        part
    }

    fn choose(&mut self, part: &IdedExpr, call: &CallExpr, [question, yes, no]: [&IdedExpr; 3]) -> Result<Part> {
        let (asked, of) = self.part(question)?;
        if of != Of::YesNo {
            return Err(self.error(question, format!("Before ? stands yes or no; this is {}.", of.in_words())));
        }
        let (mut one, mut other) = (self.part(yes)?, self.part(no)?);
        if one.1 != other.1 && one.1.is_number() && other.1.is_number() {
            (one, other) = (self.exact((yes, one)), self.exact((no, other)));
        }
        if one.1 != other.1 {
            let (one, other) = (one.1.in_words(), other.1.in_words());
            return Err(self.error(part, format!("Around : stand values of one kind; these are {one} and {other}.")));
        }
        Ok((again(part, call, vec![asked, one.0, other.0]), one.1))
    }

    /// The own field that is looked for in what the organisation added, as in `"Budget" in deal.custom`; none when it is another list.
    fn own_field(&self, item: &IdedExpr, list: &IdedExpr) -> Result<Option<String>> {
        let (Some(of), Expr::Literal(LiteralValue::String(name))) = (path(list), &item.expr) else { return Ok(None) };
        let within = format!("{of}[");
        if !self.fields.keys().any(|field| field.starts_with(&within)) {
            return Ok(None);
        }
        let field = format!("{of}[{:?}]", name.inner());
        if self.fields.contains_key(&field) { Ok(Some(field)) } else { Err(self.error(item, self.no_name(&field))) }
    }

    fn is_in(&mut self, part: &IdedExpr, call: &CallExpr, item: &IdedExpr, list: &IdedExpr) -> Result<Part> {
        if let Some(field) = self.own_field(item, list)? {
            return Ok(self.is_known(part, field));
        }
        let (mut item_part, of) = self.part(item)?;
        let Expr::List(written) = &list.expr else {
            let (list_part, list_of) = self.part(list)?;
            if list_of == Of::Texts && of == Of::Text {
                return Ok((again(part, call, vec![item_part, list_part]), Of::YesNo));
            }
            let (of, list_of) = (of.in_words(), list_of.in_words());
            return Err(self.error(part, format!("{of} cannot be looked for in {list_of}; a text can, in a list.")));
        };
        let mut items = Vec::with_capacity(written.elements.len());
        self.check_length(list, written.elements.len())?;
        for element in &written.elements {
            let checked = self.part(element)?;
            let checked = if of.is_number() { self.exact((element, checked)) } else { checked };
            let fits = checked.1 == of || (of.is_number() && checked.1.is_number());
            if !fits || of == Of::Texts {
                let detail = format!("{} is looked for, and this is {}.", of.in_words(), checked.1.in_words());
                return Err(self.error(element, detail));
            }
            items.push(checked.0);
        }
        if of.is_number() {
            // An exact number knows how it goes together with whole ones, whichever side is asked.
            let zero = self.number(item, Decimal::ZERO).0;
            item_part = made(item, op::ADD, vec![zero, item_part]);
        }
        let list = IdedExpr { id: list.id, expr: Expr::List(ListExpr::new(items)) };
        Ok((again(part, call, vec![item_part, list]), Of::YesNo))
    }

    fn check_length(&self, list: &IdedExpr, items: usize) -> Result<()> {
        if items > MOST_ITEMS {
            return Err(self.error(list, format!("A list may have at most {MOST_ITEMS} items.")));
        }
        Ok(())
    }

    /// `list.exists(item, ...)` and `list.all(item, ...)`.
    fn each(&mut self, part: &IdedExpr, each: &ComprehensionExpr) -> Result<Part> {
        if self.item.is_some() {
            return Err(self.error(part, "Lists are gone through one at a time, not one within another.".to_owned()));
        }
        let known = matches!(each.accu_init.expr, Expr::Literal(LiteralValue::Boolean(_)))
            && each.accu_var == GATHERED
            && each.iter_var2.is_none();
        if !known {
            return Err(self.error(part, "Of what goes through lists there are exists and all only.".to_owned()));
        }
        let range = self.range(&each.iter_range)?;
        self.item = Some(each.iter_var.clone());
        let step = self.part(&each.loop_step);
        self.item = None;
        let (loop_step, of) = step?;
        if of != Of::YesNo {
            return Err(self.error(&each.loop_step, "What is asked of each item is yes or no.".to_owned()));
        }
        let each = ComprehensionExpr { iter_range: range, loop_step, ..each.clone() };
        Ok((IdedExpr { id: part.id, expr: Expr::Comprehension(Box::new(each)) }, Of::YesNo))
    }

    /// The list that is gone through.
    fn range(&mut self, list: &IdedExpr) -> Result<IdedExpr> {
        let Expr::List(written) = &list.expr else {
            return match self.part(list)? {
                (range, Of::Texts) => Ok(range),
                (_, of) => Err(self.error(list, format!("Only lists are gone through; this is {}.", of.in_words()))),
            };
        };
        self.check_length(list, written.elements.len())?;
        let mut items = Vec::with_capacity(written.elements.len());
        for element in &written.elements {
            match self.part(element)? {
                (item, Of::Text) => items.push(item),
                (_, of) => return Err(self.error(element, format!("Here stand texts; this is {}.", of.in_words()))),
            }
        }
        let list_of_items = ListExpr::new(items);
        Ok(IdedExpr { id: list.id, expr: Expr::List(list_of_items) })
    }

    fn error(&self, part: &IdedExpr, detail: String) -> ConditionError {
        let (from, to) = self.span(part).unwrap_or((0, self.source.len()));
        let (from, to) = (from.min(self.source.len()), to.clamp(from, self.source.len().max(from)));
        let found = self.source.iter().skip(from).take(to - from).collect();
        ConditionError { at: from, length: to - from, found, detail }
    }

    /// From where to where a part stands.
    fn span(&self, part: &IdedExpr) -> Option<(usize, usize)> {
        // The parser counts bytes.
        let chars = |bytes: u32| {
            let bytes = usize::try_from(bytes).unwrap_or_default();
            self.text.char_indices().take_while(|(at, _)| *at < bytes).count()
        };
        let own = self.info.offset_for(part.id);
        let own = own.map(|(from, to)| (chars(from), if to < from { chars(from) } else { chars(to + 1) }));
        let mut inner: Vec<(usize, usize)> = own.into_iter().collect();
        let mut add = |part: &IdedExpr| inner.extend(self.span(part));
        match &part.expr {
            Expr::Call(call) => call.target.as_deref().into_iter().chain(&call.args).for_each(&mut add),
            Expr::Select(select) => add(&select.operand),
            Expr::List(list) => list.elements.iter().for_each(&mut add),
            Expr::Comprehension(each) => [&each.iter_range, &each.loop_step].into_iter().for_each(&mut add),
            Expr::Ident(_) | Expr::Literal(_) | Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => {}
        }
        let (from, mut to) = (inner.iter().map(|(from, _)| *from).min()?, inner.iter().map(|(_, to)| *to).max()?);
        if let Expr::Select(select) = &part.expr {
            to += select.field.chars().count();
        }
        Some((from, to))
    }
}

/// The call with other operands.
fn again(part: &IdedExpr, call: &CallExpr, mut operands: Vec<IdedExpr>) -> IdedExpr {
    let target = call.target.is_some().then(|| Box::new(operands.remove(0)));
    let call = CallExpr { func_name: call.func_name.clone(), target, args: operands };
    IdedExpr { id: part.id, expr: Expr::Call(call) }
}

fn made(part: &IdedExpr, name: &str, args: Vec<IdedExpr>) -> IdedExpr {
    IdedExpr { id: part.id, expr: Expr::Call(CallExpr { func_name: name.to_owned(), target: None, args }) }
}
