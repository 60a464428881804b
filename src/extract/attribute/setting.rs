//! A plan and what came of it: "Nghị quyết giao tỷ lệ hộ nghèo còn 9%; kết quả thực hiện 8,3%". The first number is a goal and
//! its name stands behind the verb that sets it; the second has the name of the first.

use super::clause::{Bound, Kind, Token};
use super::reading::{Adjacency, Reading};
use crate::extract::words::words_right;
use crate::vocabulary::{Class, caseless, is_one_of};

/// Tokens that say whose plan it is, of which year, at most.
const MAX_OWNER: usize = 10;

/// Where the name of the figure begins, when the clause in front of it sets it: "Chỉ tiêu Nghị quyết Đại hội đề ra [thu nhập …]".
pub(super) fn name(text: &str, tokens: &[Token], r: &Reading) -> Option<usize> {
    let (from, at) = (r.before.from, r.at);
    let frames = |t: &Token| matches!(t.class(), Some(Class::Adverb | Class::And | Class::Prep));
    let first = (from..at).find(|&j| !frames(&tokens[j]))?;
    let plan = &tokens[first];
    let lead = plan.span.of(text);
    let goal = plan.is(Class::Goal) && caseless::is(lead, "mục tiêu");
    // "Huyện giao 45 ha, xã xây dựng 50 ha, thực hiện 52 ha"
    let body = plan.is(Class::Body) && tokens.get(first + 1).is_some_and(|t| sets(t.span.of(text)));
    if !(plan.is(Class::Plan) || goal || body) {
        return None;
    }
    let mut named = None;
    // "Chỉ tiêu giao đạt 95%": how far it was reached.
    let mut reached = false;
    let mut set = sets(lead);
    for j in (first + 1..at).take(MAX_OWNER) {
        let t = &tokens[j];
        match t.kind {
            Kind::Date(_) => {}
            Kind::Word(_) if sets(t.span.of(text)) => set = true,
            Kind::Word(Class::Head) => {
                named = Some(j);
                break;
            }
            Kind::Word(
                Class::Plain
                | Class::Plan
                | Class::Body
                | Class::Member
                | Class::Of
                | Class::Cited
                | Class::Time
                | Class::Prep
                | Class::Adverb
                | Class::For
                | Class::Passive,
            ) if !set => {}
            Kind::Word(Class::Link) => {
                reached = true;
                break;
            }
            _ => {
                named = (set || goal).then_some(j);
                break;
            }
        }
    }
    let set = set && !body;
    // "Các chỉ tiêu nghị quyết đề ra cơ bản hoàn thành, tỷ lệ hộ nghèo còn 8%"
    let one = r.before.chunk == from && !reached;
    // Without a verb that sets it, it is the plan's when what came of it follows: "Chỉ tiêu trồng rừng 45 ha, kết quả 38 ha".
    let answered = || {
        let behind = &tokens[at + 1..];
        let next = behind.iter().position(|t| matches!(t.kind, Kind::Figure(_))).unwrap_or(0);
        let comma = behind[..next].iter().rposition(|t| matches!(t.kind, Kind::Comma | Kind::Semicolon));
        comma.is_some_and(|comma| says_result(text, &behind[comma + 1..next]))
    };
    let goal = goal && named.is_some();
    let short = caseless::is(lead, "kh") && !set;
    (one && !short && (set || goal || answered())).then(|| named.unwrap_or(if set || body { at } else { first + 1 }))
}

/// Whether a figure behind one that was set is set with it: "Nghị quyết đề ra thu nhập 50 triệu đồng, tỷ lệ hộ nghèo còn 9%".
pub(super) fn goes_on(text: &str, tokens: &[Token], r: &Reading, previous: &Reading) -> bool {
    let own = &tokens[r.before.from..r.at];
    // "Kế hoạch tỉnh giao 300 ha, huyện giao 350 ha", "…, bình quân giảm trên 5%/năm"
    let another = own.last().is_some_and(|t| sets(t.span.of(text)) || caseless::is(t.span.of(text), "xây dựng"))
        || own.iter().any(|t| t.is(Class::Mean));
    previous.set
        && matches!(r.before.bound, Bound::Figure(at) if at == previous.at)
        && (another
            || r.adjacency == Adjacency::And
            || r.subject.clone().next().is_some_and(|s| tokens[s].is(Class::Head)))
        && !own.iter().any(|t| matches!(t.class(), Some(Class::Compare)) || matches!(t.kind, Kind::Date(_)))
        && !speaks_of_result(text, own)
}

