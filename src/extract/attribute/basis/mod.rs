//! Whether a figure happened, is expected or is a goal: by the genre of the document, its section, and the words of
//! the clause. "ước đạt 42 triệu đồng" is an estimate, "phấn đấu 75% trở lên" a target.

mod estimate;
mod plan;
mod section;

use super::change::near_plan;
use super::clause::{Bound, Kind, Token};
use super::lexer::{commands, is_order};
use super::reading::{Adjacency, Reading};
use super::setting::has_come;
use crate::extract::Quantity;
use crate::record::{Basis, Kind as Measure, Qualifier};
use crate::vocabulary::{Class, caseless, key};
use estimate::estimated;
use plan::{assigned, is_breakdown, is_plan_of_time, leads_with_plan, part_of_plan};
pub(super) use section::{Sections, run_in};

/// Whether a sentence begins by saying how things stand: "Tính đến ngày 15/11/2023, …", "Đến nay …", "Hiện có …".
fn stands(text: &str, tokens: &[Token]) -> bool {
    let Some(first) = tokens.first() else { return false };
    let begin = text[first.span.start..].trim_start();
    ["Tính đến ", "Đến nay", "Hiện nay", "Hiện có", "Hiện toàn", "Hiện còn", "Hiện trạng "]
        .iter()
        .any(|w| begin.starts_with(w))
}

/// Whether the figure is what there is: "lực lượng hiện có 120 người".
fn there_is(text: &str, tokens: &[Token], r: &Reading) -> bool {
    tokens[r.before.chunk..r.at].last().is_some_and(|t| {
        t.is(Class::Have) && caseless::is_any(t.span.of(text), &["hiện có", "đã có", "hiện nay có", "đang có"])
    }) || tokens[r.before.from..r.at].iter().any(|t| matches!(t.span.of(text), "hiện nay" | "hiện tại" | "đến nay"))
}

/// Whether "đã" stands in front of the verb that the figure hangs on: "các đơn vị đã nộp 2,05 tỷ đồng".
fn has_happened(text: &str, tokens: &[Token], r: &Reading) -> bool {
    tokens[r.before.chunk..r.at]
        .iter()
        .any(|t| !t.quoted && t.span.of(text).split(' ').next().is_some_and(|word| key(word) == key("đã")))
}

/// Whether the figure counts a vote: "thông qua với 52/52 đại biểu tán thành".
fn voted(text: &str, tokens: &[Token], q: &Quantity) -> bool {
    const VOTE: [u64; 3] = [key("thành"), key("quyết"), key("qua")];
    let voters = ["đại biểu", "thành viên", "phiếu", "ý kiến", "đồng chí"];
    q.figure.of.is_some()
        && q.figure.unit.as_deref().is_some_and(|unit| voters.iter().any(|v| unit.starts_with(v)))
        && tokens.iter().any(|t| {
            VOTE.contains(&t.key) && caseless::is_any(t.span.of(text), &["tán thành", "biểu quyết", "thông qua"])
        })
}

