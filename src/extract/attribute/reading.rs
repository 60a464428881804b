//! What stands before and behind a figure: the verb or link that it hangs on, the noun phrase before it, the counted noun
//! behind it. "hộ trồng quế vùng cao là [734 hộ]" → linked, subject "hộ trồng quế vùng cao".

use super::clause::{Before, Bound, Kind, Token, before as walk};
use super::noun::noun_end;
use super::period::open_at;
use super::phrase::subject;
use crate::extract::Quantity;
use crate::record::{Basis, Change, Kind as Measure};
use crate::vocabulary::{Class, is_one_of, key};
use std::ops::Range;

/// How a figure hangs on what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Adjacency {
    /// Nothing but hedges between the words and the number.
    Direct,
    /// đạt, là, chiếm, tương ứng
    Linked,
    /// có
    Have,
    /// gồm
    Comprise,
    /// The verb at this token.
    Verb(usize),
    /// cho
    For,
    /// Another preposition, of, with.
    Prep,
    /// và
    And,
}

/// What the words before a figure say.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// Token of the figure.
    pub at: usize,
    /// Index of its quantity.
    pub index: usize,
    /// Whether it counts.
    pub counts: bool,
    /// The parenthesis that it stands in.
    pub inside: Option<usize>,
    /// The boundary before it.
    pub before: Before,
    /// How it hangs on them.
    pub adjacency: Adjacency,
    /// Tokens of the noun phrase before it; may be empty.
    pub subject: Range<usize>,
    /// tăng or giảm right before it; once it is read, what it is an amount of.
    pub change: Option<Change>,
    /// What it says, once it is read: what is so, a goal, an estimate.
    pub basis: Basis,
    /// lên, xuống còn right before it.
    pub level: bool,
    /// What goes with the figure before: với right before it, or nothing between them, "118 hộ/409 khẩu".
    pub companion: bool,
    /// từ right before it.
    pub origin: bool,
    /// Whether its clause sets it as a goal.
    pub set: bool,
    /// kế hoạch, chỉ tiêu right before it.
    pub plan: bool,
    /// bình quân right before it.
    pub mean: bool,
    /// lần lượt before the group that it is in.
    pub respectively: bool,
    /// The unit and the words behind it.
    pub noun: Range<usize>,
    /// The label, and whether it was carried from another figure.
    pub label: Option<String>,
    /// The figure (token) whose label it carries.
    pub carried: Option<usize>,
}

/// What a figure's unit is to the words behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// It measures.
    Measure,
    /// It is an amount of money.
    Money,
    /// It counts things.
    Thing,
    /// It counts what takes place: "đợt nắm tình hình", with the verb in its name.
    Event,
}

impl Unit {
    /// By kind and unit of a quantity.
    pub fn of(q: &Quantity) -> Self {
        const EVENTS: [&str; 12] = [
            "cuộc",
            "buổi",
            "đợt",
            "lớp",
            "hội nghị",
            "phiên",
            "hội thảo",
            "hội thi",
            "chiến dịch",
            "chuyên đề",
            "giải",
            "lễ",
        ];
        match q.figure.kind {
            Measure::Count => {
                let unit = q.figure.unit.as_deref().unwrap_or("");
                let event =
                    EVENTS.iter().any(|e| unit.strip_prefix(e).is_some_and(|r| r.is_empty() || r.starts_with(' ')));
                if event { Self::Event } else { Self::Thing }
            }
            Measure::Money => Self::Money,
            _ => Self::Measure,
        }
    }

    /// Whether it counts.
    pub fn counts(self) -> bool {
        matches!(self, Self::Thing | Self::Event)
    }
}

