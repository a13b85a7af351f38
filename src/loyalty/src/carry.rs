//! What a spend leaves over below a whole unit, so that ten small spends earn what one large one does.

use serde::{Deserialize, Serialize};

use crate::Refusal;

/// The unit that a purse counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = UnitKind))]
#[serde(rename_all = "snake_case")]
pub enum PurseKind {
    /// Stamps of one stamp card.
    Stamps,
    /// Points.
    Points,
    /// Credit in minor units of the shop's currency.
    Credit,
}

/// A share of a unit, `numerator / denominator`. Refunds may leave it below zero or above one; the next earning settles that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carry {
    /// Above the line.
    pub numerator: i64,
    /// Below it, above zero: minor units per points, 10,000 for cashback.
    pub denominator: i64,
}

impl Default for Carry {
    fn default() -> Carry {
        Carry { numerator: 0, denominator: 1 }
    }
}

/// How money becomes units: `amount × numerator / denominator`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Units.
    pub numerator: i64,
    /// For so many minor units.
    pub denominator: i64,
}

impl Rate {
    /// Whole units of `amount` (minor units, not below zero) on top of `carry`, and what is left over then.
    ///
    /// # Errors
    /// [`Refusal::Overflow`].
    pub fn earn(self, amount: i64, carry: Carry) -> Result<(i64, Carry), Refusal> {
        let carried = carry.over(self.denominator)?;
        let numerator = i128::from(amount) * i128::from(self.numerator) + i128::from(carried.numerator);
        let denominator = i128::from(self.denominator);
        let units = (numerator / denominator).max(0);
        let left = numerator - units * denominator;
        Ok((narrow(units)?, Carry { numerator: narrow(left)?, denominator: self.denominator }))
    }
}

impl Carry {
    /// The same share over another denominator, rounded down: a new programme version may count in other steps.
    pub(crate) fn over(self, denominator: i64) -> Result<Carry, Refusal> {
        if self.denominator == denominator {
            return Ok(self);
        }
        let scaled = i128::from(self.numerator) * i128::from(denominator);
        Ok(Carry { numerator: narrow(scaled.div_euclid(i128::from(self.denominator)))?, denominator })
    }

    /// Both shares together, over the denominator of `self` unless that has nothing to keep.
    pub(crate) fn plus(self, other: Carry) -> Result<Carry, Refusal> {
        if self.numerator == 0 {
            return Ok(other);
        }
        let other = other.over(self.denominator)?;
        let numerator = self.numerator.checked_add(other.numerator).ok_or(Refusal::Overflow)?;
        Ok(Carry { numerator, ..self })
    }

    pub(crate) fn minus(self, other: Carry) -> Result<Carry, Refusal> {
        self.plus(Carry { numerator: -other.numerator, ..other })
    }
}

/// Back to 64 bits.
pub(crate) fn narrow(wide: i128) -> Result<i64, Refusal> {
    i64::try_from(wide).map_err(|_| Refusal::Overflow)
}
