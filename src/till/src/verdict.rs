//! What became of a record, derived from the server's answer to it.

/// What became of a record. Each has exactly one in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is in the ledger.
    Applied,
    /// The code had opened a visit at this till already: nothing was done again.
    Duplicate,
    /// It is in the ledger, and something about it is for the owner to look at: the flags.
    Flagged(Vec<String>),
    /// It is not in the ledger, for this reason (a code of the API). It stays in the journal until somebody has seen it.
    Rejected(String),
}

/// What the server answered to a record.
#[derive(Clone, Copy, Debug)]
pub enum Answer<'a> {
    /// 201.
    Opened {
        /// The answer's `duplicate`.
        duplicate: bool,
        /// The visit's flags.
        flags: &'a [&'a str],
    },
    /// A problem.
    Refused {
        /// Its HTTP status.
        status: u16,
        /// Its code.
        code: &'a str,
    },
    /// None came in time, or it could not be read.
    Nothing,
}

/// Flags that say how the visit came about, not that something is odd.
const PLAIN: [&str; 4] = ["offline", "raw_key", "redeem_requested", "another_purchase"];

impl Answer<'_> {
    /// The verdict; none when the same record must be sent again, as it is: nobody is signed in, the server is busy or away.
    pub fn verdict(&self) -> Option<Verdict> {
        match self {
            Answer::Opened { duplicate: true, .. } => Some(Verdict::Duplicate),
            Answer::Opened { flags, .. } => {
                let odd: Vec<String> = flags.iter().filter(|f| !PLAIN.contains(f)).map(|f| (*f).to_owned()).collect();
                Some(if odd.is_empty() { Verdict::Applied } else { Verdict::Flagged(odd) })
            }
            Answer::Refused { status: 401 | 403 | 404 | 408 | 429 | 500.., .. } | Answer::Nothing => None,
            Answer::Refused { code, .. } => Some(Verdict::Rejected((*code).to_owned())),
        }
    }
}
