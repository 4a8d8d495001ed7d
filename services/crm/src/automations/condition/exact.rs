//! Exact numbers as values of CEL, which has none: amounts, and numbers that are written with a point.

use std::any::Any;
use std::cmp::Ordering;

use cel::ExecutionError;
use cel::common::traits::{Adder, Comparer, Multiplier, Negator, Subtractor};
use cel::common::types::{CelInt, Type};
use cel::common::value::{CowVal, StaticVal, Val};
use kernel::Decimal;

static EXACT: Type = Type::new_unspecified_type("number");

/// An exact number. It goes together with itself and with whole numbers; what becomes too large is an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exact(pub Decimal);

impl StaticVal for Exact {}

/// The number a value is; the checker lets nothing else come here.
fn number(value: &(dyn Val + '_)) -> Result<Decimal, ExecutionError> {
    if let Some(exact) = value.downcast_ref::<Exact>() {
        return Ok(exact.0);
    }
    let whole = value.downcast_ref::<CelInt>().map(|whole| Decimal::from(*whole.inner()));
    whole.ok_or_else(|| ExecutionError::UnexpectedType {
        got: value.get_type().name().to_owned(),
        want: "number".to_owned(),
    })
}

fn done<'b, 'v>(sum: Option<Decimal>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let sum = sum.ok_or_else(|| ExecutionError::function_error("number", "a number became too large"))?;
    Ok(CowVal::owned(Exact(sum)))
}

impl Val for Exact {
    fn get_type(&self) -> &Type {
        <Self as Val>::cel_type()
    }

    fn cel_type() -> &'static Type {
        &EXACT
    }

    fn as_adder<'b, 'v>(&'b self) -> Option<&'b (dyn Adder + 'v)>
    where
        Self: 'v,
    {
        Some(self)
    }

    fn as_comparer(&self) -> Option<&dyn Comparer> {
        Some(self)
    }

    fn as_multiplier<'b, 'v>(&'b self) -> Option<&'b (dyn Multiplier + 'v)>
    where
        Self: 'v,
    {
        Some(self)
    }

    fn as_negator<'b, 'v>(&'b self) -> Option<&'b (dyn Negator + 'v)>
    where
        Self: 'v,
    {
        Some(self)
    }

    fn as_subtractor<'b, 'v>(&'b self) -> Option<&'b (dyn Subtractor + 'v)>
    where
        Self: 'v,
    {
        Some(self)
    }

    fn equals(&self, other: &dyn Val) -> bool {
        number(other).is_ok_and(|other| self.0 == other)
    }

    fn clone_as_boxed<'v>(&self) -> Box<dyn Val + 'v>
    where
        Self: 'v,
    {
        Box::new(*self)
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl Comparer for Exact {
    fn compare(&self, other: &dyn Val) -> Result<Ordering, ExecutionError> {
        Ok(self.0.cmp(&number(other)?))
    }
}

impl Adder for Exact {
    fn add<'b, 'v>(&'b self, other: &(dyn Val + 'v)) -> Result<CowVal<'b, 'v>, ExecutionError>
    where
        Self: 'v,
    {
        done(self.0.checked_add(number(other)?))
    }
}

impl Subtractor for Exact {
    fn sub<'b, 'v>(&'b self, other: &(dyn Val + 'v)) -> Result<CowVal<'b, 'v>, ExecutionError>
    where
        Self: 'v,
    {
        done(self.0.checked_sub(number(other)?))
    }
}

impl Multiplier for Exact {
    fn mul<'b, 'v>(&'b self, other: &(dyn Val + 'v)) -> Result<CowVal<'b, 'v>, ExecutionError>
    where
        Self: 'v,
    {
        done(self.0.checked_mul(number(other)?))
    }
}

impl Negator for Exact {
    fn negate<'v>(&self) -> Result<Box<dyn Val + 'v>, ExecutionError>
    where
        Self: 'v,
    {
        Ok(Box::new(Self(-self.0)))
    }
}
