//! A file with its bugs woven in, and the way back from a place in it to the bugs there.

use std::{cmp::Reverse, ops::Range};

use crate::sites::Piece;

/// A file with bugs in it.
#[derive(Debug, Default)]
pub struct Woven {
    /// The text.
    pub text: String,
    /// Where bugs are in it, each with its number.
    places: Vec<(Range<usize>, usize)>,
}

/// Puts the pieces into a file.
pub fn weave(source: &str, pieces: &[Piece]) -> Woven {
    // At one byte first what ends there, the inner before the outer, then what begins, the outer before the inner. What goes around nothing
    // comes before all that begins.
    let mut ends: Vec<&Piece> = pieces.iter().filter(|piece| !piece.around.is_empty()).collect();
    ends.sort_by_key(|piece| (piece.around.end, Reverse(piece.around.start), piece.rank));
    let mut begins: Vec<&Piece> = pieces.iter().collect();
    begins.sort_by_key(|p| (p.around.start, !p.around.is_empty(), Reverse(p.around.end), Reverse(p.rank)));
    let (mut begins, mut ends) = (begins.into_iter().peekable(), ends.into_iter().peekable());
    let mut woven = Woven::default();
    let mut open: Vec<(usize, &Piece)> = Vec::new();
    let mut at = 0;
    loop {
        let end = ends.peek().map(|piece| piece.around.end);
        let begin = begins.peek().map(|piece| piece.around.start);
        let Some(next) = end.into_iter().chain(begin).min() else { break };
        woven.text.push_str(&source[at..next]);
        at = next;
        if end == Some(next) {
            let Some(piece) = ends.next() else { break };
            woven.text.push_str(&piece.after);
            if let Some((start, piece)) = open.pop() {
                let whole = start..woven.text.len();
                woven.places.extend(piece.before.iter().filter_map(|(_, bug)| Some((whole.clone(), (*bug)?))));
            }
        } else if let Some(piece) = begins.next() {
            if !piece.around.is_empty() {
                open.push((woven.text.len(), piece));
            }
            for (text, bug) in &piece.before {
                let start = woven.text.len();
                woven.text.push_str(text);
                woven.places.extend(bug.map(|bug| (start..woven.text.len(), bug)));
            }
        }
    }
    woven.text.push_str(&source[at..]);
    woven
}

impl Woven {
    /// All bugs in it.
    pub fn bugs(&self) -> impl Iterator<Item = usize> {
        self.places.iter().map(|(_, bug)| *bug)
    }

    /// The bugs of the smallest piece at a byte.
    pub fn bugs_at(&self, byte: usize) -> Vec<usize> {
        let here = || self.places.iter().filter(|(place, _)| place.contains(&byte));
        let smallest = here().map(|(place, _)| place.len()).min();
        here().filter(|(place, _)| Some(place.len()) == smallest).map(|(_, bug)| *bug).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        bug::{Bug, Kind},
        sites::pieces,
    };

    fn woven(source: &str, bugs: &[(Kind, &str, &str)]) -> Woven {
        let bugs: Vec<Bug> = bugs.iter().map(|(kind, place, text)| Bug::example(source, *kind, place, text)).collect();
        let numbered: Vec<_> = bugs.iter().enumerate().collect();
        weave(source, &pieces(source, &numbered).unwrap())
    }

    #[test]
    fn nested_operators_are_chosen_from_outside_to_inside() {
        let found = woven("fn f() { a + b < c }", &[(Kind::Binary, "+", "-"), (Kind::Binary, "<", ">")]);
        assert_eq!(
            found.text,
            "fn f() { (if crate::bug(1) { a + b > c } else { (if crate::bug(0) { a - b } else { a + b }) < c }) }"
        );
        assert_eq!(found.bugs_at(found.text.find("a - b").unwrap()), [0]);
        assert_eq!(found.bugs_at(found.text.find("< c").unwrap()), [1]);
    }

    #[test]
    fn a_function_answers_at_once_and_an_arm_is_passed_by() {
        let found = woven(
            "fn f() -> u8 { match x { 1 => 2, _ if !y => 3, _ => 4 } }",
            &[
                (Kind::Body, "match", "0"),
                (Kind::Arm, "1 =>", ""),
                (Kind::Arm, "_ if", ""),
                (Kind::Guard, "!y", "true"),
                (Kind::Unary, "!", ""),
            ],
        );
        assert_eq!(
            found.text,
            "fn f() -> u8 { if crate::bug(0) { return 0; } match x { 1 if !crate::bug(1) => 2, \
             _ if !crate::bug(2) && ((if crate::bug(3) { true } else { (if crate::bug(4) { y } else { !y }) })) => 3, \
             _ => 4 } }"
        );
    }

    #[test]
    fn a_field_is_what_the_rest_says_and_constants_are_left_alone() {
        let found = woven(
            "const A: u8 = 1 + 2; fn f() { S { a, ..S::default() } }",
            &[(Kind::Field, "a,", ""), (Kind::Binary, "+", "-")],
        );
        assert_eq!(
            found.text,
            "const A: u8 = 1 + 2; fn f() { S { a: (if crate::bug(0) { (S::default()).a } else { a }), ..S::default() } }"
        );
    }
}
