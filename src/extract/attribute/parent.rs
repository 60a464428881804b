//! The total that a figure is part of: "tổng đàn gia súc 6.251 con (trâu 5.117, ngựa 1.134)".

use super::clause::{Bound, Kind, Token};
use super::reading::Reading;
use crate::extract::Quantity;
use crate::vocabulary::Class;

/// The label of the total of the figure of `r`, by its token.
pub(super) fn parent(
    tokens: &[Token],
    r: &Reading,
    q: &Quantity,
    done: &[Reading],
    quantities: &[Quantity],
) -> Option<usize> {
    // What is carried is said of the same thing, not of a part of it.
    if r.carried.is_some() || r.change.is_some() {
        return None;
    }
    let opening = match r.before.bound {
        Bound::Open(at) | Bound::Scope(at) => Some(at),
        _ => r.inside.or_else(|| scope(tokens, r.at)),
    }?;
    let unit = q.figure.unit.as_deref().map(first_word);
    let outside = |d: &&Reading| d.inside.is_none() || d.inside == r.inside;
    let mut candidates = done.iter().rev().filter(|d| d.at < opening && d.label.is_some()).filter(outside).take(6);
    let same = candidates.clone().find(|d| match tokens[d.at].kind {
        Kind::Figure(i) => quantities[i].figure.unit.as_deref().map(first_word) == unit && d.change.is_none(),
        _ => false,
    });
    let total = same.or_else(|| candidates.next())?;
    (total.label != r.label).then_some(total.at)
}

/// The "trong đó" or "gồm" that the figure stands behind: without a colon it ends at a semicolon.
fn scope(tokens: &[Token], at: usize) -> Option<usize> {
    let mut semicolon = false;
    // "(trong đó khách quốc tế 1.250 lượt), doanh thu 41 tỷ đồng": closed.
    let mut depth = 0usize;
    for (j, t) in tokens[..at].iter().enumerate().rev().take(150) {
        match t.kind {
            Kind::Close => depth += 1,
            Kind::Open => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            Kind::Semicolon => semicolon = true,
            Kind::Word(Class::Scope | Class::Comprise) => {
                let colon = tokens.get(j + 1).is_some_and(|t| t.kind == Kind::Colon);
                return (colon || !semicolon).then_some(j);
            }
            _ => {}
        }
    }
    None
}

fn first_word(unit: &str) -> &str {
    unit.split(' ').next().unwrap_or(unit)
}
