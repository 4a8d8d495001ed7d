//! The part of CEL that is read: its own functions and two of its macros, `exists` and `all`.
//!
//! CEL's macro for `has` takes `has(deal.value)` and refuses `has(deal.custom["Budget"])` while it reads. Without it both stay the calls they
//! are written as, and the checker makes of either the question whether the field is known. The macros that build lists are left
//! out, too: lists are only gone through.

use std::sync::{Arc, OnceLock};

use cel::common::ast::operators as op;
use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, LiteralValue};
use cel::common::types::{CelInt, CelString, STRING_TYPE};
use cel::common::value::CowVal;
use cel::parser::{Macro, MacroExprHelper, ParseError};
use cel::{Env, ExecutionError, IdedExpr};
use chrono::NaiveDate;

/// What macros call what they gather.
pub(super) const GATHERED: &str = "@result";

/// What conditions are read and evaluated with.
pub(super) fn environment() -> &'static Arc<Env> {
    static ENVIRONMENT: OnceLock<Arc<Env>> = OnceLock::new();
    ENVIRONMENT.get_or_init(|| {
        let mut env = Env::default().with_stdlib();
        // Neither name is one of CEL's, and each macro is added once, so none can fail.
        let _ = env.add_overload("lower", "lower_string", vec![STRING_TYPE], lower);
        let _ = env.add_overload("days", "days_string_string", vec![STRING_TYPE, STRING_TYPE], days);
        let _ = env.add_macro(Macro::receiver(op::EXISTS, 2, |helper, list, args| each(helper, list, args, false)));
        let _ = env.add_macro(Macro::receiver(op::ALL, 2, |helper, list, args| each(helper, list, args, true)));
        Arc::new(env)
    })
}

/// `list.exists(item, ...)` and `list.all(item, ...)` as CEL means them: gone through until it is told.
fn each(
    helper: &mut MacroExprHelper<'_>,
    list: &mut Option<IdedExpr>,
    args: &mut Vec<IdedExpr>,
    all: bool,
) -> Result<Option<IdedExpr>, ParseError> {
    let name = match args.first().map(|item| (&item.expr, item.id)) {
        Some((Expr::Ident(name), _)) => name.clone(),
        Some((_, id)) => return Err(helper.new_error(id, "what stands for an item is a name")),
        None => return Ok(None),
    };
    let (Some(asked), Some(range)) = (args.pop(), list.take()) else {
        return Err(helper.new_error(0, "say of which list what is asked"));
    };
    let call = |helper: &mut MacroExprHelper<'_>, name: &str, args: Vec<IdedExpr>| {
        helper.next_expr(Expr::Call(CallExpr { func_name: name.to_owned(), target: None, args }))
    };
    let gathered = |helper: &mut MacroExprHelper<'_>| helper.next_expr(Expr::Ident(GATHERED.to_owned()));
    let accu_init = helper.next_expr(Expr::Literal(LiteralValue::Boolean(all.into())));
    let so_far = gathered(helper);
    let goes_on = if all { so_far } else { call(helper, op::LOGICAL_NOT, vec![so_far]) };
    let loop_cond = call(helper, op::NOT_STRICTLY_FALSE, vec![goes_on]);
    let before = gathered(helper);
    let loop_step = call(helper, if all { op::LOGICAL_AND } else { op::LOGICAL_OR }, vec![before, asked]);
    let result = gathered(helper);
    Ok(Some(helper.next_expr(Expr::Comprehension(Box::new(ComprehensionExpr {
        iter_range: range,
        iter_var: name,
        iter_var2: None,
        accu_var: GATHERED.to_owned(),
        accu_init,
        loop_cond,
        loop_step,
        result,
    })))))
}

fn text_of<'a>(values: &'a [CowVal<'_, '_>], place: usize) -> Result<&'a str, ExecutionError> {
    let text = values.get(place).and_then(|value| value.downcast_ref::<CelString<'_>>());
    text.map(CelString::inner).ok_or(ExecutionError::MissingArgumentOrTarget)
}

#[expect(clippy::needless_pass_by_value, reason = "the interpreter hands values over")]
/// `lower("Ábel")` is `"ábel"`.
fn lower<'b, 'v>(values: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let lower = text_of(&values, 0)?.to_lowercase();
    Ok(CowVal::owned(CelString::from(lower)))
}

#[expect(clippy::needless_pass_by_value, reason = "the interpreter hands values over")]
/// `days("2026-03-01", "2026-03-31")` is 30.
fn days<'b, 'v>(values: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let day = |place| {
        let text = text_of(&values, place)?;
        let day = text.get(..10).unwrap_or(text).parse::<NaiveDate>();
        day.map_err(|_no_day| ExecutionError::function_error("days", "a day that is asked for in days() is not known"))
    };
    let (from, to) = (day(0)?, day(1)?);
    Ok(CowVal::owned(CelInt::from((to - from).num_days())))
}
