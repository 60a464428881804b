//! The year or years that a figure is for, where its sentence states them: "Đến ngày 30/6/2022, …" → "2022".
//! A year behind "so với" is the base of a comparison, the date of a cited document is the document's.

use super::clause::{Bound, Kind, Token};
use super::former::dates_origin;
use super::reading::Reading;
use crate::extract::Quantity;
use crate::extract::date::{DateKind, DateMention, part};
use crate::record::{Kind as Measure, Months};
use crate::vocabulary::{Class, is_one_of, key};

/// A date that can be a figure's period.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Its token.
    at: usize,
    /// "2023", "2021-2025".
    period: String,
    /// The part of that year.
    months: Option<Months>,
    /// The parenthesis that it stands in, if any.
    inside: Option<usize>,
    /// How far it reaches.
    reach: Reach,
    /// Whether it stands in a quotation, and so speaks of what is quoted alone.
    quoted: bool,
    /// Whether that year was to come when the document was issued.
    future: bool,
    /// Whether it only speaks of what stands behind it: "bằng 67,2% mục tiêu đến năm 2025 là 58 xã".
    forward: bool,
}

impl Mark {
    fn stated(&self) -> Period {
        (self.period.clone(), self.months)
    }
}

/// Tokens of a sentence's frame in front of the year, at most.
pub(super) const MAX_FRAME: usize = 14;

/// How far a period reaches behind itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// It frames the sentence: "Năm 2024, …; …".
    Sentence,
    /// It stands in the frame of the sentence: over semicolons, up to a list of examples.
    Frame,
    /// It frames a clause or stands inside one: up to the semicolon.
    Clause,
    /// Inside a name that a list of examples follows: up to the list.
    Name,
}

/// Reach of a period by what stands before it.
fn reach(tokens: &[Token], at: usize) -> Reach {
    let verb = |t: &Token| {
        matches!(t.class(), Some(Class::Link | Class::Have | Class::Light | Class::Comprise | Class::Up | Class::Down))
            || matches!(t.kind, Kind::Figure(_)) && !t.duration
    };
    let clause = tokens[..at].iter().rposition(|t| t.kind == Kind::Semicolon).map_or(0, |p| p + 1);
    // "Trong mức tăng 0,20% của CPI tháng 10/2025, …": inside the frame of the sentence. "Nâng tỷ lệ … đến năm 2028 lên 78%; …":
    // a goal's year, before any number.
    let lead = &tokens[..at];
    let framed = lead.first().is_some_and(|t| t.is(Class::Prep)) && !lead.iter().any(|t| t.kind == Kind::Comma);
    let until = lead.last().is_some_and(|t| t.is(Class::Prep))
        && !lead.iter().any(|t| t.is(Class::Cited) || matches!(t.kind, Kind::Figure(_)) && !t.duration);
    if clause == 0 && lead.len() <= MAX_FRAME && (framed || until) {
        return Reach::Frame;
    }
    // "Kết quả rà soát cuối năm 2023, …": what was done is part of the noun.
    let result = tokens[clause..at].iter().take(2).map(|t| t.key).eq([key("kết"), key("quả")]);
    let verb = |t: &Token| verb(t) && !(result && t.is(Class::Light));
    match tokens[clause..at].iter().any(verb) {
        false if clause == 0 && result => Reach::Frame,
        false if clause == 0 => Reach::Sentence,
        false => Reach::Clause,
        true => Reach::Name,
    }
}

