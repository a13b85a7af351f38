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

#[cfg(test)]
mod tests {
    use super::super::canvas::Canvas;
    use super::super::codewords;
    use super::{best, line, masked, penalty};

    fn drawn(rows: &[&str]) -> Canvas {
        let black: Vec<bool> = rows.concat().chars().map(|module| module == '#').collect();
        Canvas { size: rows.len(), pattern: vec![false; black.len()], black }
    }

    fn points(modules: &str) -> usize {
        let black: Vec<bool> = modules.chars().map(|module| module == '#').collect();
        line(black.len(), |at| black[at])
    }

    #[test]
    fn runs_and_what_looks_like_a_corner_cost_points() {
        assert_eq!([points("####"), points("#####"), points("######"), points(".......")], [0, 3, 4, 5]);
        assert_eq!(points("#.#.#.#.#.#.#.#."), 0);
        assert_eq!([points("#.###.#...."), points("....#.###.#")], [40, 40]);
        assert_eq!([points(".#.###.#...."), points("....#.###.#.")], [40, 40], "wherever it begins");
        assert_eq!(points("#.###.#..."), 0, "without its space it is none");
    }

    #[test]
    fn even_areas_and_too_much_of_a_colour_cost_points() {
        // Ten lines of five, sixteen squares, and half a code too white.
        assert_eq!(penalty(&drawn(&["....."; 5])), 10 * 3 + 16 * 3 + 100);
        assert_eq!(penalty(&drawn(&["#.#.", ".#.#", "#.#.", ".#.#"])), 0);
        // Six columns of six of a colour.
        assert_eq!(penalty(&drawn(&["#.#.#."; 6])), 6 * 4);
        // One square, and 62 of a hundred modules black: each five of them beyond a half.
        assert_eq!(penalty(&drawn(&["##.#", "##.#", "..#.", "##.#"])), 3 + 2 * 10);
    }

    /// What a camera's reader finds in a code, from three grey pixels a module and light all around.
    fn read(code: &Canvas) -> String {
        let side = (code.size + 8) * 3;
        let black = |x: usize, y: usize| {
            (4..code.size + 4).contains(&x) && (4..code.size + 4).contains(&y) && code.at(x - 4, y - 4)
        };
        let grey: Vec<u8> =
            (0..side * side).map(|at| if black(at % side / 3, at / side / 3) { 0 } else { 255 }).collect();
        let mut reader = quircs::Quirc::default();
        let found = reader.identify(side, side, &grey).next().expect("a code").expect("a code");
        String::from_utf8(found.decode().expect("its text").payload).expect("text")
    }

    #[test]
    fn each_mask_is_read_and_the_best_costs_least() {
        let digits = "1234567890".repeat(19);
        for text in
            ["https://a.example/s#", "https://cards.example.org/s#", "https://a-long-name-for-a-shop.example.org/s#"]
        {
            let (version, codewords) = codewords::of(text, &digits).expect("it fits");
            let canvas = Canvas::with(version, &codewords);
            let costs: Vec<usize> = (0..8).map(|mask| penalty(&masked(&canvas, mask))).collect();
            for mask in 0..8 {
                assert_eq!(read(&masked(&canvas, mask)), format!("{text}{digits}"), "mask {mask}");
            }
            assert_eq!(Some(&penalty(&best(canvas))), costs.iter().min(), "{costs:?}");
        }
    }
}
