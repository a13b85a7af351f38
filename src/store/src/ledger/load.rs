//! What the rules ask about a card, loaded: always what every programme asks, the rest only when the programme asks for it.

use loyalty::{
    ActionUse, CardState, Carry, Earning, Group, LotId, LotState, Program, PromotionKind, PromotionUse, PurseState,
    ReferralState, RewardCount, StampEarn, TierBasis, VisitState,
};
use uuid::Uuid;

use super::{CardRow, Standing, purse_kind, sql, voucher_state};
use crate::moment::Moment;
use crate::outcome::Outcome;
use crate::{Error, Row, Tx, params};

/// How long after it was last seen a card counts as one whose customer can be told that units lapse: as long as its cookie lives. Seen is a card
/// that its own phone asked for, or whose code was scanned from it.
const CHANNEL_DAYS: i64 = 400;

/// Cards that were not seen since then have no way to be told anything.
pub(crate) fn channel_since(now_us: i64) -> i64 {
    now_us - CHANNEL_DAYS * loyalty::DAY
}

/// Where and by whom a command is done, as far as the state depends on it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Place {
    /// The open visit; none when it is new, for then nothing was done in it.
    pub visit: Option<Uuid>,
    /// The till that opened the visit, whose earnings are counted.
    pub till: Option<Uuid>,
    /// Whose gifts and adjustments are counted.
    pub staff: Option<Uuid>,
    /// Nothing will be done: what is asked for commands alone is left out.
    pub looks_only: bool,
}

/// Whether a visit may give something by itself or is counted by the rules.
pub(crate) fn gives_by_visit(program: &Program) -> bool {
    let occasion = |kind: &PromotionKind| {
        use PromotionKind as K;
        matches!(kind, K::Welcome { .. } | K::Birthday { .. } | K::Milestone { .. } | K::Referral { .. })
    };
    program.stamp_cards.iter().any(|card| card.earn == StampEarn::Visit)
        || program.points.as_ref().is_some_and(|points| points.by_visit().is_some())
        || program.promotions.iter().any(|promotion| occasion(&promotion.kind))
        || program.tiers.is_some()
        || program.limits.visits_per_day_max.is_some()
        || slides(program)
}

/// Whether any of its units lapse after silence.
fn slides(program: &Program) -> bool {
    let sliding = |expiry: loyalty::Expiry| matches!(expiry, loyalty::Expiry::Sliding { .. });
    program.stamp_cards.iter().any(|card| sliding(card.expiry))
        || program.points.as_ref().is_some_and(|points| sliding(points.expiry))
        || program.cashback.is_some_and(|cashback| sliding(cashback.expiry))
}

/// Rewards that are counted: with a stock or a limit per person.
pub(crate) fn is_counted(program: &Program, reward: &str) -> bool {
    program.reward(reward).is_some_and(|reward| reward.stock.is_some() || reward.per_person.is_some())
}

fn groups(program: &Program) -> impl Iterator<Item = &Group> {
    program.promotions.iter().filter_map(|promotion| match &promotion.kind {
        PromotionKind::Multiplier { who, .. } | PromotionKind::Addition { who, .. } => Some(who),
        _ => None,
    })
}

/// What the rules ask about a card, and how it stands.
pub(crate) fn load(
    tx: &mut dyn Tx,
    program: &Program,
    card: &CardRow,
    moment: &Moment,
    place: Place,
) -> Outcome<(CardState, Standing)> {
    let (mut state, standing) = load_held(tx, program, card, moment, !place.looks_only)?;
    if !place.looks_only {
        load_day(tx, card, moment, place, program, &mut state)?;
    }
    load_visit(tx, program, card, place, &mut state)?;
    load_asked(tx, program, card, moment, place, &mut state)?;
    Ok((state, standing))
}

/// What a card shows: what it holds, and how far its level is.
pub(crate) fn look(
    tx: &mut dyn Tx,
    program: &Program,
    card: &CardRow,
    moment: &Moment,
) -> Outcome<(CardState, Standing)> {
    let (mut state, standing) = load_held(tx, program, card, moment, false)?;
    load_tier_count(tx, program, card, moment, &mut state)?;
    Ok((state, standing))
}

