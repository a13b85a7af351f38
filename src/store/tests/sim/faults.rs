//! Guarantees broken on purpose, one at a time, so that it is seen that the simulator finds it.

/// What is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A till makes new ids when it sends a request again.
    NewIdsOnRetry,
    /// A till records a code that it saw used.
    SingleUseIsSkipped,
    /// A till's last waiting record is gone when it starts again.
    JournalIsLostInCrash,
    /// A till says done before its storage has the record.
    DoneBeforeWritten,
    /// A till takes no answer for a good one.
    SilenceIsConsent,
    /// A till sends its newest record first.
    JournalOutOfOrder,
    /// The server answers before its commit is safe: a crash takes the last ones back.
    CommitsAreForgotten,
    /// The server keeps no answers: the same id is another request.
    RequestsAreForgotten,
    /// The server keeps no codes: nothing is known of a code that was used, and no mark of its key.
    CodesAreForgotten,
    /// A card that comes back keeps the keys of before.
    LostKeysStay,
    /// What is on a card that staff moved can be used at once.
    PauseIsForgotten,
    /// A code that brings a card back is not used up.
    CodesStayGood,
    /// The database takes an operation's id twice.
    OperationKeyIsGone,
    /// The database lets a code open two visits.
    CodeKeyIsGone,
    /// The database lets an operation be taken back twice.
    VoidKeyIsGone,
    /// The database lets a card have two operations of one number, and an update of a card's count is lost now and then.
    SeqKeyIsGone,
}

impl Fault {
    /// The database itself lacks something.
    pub fn is_of_database(self) -> bool {
        use Fault as F;
        matches!(self, F::OperationKeyIsGone | F::CodeKeyIsGone | F::VoidKeyIsGone | F::SeqKeyIsGone)
    }
}
