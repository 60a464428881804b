//! The dates of a sentence that can be a figure's period, and how far each reaches. A year behind "so với" is the base of a comparison,
//! the date of a cited document is the document's, the year of a law or a goal its own.

use super::clause::{Kind, Token};
use super::period::{Period, of_date};
use super::series::Series;
use crate::extract::date::{DateKind, DateMention};
use crate::record::Months;
use crate::vocabulary::{Class, caseless, is_one_of, key};

/// A date that can be a figure's period.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Its token.
    pub at: usize,
    /// "2023", "2021-2025".
    pub period: String,
    /// The part of that year.
    pub months: Option<Months>,
    /// The parenthesis that it stands in, if any.
    pub inside: Option<usize>,
    /// How far it reaches.
    pub reach: Reach,
    /// Whether it stands in a quotation, and so speaks of what is quoted alone.
    pub quoted: bool,
    /// Whether that year was to come when the document was issued.
    pub future: bool,
    /// Whether it only speaks of what stands behind it: "bằng 67,2% mục tiêu đến năm 2025 là 58 xã".
    pub forward: bool,
}

impl Mark {
    /// Its year or years and the part of them.
    pub fn stated(&self) -> Period {
        (self.period.clone(), self.months)
    }
}

/// Tokens of a sentence's frame in front of the year, at most.
pub(super) const MAX_FRAME: usize = 14;

/// Tokens of a clause in front of a year that are looked at.
const MAX_CLAUSE: usize = 400;

/// How far a period reaches behind itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
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
    // A window keeps the whole linear.
    let from = at.saturating_sub(MAX_CLAUSE);
    let clause = tokens[from..at].iter().rposition(|t| t.kind == Kind::Semicolon).map_or(from, |p| from + p + 1);
    // "Trong mức tăng 0,20% của CPI tháng 10/2025, …": inside the frame of the sentence. "Nâng tỷ lệ … đến năm 2028 lên 78%; …":
    // a goal's year, before any number.
    let lead = &tokens[..at];
    let framed = || lead.first().is_some_and(|t| t.is(Class::Prep)) && !lead.iter().any(|t| t.kind == Kind::Comma);
    let until = || {
        lead.last().is_some_and(|t| t.is(Class::Prep))
            && !lead.iter().any(|t| t.is(Class::Cited) || matches!(t.kind, Kind::Figure(_)) && !t.duration)
    };
    if clause == 0 && lead.len() <= MAX_FRAME && (framed() || until()) {
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
pub(super) fn marks(
    text: &str,
    tokens: &[Token],
    dates: &[DateMention],
    own: Option<u16>,
    series: &[Series],
) -> Vec<Mark> {
    let in_turn = |at: usize| series.iter().any(|s| s.takes_year(at));
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
                // "Năm 2022 và 2023 trồng 120 ha", "trong các năm 2021, 2022 và 2023": of all of them together.
                if let Some(last) = out.last_mut()
                    && at == last.at + 2
                    && !in_turn(at)
                    && (tokens[at - 1].kind == Kind::Comma || tokens[at - 1].is(Class::And))
                    && t.span.len() == "2023".len()
                    && follows_year(&last.period, &period)
                {
                    let first = last.period.get(..4).unwrap_or_default();
                    last.period = format!("{first}-{period}");
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

/// Whether a year is the one after a year or a stretch of years.
fn follows_year(before: &str, year: &str) -> bool {
    let last = before.rsplit('-').next().and_then(|y| y.parse::<u16>().ok());
    last.zip(year.parse::<u16>().ok()).is_some_and(|(last, year)| year == last + 1)
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
            // "so với 6 tháng đầu năm 2023"
            Kind::Figure(_) if n < 4 && t.duration => {}
            // "Thu ngân sách năm 2024 …, tăng 4,1% so với dự toán năm 2023": the plan of another year.
            Kind::Word(Class::Plan) if n < 3 && is_before(text, &tokens[..=at]) => {}
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

/// Whether the year of the last token lies before one that was named in front of it.
fn is_before(text: &str, tokens: &[Token]) -> bool {
    let year = |t: &Token| {
        let words = t.span.of(text);
        words.get(words.len().checked_sub(4)?..)?.parse::<u16>().ok().filter(|_| matches!(t.kind, Kind::Date(_)))
    };
    let Some((last, before)) = tokens.split_last() else { return false };
    let earlier = before.iter().rev().take(MAX_CLAUSE).filter_map(year);
    year(last).is_some_and(|own| earlier.max().is_some_and(|other| own < other))
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
    if !own.is_some_and(|own| period.parse::<u16>().is_ok_and(|year| year > own)) {
        return false;
    }
    let words = text[tokens[at.saturating_sub(4)].span.start..tokens[at].span.start].trim_end();
    ["sang", "nhiệm vụ", "kế hoạch", "dự toán", "chương trình", "phương hướng", "công tác"]
        .iter()
        .any(|task| caseless::ends(words, task))
        && tokens[..at].iter().any(|t| matches!(t.kind, Kind::Figure(_)) && !t.duration)
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
        let symbol = word.contains(['/', '-']) && word.chars().any(char::is_uppercase);
        // "Quyết định 1719 ngày 14/10/2021"
        let bare = t.is(Class::Cited) && word.starts_with(|c: char| c.is_ascii_digit());
        matches!(t.kind, Kind::Word(_)) && (symbol || bare)
    })
}

/// "Đại hội chi bộ nhiệm kỳ 2005-2010 bầu 387 cấp ủy viên": who is elected for a term is not counted over it.
fn elected(text: &str, tokens: &[Token], at: usize) -> bool {
    let lead = &tokens[at.saturating_sub(MAX_FRAME)..at];
    let Some(first) = lead.first() else { return false };
    let before = text[first.span.start..tokens[at].span.start].trim_end();
    let term = "nhiệm kỳ";
    let elects = tokens[at + 1..].iter().take(MAX_FRAME).any(|t| t.key == key("bầu"));
    let names = caseless::ends(before, term) || caseless::begins(tokens[at].span.of(text), term);
    elects && names && caseless::holds(before, "đại hội")
}