/// What a card holds; lots only where they lapse some day, unless `all_lots`.
fn load_held(
    tx: &mut dyn Tx,
    program: &Program,
    card: &CardRow,
    moment: &Moment,
    all_lots: bool,
) -> Outcome<(CardState, Standing)> {
    let key = params![card.shop.0, card.id.0];
    let (purse_rows, voucher_rows) = (tx.query(sql::PURSES, &key)?, tx.query(sql::VOUCHERS, &key)?);
    let mut purses = purse_rows.iter().map(purse_state).collect::<Result<Vec<_>, _>>()?;
    let mut standing = Standing::of_rows(&purse_rows, &voucher_rows)?;
    standing.name_left_behind(tx, program, card.shop)?;
    if all_lots || standing.lapses() {
        for row in tx.query(sql::LOTS, &key)? {
            add_lot(&mut purses, &row)?;
        }
    }
    let state = CardState {
        seq: card.seq,
        purses,
        vouchers: voucher_rows.iter().map(voucher_state).collect::<Result<_, _>>()?,
        joined_on: moment.date(card.joined_at),
        last_visit_on: card.last_visit_at.map(|at| moment.date(at)),
        birthday: card.birthday,
        tier: card.tier.clone(),
        membership: card.membership,
        has_channel: card.seen_at.is_some_and(|at| at >= channel_since(moment.now_us)),
        ..CardState::default()
    };
    standing.status(&state);
    Ok((state, standing))
}

/// What levels count, over their period.
fn load_tier_count(
    tx: &mut dyn Tx,
    program: &Program,
    card: &CardRow,
    moment: &Moment,
    state: &mut CardState,
) -> Outcome<()> {
    let Some(tiers) = &program.tiers else { return Ok(()) };
    let since = tiers.period_start(moment.business_day).0;
    let period = params![card.shop.0, card.id.0, since, moment.business_day.0];
    state.tier_count = match tiers.basis {
        TierBasis::Spend => sum(tx, sql::PERIOD_SPEND, &period)?,
        TierBasis::Visits => sum(tx, sql::PERIOD_VISITS, &period)?,
        TierBasis::Points => sum(tx, sql::PERIOD_POINTS, &period)?,
    };
    Ok(())
}

/// What was done in the visit so far, which tells what credit may still pay.
fn load_visit(tx: &mut dyn Tx, program: &Program, card: &CardRow, place: Place, state: &mut CardState) -> Outcome<()> {
    if let Some(visit) = place.visit.filter(|_| program.cashback.is_some() || state.purse(loyalty::CREDIT).is_some()) {
        let row = tx.query_one(sql::VISIT_TOTALS, &params![card.shop.0, visit])?;
        let row = row.ok_or_else(|| Error::Corrupt("no sum of a visit".into()))?;
        let (spend, spent, not_earning): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        state.visit = VisitState { earned_on: spend, credit_spent: (spent - not_earning).max(0) };
    }
    Ok(())
}

fn load_day(
    tx: &mut dyn Tx,
    card: &CardRow,
    moment: &Moment,
    place: Place,
    program: &Program,
    state: &mut CardState,
) -> Outcome<()> {
    let day = moment.business_day.0;
    if let Some(row) = tx.query_one(sql::DAY, &params![card.shop.0, card.id.0, day])? {
        state.stamps_today = row.get(0)?;
        state.points_today = row.get(1)?;
        state.credit_today = row.get(2)?;
        state.visits_today = row.get(3)?;
    }
    if let Some(staff) = place.staff
        && let Some(row) = tx.query_one(sql::STAFF_DAY, &params![card.shop.0, staff, day])?
    {
        (state.gifts_today, state.manual_today) = (row.get(0)?, row.get(1)?);
    }
    if let (Some(_), Some(till)) = (program.limits.earns_per_till_day_max, place.till) {
        // A business day is 25 hours at most.
        let since = moment.now_us - 26 * 3_600 * loyalty::SECOND;
        state.earns_by_till_today = sum(tx, sql::EARNS_OF_TILL, &params![card.shop.0, till, since, day])?;
    }
    Ok(())
}

fn sum(tx: &mut dyn Tx, statement: &'static str, row: &[crate::Value]) -> Outcome<i64> {
    let row = tx.query_one(statement, row)?.ok_or_else(|| Error::Corrupt("a sum without a row".into()))?;
    Ok(row.get(0)?)
}

