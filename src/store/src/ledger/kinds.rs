//! The kinds of operations, as they stand in the database.

use wire::OperationKind;

use crate::Error;

/// The kinds of operations and their names in the database.
const KINDS: [(OperationKind, &str); 18] = [
    (OperationKind::Visit, "visit"),
    (OperationKind::Earn, "earn"),
    (OperationKind::Action, "action"),
    (OperationKind::Redeem, "redeem"),
    (OperationKind::Spend, "spend"),
    (OperationKind::Gift, "gift"),
    (OperationKind::Adjust, "adjust"),
    (OperationKind::Referred, "referred"),
    (OperationKind::Membership, "membership"),
    (OperationKind::Prolong, "prolong"),
    (OperationKind::Expire, "expire"),
    (OperationKind::ExpireVouchers, "expire_vouchers"),
    (OperationKind::Review, "review"),
    (OperationKind::Opening, "opening"),
    (OperationKind::TransferOut, "transfer_out"),
    (OperationKind::TransferIn, "transfer_in"),
    (OperationKind::Void, "void"),
    (OperationKind::Refund, "refund"),
];

pub(crate) fn kind_text(kind: OperationKind) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, text)| text)
}

pub(super) fn kind_of(text: &str) -> Result<OperationKind, Error> {
    let kind = KINDS.iter().find(|(_, known)| *known == text).map(|(kind, _)| *kind);
    kind.ok_or_else(|| Error::Corrupt("an operation of an unknown kind".into()))
}
