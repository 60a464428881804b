//! Whether a figure hangs on "ước": its own hedge, the word that leads the sentence, or the figure before it. A price or what
//! somebody gave is no estimate behind a semicolon.

use crate::extract::Quantity;
use crate::extract::attribute::clause::{Bound, Kind, Token};
use crate::extract::attribute::reading::Reading;
use crate::record::{Basis, Kind as Measure};
use crate::vocabulary::{Class, key};

/// Whether the figure hangs on "ước".
pub(super) fn estimated(text: &str, tokens: &[Token], r: &Reading, q: &Quantity, done: &[Reading]) -> bool {
    // "đạt 98% so với ước thực hiện năm 2023": what it is compared with is estimated.
    let compared = |at: usize| at > 0 && tokens[at - 1].is(Class::Compare);
    let mut own = r.before.from..r.at;
    if own.any(|at| tokens[at].is(Class::Estimate) && !compared(at)) || hedged_by_estimate(text, q) {
        return true;
    }
    // "Tổng thu ước thực hiện năm 2013: 68 tỷ đồng": in front of the colon, and of the first figure behind it.
    if let Bound::Colon(colon) = r.before.bound
        && !tokens[colon..r.at].iter().any(|t| matches!(t.kind, Kind::Figure(_)))
        && tokens[..colon]
            .iter()
            .rev()
            .take_while(|t| !matches!(t.kind, Kind::Figure(_) | Kind::Semicolon))
            .any(|t| t.is(Class::Estimate))
    {
        return true;
    }
    // "Ước đến hết năm 2023, …": it leads the whole sentence.
    let start = behind_title(tokens);
    let leads = tokens.get(start).is_some_and(|t| match t.kind {
        Kind::Figure(_) => ["Ước", "Dự ước"].iter().any(|w| t.span.of(text).starts_with(w)),
        _ => t.is(Class::Estimate),
    });
    if leads && start <= r.at && !tokens[..r.at].iter().any(|t| t.is(Class::Scope)) {
        let tokens = &tokens[start..];
        let lead =
            tokens[..r.at - start].iter().take_while(|t| !matches!(t.kind, Kind::Comma | Kind::Figure(_))).count();
        if (lead < 8 || !tokens[..lead].iter().any(|t| t.is(Class::Link))) && !turns(&tokens[..r.at - start]) {
            return true;
        }
    }
    let before = match r.before.bound {
        Bound::Figure(at) => done.iter().rev().find(|d| d.at == at),
        Bound::Scope(at) | Bound::Colon(at) | Bound::Open(at) => {
            // "(kế hoạch cả năm 13,5%), trong đó …": what stands in parentheses is another's.
            done.iter().rev().find(|d| d.at < at && (d.inside.is_none() || r.inside.is_some())).filter(|d| {
                // "…; trong đó nông nghiệp 2.037 tỷ đồng" goes on with the same.
                let end = if matches!(r.before.bound, Bound::Scope(_)) { at - 1 } else { at };
                !tokens[d.at..end].iter().any(|t| t.kind == Kind::Semicolon)
            })
        }
        Bound::Semicolon => done.last(),
        Bound::Start => None,
    };
    if before.is_none_or(|d| d.basis != Basis::Estimate) {
        return false;
    }
    // What is compared or completed hangs on the estimate; a clause with a verb of its own says how it is itself.
    let verb = tokens[r.before.from..r.at]
        .iter()
        .any(|t| matches!(t.class(), Some(Class::Link | Class::Have | Class::Up | Class::Down)));
    let name = !r.subject.is_empty();
    // "…; so cùng kỳ tăng 9,35%" compares what was estimated.
    let compares = tokens[r.before.from..r.at].iter().any(|t| t.is(Class::Compare));
    // "thu ước 120 tỷ đồng; chi 118 tỷ đồng" are two of one kind, a price and what somebody gave are not.
    let own = &tokens[r.before.from..r.at];
    let price = q.figure.per.iter().any(|per| !matches!(per.as_str(), "năm" | "tháng" | "người" | "lao động" | "hộ"));
    let gives =
        own.windows(2).any(|w| matches!(w[0].class(), Some(Class::Body | Class::Member)) && w[1].is(Class::Heavy))
            || own.iter().any(|t| t.key == key("đã"));
    // "ước đạt 9,8%, trong đó: nông nghiệp 3,6%; dịch vụ 11,1%": parts of one list.
    let listed = q.figure.kind == Measure::Percent
        && !verb
        && before.is_some_and(|d| tokens[..d.at].iter().any(|t| t.is(Class::Scope)));
    let kindred = q.figure.kind == Measure::Money && !price && !gives || listed;
    let apart = matches!(r.before.bound, Bound::Semicolon) && !kindred && (name || !compares);
    !(apart || verb && name)
}

/// Whether the clause that the tokens end in, behind a semicolon, says of itself when or what happened: "; đã cấp 12 tấn giống",
/// "; năm 2022 có 1.150 con".
fn turns(tokens: &[Token]) -> bool {
    let Some(semicolon) = tokens.iter().rposition(|t| t.kind == Kind::Semicolon) else { return false };
    tokens[semicolon..].iter().any(|t| {
        t.key == key("đã")
            || t.key == key("nay")
            || matches!(t.kind, Kind::Date(_))
            || matches!(t.class(), Some(Class::Light | Class::Heavy | Class::Adverb))
            || t.is(Class::Have) && t.syllables > 1
            || t.is(Class::Body)
    })
}

/// Tokens of a paragraph's title, at most.
const MAX_TITLE: usize = 6;

/// Where the sentence begins behind the title of its paragraph: "Chăn nuôi: Ước …".
fn behind_title(tokens: &[Token]) -> usize {
    let colon = tokens.iter().take(MAX_TITLE).position(|t| t.kind == Kind::Colon);
    let title = |end: &usize| tokens[..*end].iter().all(|t| matches!(t.kind, Kind::Word(_) | Kind::Comma));
    colon.filter(title).map_or(0, |p| p + 1)
}

/// Whether the figure's own hedge is "ước", "ước đạt".
fn hedged_by_estimate(text: &str, q: &Quantity) -> bool {
    let hedge = text.get(q.figure.span.start..q.number.start).unwrap_or("");
    // As scans read it, too.
    ["ước", "Ước", "ươc", "Ươc", "uớc"].iter().any(|word| hedge.starts_with(word))
}
