//! Times and money as they stand on the wire.

use serde::{Deserialize, Serialize};

/// A moment as RFC 3339 text in UTC with `Z`, such as `2026-03-01T08:30:00.25Z`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, format = DateTime))]
#[serde(transparent)]
pub struct Time(pub String);

/// An amount in the minor units of its currency: `{"minor": 450, "currency": "EUR"}` is € 4.50, `{"minor": 450, "currency": "JPY"}` is ¥ 450.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Minor units, exponent by ISO 4217.
    pub minor: i64,
    /// ISO 4217 code in capitals.
    pub currency: String,
}