/// The basis of a figure. `section` is what its section says, `done` the figures before it in the sentence.
pub(super) fn basis(
    text: &str,
    tokens: &[Token],
    r: &Reading,
    q: &Quantity,
    section: Basis,
    done: &[Reading],
) -> Basis {
    // "kế hoạch năm (3.800 tấn)", "dự toán giao 500 triệu đồng": the plan's own number.
    if q.figure.kind != Measure::Duration {
        // "(KH 65%)"
        let noted = matches!(r.before.bound, Bound::Open(open) if open + 2 == r.at);
        // "(kế hoạch cả năm 13,5%)"
        let timed = matches!(r.before.bound, Bound::Open(open) if is_plan_of_time(&tokens[open + 1..r.at]));
        // "vượt kế hoạch 188 tấn"
        let beyond = tokens[r.before.chunk..r.at].windows(2).any(|w| w[0].key == key("vượt") && w[1].is(Class::Plan));
        // "So với kế hoạch 500 triệu đồng, …"
        let compared = !matches!(q.figure.kind, Measure::Percent)
            && r.at >= 2
            && tokens[r.at - 1].is(Class::Plan)
            && tokens[r.at - 2].is(Class::Compare);
        // "đạt 103,6% chỉ tiêu (nữ 16, đoàn viên 21)": of what was reached.
        let parts = matches!(r.before.bound, Bound::Open(open) if is_breakdown(tokens, open, r));
        let own = timed
            || compared
            || r.plan && !beyond && (noted || !matches!(q.figure.kind, Measure::Percent))
            || matches!(r.before.bound, Bound::Open(open) if !parts && near_plan(tokens, open) && (r.adjacency != Adjacency::Linked || r.change.is_some()));
        if own || r.set || leads_with_plan(text, tokens, r, q) {
            return Basis::Target;
        }
        if part_of_plan(text, tokens, r, done) {
            return Basis::Target;
        }
        // "huyện giao xã 22 chỉ tiêu"
        if q.figure.kind == Measure::Count && assigned(text, tokens, r, q) {
            return Basis::Target;
        }
    }
    // "Mục tiêu có 80% hộ dùng nước sạch, đến nay đạt 72%"
    let result =
        !done.is_empty() && q.figure.kind != Measure::Duration && has_come(text, &tokens[r.before.chunk..r.at]);
    let said = !result && q.figure.kind != Measure::Duration && said(text, tokens, r.at);
    if !said && estimated(text, tokens, r, q, done) {
        return Basis::Estimate;
    }
    let stated = section == Basis::Target
        && (result
            || stands(text, tokens)
            || has_happened(text, tokens, r)
            || there_is(text, tokens, r)
            || voted(text, tokens, q));
    let section = if stated { Basis::Actual } else { section };
    if said || section == Basis::Target {
        // Where a change comes from is already so.
        let from = r.origin && q.figure.low.is_none() && tokens[r.at + 1..].iter().take(6).any(|t| t.is(Class::Level));
        let review = q.figure.kind == Measure::Duration;
        let known_set = !said
            && r.adjacency == Adjacency::Prep
            && r.at > 0
            && tokens[r.at - 1].is(Class::Of)
            && q.figure.kind == Measure::Count;
        return if from || review || known_set { Basis::Actual } else { Basis::Target };
    }
    // "95% trở lên các cấp ủy …": a floor for a whole population is a norm to be reached, wherever it stands.
    let norm = q.figure.kind == Measure::Percent && q.figure.qualifier == Some(Qualifier::AtLeast) && r.at == 0;
    let each_of_norm = done.first().is_some_and(|d| d.basis == Basis::Target)
        && tokens[r.before.from..r.at].iter().any(|t| t.is(Class::Each));
    if norm || each_of_norm { Basis::Target } else { section }
}

/// Whether the figure stands in a parenthesis that says when that was, and of no plan.
///
/// With `past`, what was done then may be said, too: "(năm 2023 thu 107 tỷ đồng)".
pub(super) fn is_aside(tokens: &[Token], r: &Reading, past: bool) -> bool {
    let Some(own) = r.inside.map(|open| &tokens[open + 1..r.at]) else { return false };
    let dated = own.iter().any(|t| matches!(t.kind, Kind::Date(_)));
    dated
        && own.iter().all(|t| {
            matches!(t.kind, Kind::Date(_) | Kind::Colon)
                || past && t.is(Class::Heavy)
                || matches!(
                    t.class(),
                    Some(Class::Time | Class::Link | Class::Have | Class::Hedge | Class::Adverb | Class::Level)
                )
        })
}

/// Tokens in front of a figure among which a goal governs it.
const MAX_SAID: usize = 121;

/// Words between a goal and "là" that say who set it.
const MAX_SETTER: usize = 5;

