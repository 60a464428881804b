//! Whether a figure is the plan's own number: "Kế hoạch trồng 45 ha, thực hiện 38 ha", "giao 22 chỉ tiêu".

use crate::extract::Quantity;
use crate::extract::attribute::clause::{Bound, Kind, Token};
use crate::extract::attribute::reading::Reading;
use crate::record::Kind as Measure;
use crate::vocabulary::{Class, caseless, key};

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
