//! Where bugs fit into a file: each becomes a choice, made while the program runs, between what is written and the bug.

use std::ops::Range;

use syn::{spanned::Spanned, visit::Visit};

use crate::bug::{Bug, Kind};

/// Text around a piece of the source. Pieces nest: what a bug replaces is quoted as it was written, what it leaves may hold other bugs.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece {
    /// The bytes it goes around.
    pub around: Range<usize>,
    /// Of two pieces around the same bytes, the higher one is outside.
    pub rank: u8,
    /// Text before, part by part, each with the bug it is for.
    pub before: Vec<(String, Option<usize>)>,
    /// Text behind.
    pub after: String,
}

/// Finds the pieces for `bugs`, each with its number, which are all those of the file `source`.
///
/// # Errors
/// The file is not Rust.
pub fn pieces(source: &str, bugs: &[(usize, &Bug)]) -> syn::Result<Vec<Piece>> {
    let file = syn::parse_file(source)?;
    let bugs = bugs.iter().map(|(number, bug)| (*number, bug.bytes(source), *bug)).collect();
    let mut sites = Sites { source, bugs, pieces: Vec::new(), constant: 0 };
    sites.visit_file(&file);
    Ok(sites.pieces)
}

struct Sites<'a> {
    source: &'a str,
    bugs: Vec<(usize, Range<usize>, &'a Bug)>,
    pieces: Vec<Piece>,
    /// How many constants we are in: nothing can be chosen there, because they are made by the compiler.
    constant: usize,
}

impl<'a> Sites<'a> {
    fn within_constant(&mut self, visit: impl FnOnce(&mut Self)) {
        self.constant += 1;
        visit(self);
        self.constant -= 1;
    }

    /// The bugs of a kind that begin at a byte, with their texts.
    fn at(&self, kind: Kind, start: usize) -> Vec<(usize, &'a str)> {
        let here = self.bugs.iter().filter(|(_, at, bug)| bug.kind == kind && at.start == start && self.constant == 0);
        here.map(|(number, _, bug)| (*number, bug.replacement.as_str())).collect()
    }

    /// A value that is another one under some bugs.
    fn choose(&mut self, around: Range<usize>, rank: u8, name: &str, bugs: Vec<(usize, String)>) {
        if bugs.is_empty() {
            return;
        }
        let mut before = vec![(format!("{name}("), None)];
        for (number, text) in bugs {
            before.push((format!("if crate::bug({number}) {{ {text} }} else "), Some(number)));
        }
        before.push(("{ ".into(), None));
        self.pieces.push(Piece { around, rank, before, after: " })".into() });
    }

    fn body(&mut self, constant: bool, block: &syn::Block) {
        let Some(first) = block.stmts.first().filter(|_| !constant) else { return };
        let start = first.span().byte_range().start;
        for (number, text) in self.at(Kind::Body, start) {
            let before = vec![(format!("if crate::bug({number}) {{ return {text}; }} "), Some(number))];
            self.pieces.push(Piece { around: start..start, rank: 0, before, after: String::new() });
        }
    }

    fn guard(&mut self, around: Range<usize>, gone: Option<usize>) {
        let bugs = self.at(Kind::Guard, around.start).into_iter();
        self.choose(around.clone(), 1, "", bugs.map(|(number, text)| (number, text.to_owned())).collect());
        self.pass_by(gone, around, 2, ["", " && ("]);
    }

    /// A condition under which an arm is passed by as if it were gone.
    fn pass_by(&mut self, gone: Option<usize>, around: Range<usize>, rank: u8, [before, and]: [&str; 2]) {
        let Some(number) = gone else { return };
        let before = vec![(format!("{before}!crate::bug({number}){and}"), Some(number))];
        let after = if and.is_empty() { String::new() } else { ")".into() };
        self.pieces.push(Piece { around, rank, before, after });
    }

    fn text(&self, range: Range<usize>) -> &'a str {
        &self.source[range]
    }
}

/// Whether a chain of conditions has a `let`, which must stay where it is.
fn has_let(value: &syn::Expr) -> bool {
    match value {
        syn::Expr::Let(_) => true,
        syn::Expr::Binary(chain) => has_let(&chain.left) || has_let(&chain.right),
        _ => false,
    }
}

