//! Why a pass is refused before any ledger is asked.

/// A pass that is no pass of ours. The codes are part of the wire contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PassError {
    /// Not the text, the length or the flags of a pass.
    #[error("this is not a pass")]
    Malformed,
    /// The right shape, made by a newer version of the layout.
    #[error("this pass has a version that is not known here")]
    UnsupportedVersion,
    /// Not signed by this key for this host, or changed after signing.
    #[error("the signature of this pass is not valid")]
    BadSignature,
}

impl PassError {
    /// The stable code on the wire: `malformed`, `unsupported_version` or `bad_signature`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::UnsupportedVersion => "unsupported_version",
            Self::BadSignature => "bad_signature",
        }
    }
}
