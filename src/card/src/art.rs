//! Stamps as if by hand: rough rings and worn ink as SVG paths, drawn from a seed so that a card always looks the same.
//!
//! Whole numbers throughout (a stamp is 200 units wide): writing decimals would cost the app several KB.

/// Half of the square a stamp is drawn in.
pub const HALF: i32 = 100;

/// Points on a ring.
const POINTS: usize = 36;
/// Cosine and sine of 360° / `POINTS`: the next point is this one turned.
const TURN: (f32, f32) = (0.984_807_7, 0.173_648_18);

/// A small generator of numbers that only have to look random (xorshift32, Marsaglia 2003).
pub struct Dice(u32);

impl Dice {
    /// The dice of a card's stamp.
    pub fn of(card: &str, stamp: u32) -> Self {
        // FNV-1a spreads the seed: neighbours must not look alike.
        let seed = card
            .bytes()
            .chain(stamp.to_le_bytes())
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        Self(seed | 1)
    }

    /// From `low` to `high`, both included.
    pub fn roll(&mut self, low: i32, high: i32) -> i32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        let span = (high - low + 1).unsigned_abs().max(1);
        low + i32::try_from((self.0 >> 8) % span).unwrap_or(0)
    }
}

/// How one stamp was put on the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Degrees it is turned by.
    pub tilt: i32,
    /// How far it missed the middle, right and down.
    pub miss: (i32, i32),
    /// How much ink there was, in hundredths.
    pub ink: i32,
    /// Which of the worn masks it has.
    pub wear: u32,
    /// The two rings, to be filled by the even-odd rule.
    pub rings: String,
}

/// Masks of wear there are.
pub const WEARS: u32 = 3;

impl Stamp {
    /// The stamp with this number (from 0) on this card.
    pub fn of(card: &str, number: u32) -> Self {
        let mut dice = Dice::of(card, number);
        let tilt = dice.roll(-19, 15);
        let miss = (dice.roll(-6, 6), dice.roll(-6, 6));
        let ink = dice.roll(84, 100);
        let wear = number % WEARS;
        let mut rings = String::new();
        for (radius, rough) in [(88, 2), (79, 1), (73, 1), (70, 1)] {
            ring(&mut rings, &mut dice, radius, rough);
        }
        Self { tilt, miss, ink, wear, rings }
    }
}

/// Adds a closed, smooth, slightly uneven ring to a path: curves through the middles between jittered points.
fn ring(path: &mut String, dice: &mut Dice, radius: i32, rough: i32) {
    let (mut c, mut s) = (1.0_f32, 0.0_f32);
    let mut points = Vec::with_capacity(POINTS);
    for _ in 0..POINTS {
        // Tenths of a unit would be finer than a screen shows: the path is scaled by ten where it is drawn.
        let r = (radius * 10 + dice.roll(-rough * 10, rough * 10)) as f32;
        points.push(((r * c) as i32, (r * s) as i32));
        (c, s) = (c * TURN.0 - s * TURN.1, s * TURN.0 + c * TURN.1);
    }
    let middle = |a: (i32, i32), b: (i32, i32)| ((a.0 + b.0) / 2, (a.1 + b.1) / 2);
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else { return };
    pair(path, 'M', middle(last, first));
    for (at, &point) in points.iter().enumerate() {
        let next = points.get(at + 1).copied().unwrap_or(first);
        pair(path, 'Q', point);
        pair(path, ' ', middle(point, next));
    }
    path.push('Z');
}

fn pair(path: &mut String, command: char, (x, y): (i32, i32)) {
    path.push(command);
    path.push_str(&x.to_string());
    path.push(' ');
    path.push_str(&y.to_string());
}

/// The specks of bare paper in a mask of wear: round holes as one path, in tenths of a unit.
pub fn specks(wear: u32) -> String {
    let mut dice = Dice::of("wear", wear);
    let mut path = String::new();
    for _ in 0..46 {
        let (x, y, r) = (dice.roll(-920, 920), dice.roll(-920, 920), dice.roll(5, 26));
        pair(&mut path, 'M', (x - r, y));
        for over in [2 * r, -2 * r] {
            pair(&mut path, 'a', (r, r));
            path.push_str(" 0 1 1");
            pair(&mut path, ' ', (over, 0));
        }
    }
    path
}

/// Up to two letters for the middle of a stamp: the first of the first and of the last word, signs like & aside.
pub fn initials(name: &str) -> String {
    // Not by the library's tables of all the world's letters, which are 5 KB; capitals are the style sheet's matter.
    let firsts = name.split(' ').filter_map(|word| word.chars().next());
    let mut letters = firsts.filter(|c| !c.is_ascii() || c.is_ascii_alphanumeric());
    let first = letters.next();
    first.into_iter().chain(letters.next_back()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_always_looks_the_same_and_no_two_stamps_do() {
        assert_eq!(Stamp::of("00ff", 3), Stamp::of("00ff", 3));
        let stamps: Vec<Stamp> = (0..9).map(|n| Stamp::of("00ff", n)).collect();
        let tilts: std::collections::BTreeSet<i32> = stamps.iter().map(|stamp| stamp.tilt).collect();
        assert!(tilts.len() >= 5, "{tilts:?} is too even for a hand");
        assert_ne!(Stamp::of("00ff", 0).rings, Stamp::of("00fe", 0).rings);
    }

    #[test]
    fn rings_stay_within_their_square() {
        for number in 0..50 {
            let stamp = Stamp::of("a-card", number);
            let numbers = stamp.rings.split(['M', 'Q', 'Z', ' ']).filter_map(|n| n.parse::<i32>().ok());
            assert!(numbers.map(i32::abs).max() <= Some(HALF * 10), "{}", stamp.rings);
            assert_eq!(stamp.rings.matches('Z').count(), 4);
        }
    }

    #[test]
    fn initials_are_of_the_first_and_last_word() {
        assert_eq!(initials("Café Lumière"), "CL");
        assert_eq!(initials("Au pain de Sucre"), "AS");
        assert_eq!(initials("Zoé"), "Z");
        assert_eq!(initials("Chez & Co"), "CC");
        assert_eq!(initials("& Fils"), "F");
        assert_eq!(initials("🥐"), "🥐");
    }
}
