//! The year or years that a figure is for, where its sentence states them: "Đến ngày 30/6/2022, …" → "2022".

use super::clause::{Bound, Kind, Token};
use super::former::dates_origin;
use super::marks::{Mark, Reach};
use super::reading::Reading;
use crate::extract::Quantity;
use crate::extract::date::{DateMention, part};
use crate::record::{Kind as Measure, Months};
use crate::vocabulary::{Class, caseless, key};

/// A year or years, and the part of the year.
pub(super) type Period = (String, Option<Months>);

/// The period that a date states by itself.
pub(super) fn of_date(text: &str, date: &DateMention) -> Option<Period> {
    Some((date.period.clone()?, part::of_mention(text, date)))
}

/// Dates on either side of a figure among which its period is looked for.
const MAX_MARKS: usize = 64;

/// The period of the figure of `r`.
pub(super) fn period(text: &str, tokens: &[Token], marks: &[Mark], r: &Reading, q: &Quantity) -> Option<Period> {
    let at = r.at;
    // Those that stand near keep the whole linear.
    let here = marks.partition_point(|m| m.at < at);
    let marks = &marks[here.saturating_sub(MAX_MARKS)..(here + MAX_MARKS).min(marks.len())];
    if marks.is_empty() {
        return None;
    }
    // Right behind it: "68,2% năm 2023", also after the counted noun; up to the next comma or figure.
    let (mut depth, mut other) = (0, false);
    for (j, t) in tokens.iter().enumerate().skip(at + 1).take(25) {
        other |= depth > 0 && matches!(t.kind, Kind::Figure(_)) && !t.duration;
        match t.kind {
            // "đạt 95,2% (phấn đấu đạt 98% vào năm 2026)": the same behind that figure.
            Kind::Date(_) if depth > 0 && other => {}
            // "còn 6 cặp (năm 2022: 11 cặp)": a date that another figure in the parenthesis has.
            Kind::Date(_) if depth > 0 && figure_inside(tokens, j) => {}
            Kind::Date(_) => {
                if let Some(m) = marks.iter().find(|m| m.at == j && !m.forward && (!m.quoted || tokens[at].quoted)) {
                    return Some(m.stated());
                }
            }
            Kind::Open => depth += 1,
            Kind::Close if depth > 0 => depth -= 1,
            Kind::Comma | Kind::Semicolon | Kind::Figure(_) | Kind::Close | Kind::Word(Class::Scope) if depth == 0 => {
                break;
            }
            _ => {}
        }
    }
    // "mới đạt 5 tiêu chí vào năm 2011, đến nay đã có 19 xã": how things stand has the time of the text.
    let now = tokens[..at].iter().rposition(|t| says_now(text, t));
    let parenthesis = open_at(tokens, at);
    let quoted = tokens[at].quoted;
    let visible = |m: &&Mark| (m.inside.is_none() || m.inside == parenthesis) && (!m.quoted || quoted);
    // The last one before it.
    let reaches = |m: &&Mark| {
        // "(năm 2023 tương ứng là 33,4%; 33,9%; 32,7%)": it leads all that stands in its parenthesis.
        if m.inside.is_some_and(|open| m.inside == parenthesis && m.at <= open + 2) {
            let item = tokens[m.at..at].iter().rposition(|t| t.kind == Kind::Semicolon).map(|p| m.at + p + 1);
            return item.is_none_or(|item| !tokens[item..at].iter().any(|t| matches!(t.kind, Kind::Word(_))));
        }
        let between = &tokens[m.at..at];
        let semicolon = between.iter().any(|t| t.kind == Kind::Semicolon);
        let examples = || between.windows(2).any(|w| w[0].is(Class::Scope) && w[1].kind == Kind::Colon);
        match m.reach {
            Reach::Sentence => true,
            Reach::Frame => !examples(),
            // "Năm 2022 …; năm 2023 …; …": the last one that leads a clause.
            Reach::Clause => {
                let frames = |n: &Mark| matches!(n.reach, Reach::Sentence | Reach::Frame) && n.at < m.at;
                !semicolon || marks.iter().any(frames)
            }
            Reach::Name => !semicolon && !examples(),
        }
    };
    if let Some(m) =
        marks.iter().rev().filter(|m| m.at < at && !dates_origin(tokens, m.at, at)).filter(reaches).find(visible)
    {
        // "Mục tiêu đến năm 2025 có 80% hộ dùng nước sạch, đến nay đạt 72%"
        let over = |now: usize| {
            tokens[m.at..now]
                .iter()
                .any(|t| t.kind == Kind::Semicolon || matches!(t.kind, Kind::Figure(_)) && !t.duration)
        };
        // "Cuối năm 2023 có 412 hộ nghèo; cuối năm nay còn 312 hộ"
        let this_year = |now: usize| caseless::ends(tokens[now].span.of(text), "năm nay");
        if now.is_some_and(|now| {
            m.at < now
                && (m.reach == Reach::Name || (m.reach == Reach::Frame || m.future || this_year(now)) && over(now))
        }) {
            return None;
        }
        // "Đề án phát triển cây chè đến năm 2030 đã hỗ trợ 245 hộ": what is done was not done then.
        let named = m.at >= 3 && tokens[m.at - 1].is(Class::Prep) && !tokens[0].is(Class::Prep);
        if m.future && named && tokens[m.at..at].iter().any(|t| t.span.of(text).split(' ').next() == Some("đã")) {
            return None;
        }
        // "Bao phủ năm 2026 đạt 95%, đến năm 2030 trên 97%; 100% học sinh …": another year has been named on the way.
        let said = |n: &Mark| {
            let mut clause = tokens[n.at..at].iter().take_while(|t| t.kind != Kind::Semicolon);
            clause.any(|t| matches!(t.kind, Kind::Figure(_)) && !t.duration)
        };
        let passed = |n: &Mark| m.at < n.at && n.at < at && n.inside.is_none() && n.period > m.period && said(n);
        let frames = m.reach == Reach::Frame || m.reach == Reach::Sentence && m.at > 1 && !tokens[0].is(Class::Prep);
        if frames && marks.iter().any(passed) {
            return None;
        }
        // A duration takes none from another clause: "tổng kết 5 năm … giai đoạn 2015-2020, tổng kết 10 năm …".
        let own = tokens[m.at..at].iter().any(|t| matches!(t.kind, Kind::Comma | Kind::Semicolon))
            && earlier_figure(tokens, m.at);
        return Some(m.stated()).filter(|_| !(own && q.figure.kind == Measure::Duration));
    }
    if now.is_some() {
        return None;
    }
    // The first one behind it, in the same clause between semicolons.
    // "phục dựng 27 lễ hội, tỷ lệ … tăng từ 29,8% năm 2019 lên 36,4%": when a change began is said of that figure alone.
    let began = |m: &Mark| r.change.is_none() && dates_origin(tokens, m.at, tokens.len().min(m.at + MAX_MARKS));
    let m = marks.iter().filter(|m| m.at > at && !m.forward).find(visible).filter(|m| !began(m))?;
    let between = &tokens[at..m.at];
    let far = between.iter().any(|t| t.kind == Kind::Semicolon || t.is(Class::Scope));
    let near = || between.iter().filter(|t| matches!(t.kind, Kind::Figure(_))).count() <= 1;
    Some(m.stated()).filter(|_| !far && (q.figure.kind != Measure::Duration || near()))
}