fn load_asked(
    tx: &mut dyn Tx,
    program: &Program,
    card: &CardRow,
    moment: &Moment,
    place: Place,
    state: &mut CardState,
) -> Outcome<()> {
    let key = params![card.shop.0, card.id.0];
    let counts_visits = |kind: &PromotionKind| {
        use PromotionKind as K;
        matches!(kind, K::Welcome { .. } | K::Milestone { .. } | K::Referral { .. })
    };
    if program.promotions.iter().any(|promotion| counts_visits(&promotion.kind)) {
        state.visits = sum(tx, sql::VISITS_EVER, &key)?;
    }
    load_tier_count(tx, program, card, moment, state)?;
    if groups(program).any(|who| matches!(who, Group::Tag { .. } | Group::List { .. })) {
        for row in tx.query(sql::LABELS, &key)? {
            let labels = if row.get::<&str>(0)? == "tag" { &mut state.tags } else { &mut state.lists };
            labels.push(row.get(1)?);
        }
    }
    // In a visit that is open, the card's last visit is this one.
    if let (Some(visit), true) = (place.visit, groups(program).any(|who| matches!(who, Group::Sleeping { .. })))
        && card.last_visit_id == Some(visit)
    {
        let row = tx.query_one(sql::VISIT_BEFORE, &params![card.shop.0, card.id.0, visit])?;
        let before: Option<i64> = row.map(|row| row.get(0)).transpose()?.flatten();
        state.last_visit_on = before.map(|at| moment.date(at));
    }
    if program.promotions.iter().any(|promotion| matches!(promotion.kind, PromotionKind::Referral { .. }))
        && let Some(friend) = card.brought_by
    {
        let held = sum(tx, sql::SAME_HOLDER, &params![card.shop.0, card.id.0, friend.0])?;
        state.referral = Some(ReferralState { same_holder: held > 0 });
    }
    load_given(tx, program, card, moment, state)
}

/// What the card was given once or so often.
fn load_given(
    tx: &mut dyn Tx,
    program: &Program,
    card: &CardRow,
    moment: &Moment,
    state: &mut CardState,
) -> Outcome<()> {
    let acts = |points: &loyalty::Points| points.earn.iter().any(|earn| matches!(earn, Earning::ByAction { .. }));
    let counted = program.rewards.iter().any(|reward| reward.stock.is_some() || reward.per_person.is_some());
    let asked = counted
        || program.tiers.is_some()
        || !program.promotions.is_empty()
        || program.points.as_ref().is_some_and(acts);
    if !asked {
        return Ok(());
    }
    for row in tx.query(sql::GIVEN, &params![card.shop.0, card.id.0, moment.business_day.0])? {
        let (name, occasion): (String, i64) = (row.get(1)?, row.get(2)?);
        let (times, today): (i64, i64) = (row.get(3)?, row.get(4)?);
        match row.get::<&str>(0)? {
            "tier_gift" if times > 0 => state.tier_gifts.push(name),
            "promotion" => state.promotions.push(PromotionUse { promotion: name, occasion, times }),
            "action" => state.actions.push(ActionUse { action: name, today, ever: times }),
            "reward" => state.rewards.push(RewardCount { reward: name, by_all: times, by_card: times }),
            _ => {}
        }
    }
    if counted {
        for row in tx.query(sql::STOCK, &params![card.shop.0])? {
            let (reward, by_all): (String, i64) = (row.get(0)?, row.get(1)?);
            match state.rewards.iter_mut().find(|count| count.reward == reward) {
                Some(count) => count.by_all = by_all,
                None => state.rewards.push(RewardCount { reward, by_all, by_card: 0 }),
            }
        }
    }
    Ok(())
}

/// A purse without its lots, from a query's (purse, kind, balance, lifetime, debt, next expiry, carry).
fn purse_state(row: &Row) -> Result<PurseState, Error> {
    Ok(PurseState {
        id: row.get(0)?,
        kind: purse_kind(row.get(1)?)?,
        balance: row.get(2)?,
        lifetime: row.get(3)?,
        debt: row.get(4)?,
        carry: Carry { numerator: row.get(6)?, denominator: row.get(7)? },
        lots: Vec::new(),
    })
}

/// Puts a lot that a query gave (purse, seq, n, remaining, expiry, warned) into its purse, unless it is there.
pub(crate) fn add_lot(purses: &mut [PurseState], row: &Row) -> Outcome<()> {
    let id: &str = row.get(0)?;
    let purse = purses.iter_mut().find(|purse| purse.id == id);
    let purse = purse.ok_or_else(|| Error::Corrupt("a lot without its purse".into()))?;
    let id = LotId { seq: row.get(1)?, n: row.get(2)? };
    if purse.lots.iter().all(|lot| lot.id != id) {
        let (remaining, expires_at, warned_at) = (row.get(3)?, row.get(4)?, row.get(5)?);
        purse.lots.push(LotState { id, remaining, expires_at, warned_at });
    }
    Ok(())
}
