//! Random bytes from the operating system, the only source the program has.

/// 32 fresh random bytes: the seed of one job in the store, or a secret.
///
/// # Panics
/// When the operating system has no randomness to give. A server that can't make secrets must not run.
#[allow(clippy::expect_used, reason = "without randomness every secret would be guessable")]
pub fn seed() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}
