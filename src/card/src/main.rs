//! card
fn main() {}