/// Reads what stands around the figure at token `at`.
pub(super) fn read(tokens: &[Token], at: usize, index: usize, unit: Unit, bare: bool) -> Reading {
    let counts = unit.counts();
    let before = walk(tokens, at);
    let mut r = Reading {
        at,
        index,
        counts,
        inside: open_at(tokens, at),
        adjacency: Adjacency::Direct,
        subject: at..at,
        change: None,
        basis: Basis::Actual,
        level: false,
        companion: matches!(before.bound, Bound::Figure(f) if f + 1 == at),
        origin: false,
        set: false,
        plan: false,
        mean: false,
        respectively: false,
        noun: at + 1..noun_end(tokens, at + 1, unit),
        label: None,
        carried: None,
        before,
    };
    let end = connect(tokens, &mut r, unit);
    r.subject = subject(tokens, r.before.chunk, end, &r);
    // "Toàn huyện có 12/15 xã (80%) đạt chuẩn": what is said of them stands behind their share.
    if counts && r.noun.is_empty() && (r.subject.is_empty() || tokens[r.subject.start].is(Class::Body)) {
        r.noun = behind_share(tokens, at, unit).unwrap_or(r.noun);
    }
    // "có mức tăng trưởng 16,4%": the noun of change is the name where there is no other.
    if r.subject.is_empty()
        && let Some(p) = (end..at).find(|&p| matches!(tokens[p].class(), Some(Class::Up | Class::Down)))
        && tokens[p].syllables >= 3
        && p > r.before.from
        && tokens[p - 1].is(Class::Have)
    {
        r.subject = p..p + 1;
    }
    // "thủy điện Bản Chát (220 MW)", "đất đai (05 đơn), hộ tịch (04)": the name stands before the parenthesis.
    if let Bound::Open(open) = r.before.bound
        && r.subject.is_empty()
        && end == r.before.from
        && r.noun.is_empty()
        && (!counts || bare)
    {
        let outer = walk(tokens, open);
        if outer.chunk < open && !matches!(outer.bound, Bound::Figure(f) if f + 1 == open) {
            let inner = Reading { at: open, before: outer, ..r.clone() };
            r.subject = subject(tokens, inner.before.chunk, open, &inner);
        }
    }
    r
}

/// The parenthesis with a share behind the counted things at `at`, and the words of the verb behind it that say what they do.
fn behind_share(tokens: &[Token], at: usize, unit: Unit) -> Option<Range<usize>> {
    let open = tokens.get(at + 1).filter(|t| t.kind == Kind::Open).map(|_| at + 1)?;
    let close = (open + 2..tokens.len().min(open + 5)).find(|&j| tokens[j].kind == Kind::Close)?;
    let figures = tokens[open..close].iter().filter(|t| matches!(t.kind, Kind::Figure(_))).count();
    let adverbs = tokens[close + 1..].iter().take_while(|t| t.is(Class::Adverb)).count();
    let from = close + 1 + adverbs;
    // "đạt chuẩn nông thôn mới" is one phrase.
    let verb = tokens.get(from).is_some_and(|t| {
        matches!(
            t.class(),
            Some(
                Class::Have
                    | Class::Passive
                    | Class::Link
                    | Class::Heavy
                    | Class::Light
                    | Class::Attribute
                    | Class::Plain
            )
        )
    });
    // "đạt" and what is reached
    let end = match noun_end(tokens, from, unit) {
        end if end > from => end,
        _ if tokens.get(from).is_some_and(|t| t.is(Class::Link)) => noun_end(tokens, from + 1, unit),
        end => end,
    };
    (figures == 1 && verb && end > from + usize::from(tokens[from].is(Class::Link))).then_some(at + 1..end)
}