/// The periods that a sentence of a document of the year `own` states.
pub(super) fn marks(text: &str, tokens: &[Token], dates: &[DateMention], own: Option<u16>) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, t) in tokens.iter().enumerate() {
        match t.kind {
            Kind::Open => open.push(at),
            Kind::Close => {
                open.pop();
            }
            Kind::Date(d) => {
                let date = &dates[d];
                let Some((period, months)) = of_date(text, date) else { continue };
                if base_of_comparison(text, tokens, at)
                    || cites(text, tokens, at, date)
                    || elected(text, tokens, at)
                    || is_of_law(text, t.span.start, &period, own)
                    || is_of_task(text, tokens, at, &period, own)
                {
                    continue;
                }
                // "từ năm 2021 đến năm 2025" is one stretch.
                if let Some(last) = out.last_mut()
                    && at - last.at <= 2
                    && !period.contains('-')
                    && !last.period.contains('-')
                    && last.period < period
                    && tokens[last.at + 1..at].iter().all(|t| t.is(Class::Prep) || t.kind == Kind::Dash)
                {
                    last.period = format!("{}-{period}", last.period);
                    last.months = None;
                    last.at = at;
                    continue;
                }
                // "3 năm (2021-2023) đã trồng 1.245 ha"
                let length = at >= 2 && tokens[at - 1].kind == Kind::Open && tokens[at - 2].duration;
                // "Giai đoạn 1 (2008 - 2009): dài 8,1 km": what stands behind the colon is of those years.
                let heads = length
                    || tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Close)
                        && tokens.get(at + 2).is_some_and(|t| t.kind == Kind::Colon);
                let future =
                    own.is_some_and(|own| period.get(..4).and_then(|y| y.parse::<u16>().ok()).is_some_and(|y| y > own));
                out.push(Mark {
                    at,
                    future,
                    period,
                    months,
                    inside: open.last().copied().filter(|_| !heads),
                    reach: reach(tokens, at),
                    quoted: t.quoted,
                    forward: is_of_goal(tokens, at),
                });
            }
            _ => {}
        }
    }
    out
}

/// "so với năm 2022", "gấp 1,4 lần năm 2020", "cùng kỳ năm 2023".
pub(super) fn base_of_comparison(text: &str, tokens: &[Token], at: usize) -> bool {
    for (n, t) in tokens[..at].iter().rev().enumerate() {
        match t.kind {
            Kind::Word(Class::Compare) => return true,
            Kind::Word(Class::Time | Class::Prep | Class::And | Class::Mean | Class::Estimate) | Kind::Date(_)
                if n < 5 => {}
            // "so với ước thực hiện năm 2022"
            Kind::Word(Class::Light | Class::Heavy) if n < 3 && is_one_of!(t.key, "hiện") => {}
            Kind::Word(Class::Plain) if n < 3 && t.syllables == 1 => {}
            // "gấp 1,5 lần năm 2020", "bằng 98% năm 2022"
            Kind::Figure(_) if n == 0 => {
                let link = |t: &Token| matches!(t.span.of(text), "gấp" | "tăng gấp" | "bằng");
                return at >= 2 && tokens[..at - 1].last().is_some_and(link);
            }
            _ => return false,
        }
    }
    false
}

/// Whether the year is that of a law, "Luật Hòa giải ở cơ sở năm 2013", and not the document's own.
fn is_of_law(text: &str, at: usize, period: &str, own: Option<u16>) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(MAX_LAW_BYTES));
    let clause = text[from..at].rsplit([';', ':', '.']).next().unwrap_or_default();
    let named = ["Luật ", "luật ", "Pháp lệnh ", "Hiến pháp "].iter().filter_map(|w| clause.rfind(w)).max();
    let amended = ["sửa đổi ", "sửa đổi, bổ sung "].iter().any(|w| clause.trim_end().ends_with(w.trim_end()));
    // Between the title and its year stand its words alone.
    let title = named.map(|law| &clause[law..]);
    let whole = title.is_some_and(|title| {
        !title.contains(|c: char| c.is_ascii_digit() || c == '(') && title.matches(',').count() <= 2
    });
    (whole || amended && named.is_some()) && own.is_none_or(|own| period.parse() != Ok(own))
}

/// Bytes in front of a year in which the title of its law stands.
const MAX_LAW_BYTES: usize = 90;

/// Whether the year is one of work to come that figures are told before: "đã tổ chức 12 hội nghị triển khai nhiệm vụ năm 2025",
/// "17 dự án chuyển tiếp sang năm 2025".
fn is_of_task(text: &str, tokens: &[Token], at: usize, period: &str, own: Option<u16>) -> bool {
    let told = tokens[..at].iter().any(|t| matches!(t.kind, Kind::Figure(_)) && !t.duration);
    if !told || !own.is_some_and(|own| period.parse::<u16>().is_ok_and(|year| year > own)) {
        return false;
    }
    let words = text[tokens[at.saturating_sub(4)].span.start..tokens[at].span.start].to_lowercase();
    ["sang", "nhiệm vụ", "kế hoạch", "dự toán", "chương trình", "phương hướng", "công tác"]
        .iter()
        .any(|task| words.trim_end().ends_with(task))
}

