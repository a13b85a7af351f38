//! How promotions and multipliers combine. One rule, the same for every purse:
//!
//! 1. The base is rounded down first: `floor(amount × rate + carry)`, or the items counted.
//! 2. Multipliers are added, not multiplied: 100 plus what the level, the membership and the *single best* promotion each have above 100.
//!    A level of 150 and a double-points hour make 250, not 300. `units = floor(base × percent / 100)`, rounded once. Levels and memberships
//!    multiply points and credit, never stamps.
//! 3. Additions of all promotions that run are added up, if the base is not zero.
//!
//! The level is the one the card had before the operation. Gifts, actions, adjustments and opening balances are not multiplied.
