//! The screens and their parts, as plain elements (see `kit::dom`).

pub mod card_face;
pub mod cards;
pub mod code;
pub mod more;
pub mod notice;
pub mod offer;
pub mod purses;
pub mod shop;
pub mod stamp_grid;
pub mod standing;
pub mod vouchers;
