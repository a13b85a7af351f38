//! What a QR holds: text and digits as bits, and the Reed-Solomon codewords by which a reader mends what it misread.

/// Versions 5 to 10 at level L: codewords in all, blocks, correcting codewords in each block. No link fits version 4, and modules finer than
/// those of version 10 (an origin of 187 characters) would be too small on a phone.
const SHAPES: [(usize, usize, usize); 6] =
    [(134, 1, 26), (172, 2, 18), (196, 2, 20), (242, 2, 24), (292, 2, 30), (346, 4, 18)];
const VERSION_MIN: usize = 5;
/// From this version on segments say their length in more bits.
const VERSION_WIDE: usize = 10;

const BYTES: usize = 0b0100;
const DIGITS: usize = 0b0001;
/// Fill what is left, in turn.
const PADS: [u8; 2] = [0xec, 0x11];

/// The smallest version that holds these, and its codewords in the order they are drawn.
pub fn of(text: &str, digits: &str) -> Option<(usize, Vec<u8>)> {
    (VERSION_MIN..).zip(SHAPES).find_map(|(version, (all, blocks, correcting))| {
        let data = data(text, digits, version, all - blocks * correcting)?;
        Some((version, interleaved(&data, blocks, correcting)))
    })
}

/// The data codewords: text and digits as a segment each, the end, and padding up to `capacity`.
fn data(text: &str, digits: &str, version: usize, capacity: usize) -> Option<Vec<u8>> {
    let wide = version >= VERSION_WIDE;
    let mut bits = vec![];
    let mut push = |value: usize, count: usize| bits.extend((0..count).rev().map(|at| value >> at & 1 == 1));
    push(BYTES, 4);
    push(text.len(), if wide { 16 } else { 8 });
    text.bytes().for_each(|byte| push(byte.into(), 8));
    if !digits.is_empty() {
        push(DIGITS, 4);
        push(digits.len(), if wide { 12 } else { 10 });
        for group in digits.as_bytes().chunks(3) {
            let value = group.iter().fold(0, |value, digit| value * 10 + usize::from(digit & 15));
            push(value, 3 * group.len() + 1);
        }
    }
    let room = (capacity * 8).checked_sub(bits.len())?;
    bits.resize(bits.len() + room.min(4), false);
    let mut data: Vec<u8> = bits
        .chunks(8)
        .map(|bits| bits.iter().enumerate().fold(0, |byte, (at, bit)| byte | u8::from(*bit) << (7 - at)))
        .collect();
    let padding = PADS.into_iter().cycle().take(capacity - data.len());
    data.extend(padding);
    Some(data)
}

/// The codewords of the blocks in turn, so that a scratch hurts each a little; the shorter blocks are the first.
fn interleaved(data: &[u8], blocks: usize, correcting: usize) -> Vec<u8> {
    let divisor = divisor(correcting);
    let (short, longer) = (data.len() / blocks, data.len() % blocks);
    let mut rest = data;
    let mut parts: Vec<&[u8]> = vec![];
    for block in 0..blocks {
        let (part, others) = rest.split_at(short + usize::from(block >= blocks - longer));
        parts.push(part);
        rest = others;
    }
    let checks: Vec<Vec<u8>> = parts.iter().map(|part| remainder(part, &divisor)).collect();
    let mut all: Vec<u8> =
        (0..=short).flat_map(|at| parts.iter().filter_map(move |part| part.get(at))).copied().collect();
    all.extend((0..correcting).flat_map(|at| checks.iter().filter_map(move |check| check.get(at))));
    all
}

/// The generator polynomial of this degree, its leading 1 left out.
fn divisor(degree: usize) -> Vec<u8> {
    let mut product = vec![0; degree];
    product[degree - 1] = 1;
    let mut root = 1;
    for _ in 0..degree {
        for at in 0..degree {
            let next = product.get(at + 1).copied().unwrap_or(0);
            product[at] = times(product[at], root) ^ next;
        }
        root = times(root, 2);
    }
    product
}

/// What is left of a block divided by the polynomial: its correcting codewords.
fn remainder(block: &[u8], divisor: &[u8]) -> Vec<u8> {
    let mut left = vec![0; divisor.len()];
    for byte in block {
        let factor = byte ^ left[0];
        left.rotate_left(1);
        left[divisor.len() - 1] = 0;
        left.iter_mut().zip(divisor).for_each(|(left, term)| *left ^= times(*term, factor));
    }
    left
}

/// The product in the field of 256 by x⁸ + x⁴ + x³ + x² + 1.
fn times(a: u8, b: u8) -> u8 {
    (0..8).rev().fold(0, |sum, at| (sum << 1) ^ ((sum >> 7) * 0x1d) ^ ((b >> at & 1) * a))
}
