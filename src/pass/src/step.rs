//! Time as the pass counts it: steps of 15 seconds since 1970.

/// A moment counted in steps of [`Step::LENGTH_S`] seconds since the Unix epoch; the last one ends in the year 4011.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step(pub u32);

impl Step {
    /// Seconds in a step.
    pub const LENGTH_S: i64 = 15;
    /// Milliseconds in a step.
    pub const LENGTH_MS: i64 = Self::LENGTH_S * 1000;

    /// The step that `unix_ms` (milliseconds since the Unix epoch) falls in. Times before the first or after the last step give that step.
    pub fn at(unix_ms: i64) -> Self {
        Self::clamped(unix_ms.div_euclid(Self::LENGTH_MS))
    }

    /// When the step begins, in milliseconds since the Unix epoch.
    pub fn starts_at_ms(self) -> i64 {
        i64::from(self.0) * Self::LENGTH_MS
    }

    /// When the next step begins and the QR is to be drawn anew, in milliseconds since the Unix epoch.
    pub fn ends_at_ms(self) -> i64 {
        self.starts_at_ms() + Self::LENGTH_MS
    }

    /// The step `count` later, or earlier if negative; stays at the first or the last step.
    pub fn plus(self, count: i64) -> Self {
        Self::clamped(i64::from(self.0).saturating_add(count))
    }

    /// How many steps `self` lies after `other`; negative if before.
    pub fn since(self, other: Self) -> i64 {
        i64::from(self.0) - i64::from(other.0)
    }

    fn clamped(count: i64) -> Self {
        Self(u32::try_from(count.max(0)).unwrap_or(u32::MAX))
    }
}