/// The period of a change, where `found` is the year that it is counted from: "năm 2024 là 8,3%, năm 2023 là 11,4%, giảm [3,1%]",
/// "giảm [3,1 điểm %], từ 11,4% cuối năm 2023 xuống 8,3% cuối năm 2024".
pub(super) fn of_change(tokens: &[Token], marks: &[Mark], at: usize, found: Period) -> Period {
    let is_found = |m: &&Mark| m.period == found.0 && m.months == found.1;
    let later = |m: &&Mark| m.inside.is_none() && !m.quoted && m.period > found.0 && m.period.len() == found.0.len();
    let figure = |t: &Token| matches!(t.kind, Kind::Figure(_)) && !t.duration;
    let clause = |from: usize, to: usize| !tokens[from..to].iter().any(|t| t.kind == Kind::Semicolon);
    if let Some(m) = marks.iter().rev().filter(|m| m.at < at).find(is_found) {
        let level = tokens[m.at..at].iter().filter(|t| figure(t)).count() == 1;
        let now = marks.iter().rev().filter(|n| n.at < m.at).find(later);
        return now
            .filter(|n| level && clause(n.at, at) && tokens[n.at..m.at].iter().any(figure))
            .map_or(found, Mark::stated);
    }
    let Some(m) = marks.iter().filter(|m| m.at > at).find(is_found) else { return found };
    let from = tokens[at + 1..m.at].iter().any(|t| t.is(Class::From));
    let now = marks.iter().filter(|n| n.at > m.at).find(later);
    now.filter(|n| from && clause(at, n.at) && tokens[m.at..n.at].iter().any(|t| t.is(Class::Level)))
        .map_or(found, Mark::stated)
}

