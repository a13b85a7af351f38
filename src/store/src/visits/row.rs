//! A visit's own row, and how its parts are written there.

use pass::CardId;
use uuid::Uuid;
use wire::{Flag, How};

use crate::Error;

/// A visit's own row.
#[derive(Clone)]
pub(crate) struct VisitRow {
    pub id: Uuid,
    pub card: CardId,
    pub how: How,
    pub flags: Vec<Flag>,
    pub device: Option<Uuid>,
    pub opened_at: i64,
}

impl VisitRow {
    pub(crate) fn read(row: &crate::Row) -> Result<VisitRow, Error> {
        Ok(VisitRow {
            id: row.get(0)?,
            card: CardId(row.get(1)?),
            how: match row.get::<&str>(2)? {
                "code" => How::Code,
                "typed_code" => How::TypedCode,
                "lookup" => How::Lookup,
                _ => How::Api,
            },
            flags: flags_of(row.get(3)?),
            device: row.get(4)?,
            opened_at: row.get(5)?,
        })
    }
}

pub(super) fn how_text(how: How) -> &'static str {
    match how {
        How::Code => "code",
        How::TypedCode => "typed_code",
        How::Lookup => "lookup",
        How::Api => "api",
    }
}

/// The bit of each flag in the database.
const FLAG_BITS: [(Flag, i64); 10] = [
    (Flag::ClockSkew, 1),
    (Flag::AnotherPurchase, 2),
    (Flag::RawKey, 4),
    (Flag::RedeemRequested, 8),
    // Named by its number in SQL too.
    (Flag::Offline, 16),
    (Flag::CodeShared, 32),
    (Flag::ChainGap, 64),
    (Flag::BackDated, 128),
    (Flag::TooSoon, 256),
    (Flag::OverLimits, 512),
];

pub(super) fn flag_bits(flags: &[Flag]) -> i64 {
    FLAG_BITS.iter().filter(|(flag, _)| flags.contains(flag)).map(|(_, bit)| bit).sum()
}

fn flags_of(bits: i64) -> Vec<Flag> {
    FLAG_BITS.iter().filter(|(_, bit)| bits & bit != 0).map(|(flag, _)| *flag).collect()
}
