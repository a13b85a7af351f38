//! What is asked of the server so that a card comes back to its customer, by the same steps as the routes take.

use pass::{CardId, Slot};
use store::members::Vault;
use store::{Actor, Context, HolderId, Outcome, auth, cards, demo, moves, recovery};
use uuid::Uuid;
use wire::{
    Code, EnrolKeyRequest, GiveMove, KeyEnrolled, KeyStorage, LiftPause, MadeRecovery, MakeRecovery, MoveGiven,
    Recover, Recovered,
};

use crate::forms;
use crate::server::{Answer, Server};
use crate::stage::STAGE;

/// What every customer's browser sends as its cookie; the store needs it for the code only.
const COOKIE: &str = "a cookie of 256 bits";
const SECRET: [u8; 32] = [7; 32];

/// Something asked about a card.
#[derive(Clone, Debug)]
pub struct Asked {
    pub id: Uuid,
    pub card: CardId,
    pub ask: Ask,
}

/// What is asked.
#[derive(Clone, Debug)]
pub enum Ask {
    /// The customer makes a recovery code.
    Make(HolderId),
    /// Staff gives out a code.
    Give,
    /// A browser that nobody knows uses a code.
    Use(String),
    /// It puts a public key of its own on the card.
    Enrol(HolderId, String),
    /// A manager ends the pause.
    Lift,
}

/// What is answered.
#[derive(Clone, Debug)]
pub enum Told {
    /// A code, and until when it counts, if not for ever.
    Code(String, Option<i64>),
    /// Who holds the card now, and until when nothing on it can be used.
    Back(HolderId, Option<i64>),
    Enrolled(Slot),
    Lifted,
}

impl Server {
    /// Does it; with whether it was done before.
    pub fn bring_back(&mut self, till: usize, asked: Asked, ctx: Context) -> Outcome<Answer> {
        let Asked { id, card, ask } = asked;
        let (vault, card) = (Vault::new(&SECRET), card.to_string());
        let actor = STAGE.tills[till].actor.clone();
        let (told, replayed) = match ask {
            Ask::Make(holder) => {
                let req = MakeRecovery { id };
                let reply = self.write(move |tx| recovery::make(tx, &ctx, holder, COOKIE, &card, &req))?;
                let made: MadeRecovery = serde_json::from_str(&reply.json).unwrap();
                (Told::Code(made.code, None), reply.replayed)
            }
            Ask::Give => {
                let Actor::Staff(staff) = actor else { return Err(Code::StaffRequired.into()) };
                let req = GiveMove { id, reason: "knew the stamps".into() };
                let reply = self.write(move |tx| moves::give(tx, &ctx, &vault, &staff, &card, &req))?;
                let given: MoveGiven = serde_json::from_str(&reply.json).unwrap();
                (Told::Code(given.code, Some(forms::micros(&given.expires_at))), reply.replayed)
            }
            Ask::Use(code) => {
                // Each browser is at an address of its own.
                let (req, from) = (Recover { id, code, ask: None }, id.to_string());
                let done = self.write(move |tx| recovery::recover(tx, &ctx, &vault, demo::SLUG, &req, None, &from))?;
                let (reply, _) = match done {
                    Ok(done) => done,
                    Err(problem) => return Ok(Answer::Refused(Box::new(problem))),
                };
                let (token, now) = (reply.token.unwrap(), ctx.now_us);
                let holder: Outcome<_> = self.store().read_blocking(move |tx| auth::holder(tx, &token, now));
                let back: Recovered = serde_json::from_str(&reply.json).unwrap();
                let until = back.redeem_paused_until.as_ref().map(forms::micros);
                (Told::Back(holder?.unwrap(), until), reply.replayed)
            }
            Ask::Enrol(holder, public_key) => {
                let req = EnrolKeyRequest { id, public_key, key_storage: KeyStorage::Webcrypto };
                let reply = self.write(move |tx| cards::enrol_key(tx, &ctx, holder, &card, &req))?;
                let enrolled: KeyEnrolled = serde_json::from_str(&reply.json).unwrap();
                (Told::Enrolled(Slot::new(enrolled.key_slot).unwrap()), reply.replayed)
            }
            Ask::Lift => {
                let req = LiftPause { id };
                let reply = self.write(move |tx| moves::lift(tx, &ctx, &actor, &card, &req))?;
                (Told::Lifted, reply.replayed)
            }
        };
        Ok(Answer::Told(told, replayed))
    }
}