/// Whether the year is one of a goal that a share in front of it is of.
fn is_of_goal(tokens: &[Token], at: usize) -> bool {
    let lead = tokens[..at].iter().rev().take_while(|t| t.is(Class::Prep) || t.is(Class::Time)).count();
    let goal = (at - lead).checked_sub(1).map(|j| &tokens[j]);
    goal.is_some_and(|t| t.is(Class::Goal))
        && tokens[..at].iter().any(|t| matches!(t.kind, Kind::Figure(_)) && !t.duration)
}

/// Whether the date belongs to a document that is cited: "số 25-NQ/TW, ngày 03/6/2013".
fn cites(text: &str, tokens: &[Token], at: usize, date: &DateMention) -> bool {
    if !matches!(date.kind, DateKind::Day | DateKind::Month | DateKind::Year) {
        return false;
    }
    let before: Vec<&Token> = tokens[..at].iter().rev().filter(|t| t.kind != Kind::Comma).take(1).collect();
    before.first().is_some_and(|t| {
        let word = t.span.of(text);
        word.contains(['/', '-']) && word.chars().any(char::is_uppercase) && matches!(t.kind, Kind::Word(_))
    })
}

/// "Đại hội chi bộ nhiệm kỳ 2005-2010 bầu 387 cấp ủy viên": who is elected for a term is not counted over it.
fn elected(text: &str, tokens: &[Token], at: usize) -> bool {
    let lead = &tokens[at.saturating_sub(MAX_FRAME)..at];
    let Some(first) = lead.first() else { return false };
    let before = text[first.span.start..tokens[at].span.start].to_lowercase();
    let dated = tokens[at].span.of(text).to_lowercase();
    let elects = tokens[at + 1..].iter().take(MAX_FRAME).any(|t| t.key == key("bầu"));
    elects && (before.trim_end().ends_with("nhiệm kỳ") || dated.starts_with("nhiệm kỳ")) && before.contains("đại hội")
}

/// A year or years, and the part of the year.
pub(super) type Period = (String, Option<Months>);

/// The period that a date states by itself.
pub(super) fn of_date(text: &str, date: &DateMention) -> Option<Period> {
    Some((date.period.clone()?, part::of_mention(text, date)))
}

/// The period of the figure at token `at`.
pub(super) fn period(text: &str, tokens: &[Token], marks: &[Mark], at: usize, q: &Quantity) -> Option<Period> {
    if marks.is_empty() {
        return None;
    }
    // Right behind it: "68,2% năm 2023", also after the counted noun; up to the next comma or figure.
    let mut depth = 0;
    for (j, t) in tokens.iter().enumerate().skip(at + 1).take(25) {
        match t.kind {
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
        let this_year = |now: usize| tokens[now].span.of(text).to_lowercase().ends_with("năm nay");
        if now.is_some_and(|now| {
            m.at < now
                && (m.reach == Reach::Name || (m.reach == Reach::Frame || m.future || this_year(now)) && over(now))
        }) {
            return None;
        }
        // "Đề án phát triển cây chè đến năm 2030 đã hỗ trợ 245 hộ": what is done was not done then.
        if m.future && tokens[m.at..at].iter().any(|t| t.span.of(text).split(' ').next() == Some("đã")) {
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
    let m = marks.iter().filter(|m| m.at > at && !m.forward).find(visible)?;
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
        let words = words.to_lowercase();
        let compares = ["so với", "so cùng", "cùng kỳ", "so kế hoạch"].iter().any(|w| words.contains(w));
        let whole = ["cả năm", "hết năm", "trong năm"].iter().any(|w| words.contains(w));
        match part::of_words(&words) {
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
            || t.syllables > 2 && t.span.of(text).to_lowercase().starts_with("đến nay")
            || NOW.contains(&t.key)
                && matches!(
                    &*t.span.of(text).to_lowercase(),
                    "hiện" | "hiện có" | "hiện còn" | "hiện đang" | "hiện tại"
                ))
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
