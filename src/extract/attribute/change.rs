//! Whether a figure is an amount of change: "tăng 1,5 triệu đồng" is, "giảm từ 25,3% xuống còn 20,1%" are two levels.

use super::clause::{Bound, Kind, Token};
use super::reading::{Adjacency, Reading};
use crate::extract::Quantity;
use crate::record::{Change, Kind as Measure};
use crate::vocabulary::{Class, caseless, is_one_of, key};

/// The change that the figure of `r` is an amount of.
pub(super) fn change(text: &str, tokens: &[Token], r: &Reading, q: &Quantity, done: &[Reading]) -> Option<Change> {
    let unit = q.figure.unit.as_deref().unwrap_or("");
    if r.level {
        return None;
    }
    // "tăng lần lượt 4,2% và 6,8%"
    if r.respectively {
        return r.change;
    }
    // "cắt giảm 119/384 thủ tục": how many of all is a level.
    let share = q.figure.of.is_some() && q.figure.kind == Measure::Count;
    if let Some(change) = r.change.filter(|_| !share) {
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
    // "(+3,8%)"
    let signed = q.number.start > 0 && text.as_bytes()[q.number.start - 1] == b'+';
    if signed && matches!(r.before.bound, Bound::Open(_)) {
        return Some(Change::Increase);
    }
    // "(-2,1%)"
    if q.figure.value.is_some_and(|v| v < 0.0) && matches!(r.before.bound, Bound::Open(_)) && r.before.from == r.at {
        return Some(Change::Decrease);
    }
    if let Some(change) = compared(text, tokens, r) {
        return Some(change);
    }
    // "giảm tỷ lệ sinh con thứ ba 4%/năm": the verb stands before the name.
    if let Some(change) = before_name(tokens, r) {
        return Some(change);
    }
    let previous = match r.before.bound {
        Bound::Figure(at) => done.iter().rev().find(|d| d.at == at).and_then(|d| d.change),
        Bound::Open(open) => planned(tokens, open, r).or_else(|| {
            let at = tokens[..open].iter().rposition(|t| matches!(t.kind, Kind::Figure(_)))?;
            let near = open <= at + 2;
            done.iter().rev().find(|d| near && d.at == at).and_then(|d| d.change)
        }),
        _ => None,
    };
    // "giảm 06 đầu mối và 41 biên chế"
    // "cháy 3 vụ, thiệt hại 1,2 ha, giảm 2 vụ và 3,3 ha", "tăng 1,2 và 0,3 tạ/ha"
    let both = r.adjacency == Adjacency::And && r.subject.is_empty() && r.before.from + 1 == r.at;
    // "(tăng 5 vụ/7 đối tượng so với cùng kỳ)"
    let slash = r.companion && r.subject.is_empty() && matches!(r.before.bound, Bound::Figure(at) if at + 1 == r.at);
    // "tăng 5,2% về lượng và 3,1% về giá trị"
    let respect =
        |at: usize| tokens.get(at + 1).is_some_and(|t| t.is(Class::Prep) && t.span.of(text).starts_with("về"));
    let respects = matches!(r.before.bound, Bound::Figure(at) if respect(at) && respect(r.at))
        && (r.adjacency == Adjacency::And || r.adjacency == Adjacency::Direct && r.subject.is_empty());
    // "So với năm trước tăng 11 lớp, 436 học sinh": two counts that nothing is said of but that.
    let first = |at: usize| done.iter().rev().find(|d| d.at == at);
    let alone = tokens
        .get(r.at + 1)
        .is_none_or(|t| matches!(t.kind, Kind::Semicolon | Kind::Close) || t.is(Class::Compare) || t.is(Class::With));
    let listed = matches!(r.before.bound, Bound::Figure(at) if at + 2 == r.at
        && tokens[at + 1].kind == Kind::Comma
        && first(at).is_some_and(|d| d.counts && d.subject.is_empty()))
        && r.counts
        && alone
        && q.figure.of.is_none();
    let corresponds = tokens[r.before.from..r.at].iter().any(|t| t.is(Class::Corresponding));
    let bare_share =
        matches!(r.before.bound, Bound::Open(_)) && q.figure.kind == Measure::Percent && r.before.from == r.at;
    let plan = matches!(r.before.bound, Bound::Open(open) if open > 0 && near_plan(tokens, open));
    previous.filter(|_| {
        corresponds
            || both
            || slash
            || respects
            || listed
            || bare_share
            || plan
            || unit.starts_with("điểm ") && !r.plan && r.subject.is_empty() && !above(tokens, r)
    })
}

/// "cao hơn năm ngoái 4,7 triệu đồng", "thấp hơn 1,7%": a change over time, unless another base than time is named: "thấp hơn
/// bình quân chung 6,1 điểm %".
fn compared(text: &str, tokens: &[Token], r: &Reading) -> Option<Change> {
    let own = &tokens[r.before.chunk..r.at];
    let more = own.iter().position(|t| t.is(Class::Compare) && t.span.of(text).split(' ').any(|w| w == "hơn"))?;
    let word = own[more].span.of(text);
    let time = |t: &Token| {
        matches!(t.kind, Kind::Date(_)) || t.is(Class::Time) || t.is(Class::Compare) && names_time(t.span.of(text))
    };
    let base = &own[more + 1..];
    let plain = |t: &Token| matches!(t.class(), Some(Class::Hedge | Class::Adverb | Class::Link | Class::Compare));
    let behind = tokens[r.at + 1..]
        .iter()
        .take(12)
        .take_while(|t| !matches!(t.kind, Kind::Comma | Kind::Semicolon | Kind::Close | Kind::Figure(_)));
    let mut behind = behind.skip_while(|t| !t.is(Class::Compare)).peekable();
    let timed = names_time(word) || base.iter().any(time) || behind.peek().is_none() || behind.any(time);
    if !(base.iter().any(time) || base.iter().all(plain)) || !timed {
        return None;
    }
    let less = ["thấp", "ít", "kém"].iter().any(|w| caseless::begins(word, w));
    Some(if less { Change::Decrease } else { Change::Increase })
}

/// Whether a comparison names its time: "so với cùng kỳ", "hơn năm trước".
fn names_time(words: &str) -> bool {
    ["kỳ", "kì", "trước", "ngoái", "năm"].iter().any(|w| words.split(' ').any(|x| caseless::is(x, w)))
}

/// Whether the words lead with "vượt": above a mark, not a change.
fn above(tokens: &[Token], r: &Reading) -> bool {
    tokens[r.before.from..r.at].iter().any(|t| t.is(Class::Link))
}

/// Whether the next figure is the level that a change from this one ends at.
fn leads_to_level(tokens: &[Token], at: usize) -> bool {
    for (i, t) in tokens.iter().enumerate().skip(at + 1).take(14) {
        match t.kind {
            // "tăng từ 50 tạ/ha đến 62 tạ/ha"
            Kind::Word(Class::Prep)
                if t.key == key("đến") && tokens.get(i + 1).is_some_and(|t| matches!(t.kind, Kind::Figure(_))) =>
            {
                return true;
            }
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
    if !matches!(r.adjacency, Adjacency::Direct) {
        return None;
    }
    let mut found = None;
    for t in tokens[r.before.chunk..r.at].iter().filter(|t| !t.quoted || tokens[r.at].quoted) {
        match t.class() {
            Some(Class::Up) => found = Some(Change::Increase),
            Some(Class::Down) => found = Some(Change::Decrease),
            Some(Class::Link | Class::Level | Class::Have | Class::Comprise | Class::From | Class::Compare) => {
                found = None
            }
            // "CPI tăng do giá xăng điều chỉnh 3 lần": the cause is told of something else.
            Some(Class::Prep) if is_one_of!(t.key, "do" | "vì" | "nhờ") => found = None,
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
                | Class::Passive
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
    // "giảm 0,21% so với kế hoạch (5,33%)": the plan's own level.
    let compared = tokens[..open].iter().rev().take(2).any(|t| t.is(Class::Compare));
    if compared || !near_plan(tokens, open) || r.adjacency != Adjacency::Direct {
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