impl<'ast> Visit<'ast> for Sites<'_> {
    fn visit_item_const(&mut self, node: &'ast syn::ItemConst) {
        self.within_constant(|sites| syn::visit::visit_item_const(sites, node));
    }

    fn visit_impl_item_const(&mut self, node: &'ast syn::ImplItemConst) {
        self.within_constant(|sites| syn::visit::visit_impl_item_const(sites, node));
    }

    fn visit_item_static(&mut self, node: &'ast syn::ItemStatic) {
        self.within_constant(|sites| syn::visit::visit_item_static(sites, node));
    }

    fn visit_type(&mut self, node: &'ast syn::Type) {
        self.within_constant(|sites| syn::visit::visit_type(sites, node));
    }

    fn visit_expr_repeat(&mut self, node: &'ast syn::ExprRepeat) {
        self.visit_expr(&node.expr);
        self.within_constant(|sites| sites.visit_expr(&node.len));
    }

    fn visit_item_fn(&mut self, node: &'ast syn::ItemFn) {
        self.function(&node.sig, &node.block, |sites| syn::visit::visit_item_fn(sites, node));
    }

    fn visit_impl_item_fn(&mut self, node: &'ast syn::ImplItemFn) {
        self.function(&node.sig, &node.block, |sites| syn::visit::visit_impl_item_fn(sites, node));
    }

    fn visit_trait_item_fn(&mut self, node: &'ast syn::TraitItemFn) {
        match &node.default {
            Some(block) => self.function(&node.sig, block, |sites| syn::visit::visit_trait_item_fn(sites, node)),
            None => syn::visit::visit_trait_item_fn(self, node),
        }
    }

    fn visit_expr_binary(&mut self, node: &'ast syn::ExprBinary) {
        let (whole, operator) = (node.span().byte_range(), node.op.span().byte_range());
        if !has_let(&node.left) && !has_let(&node.right) {
            let (left, right) = (whole.start..operator.start, operator.end..whole.end);
            let bugs = self.at(Kind::Binary, operator.start).into_iter();
            let bugs =
                bugs.map(|(n, text)| (n, format!("{}{text}{}", self.text(left.clone()), self.text(right.clone()))));
            self.choose(whole, 0, "", bugs.collect());
        }
        syn::visit::visit_expr_binary(self, node);
    }

    fn visit_expr_unary(&mut self, node: &'ast syn::ExprUnary) {
        let (whole, operator) = (node.span().byte_range(), node.op.span().byte_range());
        let value = operator.end..whole.end;
        let bugs = self.at(Kind::Unary, operator.start).into_iter();
        let bugs = bugs.map(|(number, _)| (number, self.text(value.clone()).to_owned())).collect();
        self.choose(whole, 0, "", bugs);
        syn::visit::visit_expr_unary(self, node);
    }

    fn visit_arm(&mut self, node: &'ast syn::Arm) {
        let gone = self.at(Kind::Arm, node.span().byte_range().start).first().map(|(number, _)| *number);
        match &node.guard {
            Some((_, guard)) if !has_let(guard) => self.guard(guard.span().byte_range(), gone),
            Some(_) => {}
            None => {
                let end = node.pat.span().byte_range().end;
                self.pass_by(gone, end..end, 0, [" if ", ""]);
            }
        }
        syn::visit::visit_arm(self, node);
    }

    fn visit_expr_struct(&mut self, node: &'ast syn::ExprStruct) {
        if let Some(rest) = &node.rest {
            let rest = self.text(rest.span().byte_range());
            for field in &node.fields {
                let member = self.text(field.member.span().byte_range());
                let bugs = self.at(Kind::Field, field.span().byte_range().start).into_iter();
                let bugs: Vec<_> = bugs.map(|(number, _)| (number, format!("({rest}).{member}"))).collect();
                let name = if field.colon_token.is_some() { String::new() } else { format!("{member}: ") };
                self.choose(field.expr.span().byte_range(), 1, &name, bugs);
            }
        }
        syn::visit::visit_expr_struct(self, node);
    }
}

impl Sites<'_> {
    fn function(&mut self, signature: &syn::Signature, block: &syn::Block, visit: impl FnOnce(&mut Self)) {
        let constant = signature.constness.is_some();
        // A type that only the compiler knows is that of the first answer: another would be another type.
        let unnamed =
            matches!(&signature.output, syn::ReturnType::Type(_, of) if matches!(**of, syn::Type::ImplTrait(_)));
        self.body(constant || unnamed, block);
        if constant { self.within_constant(visit) } else { visit(self) }
    }
}