/// What part of the year a sentence says that a figure is for; none of a whole year.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stated {
    /// In the figure's own words, or with the year.
    Own(Option<Months>),
    /// At the head of the sentence.
    Lead(Option<Months>),
}

impl Stated {
    pub(super) fn months(self) -> Option<Months> {
        match self {
            Self::Own(months) | Self::Lead(months) => months,
        }
    }
}

/// The part of a year that the words right before the figure of `r` name without the year, "riêng 6 tháng đầu năm đạt 45 tỷ
/// đồng", else the one that is `dated`, else the one that the sentence begins with. A part behind "so với" is the base of a
/// comparison, and "cả năm" is no part.
pub(super) fn months(text: &str, tokens: &[Token], r: &Reading, dated: Option<Stated>) -> Option<Stated> {
    let (first, figure) = (tokens.first()?.span.start, tokens[r.at].span.start);
    // "Quý I: 12 vụ, quý II: 15 vụ": the name of the item says when.
    let from = match r.before.bound {
        Bound::Colon(colon) if r.before.from == r.at => {
            let sign = |t: &Token| !matches!(t.kind, Kind::Word(_) | Kind::Date(_)) && !t.duration;
            tokens[..colon].iter().rposition(sign).map_or(0, |p| p + 1)
        }
        _ => r.before.from,
    };
    let own = tokens[from].span.start.min(figure);
    let named = |from: usize, to: usize| {
        let words = text.get(from..to)?;
        if !part::speaks_of_months(words) && !words.contains("năm") {
            return None;
        }
        let compares = caseless::holds_any(words, &["so với", "so cùng", "cùng kỳ", "so kế hoạch"]);
        let whole = caseless::holds_any(words, &["cả năm", "hết năm", "trong năm"]);
        match part::of_words(words) {
            _ if whole => Some(None),
            Some(months) if !compares => Some(Some(months)),
            _ => None,
        }
    };
    if let Some(months) = named(own, figure) {
        return Some(Stated::Own(months));
    }
    if dated.is_some() {
        return dated;
    }
    let lead = tokens[..r.at].iter().take(MAX_LEAD).take_while(|t| t.kind != Kind::Comma).last()?.span.end;
    // A part that was named on the way, "…, cả năm 98 tỷ đồng, đạt 103%", has taken over.
    let on_the_way = text.get(lead..own).is_some_and(|words| words.contains("cả năm") || words.contains("hết năm"));
    if on_the_way { None } else { named(first, lead).map(Stated::Lead) }
}

/// Tokens at the head of a sentence that say of what part of a year it speaks.
const MAX_LEAD: usize = 8;

/// The last words of "hiện", "hiện có", "hiện còn", "hiện đang", "hiện tại".
const NOW: [u64; 5] = [key("hiện"), key("có"), key("còn"), key("đang"), key("tại")];

/// Whether the words say that things stand so at the time of the text: "đến nay", "hiện có".
fn says_now(text: &str, t: &Token) -> bool {
    t.class().is_some()
        && !t.quoted
        && !text[..t.span.start].ends_with("thực ")
        && (t.key == key("nay") && t.syllables > 1
            || t.syllables > 2 && caseless::begins(t.span.of(text), "đến nay")
            || NOW.contains(&t.key)
                && caseless::is_any(t.span.of(text), &["hiện", "hiện có", "hiện còn", "hiện đang", "hiện tại"]))
}

/// Whether a figure follows before the parenthesis closes.
fn figure_inside(tokens: &[Token], at: usize) -> bool {
    tokens[at..].iter().take_while(|t| t.kind != Kind::Close).any(|t| matches!(t.kind, Kind::Figure(_)))
}

/// Whether a figure stands before the mark in its own clause.
fn earlier_figure(tokens: &[Token], at: usize) -> bool {
    tokens[..at]
        .iter()
        .rev()
        .take_while(|t| !matches!(t.kind, Kind::Semicolon))
        .any(|t| matches!(t.kind, Kind::Figure(_)))
}

/// The innermost parenthesis around `at`.
pub(super) fn open_at(tokens: &[Token], at: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (j, t) in tokens[..at].iter().enumerate().rev().take(200) {
        match t.kind {
            Kind::Close => depth += 1,
            Kind::Open if depth == 0 => return Some(j),
            Kind::Open => depth -= 1,
            _ => {}
        }
    }
    None
}
