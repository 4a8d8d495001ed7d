//! Names of fields as they are written in conditions, and how like they are.

use cel::IdedExpr;
use cel::common::ast::operators as op;
use cel::common::ast::{CallExpr, Expr, LiteralValue};

/// The name of a field as it is written: `deal.value`, `deal.custom["Budget"]`.
pub(super) fn path(part: &IdedExpr) -> Option<String> {
    match &part.expr {
        Expr::Ident(name) => Some(name.clone()),
        Expr::Select(select) if !select.test => Some(format!("{}.{}", path(&select.operand)?, select.field)),
        Expr::Call(CallExpr { func_name, target: None, args }) if func_name == op::INDEX => match args.as_slice() {
            [of, IdedExpr { expr: Expr::Literal(LiteralValue::String(name)), .. }] => {
                Some(format!("{}[{:?}]", path(of)?, name.inner()))
            }
            _ => None,
        },
        Expr::Select(_)
        | Expr::Call(_)
        | Expr::Comprehension(_)
        | Expr::List(_)
        | Expr::Literal(_)
        | Expr::Map(_)
        | Expr::Struct(_)
        | Expr::Unspecified => None,
    }
}

/// How many characters have to be added, left out or exchanged to make one name the other.
pub(super) fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(80).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, left) in one.chars().enumerate() {
        let mut before = line;
        let mut next = vec![line + 1];
        for (column, right) in other.iter().enumerate() {
            let above = row.get(column + 1).copied().unwrap_or_default();
            let beside = next.last().copied().unwrap_or_default();
            next.push((before + usize::from(left != *right)).min(above + 1).min(beside + 1));
            before = above;
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
