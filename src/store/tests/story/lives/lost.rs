//! Phones are lost meanwhile, and their cards come back by a code of the customer's own or by one of staff. Nothing on a card changes with that; after a move by staff what is on
//! it waits for a day, unless a manager ends that.

use loyalty::{Command, Micros};
use store::{Actor, auth, moves, params, recovery};
use wire::{Code, GiveMove, LiftPause, MadeRecovery, MakeRecovery, MoveGiven, Problem, Recover, Recovered};

use super::life::{Held, Life, moment, slug};
use crate::person::vault;
use crate::recovery::COOKIE;
use crate::world::refused;

/// Every so many steps a customer loses their phone.
const LOSSES: u64 = 8;

impl Life<'_> {
    /// Now and then a phone is lost: by turns one's owner kept a code, one's staff helps, and a manager ends the wait.
    pub fn lose(&mut self) {
        self.steps += 1;
        if !self.steps.is_multiple_of(LOSSES) {
            return;
        }
        let turn = self.steps / LOSSES;
        let card = (turn / 3 % 2) as usize;
        match turn % 3 {
            0 => self.comes_back_by_its_own_code(card),
            1 => self.is_moved(card),
            _ => self.waits_no_longer(card),
        }
    }

    /// What nothing but time, or a manager, lets pass.
    pub fn waits(&mut self, card: usize, command: Command<'_>, answer: &Result<wire::Card, Problem>) -> bool {
        use Command as C;
        let until = self.held[card].paused_until.filter(|until| self.world.now() < *until);
        let (Some(until), C::RedeemVoucher { .. } | C::RedeemReward { .. } | C::Spend { .. }) = (until, command) else {
            return false;
        };
        let refused = answer.as_ref().expect_err("what is on a card that was moved waits");
        assert_eq!((refused.code, refused.until.as_ref().map(micros)), (Code::RedeemPaused, Some(until)));
        self.waited += 1;
        true
    }

    fn comes_back_by_its_own_code(&mut self, card: usize) {
        let Held { holder, card: id, .. } = self.held[card];
        let (ctx, req) = (self.world.context(), MakeRecovery { id: self.world.id() });
        let whose = pass::CardId(id).to_string();
        let made = self.world.write(move |tx| recovery::make(tx, &ctx, holder, COOKIE, &whose, &req)).unwrap();
        let made: MadeRecovery = serde_json::from_str(&made.json).unwrap();
        let paused = self.comes_back(card, made.code);
        assert_eq!(paused, None, "who helps themselves waits for nothing");
    }

    fn is_moved(&mut self, card: usize) {
        let Actor::Staff(staff) = self.manager.clone() else { panic!("staff") };
        let (ctx, whose) = (self.world.context(), pass::CardId(self.held[card].card).to_string());
        let req = GiveMove { id: self.world.id(), reason: "knew what is on it".into() };
        let given = refused(self.world.write(move |tx| moves::give(tx, &ctx, &vault(), &staff, &whose, &req)));
        let today = moment(&self.zone, self.hour, self.world.now()).business_day;
        match given {
            Ok(reply) => {
                let given: MoveGiven = serde_json::from_str(&reply.json).unwrap();
                assert_ne!(self.held[card].moved_on, Some(today), "a card goes once a day");
                let until = self.comes_back(card, given.code);
                assert_eq!(until, Some(self.world.now() + moves::REDEEM_PAUSE));
                let held = &mut self.held[card];
                (held.paused_until, held.moved_on) = (until, Some(today));
                self.moved += 1;
            }
            Err(problem) if problem.code == Code::CardMerged => assert_eq!(self.merged, Some(card)),
            Err(problem) => {
                assert_eq!(problem.limit.as_deref(), Some("moves_per_card_day"));
                assert_eq!(self.held[card].moved_on, Some(today));
            }
        }
    }

    /// A new phone uses a code: until when it waits then.
    fn comes_back(&mut self, card: usize, code: String) -> Option<Micros> {
        let (ctx, req, slug) =
            (self.world.context(), Recover { id: self.world.id(), code, ask: None }, slug(self.number));
        let done = self.world.write(move |tx| recovery::recover(tx, &ctx, &vault(), &slug, &req, None, "new"));
        let (reply, _) = match (refused(done), self.merged) {
            (Ok(done), _) => done.unwrap(),
            // It stays where it is, with everything on the other.
            (Err(problem), merged) => {
                assert_eq!((problem.code, merged), (Code::CardMerged, Some(card)));
                return None;
            }
        };
        let (token, now) = (reply.token.unwrap(), self.world.now());
        self.held[card].holder = self.world.read(move |tx| auth::holder(tx, &token, now)).unwrap().unwrap();
        let recovered: Recovered = serde_json::from_str(&reply.json).unwrap();
        recovered.redeem_paused_until.as_ref().map(micros)
    }

    fn waits_no_longer(&mut self, card: usize) {
        let (ctx, manager, req) = (self.world.context(), self.manager.clone(), LiftPause { id: self.world.id() });
        let whose = pass::CardId(self.held[card].card).to_string();
        self.world.write(move |tx| moves::lift(tx, &ctx, &manager, &whose, &req)).unwrap();
        self.held[card].paused_until = None;
    }

    /// The till and the people stand in the books, or nothing says who moved a card.
    pub fn employ(&self) {
        let Actor::Staff(lea) = self.manager.clone() else { panic!("staff") };
        let (shop, device) = (lea.till.shop.0, lea.till.device);
        let employ = move |tx: &mut dyn store::Tx| {
            tx.execute(
                "INSERT INTO device (shop_id, device_id, name, token_hash, paired_at) VALUES ($1, $2, 'Till', $3, 0)",
                &params![shop, device, [*device.as_bytes(), *device.as_bytes()].concat()],
            )?;
            tx.execute(
                "INSERT INTO staff (shop_id, staff_id, name, role, pin_hash, pin_tries, created_at) VALUES ($1, $2, $3, 'manager', '', 0, 0)",
                &params![shop, lea.staff, &lea.name],
            )?;
            Ok(())
        };
        self.world.write(employ).unwrap();
    }
}

fn micros(time: &wire::Time) -> Micros {
    time.0.parse::<jiff::Timestamp>().unwrap().as_microsecond()
}
