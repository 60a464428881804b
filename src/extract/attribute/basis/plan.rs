//! Whether a figure is the plan's own number: "Kế hoạch trồng 45 ha, thực hiện 38 ha", "giao 22 chỉ tiêu"; or a part of
//! it, "dự toán 12 tỷ đồng, trong đó thu thuế 8 tỷ đồng".

use crate::extract::Quantity;
use crate::extract::attribute::clause::{Bound, Kind, Token};
use crate::extract::attribute::reading::Reading;
use crate::extract::attribute::setting::has_come;
use crate::record::{Basis, Kind as Measure};
use crate::vocabulary::{Class, caseless, is_one_of, key};

/// "Kế hoạch trồng 45 ha, thực hiện 38 ha": the clause begins with the plan and has no verb that says how it went.
pub(super) fn leads_with_plan(text: &str, tokens: &[Token], r: &Reading, q: &Quantity) -> bool {
    let own = &tokens[r.before.from..r.at];
    // "không đạt kế hoạch đề ra là 7,5%", "(năm 2023: 11,4%; kế hoạch: 9%)"
    let said = text[..tokens[r.at].span.start].trim_end();
    let told = own.iter().rev().skip(1).take(3).any(|t| t.is(Class::Plan))
        && ["đề ra là", "đặt ra là", "giao là"].iter().any(|words| said.ends_with(words));
    let named = matches!(r.before.bound, Bound::Colon(colon) if r.before.from == r.at
        && colon >= 2
        && tokens[colon - 1].is(Class::Plan)
        && matches!(tokens[colon - 2].kind, Kind::Semicolon | Kind::Open | Kind::Comma));
    if told || named {
        return true;
    }
    // "Dự toán thu năm 2024 được giao 12,6 tỷ đồng"
    let handed = own.last().is_some_and(|t| {
        matches!(t.span.of(text), "giao" | "được giao" | "duyệt" | "được duyệt" | "phê duyệt" | "được phê duyệt")
    });
    // "kế hoạch năm 2018 giảm 1,5 điểm %"
    let moves = r.change.is_some()
        && own.iter().skip(1).all(|t| {
            matches!(t.kind, Kind::Date(_))
                || matches!(t.class(), Some(Class::Time | Class::Up | Class::Down | Class::Hedge))
        });
    matches!(r.before.bound, Bound::Start | Bound::Semicolon)
        && (!matches!(q.figure.kind, Measure::Percent) || moves)
        // "Dự toán chi thường xuyên 1.172 tỷ đồng"
        && own.first().is_some_and(|t| t.is(Class::Plan) || is_estimate_of_budget(text, t))
        && !own.iter().any(|t| t.span.of(text).split(' ').next() == Some("đã"))
        && (handed
            || moves
            || is_then(text, own)
            || !own.iter().any(|t| {
                t.kind == Kind::Comma
                    || matches!(t.class(), Some(Class::Link | Class::Have | Class::Level | Class::Up | Class::Prep))
            }))
}

/// "Dự toán chi", "Tổng dự toán".
fn is_estimate_of_budget(text: &str, t: &Token) -> bool {
    ["dự toán", "tổng dự toán"].iter().any(|words| caseless::begins(t.span.of(text), words))
}

/// "Kế hoạch vốn đầu tư công giao đầu năm là 205 tỷ đồng": the only verb that links says what the plan is.
fn is_then(text: &str, own: &[Token]) -> bool {
    const DONE: [u64; 5] = [key("đã"), key("thành"), key("hiện"), key("chưa"), key("hành")];
    let verb =
        |t: &&Token| matches!(t.class(), Some(Class::Link | Class::Have | Class::Level | Class::Up | Class::Down));
    own.last().is_some_and(|t| t.is(Class::Link) && t.syllables == 1 && t.key == key("là"))
        && own.iter().filter(verb).count() == 1
        && !own.iter().any(|t| t.kind == Kind::Comma)
        && !own.iter().any(|t| t.span.of(text).split(' ').any(|w| DONE.contains(&key(w))))
}

/// "giao … 22 chỉ tiêu", "22 chỉ tiêu được giao": a plan that is handed down.
pub(super) fn assigned(text: &str, tokens: &[Token], r: &Reading, q: &Quantity) -> bool {
    let unit = q.figure.unit.as_deref().unwrap_or("");
    let plan_unit = tokens.get(r.at + 1).is_some_and(|t| t.is(Class::Plan))
        || unit.starts_with("chỉ tiêu")
        || unit.starts_with("chi tiêu");
    let handed = tokens[r.before.from..r.at].iter().any(|t| t.is(Class::Heavy) && t.span.of(text) == "giao");
    plan_unit && handed
}

/// "Dự toán thu 12 tỷ đồng, trong đó thu thuế [8 tỷ đồng], thu phí [4 tỷ đồng]": whether the figure is a part of the plan's own
/// number, and nothing says that it has come.
pub(super) fn part_of_plan(text: &str, tokens: &[Token], r: &Reading, done: &[Reading]) -> bool {
    let Some(last) = done.last().filter(|last| last.basis == Basis::Target) else { return false };
    let from = r.at.saturating_sub(MAX_PARTS);
    let Some(scope) = tokens[from..r.at].iter().rposition(|t| t.is(Class::Scope)).map(|p| from + p) else {
        return false;
    };
    let planned = |d: &Reading| d.basis == Basis::Target && d.inside == r.inside;
    let total = done.iter().rev().find(|d| d.at < scope).is_some_and(planned);
    let list = tokens.get(scope + 1).is_some_and(|t| t.kind == Kind::Colon);
    let goes_on = list || !tokens[scope..r.at].iter().any(|t| t.kind == Kind::Semicolon);
    // "trong đó 5 xã đã đạt chuẩn", "trong đó đã giải ngân 3 tỷ đồng"
    let begin = tokens[last.at + 1].span.start;
    let end = tokens.get(r.at + 2).map_or(text.len(), |t| t.span.end);
    let come = text[begin..end].split([' ', ',']).any(|w| is_one_of!(key(w), "đã" | "được" | "nay" | "hiện"));
    total && goes_on && !come && !has_come(text, &tokens[r.before.chunk..r.at])
}

/// Tokens from "trong đó" to a part of what was planned, at most.
const MAX_PARTS: usize = 40;

/// Whether the parenthesis at `open`, behind how far a plan was reached, holds a list of names with their numbers, of which the
/// figure of `r` is the first.
pub(super) fn is_breakdown(tokens: &[Token], open: usize, r: &Reading) -> bool {
    let figure = |t: &Token| matches!(t.kind, Kind::Figure(_)) && !t.duration;
    let reached = tokens[..open].iter().rev().take(MAX_PLAN).any(figure);
    let list = tokens[r.at + 1..].iter().take(MAX_PLAN).take_while(|t| t.kind != Kind::Close);
    let mut list = list.skip_while(|t| t.kind != Kind::Comma);
    reached && !r.subject.is_empty() && list.next().is_some() && list.any(figure)
}

/// Tokens of the words for a plan, or of an item of a list, at most.
const MAX_PLAN: usize = 6;

/// "kế hoạch cả năm", "KH năm 2024": a plan and its time, nothing else.
pub(super) fn is_plan_of_time(words: &[Token]) -> bool {
    let time = |t: &Token| matches!(t.class(), Some(Class::Time | Class::Adverb)) || matches!(t.kind, Kind::Date(_));
    words.split_first().is_some_and(|(plan, time_of)| plan.is(Class::Plan) && time_of.iter().all(time))
}
