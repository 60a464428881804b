//! Whether a figure is an amount of change: "tăng 1,5 triệu đồng" is, "giảm từ 25,3% xuống còn 20,1%" are two levels.

use super::clause::{Bound, Kind, Token};
use super::reading::Reading;
use crate::extract::Quantity;
use crate::record::{Change, Kind as Measure};
use crate::vocabulary::Class;

/// The change that the figure of `r` is an amount of.
pub(super) fn change(
    tokens: &[Token],
    r: &Reading,
    q: &Quantity,
    done: &[Reading],
    known: &[Option<Change>],
) -> Option<Change> {
    let unit = q.figure.unit.as_deref().unwrap_or("");
    if r.level || r.respectively {
        return None;
    }
    if let Some(change) = r.change {
        // "giảm từ 6% xuống còn 3%": both ends are levels; "giảm từ 3 - 4%/năm" is a range of change.
        return Some(change).filter(|_| !(r.origin && q.figure.low.is_none() && leads_to_level(tokens, r.at)));
    }
    if r.origin && q.figure.low.is_none() && leads_to_level(tokens, r.at) {
        return None;
    }
    // "tỷ lệ tăng 1,2 điểm phần trăm": points are an amount of change, whatever is measured.
    if unit.starts_with("điểm %")
        && let Some(end) = r.subject.end.checked_sub(1).and_then(|e| tokens.get(e))
        && r.subject.start < r.subject.end
    {
        match end.class() {
            Some(Class::Up) => return Some(Change::Increase),
            Some(Class::Down) => return Some(Change::Decrease),
            _ => {}
        }
    }
    // "giảm tỷ lệ sinh con thứ ba 4%/năm": the verb stands before the name.
    if let Some(change) = before_name(tokens, r) {
        return Some(change);
    }
    let previous = match r.before.bound {
        Bound::Figure(at) => done.iter().zip(known).rev().find(|(d, _)| d.at == at).and_then(|(_, c)| *c),
        Bound::Open(open) => planned(tokens, open, r).or_else(|| {
            let at = tokens[..open].iter().rposition(|t| matches!(t.kind, Kind::Figure(_)))?;
            let near = open <= at + 2;
            done.iter().zip(known).rev().find(|(d, _)| near && d.at == at).and_then(|(_, c)| *c)
        }),
        _ => None,
    };
    let corresponds = tokens[r.before.from..r.at].iter().any(|t| t.is(Class::Corresponding));
    let bare_share =
        matches!(r.before.bound, Bound::Open(_)) && q.figure.kind == Measure::Percent && r.before.from == r.at;
    let plan = matches!(r.before.bound, Bound::Open(open) if open > 0 && near_plan(tokens, open));
    previous.filter(|_| {
        corresponds
            || bare_share
            || plan
            || unit.starts_with("điểm ") && !r.plan && r.subject.is_empty() && !above(tokens, r)
    })
}

/// Whether the words lead with "vượt": above a mark, not a change.
fn above(tokens: &[Token], r: &Reading) -> bool {
    tokens[r.before.from..r.at].iter().any(|t| t.is(Class::Link))
}

/// Whether the next figure is the level that a change from this one ends at.
fn leads_to_level(tokens: &[Token], at: usize) -> bool {
    for t in tokens[at + 1..].iter().take(14) {
        match t.kind {
            Kind::Word(Class::Level) => return true,
            Kind::Word(Class::Link) => return true,
            Kind::Figure(_) | Kind::Semicolon => return false,
            _ => {}
        }
    }
    false
}

/// "tăng"/"giảm" at the left end of the figure's own chunk, with only a name between it and the number.
fn before_name(tokens: &[Token], r: &Reading) -> Option<Change> {
    if !matches!(r.adjacency, super::reading::Adjacency::Direct) {
        return None;
    }
    let mut found = None;
    for t in &tokens[r.before.chunk..r.at] {
        match t.class() {
            Some(Class::Up) => found = Some(Change::Increase),
            Some(Class::Down) => found = Some(Change::Decrease),
            Some(Class::Link | Class::Level | Class::Have | Class::Comprise | Class::From | Class::Compare) => {
                found = None
            }
            _ => {}
        }
    }
    found
}

/// Whether the parenthesis at `open` stands right behind a plan: "kế hoạch (giảm 4%)".
pub(super) fn near_plan(tokens: &[Token], open: usize) -> bool {
    for t in tokens[..open].iter().rev().take(8) {
        match t.class() {
            Some(Class::Plan) => return true,
            // "kế hoạch đề ra cho cả năm", but not "kế hoạch chiếm tỷ trọng khá cao".
            Some(
                Class::Plain
                | Class::For
                | Class::Body
                | Class::Time
                | Class::Adverb
                | Class::Of
                | Class::Heavy
                | Class::Member,
            ) => {}
            None if matches!(t.kind, Kind::Date(_)) => {}
            _ => return false,
        }
    }
    false
}

/// The change of a plan's own number in parentheses: that of the clause which is compared with the plan.
fn planned(tokens: &[Token], open: usize, r: &Reading) -> Option<Change> {
    if !near_plan(tokens, open) || r.adjacency != super::reading::Adjacency::Direct {
        return None;
    }
    for t in tokens[..open].iter().rev().take(40) {
        match t.kind {
            Kind::Semicolon => return None,
            Kind::Word(Class::Up) => return Some(Change::Increase),
            Kind::Word(Class::Down) => return Some(Change::Decrease),
            _ => {}
        }
    }
    None
}
