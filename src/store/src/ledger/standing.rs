//! How a card stands: balances and rewards as the customer sees them, kept up with what is recorded so that an answer is not read back.

use loyalty::{CardState, EntryChange, MembershipState, Program, PurseKind, VoucherState, VoucherStatus, Words};
use uuid::Uuid;
use wire::Voucher;

use super::voucher_state;
use crate::context::time;
use crate::outcome::Outcome;
use crate::shops::{KnownPurse, last_purse, versions};
use crate::{Error, Row, ShopId, Tx};

/// What a card holds, within one transaction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Standing {
    purses: Vec<Purse>,
    vouchers: Vec<HeldVoucher>,
    /// The card's level.
    pub tier: Option<String>,
    /// The card's membership.
    pub membership: Option<MembershipState>,
}

#[derive(Clone, Debug)]
struct Purse {
    id: String,
    balance: i64,
    lifetime: i64,
    next_expiry: Option<i64>,
    /// What it was, when the programme no longer has it.
    was: Option<KnownPurse>,
}

/// A reward on the card, with its title, which the rules do not ask for.
#[derive(Clone, Debug)]
pub(crate) struct HeldVoucher {
    pub state: VoucherState,
    pub title: String,
}

impl HeldVoucher {
    /// From a query's (id, reward, title, status, expiry, confirm, choices).
    pub(crate) fn read(row: &Row) -> Result<HeldVoucher, Error> {
        Ok(HeldVoucher { state: voucher_state(row)?, title: row.get(2)? })
    }

    fn shown(&self) -> Voucher {
        Voucher {
            id: Uuid::from_bytes(self.state.id),
            reward: self.state.reward.clone(),
            title: self.title.clone(),
            expires_at: self.state.expires_at.map(time),
            choices: Vec::new(),
        }
    }
}

impl Standing {
    /// From the rows of [`super::sql::PURSES`] and [`super::sql::VOUCHERS`].
    pub(super) fn of_rows(purses: &[Row], vouchers: &[Row]) -> Result<Standing, Error> {
        let purse = |row: &Row| -> Result<Purse, Error> {
            Ok(Purse {
                id: row.get(0)?,
                balance: row.get(2)?,
                lifetime: row.get(3)?,
                next_expiry: row.get(5)?,
                was: None,
            })
        };
        Ok(Standing {
            purses: purses.iter().map(purse).collect::<Result<_, _>>()?,
            vouchers: vouchers.iter().map(HeldVoucher::read).collect::<Result<_, _>>()?,
            ..Standing::default()
        })
    }

    /// Finds out what the purses were that the programme no longer has.
    pub(super) fn name_left_behind(&mut self, tx: &mut dyn Tx, program: &Program, shop: ShopId) -> Outcome<()> {
        if self.purses.iter().all(|purse| program.purse(&purse.id).is_some()) {
            return Ok(());
        }
        let versions = versions(tx, shop)?;
        for purse in self.purses.iter_mut().filter(|purse| program.purse(&purse.id).is_none()) {
            purse.was = last_purse(tx, shop, &versions, &purse.id)?;
        }
        Ok(())
    }

    /// What the card holds that the programme no longer has: nobody's units vanish from the screen when the rules change.
    pub(crate) fn left_behind(&self, say: impl Fn(&Words) -> String) -> impl Iterator<Item = wire::Purse> {
        let held = self.purses.iter().filter(|purse| purse.balance != 0);
        held.filter_map(move |purse| {
            let was = purse.was.as_ref()?;
            Some(wire::Purse {
                id: purse.id.clone(),
                kind: match was.kind {
                    PurseKind::Stamps => wire::PurseKind::Stamps,
                    PurseKind::Points => wire::PurseKind::Points,
                    PurseKind::Credit => wire::PurseKind::Credit,
                },
                name: say(&was.name),
                balance: purse.balance,
                goal: None,
                next_expiry: purse.next_expiry.map(time),
            })
        })
    }

    /// Balance and next expiry of a purse; a purse that is missing is empty.
    pub(crate) fn purse(&self, id: &str) -> (i64, Option<i64>) {
        self.purses.iter().find(|purse| purse.id == id).map_or((0, None), |purse| (purse.balance, purse.next_expiry))
    }

    /// Whether any units lapse some day.
    pub(super) fn lapses(&self) -> bool {
        self.purses.iter().any(|purse| purse.next_expiry.is_some())
    }

    /// Units ever earned in a purse.
    pub(super) fn lifetime(&self, id: &str) -> i64 {
        self.purses.iter().find(|purse| purse.id == id).map_or(0, |purse| purse.lifetime)
    }

    /// The rewards that can be used now, each with what may be taken in its place: the soonest to expire first.
    pub(crate) fn ready(&self, now_us: i64) -> Vec<(Voucher, &[String])> {
        let usable = |held: &&HeldVoucher| {
            held.state.status == VoucherStatus::Issued && held.state.expires_at.is_none_or(|at| now_us < at)
        };
        let mut ready: Vec<&HeldVoucher> = self.vouchers.iter().filter(usable).collect();
        ready.sort_by_key(|held| (held.state.expires_at.unwrap_or(i64::MAX), held.state.id));
        ready.into_iter().map(|held| (held.shown(), held.state.choices.as_slice())).collect()
    }

    /// Adds a reward: one that was just issued, or one that a command names and that is no longer ready.
    pub(crate) fn hold(&mut self, voucher: HeldVoucher) {
        if self.vouchers.iter().all(|held| held.state.id != voucher.state.id) {
            self.vouchers.push(voucher);
        }
    }

    /// The status that the card has by what it did.
    pub(super) fn status(&mut self, state: &CardState) {
        self.tier = state.tier.as_ref().map(|tier| tier.level.clone());
        self.membership = state.membership;
    }

    /// The soonest of a purse's units lapse then.
    pub(super) fn prolong(&mut self, purse: &str, next_expiry: Option<i64>) {
        if let Some(purse) = self.purses.iter_mut().find(|found| found.id == purse) {
            purse.next_expiry = next_expiry;
        }
    }

    pub(super) fn entry(&mut self, entry: &EntryChange) {
        let (balance, lifetime, next_expiry) = (entry.balance_after, entry.lifetime_after, entry.next_expiry_after);
        match self.purses.iter_mut().find(|purse| purse.id == entry.purse) {
            Some(purse) => (purse.balance, purse.lifetime, purse.next_expiry) = (balance, lifetime, next_expiry),
            None => self.purses.push(Purse { id: entry.purse.clone(), balance, lifetime, next_expiry, was: None }),
        }
    }

    /// Puts a reward's status where an operation left it, and shows the reward.
    pub(super) fn turn(&mut self, voucher: &[u8; 16], status: VoucherStatus) -> Outcome<Voucher> {
        let held = self.vouchers.iter_mut().find(|held| held.state.id == *voucher);
        let held = held.ok_or_else(|| Error::Corrupt("an operation on a voucher that was not loaded".into()))?;
        held.state.status = status;
        Ok(held.shown())
    }
}
