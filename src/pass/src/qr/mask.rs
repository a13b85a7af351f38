//! The mask that makes a QR easiest to read: without large even areas, and without what looks like a corner.

use super::canvas::Canvas;

/// The code under the best of the eight masks.
pub fn best(canvas: Canvas) -> Canvas {
    let mut best = masked(&canvas, 0);
    let mut least = penalty(&best);
    for mask in 1..8 {
        let other = masked(&canvas, mask);
        let points = penalty(&other);
        if points < least {
            (best, least) = (other, points);
        }
    }
    best
}

fn masked(canvas: &Canvas, mask: usize) -> Canvas {
    let mut masked = canvas.clone();
    for at in 0..masked.black.len() {
        let (x, y) = (at % canvas.size, at / canvas.size);
        masked.black[at] ^= turns(mask, x, y) && !canvas.pattern[at];
    }
    masked.draw_format(mask);
    masked
}

fn turns(mask: usize, x: usize, y: usize) -> bool {
    let sum = match mask {
        0 => (x + y) % 2,
        1 => y % 2,
        2 => x % 3,
        3 => (x + y) % 3,
        4 => (x / 3 + y / 2) % 2,
        5 => x * y % 2 + x * y % 3,
        6 => (x * y % 2 + x * y % 3) % 2,
        _ => ((x + y) % 2 + x * y % 3) % 2,
    };
    sum == 0
}

/// Points for what makes reading hard: fewer are better.
fn penalty(canvas: &Canvas) -> usize {
    let size = canvas.size;
    let lines: usize = (0..size).map(|at| line(size, |i| canvas.at(i, at)) + line(size, |i| canvas.at(at, i))).sum();
    let even =
        |x, y| [(x + 1, y), (x, y + 1), (x + 1, y + 1)].into_iter().all(|(i, j)| canvas.at(i, j) == canvas.at(x, y));
    let squares = (0..size - 1).map(|y| (0..size - 1).filter(|x| even(*x, y)).count()).sum::<usize>();
    let black = canvas.black.iter().filter(|black| **black).count();
    let percent = black * 100 / (size * size);
    lines + squares * 3 + percent.abs_diff(50) / 5 * 10
}

/// Of one row or column: five and more of a colour in a row, and what looks like a corner with its space beside it.
fn line(size: usize, black: impl Fn(usize) -> bool) -> usize {
    let (mut points, mut run, mut seen) = (0, 0, 0);
    for at in 0..size {
        run = if at > 0 && black(at) == black(at - 1) { run + 1 } else { 1 };
        points += match run {
            5 => 3,
            6.. => 1,
            _ => 0,
        };
        seen = (seen << 1 | usize::from(black(at))) & 0x7ff;
        if at >= 10 && matches!(seen, 0b101_1101_0000 | 0b000_0101_1101) {
            points += 40;
        }
    }
    points
}
