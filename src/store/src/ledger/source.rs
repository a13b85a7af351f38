//! Where a voucher comes from, as it stands in its row.

use loyalty::Source;

/// `menu`, `gift`, `membership`, or a kind and a name: `stamp_card:coffee`.
pub(crate) fn to_text(source: &Source) -> String {
    match source {
        Source::StampCard(id) => format!("stamp_card:{id}"),
        Source::Promotion(id) => format!("promotion:{id}"),
        Source::Tier(id) => format!("tier:{id}"),
        Source::Menu => "menu".into(),
        Source::Gift => "gift".into(),
        Source::Membership => "membership".into(),
    }
}

/// The source that a row says; a text of another kind is a gift.
pub(crate) fn of_text(text: &str) -> Source {
    match text.split_once(':') {
        Some(("stamp_card", id)) => Source::StampCard(id.into()),
        Some(("promotion", id)) => Source::Promotion(id.into()),
        Some(("tier", id)) => Source::Tier(id.into()),
        _ if text == "menu" => Source::Menu,
        _ if text == "membership" => Source::Membership,
        _ => Source::Gift,
    }
}