/// Whether the goal at `goal` says itself which number it is: "mục tiêu Quốc hội giao là tăng [4,5%]"; what stands behind that is
/// no goal.
fn sets_by_name(text: &str, tokens: &[Token], goal: usize, at: usize) -> bool {
    let lead = |t: &&Token| {
        matches!(t.class(), Some(Class::Hedge | Class::Adverb | Class::Up | Class::Down | Class::Estimate))
    };
    let is = at - tokens[goal..at].iter().rev().take_while(lead).count();
    let named = (goal + 2..=goal + 1 + MAX_SETTER).contains(&is)
        && tokens[goal + 1..is].iter().all(|t| matches!(t.kind, Kind::Word(_)))
        && tokens[is - 1].is(Class::Link);
    named && {
        let said = &text[tokens[goal].span.start..tokens[is - 1].span.end];
        ["giao là", "đề ra là", "đặt ra là"].iter().any(|words| caseless::ends(said, words))
    }
}

/// Whether the sentence sets a goal where that governs the figure: at its beginning or that of a clause.
pub(super) fn said(text: &str, tokens: &[Token], at: usize) -> bool {
    let sets = |t: &Token| t.is(Class::Goal) || t.is(Class::Request);
    let near = at.saturating_sub(MAX_SAID);
    // Most sentences set none.
    if !tokens[near..at].iter().any(sets) {
        return false;
    }
    let mut from = at;
    // What stands in parentheses that are closed says nothing behind them.
    let mut depth = 0usize;
    let mut turn = None;
    for j in (near..at).rev() {
        match tokens[j].kind {
            Kind::Close => depth += 1,
            Kind::Open => depth = depth.saturating_sub(1),
            _ => {}
        }
        let Some(class) = tokens[j].class().filter(|_| depth == 0) else { continue };
        if turn.is_none() && turns(text, tokens, j) {
            turn = Some(j);
        }
        // "đã nỗ lực phấn đấu, có 25/28 chỉ tiêu đạt kế hoạch": it was striven for.
        let strives = tokens.get(j + 1).is_some_and(|t| t.kind == Kind::Comma)
            && caseless::ends(tokens[j].span.of(text), "phấn đấu");
        if sets(&tokens[j]) && !tokens[j].quoted && !strives {
            let lead = tokens[..j].iter().rev().take_while(|t| matches!(t.kind, Kind::Word(_) | Kind::Date(_))).count();
            // "các chỉ tiêu, mục tiêu đều đạt": a mark that is spoken of, not set.
            let noun = caseless::begins(tokens[j].span.of(text), "mục tiêu");
            let set = sets_by_name(text, tokens, j, at);
            let leads_on = set
                || is_of(text, tokens, j, at)
                || tokens[j].span.of(text).ends_with(" là")
                || tokens.get(j + 1).is_some_and(|n| {
                    matches!(n.kind, Kind::Colon | Kind::Figure(_) | Kind::Date(_))
                        || matches!(n.class(), Some(Class::Link | Class::Prep | Class::Time))
                });
            // A mark in the middle of a sentence is set for its own clause: "nằm trong khung mục tiêu 4 - 4,5%; lạm phát …".
            let other = noun && j > 6 && tokens[j..at].iter().any(|t| t.kind == Kind::Semicolon);
            let goal = || !other && (lead <= 6 || j + 6 >= from) && (!noun || leads_on);
            let request = || {
                // "9 hộ có đơn đề nghị" asked for something.
                let asked = matches!(tokens[..j - lead].last().map(|t| t.kind), Some(Kind::Figure(_)));
                // Prosecutors are always asked so: the case was sent to them.
                let charged = caseless::begins(text[tokens[j].span.end..].trim_start(), "truy tố");
                !asked
                    && !charged
                    && (lead <= 3 || lead <= 12 && lead == j && asks(text, tokens) || is_order(text, tokens, j))
                    && (!commands(&tokens[j]) || is_told(tokens, j, at))
                    && !explained(text, tokens, j, at)
            };
            let set = if class == Class::Goal { goal() } else { request() };
            if set {
                // "Mục tiêu có 16 xã đạt chuẩn; đến nay có 12 xã": what has come is told behind what was to come.
                let told =
                    |turn: usize| tokens[j..turn].iter().any(|t| matches!(t.kind, Kind::Figure(_)) && !t.duration);
                return !turn.is_some_and(told);
            }
        }
        from = j;
    }
    false
}