/// The colon behind a heading that says that plans follow, and nothing else: "Kế hoạch năm 2025: …", "Chỉ tiêu Nghị quyết: …".
pub(super) fn heading(text: &str, tokens: &[Token]) -> Option<usize> {
    let colon = tokens.iter().take(MAX_OWNER).position(|t| t.kind == Kind::Colon)?;
    let says = |t: &Token| {
        matches!(t.kind, Kind::Date(_))
            || matches!(t.class(), Some(Class::Plan | Class::Goal | Class::Time | Class::Prep))
            || sets(t.span.of(text))
            || caseless::is_any(t.span.of(text), &["nghị quyết", "đại hội", "nhiệm vụ", "chủ yếu", "chính"])
    };
    let lead = tokens[..colon].iter().find(|t| t.class().is_some())?;
    let plan = matches!(lead.class(), Some(Class::Plan | Class::Goal)) || caseless::is(lead.span.of(text), "nhiệm vụ");
    (plan && tokens[..colon].iter().all(says)).then_some(colon)
}

/// Whether the figure stands behind the heading, and nothing in between says that it came so.
pub(super) fn is_headed(text: &str, tokens: &[Token], heading: Option<usize>, at: usize) -> bool {
    heading.is_some_and(|colon| {
        let between = tokens.get(colon + 1..at).unwrap_or_default();
        !between.split(|t| matches!(t.kind, Kind::Comma | Kind::Semicolon)).any(|chunk| speaks_of_result(text, chunk))
    })
}

/// Whether the figure stands in parentheses that tell of the plan: "(kế hoạch tăng 10%)", "(KH giao 405 ha, sản lượng 2.160 tấn)".
pub(super) fn in_brackets(text: &str, tokens: &[Token], r: &Reading) -> bool {
    let Some(open) = r.inside else { return false };
    let own = tokens.get(open + 1..r.at).unwrap_or_default();
    let plan = own.first().is_some_and(|t| {
        t.is(Class::Plan) || caseless::is_any(t.span.of(text), &["mục tiêu", "phấn đấu", "mục tiêu đến"])
    });
    // "(Kế hoạch 21-KH/HU, đạt 120 lượt người)": a document.
    let cited = own.iter().take(3).any(|t| t.is(Class::Cited));
    // "(kế hoạch 100 ha, đạt 120%, tăng 15% so với năm 2022)": what came of it, behind the first number.
    let last = own.iter().rposition(|t| matches!(t.kind, Kind::Comma | Kind::Semicolon));
    let turns = last.is_some_and(|last| {
        let behind = own[..last].iter().any(|t| matches!(t.kind, Kind::Figure(_)) && !t.duration);
        let lead = own[last + 1..].iter().find(|t| !t.is(Class::Time) && !t.is(Class::Adverb));
        behind
            && lead.is_some_and(|t| {
                matches!(t.kind, Kind::Date(_))
                    || matches!(
                        t.class(),
                        Some(Class::Link | Class::Up | Class::Down | Class::Compare | Class::Level | Class::Estimate)
                    )
                    || caseless::is_any(t.span.of(text), &["thiếu", "còn thiếu", "còn nợ"])
            })
    });
    let told = |t: &Token| {
        let word = t.span.of(text);
        ["hoàn thành", "vượt", "đã", "thực hiện", "giải ngân"].iter().any(|w| caseless::begins(word, w))
    };
    plan && !cited && !turns && !own.iter().any(told)
}

/// Whether the words only say that it came so: "kết quả thực hiện", "đến nay đạt", "thực hiện giảm".
pub(super) fn says_result(text: &str, own: &[Token]) -> bool {
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return false };
    let (start, end) = (first.span.start, last.span.end);
    end - start <= MAX_RESULT_BYTES
        && speaks_of_result(text, own)
        && words_right(text, start, end).iter().all(|w| {
            is_one_of!(
                w.key,
                "kết"
                    | "quả"
                    | "thực"
                    | "hiện"
                    | "tế"
                    | "đến"
                    | "nay"
                    | "đã"
                    | "mới"
                    | "chỉ"
                    | "đạt"
                    | "được"
                    | "là"
                    | "còn"
                    | "giảm"
                    | "tăng"
                    | "ước"
            )
        })
}

/// Whether the words only say how it stands now that a goal was told: "đến nay đạt", "kết quả".
pub(super) fn has_come(text: &str, own: &[Token]) -> bool {
    says_result(text, own) && {
        let words = &text[own[0].span.start..own[own.len() - 1].span.end];
        caseless::holds_any(words, &["đến nay", "kết quả", "thực tế"])
    }
}

/// Bytes of words that only say that it came so.
const MAX_RESULT_BYTES: usize = 48;

/// Whether any of the words says that it came so.
fn speaks_of_result(text: &str, own: &[Token]) -> bool {
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return false };
    let words = &text[first.span.start..last.span.end];
    caseless::holds_any(words, &["kết quả", "thực hiện", "thực tế", "đến nay"])
}

/// Whether a phrase ends with a verb that sets a goal.
fn sets(phrase: &str) -> bool {
    ["giao", "đề ra", "đặt ra", "xác định", "ấn định"].iter().any(|verb| {
        caseless::ends(phrase, verb) && {
            let before = phrase.chars().rev().nth(verb.chars().count());
            before.is_none_or(|c| c == ' ')
        }
    })
}
