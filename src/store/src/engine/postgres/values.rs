//! Values in PostgreSQL's binary form. The types are the prepared statement's: a parameter is sent as what it asks for, and a column
//! read as one of the store's four kinds, whatever width the server computed it in.

use std::error::Error as StdError;

use bytes::BytesMut;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::tx::Value;

type Refused = Box<dyn StdError + Sync + Send>;

impl ToSql for Value {
    fn to_sql(&self, wanted: &Type, out: &mut BytesMut) -> Result<IsNull, Refused> {
        match (self, wanted) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(int), &Type::INT8) => int.to_sql(wanted, out),
            (Self::Int(int), &Type::INT4) => i32::try_from(*int)?.to_sql(wanted, out),
            (Self::Int(int), &Type::INT2) => i16::try_from(*int)?.to_sql(wanted, out),
            (Self::Int(int @ (0 | 1)), &Type::BOOL) => (*int == 1).to_sql(wanted, out),
            (Self::Text(text), &Type::TEXT | &Type::VARCHAR | &Type::BPCHAR | &Type::NAME | &Type::UNKNOWN) => {
                text.as_str().to_sql(wanted, out)
            }
            (Self::Blob(bytes), &Type::BYTEA) => bytes.as_slice().to_sql(wanted, out),
            (value, _) => Err(format!("{} given where the statement wants {wanted}", value.kind()).into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(found: &Type, raw: &'a [u8]) -> Result<Self, Refused> {
        Ok(match *found {
            Type::INT8 => Self::Int(i64::from_sql(found, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(found, raw)?.into()),
            Type::INT2 => Self::Int(i16::from_sql(found, raw)?.into()),
            Type::BOOL => Self::Int(bool::from_sql(found, raw)?.into()),
            Type::NUMERIC => Self::Int(whole_number(raw).ok_or("a number that is not a whole one of 64 bits")?),
            Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN => {
                Self::Text(String::from_sql(found, raw)?)
            }
            Type::BYTEA => Self::Blob(raw.to_vec()),
            _ => return Err(format!("a column of type {found}").into()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Refused> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A sum of `BIGINT`s comes as `NUMERIC`: count, weight, sign, scale, then digits to the base of 10,000, all 16 bits.
/// <https://github.com/postgres/postgres/blob/master/src/backend/utils/adt/numeric.c>, `numeric_send`.
fn whole_number(raw: &[u8]) -> Option<i64> {
    const NEGATIVE: i16 = 0x4000;
    let mut words = raw.chunks_exact(2).map(|pair| i16::from_be_bytes([pair[0], pair[1]]));
    let (count, weight, sign, _scale) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let mut number: i128 = 0;
    for place in 0..=weight.max(count - 1) {
        let digit = if place < count { words.next()? } else { 0 };
        match (place <= weight, digit) {
            (true, digit) => number = number.checked_mul(10_000)?.checked_add(digit.into())?,
            (false, 0) => {}
            (false, _) => return None,
        }
    }
    match sign {
        0 => i64::try_from(number).ok(),
        NEGATIVE => i64::try_from(-number).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numeric(words: &[i16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_be_bytes()).collect()
    }

    #[test]
    fn sums_are_read_whole_or_not_at_all() {
        assert_eq!(whole_number(&numeric(&[0, 0, 0, 0])), Some(0));
        assert_eq!(whole_number(&numeric(&[1, 0, 0, 0, 42])), Some(42));
        assert_eq!(whole_number(&numeric(&[1, 1, 0, 0, 3])), Some(30_000));
        assert_eq!(whole_number(&numeric(&[2, 1, 0x4000, 0, 3, 7])), Some(-30_007));
        assert_eq!(whole_number(&numeric(&[2, 0, 0, 1, 3, 5000])), None);
        assert_eq!(whole_number(&numeric(&[1, -1, 0, 1, 5000])), None);
        assert_eq!(whole_number(&numeric(&[5, 4, 0, 0, 922, 3372, 368, 5477, 5807])), Some(i64::MAX));
        assert_eq!(whole_number(&numeric(&[5, 4, 0, 0, 922, 3372, 368, 5477, 5808])), None);
        assert_eq!(whole_number(&numeric(&[0, 0, -0x4000, 0])), None);
        assert_eq!(whole_number(&[0, 1]), None);
    }
}