/// Whether the figure stands in what was ordered, not in a clause of its own behind a semicolon: "…; toàn tỉnh có [340 hộ]".
fn is_told(tokens: &[Token], order: usize, at: usize) -> bool {
    let last = tokens[order..at].iter().rposition(|t| t.kind == Kind::Semicolon).map(|n| order + n + 1);
    last.is_none_or(|begin| matches!(tokens[begin].class(), Some(Class::Heavy | Class::Light | Class::Goal)))
}

/// "Mục tiêu của Đề án là trồng [500 ha]": whose goal it is, and then which.
fn is_of(text: &str, tokens: &[Token], goal: usize, at: usize) -> bool {
    let owner = &tokens[goal + 1..at];
    let is = owner.iter().position(|t| t.is(Class::Link) && t.span.of(text) == "là");
    owner.first().is_some_and(|t| t.is(Class::Of))
        && is.is_some_and(|is| is <= MAX_SETTER && owner[..is].iter().all(|t| matches!(t.kind, Kind::Word(_))))
}

/// Whether the word at `at` begins to tell how things stand: "đến nay", "hiện tại", "đã" with no figure in front of it in its clause.
fn turns(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = tokens[at].span.of(text);
    let now = ["đến nay", "hiện nay", "hiện tại", "hiện có", "hiện còn", "hiện đã"].iter().any(|w| word.starts_with(w))
        || word == "hiện";
    let done = || {
        word.split(' ').next() == Some("đã")
            && tokens[..at]
                .iter()
                .rev()
                .take_while(|t| !matches!(t.kind, Kind::Comma | Kind::Semicolon))
                .all(|t| !matches!(t.kind, Kind::Figure(_)) || t.duration)
    };
    // "đề ra mục tiêu 120 hộ; thực hiện [135 hộ]", "…; năm 2022 kết nạp được [135 đảng viên]"
    let told = || {
        let figure = tokens.get(at + 1).is_some_and(|t| matches!(t.kind, Kind::Figure(_)));
        let sign = tokens[..at].iter().rev().find(|t| !matches!(t.kind, Kind::Word(_) | Kind::Date(_)));
        // "Mục tiêu là hỗ trợ 50 hộ, thực hiện được [47 hộ]"
        let carried_out = word == "được" && text[..tokens[at].span.start].trim_end().ends_with("thực hiện");
        let apart = sign.is_some_and(|t| {
            t.kind == Kind::Semicolon
                || t.kind == Kind::Comma && (carried_out || word == "thực hiện được" || word == "thực hiện")
        });
        // "Mục tiêu là 98%; kết quả kỳ thi đạt 97,4%"
        let result =
            at > 0 && tokens[at - 1].kind == Kind::Semicolon && text[tokens[at].span.start..].starts_with("kết quả");
        result || figure && apart && (word.ends_with("được") || word == "thực hiện")
    };
    now || done() || told()
}

/// Whether the sentence says who asks: "Cử tri xã Thọ Điền đề nghị hỗ trợ …".
fn asks(text: &str, tokens: &[Token]) -> bool {
    let begin = tokens.first().map_or("", |t| text[t.span.start..].trim_start());
    ["Cử tri", "Nhân dân", "Người dân", "Bà con"].iter().any(|who| begin.starts_with(who))
}

/// Whether what was asked is to be explained, and so is a fact: "đề nghị làm rõ việc 3 hộ chưa được …".
fn explained(text: &str, tokens: &[Token], request: usize, at: usize) -> bool {
    let from = tokens[request].span.end;
    // A line that leads a list has no figure behind it.
    let asked = tokens.get(at).and_then(|figure| text.get(from..figure.span.start)).unwrap_or_default();
    let last = asked.split_whitespace().next_back();
    last.is_some_and(|word| matches!(word, "việc" | "chưa" | "đã")) || asked.trim_start().starts_with("làm rõ ")
}