/// Walks left over what links words and number, and notes it; gives the end of the words.
fn connect(tokens: &[Token], r: &mut Reading, unit: Unit) -> usize {
    let mut k = r.at;
    while k > r.before.chunk {
        let t = &tokens[k - 1];
        let Some(class) = t.class() else {
            if matches!(t.kind, Kind::Date(_)) || t.duration {
                k -= 1;
                continue;
            }
            break;
        };
        let direct = r.adjacency == Adjacency::Direct;
        match class {
            Class::Hedge | Class::Adverb | Class::Estimate | Class::Each => {}
            Class::Mean if direct => r.mean = true,
            Class::Compare => {}
            Class::Goal if direct => {}
            Class::Respectively => {
                r.respectively = true;
                // "tăng lần lượt 4,2% và 6,8%", not "giảm lần lượt còn 12% và 9%"
                let verb = tokens[r.before.chunk..k - 1].last().and_then(Token::class);
                r.change = match verb.filter(|_| direct) {
                    Some(Class::Up) => Some(Change::Increase),
                    Some(Class::Down) => Some(Change::Decrease),
                    _ => None,
                };
                r.adjacency = Adjacency::Linked;
            }
            Class::Link | Class::Corresponding => r.adjacency = Adjacency::Linked,
            Class::Level => {
                r.level |= r.change.is_none();
                r.adjacency = Adjacency::Linked;
            }
            // "3 giảm 3 tăng" in quotation marks is a name.
            Class::Up | Class::Down if t.quoted && !tokens[r.at].quoted => break,
            Class::Up | Class::Down => {
                if !r.level && (direct || r.origin) && r.change.is_none() {
                    r.change = Some(if class == Class::Up { Change::Increase } else { Change::Decrease });
                }
                r.adjacency = Adjacency::Linked;
            }
            Class::From if direct => r.origin = true,
            Class::Plan if k >= 2 && tokens[k - 2].is(Class::Compare) => k -= 1,
            Class::Plan => {
                r.plan = direct;
                break;
            }
            Class::Have | Class::Comprise if direct => {
                r.adjacency = if class == Class::Have { Adjacency::Have } else { Adjacency::Comprise };
            }
            // "Diện tích rừng bị thiệt hại 11,8 ha": what befell it is part of the name.
            Class::Light | Class::Heavy
                if direct
                    && k >= r.before.chunk + 3
                    && tokens[k - 2].is(Class::Passive)
                    && tokens[k - 2].syllables == 1
                    && names(&tokens[k - 3]) =>
            {
                break;
            }
            // "đường trục thôn được cứng hóa 9,8 km": what was done stands behind its name.
            Class::Light | Class::Heavy
                if direct
                    && unit != Unit::Money
                    && k >= r.before.chunk + 3
                    && is_passive(&tokens[k - 2])
                    && names(&tokens[k - 3]) =>
            {
                r.adjacency = Adjacency::Linked;
            }
            // "vốn đầu tư do địa phương quản lý 120 tỷ đồng": whose it is belongs to the name.
            Class::Light | Class::Heavy if direct && let Some(by) = relative(tokens, r.before.chunk, k - 1) => {
                r.adjacency = Adjacency::Linked;
                k = by + 1;
            }
            // "nâng từ 48 lên 50 trường", "rút từ 25 phút xuống 11 phút": the verb leads to two levels.
            Class::Light | Class::Heavy
                if direct && r.origin && tokens[r.at + 1..].iter().take(8).any(|t| t.is(Class::Level)) =>
            {
                r.adjacency = Adjacency::Linked;
            }
            // "Tổng diện tích lúa đông xuân thực hiện 2.050 ha": what came of it.
            Class::Light | Class::Heavy
                if direct
                    && is_one_of!(t.key, "hiện")
                    && t.span.len() == "thực hiện".len()
                    // "Kinh phí thực hiện 5 tỷ đồng" is one name.
                    && k >= r.before.chunk + 2
                    && !tokens[k - 2].is(Class::Head)
                    && tokens[r.before.chunk..k - 1].iter().any(|t| t.is(Class::Head) || t.is(Class::Plain)) =>
            {
                r.adjacency = Adjacency::Linked;
            }
            // "diện tích gieo trồng 15 ha", "kinh phí hỗ trợ 2 tỷ đồng": the verb is part of the name.
            Class::Light | Class::Heavy if direct && nominal(tokens, r.before.chunk, k - 1) => break,
            // "công nghiệp - xây dựng 1.418 tỷ đồng"
            Class::Light | Class::Heavy
                if direct && k >= r.before.chunk + 3 && tokens[k - 2].kind == Kind::Dash && names(&tokens[k - 3]) =>
            {
                break;
            }
            Class::Light | Class::Heavy if direct => {
                r.adjacency = Adjacency::Verb(k - 1);
                break;
            }
            Class::For if direct => {
                r.adjacency = Adjacency::For;
            }
            // "thu ngân sách trên địa bàn 86 triệu đồng"
            Class::Prep if direct && t.syllables >= 3 && k - 1 > r.before.chunk && !r.counts => {}
            // "Thu nhập bình quân đầu người đến năm 2030 trên 90 triệu đồng": a frame of time.
            Class::Prep
                if direct
                    && !r.counts
                    && matches!(tokens[k].kind, Kind::Date(_))
                    && is_one_of!(t.key, "đến" | "tới" | "vào")
                    && is_measure(&tokens[r.before.chunk..k - 1]) => {}
            Class::With | Class::Prep | Class::Of if direct => {
                r.companion |= class == Class::With;
                r.adjacency = Adjacency::Prep;
            }
            Class::And if direct => {
                r.adjacency = Adjacency::And;
            }
            _ => break,
        }
        k -= 1;
        if matches!(r.adjacency, Adjacency::For | Adjacency::Prep | Adjacency::And) {
            break;
        }
    }
    k
}

