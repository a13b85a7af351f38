//! The naive model's moves from card to card.

use loyalty::{Refusal, VoucherStatus};

use super::now::Now;
use super::{Answer, Naive, Token, Voucher};

/// Everything that goes from one naive card to another.
#[derive(Clone, Debug, Default)]
pub struct Load {
    /// Tokens by purse, as they are spent; tokens of one lot are next to each other.
    tokens: Vec<Token>,
    owed: [i64; 4],
    carry: [i64; 4],
    vouchers: Vec<Voucher>,
}

impl Naive {
    /// What leaves.
    pub fn load(&self) -> Load {
        let mut load = Load { owed: self.owed, carry: self.carry, ..Load::default() };
        for purse in 0..4 {
            load.tokens.extend(self.free(purse).into_iter().map(|i| self.tokens[i]));
        }
        let ready = self.vouchers.iter().filter(|voucher| voucher.status == VoucherStatus::Issued);
        load.vouchers = ready.cloned().collect();
        load
    }

    pub fn leave(&mut self) -> Answer {
        for purse in 0..4 {
            let free = self.free(purse);
            let owed = std::mem::take(&mut self.owed[purse]);
            if !free.is_empty() || owed > 0 {
                self.take_tokens(purse, &free, -owed);
            }
            let carry = std::mem::take(&mut self.carry[purse]);
            self.op.carried.push((purse, -carry));
        }
        for number in 0..self.vouchers.len() {
            if self.vouchers[number].status == VoucherStatus::Issued {
                self.vouchers[number].status = VoucherStatus::Moved;
                self.op.vouchers_moved.push(number);
            }
        }
        (self.op.went_out, self.op.moved) = (true, true);
        let nothing = self.op.acts.is_empty() && self.op.vouchers_moved.is_empty();
        if nothing && self.op.carried.iter().all(|(_, carry)| *carry == 0) {
            return Err(Refusal::NothingToDo);
        }
        Ok(())
    }

    pub fn arrive(&mut self, now: &Now<'_>, load: &Load) -> Answer {
        for purse in 0..4 {
            let mut lots: Vec<(Token, i64)> = Vec::new();
            for token in load.tokens.iter().filter(|token| token.purse == purse) {
                match lots.last_mut() {
                    Some((lot, units)) if lot.born == token.born => *units += 1,
                    _ => lots.push((*token, 1)),
                }
            }
            for (lot, units) in lots {
                self.grant_as(purse, units, lot.expires, lot.warned);
            }
            if load.owed[purse] > 0 {
                self.take_some(purse, load.owed[purse]);
            }
            self.carry[purse] += load.carry[purse];
            self.op.carried.push((purse, load.carry[purse]));
        }
        for voucher in &load.vouchers {
            let place = crate::support::voucher_id(self.vouchers.len() as u64);
            self.op.vouchers_moved.push(self.vouchers.len());
            self.vouchers.push(Voucher { place, ..voucher.clone() });
        }
        self.op.moved = true;
        self.turn(now)
    }

    /// Takes what there is of `units`, and owes the rest.
    pub fn take_some(&mut self, purse: usize, units: i64) {
        let free: Vec<usize> = self.free(purse).into_iter().take(units as usize).collect();
        let owed = units - free.len() as i64;
        self.owed[purse] += owed;
        self.take_tokens(purse, &free, owed);
    }
}