/// Whether the words are the name of a measure, with its head and no verb.
fn is_measure(name: &[Token]) -> bool {
    let verb = |t: &Token| matches!(t.class(), Some(Class::Light | Class::Heavy | Class::Goal | Class::Have));
    name.iter().any(|t| t.is(Class::Head)) && !name.iter().any(verb)
}

/// The "do" behind a name that leads to the verb at `verb`, with those who act between them.
fn relative(tokens: &[Token], from: usize, verb: usize) -> Option<usize> {
    // "Vụ cháy do chập điện làm chết 2 người" tells what happened.
    if !is_one_of!(tokens[verb].key, "lý" | "trách" | "nhận") {
        return None;
    }
    let by = (from + 1..verb).rev().take(MAX_ACTORS + 1).find(|&j| tokens[j].key == key("do"))?;
    let actors = &tokens[by + 1..verb];
    let body = |t: &Token| matches!(t.class(), Some(Class::Body | Class::Member | Class::Plain));
    let named = tokens[from..by].iter().any(names);
    (tokens[by].is(Class::Prep) && tokens[by].syllables == 1 && named && !actors.is_empty() && actors.iter().all(body))
        .then_some(by)
}

/// Tokens of those who act between "do" and a verb, at most.
const MAX_ACTORS: usize = 4;

/// "được" or "bị" alone, by its length among the words that link or make passive.
fn is_passive(t: &Token) -> bool {
    let text = t.span.len();
    t.syllables == 1 && (t.is(Class::Link) && text == "được".len() || t.is(Class::Passive) && text == "bị".len())
}

/// Whether the token can end a name.
fn names(t: &Token) -> bool {
    matches!(t.class(), Some(Class::Plain | Class::Head | Class::Attribute | Class::Member | Class::Body))
}

/// Whether the verb at `verb` belongs to a name that a head began in its chunk.
fn nominal(tokens: &[Token], from: usize, verb: usize) -> bool {
    let chunk = &tokens[from..verb];
    let Some(head) = chunk.iter().rposition(|t| t.is(Class::Head) && !t.quoted) else { return false };
    // "tổng công suất các nhà máy điện đang vận hành 6.520 MW"
    let now = |t: &Token| t.is(Class::Adverb) && is_one_of!(t.key, "đang") && t.syllables == 1;
    let end = chunk.len() - usize::from(chunk.last().is_some_and(now)).min(chunk.len() - head - 1);
    let those = end < chunk.len();
    chunk[head + 1..end].iter().all(|t| {
        those && t.is(Class::Body)
            || matches!(t.class(), Some(Class::Plain | Class::Member | Class::Attribute | Class::Heavy | Class::Light))
    })
}
