//! What a figure measures, as the noun phrase that a reader would put into the table's first column.
//!
//! "hộ nghèo dân tộc thiểu số là 1.622 hộ" → name first: "hộ nghèo dân tộc thiểu số"; "mở 08 lớp tập huấn" → number
//! first: "lớp tập huấn"; "1.685 hộ nghèo, chiếm 20,42%" → the share has the label of the count before it.

use super::change::near_plan;
use super::clause::{Before, Bound, Kind, Token, before as walk, skip_parenthesis};
use super::period::open_at;
use super::place::Mention;
use super::series::{Names, Series};
use crate::extract::Quantity;
use crate::record::{Change, Kind as Measure};
use crate::text::Span;
use crate::vocabulary::Class;
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
    /// tăng or giảm right before it.
    pub change: Option<Change>,
    /// lên, xuống còn right before it.
    pub level: bool,
    /// với right before it: what goes with the figure before.
    pub companion: bool,
    /// từ right before it.
    pub origin: bool,
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
            _ => Self::Measure,
        }
    }
}

/// Reads what stands around the figure at token `at`.
pub(super) fn read(tokens: &[Token], at: usize, unit: Unit) -> Reading {
    let counts = unit != Unit::Measure;
    let before = walk(tokens, at);
    let mut r = Reading {
        at,
        counts,
        inside: open_at(tokens, at),
        adjacency: Adjacency::Direct,
        subject: at..at,
        change: None,
        level: false,
        companion: false,
        origin: false,
        plan: false,
        mean: false,
        respectively: false,
        noun: at + 1..noun_end(tokens, at + 1, unit),
        label: None,
        carried: None,
        before,
    };
    let end = connect(tokens, &mut r);
    r.subject = subject(tokens, r.before.chunk, end, &r);
    // "có mức tăng trưởng 16,4%": the noun of change is the name where there is no other.
    if r.subject.is_empty()
        && let Some(p) = (end..at).find(|&p| matches!(tokens[p].class(), Some(Class::Up | Class::Down)))
        && tokens[p].syllables >= 3
        && p > r.before.from
        && tokens[p - 1].is(Class::Have)
    {
        r.subject = p..p + 1;
    }
    // "thủy điện Bản Chát (220 MW)": the name stands before the parenthesis.
    if let Bound::Open(open) = r.before.bound
        && r.subject.is_empty()
        && end == r.before.from
        && r.noun.is_empty()
        && !counts
    {
        let outer = walk(tokens, open);
        if outer.chunk < open && !matches!(outer.bound, Bound::Figure(f) if f + 1 == open) {
            let inner = Reading { at: open, before: outer, ..r.clone() };
            r.subject = subject(tokens, inner.before.chunk, open, &inner);
        }
    }
    r
}

/// Walks left over what links words and number, and notes it; gives the end of the words.
fn connect(tokens: &[Token], r: &mut Reading) -> usize {
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
                r.adjacency = Adjacency::Linked;
            }
            Class::Link | Class::Corresponding => r.adjacency = Adjacency::Linked,
            Class::Level => {
                r.level |= r.change.is_none();
                r.adjacency = Adjacency::Linked;
            }
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
            // "diện tích gieo trồng 15 ha", "kinh phí hỗ trợ 2 tỷ đồng": the verb is part of the name.
            Class::Light | Class::Heavy if direct && nominal(tokens, r.before.chunk, k - 1) => break,
            Class::Light | Class::Heavy if direct => {
                r.adjacency = Adjacency::Verb(k - 1);
                break;
            }
            Class::For if direct => {
                r.adjacency = Adjacency::For;
            }
            // "thu ngân sách trên địa bàn 86 triệu đồng"
            Class::Prep if direct && t.syllables >= 3 && k - 1 > r.before.chunk && !r.counts => {}
            Class::With | Class::Prep | Class::Of if direct => {
                r.companion = class == Class::With;
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

/// Whether the verb at `verb` belongs to a name that a head began in its chunk.
fn nominal(tokens: &[Token], from: usize, verb: usize) -> bool {
    let chunk = &tokens[from..verb];
    let Some(head) = chunk.iter().rposition(|t| t.is(Class::Head) && !t.quoted) else { return false };
    chunk[head + 1..].iter().all(|t| {
        matches!(t.class(), Some(Class::Plain | Class::Member | Class::Attribute | Class::Heavy | Class::Light))
    })
}

/// The noun phrase in `from..to`, without what only frames it.
fn subject(tokens: &[Token], from: usize, to: usize, r: &Reading) -> Range<usize> {
    let (mut from, mut to) = (from, to);
    // "… cao hơn kế hoạch (16%) là than sạch": what stands before the verb behind a parenthesis is another clause.
    if let Some(p) = (from..to).rev().find(|&p| tokens[p].kind == Kind::Close)
        && p + 1 < to
        && matches!(tokens[p + 1].class(), Some(Class::Link | Class::Have | Class::Comprise))
    {
        from = p + 1;
    }
    // A comparison that runs up to the link is no part of the name; a name may follow it, "giảm so với cùng kỳ có dầu thô".
    if let Some(p) = (from..to).rev().find(|&p| tokens[p].is(Class::Compare))
        && !tokens[p..to].iter().any(|t| t.is(Class::Head))
    {
        match (p + 1..to)
            .rev()
            .find(|&j| matches!(tokens[j].class(), Some(Class::Have | Class::Comprise | Class::Link)))
        {
            Some(verb) if verb + 1 < to => from = verb + 1,
            _ => to = p,
        }
    }
    // "than sạch tiếp tục có mức tăng trưởng cao đạt": the predicate before the link is no part of the name.
    if r.adjacency == Adjacency::Linked
        && let Some(p) = (from + 1..to).find(|&p| {
            tokens[p].is(Class::Adverb)
                && matches!(
                    tokens.get(p + 1).and_then(Token::class),
                    Some(Class::Have | Class::Up | Class::Down | Class::Link | Class::Level)
                )
        })
        && !tokens[p..to].iter().any(|t| t.is(Class::Head))
    {
        to = p;
    }
    // The name begins at the last head that follows a verb, "có tổng diện tích", "quản lý dư nợ", or at the first one.
    let starts = |p: usize| tokens[p].is(Class::Head) && !tokens[p].quoted;
    let opens = |p: usize| {
        matches!(
            tokens[p].class(),
            Some(
                Class::Have
                    | Class::Comprise
                    | Class::Link
                    | Class::Level
                    | Class::Light
                    | Class::Up
                    | Class::Down
                    | Class::With
                    | Class::Prep
                    | Class::Adverb
                    | Class::Estimate
                    | Class::Goal
                    | Class::Request
                    | Class::Scope
                    | Class::Body
                    | Class::Time
            )
        ) || matches!(tokens[p].kind, Kind::Date(_))
    };
    if let Some(p) = (from + 1..to).rev().find(|&p| starts(p) && opens(p - 1)) {
        from = p;
    } else if let Some(p) = (from..to).find(|&p| starts(p)) {
        // "Lực lượng lao động", but also "trạm y tế có số bác sĩ": words before a head are its frame.
        if tokens[from..p].iter().all(|t| !t.is(Class::Heavy))
            && p - from <= 6
            && !tokens[from..p].iter().any(|t| t.is(Class::Plain))
        {
            from = p;
        }
    }
    while from < to && framing(tokens, from, to) {
        from += 1;
    }
    while to > from && trailing(&tokens[to - 1]) {
        to -= 1;
    }
    if from < to { coordinated(tokens, from, r)..to } else { from..to }
}

/// Where a name begins that goes over commas: "túi xách, vali, mũ và ô dù đạt 90 triệu USD".
fn coordinated(tokens: &[Token], from: usize, r: &Reading) -> usize {
    // Only a name that is its whole chunk, and only back to where the figure's own words begin.
    if from != r.before.chunk || from <= r.before.from + 1 || tokens[from].is(Class::Head) {
        return from;
    }
    let noun = |t: &Token| match t.class() {
        Some(Class::Plain | Class::Member | Class::Attribute) => true,
        Some(Class::Body) => t.syllables <= 2,
        _ => t.kind == Kind::Dash,
    };
    let verbs = |t: &Token| noun(t) || matches!(t.class(), Some(Class::Heavy | Class::And | Class::Of));
    if !tokens[from..r.at].iter().take_while(|t| noun(t) || t.is(Class::And)).any(noun) {
        return from;
    }
    let mut start = from;
    while start > r.before.from + 1 {
        let end = start - 1;
        let chunk = (r.before.from..end).rev().take_while(|&j| tokens[j].kind != Kind::Comma).count();
        let syllables: usize = tokens[end - chunk..end].iter().map(|t| usize::from(t.syllables)).sum();
        if chunk == 0 || syllables > 8 || !tokens[end - chunk..end].iter().all(verbs) {
            break;
        }
        start = end - chunk;
        // The words right behind the figure before are its own.
        if matches!(r.before.bound, Bound::Figure(_))
            && start == r.before.from
            && start < end
            && tokens[start].kind != Kind::Comma
        {
            return end + 1;
        }
    }
    start
}

/// Whether a token at the left end of a subject is not part of the name.
fn framing(tokens: &[Token], at: usize, to: usize) -> bool {
    match tokens[at].kind {
        Kind::Figure(_) => tokens[at].duration,
        Kind::Dash | Kind::Date(_) | Kind::Close | Kind::Open => true,
        Kind::Word(class) => match class {
            Class::And
            | Class::Adverb
            | Class::Scope
            | Class::Prep
            | Class::With
            | Class::Of
            | Class::From
            | Class::Time
            | Class::Estimate
            | Class::Goal
            | Class::Link
            | Class::Have
            | Class::Comprise
            | Class::Hedge
            | Class::Compare
            | Class::Request
            | Class::Each
            | Class::For
            | Class::Passive
            | Class::Level => true,
            Class::Light => at + 1 < to,
            _ => false,
        },
        _ => false,
    }
}

/// Whether a token at the right end of a subject is not part of the name.
fn trailing(token: &Token) -> bool {
    match token.kind {
        Kind::Figure(_) => token.duration,
        Kind::Dash | Kind::Date(_) | Kind::Close | Kind::Open => true,
        Kind::Word(class) => matches!(
            class,
            Class::And
                | Class::Adverb
                | Class::Scope
                | Class::Prep
                | Class::With
                | Class::Of
                | Class::From
                | Class::Time
                | Class::Estimate
                | Class::Goal
                | Class::Link
                | Class::Have
                | Class::Comprise
                | Class::Hedge
                | Class::Compare
                | Class::Each
                | Class::For
                | Class::Level
                | Class::Passive
                | Class::Up
                | Class::Down
        ),
        _ => false,
    }
}

/// Syllables of a noun phrase behind a number, at most.
const MAX_NOUN: usize = 10;

/// Where the noun phrase ends that begins at `from`, behind a number.
fn noun_end(tokens: &[Token], from: usize, unit: Unit) -> usize {
    let mut syllables = 0;
    let mut j = from;
    while let Some(t) = tokens.get(j) {
        let next = tokens.get(j + 1);
        let next_class = next.and_then(Token::class);
        let go_on = match t.kind {
            Kind::Word(class) => match class {
                Class::Plain | Class::Member | Class::Attribute | Class::Body | Class::Head => true,
                Class::Of => next_class
                    .is_some_and(|c| matches!(c, Class::Plain | Class::Member | Class::Body | Class::Attribute)),
                Class::And => {
                    next_class.is_some_and(|c| matches!(c, Class::Member | Class::Plain))
                        && !followed_by_figure(tokens, j + 1)
                }
                Class::Have | Class::Passive => {
                    next.is_some_and(|n| n.class().is_some()) && !followed_by_figure(tokens, j + 1)
                }
                Class::Link => {
                    matches!(next_class, Some(Class::Plain | Class::Attribute | Class::Heavy | Class::Member))
                        && !followed_by_figure(tokens, j + 1)
                }
                // "quyết định chỉ đạo thực hiện …": what is done with the counted things is no part of their name.
                Class::Light | Class::Heavy => {
                    !followed_by_figure(tokens, j + 1)
                        && !(next_class == Some(Class::Head) && leads_to_figure(tokens, j + 1))
                        && (class == Class::Heavy
                            || unit == Unit::Measure
                            || unit == Unit::Event && j == from
                            || j > from && tokens[j - 1].is(Class::Adverb))
                }
                Class::Adverb => {
                    matches!(next_class, Some(Class::Plain | Class::Heavy | Class::Light | Class::Link)) && j > from
                }
                Class::Plan => j > from,
                _ => false,
            },
            // "cán bộ, công chức": a member of an enumeration behind the comma, and no figure of its own.
            Kind::Comma if j == from => enumerates(tokens, j + 1),
            Kind::Comma => {
                let member = next_class == Some(Class::Member)
                    || next_class == Some(Class::Body) && j > 0 && tokens[j - 1].is(Class::Body);
                member && j > from && !leads_to_figure(tokens, j + 1)
            }
            Kind::Dash => next.is_some_and(|n| n.class() == Some(Class::Plain)) && j > from,
            _ => false,
        };
        syllables += usize::from(t.syllables);
        if !go_on || syllables > MAX_NOUN {
            break;
        }
        j += 1;
    }
    while j > from && (trailing(&tokens[j - 1]) || j > from + 1 && tokens[j - 1].is(Class::Light)) {
        j -= 1;
    }
    j
}

/// Whether the words from `at` go on the enumeration of which the unit was the first noun: "13 xã, thị trấn có điện".
fn enumerates(tokens: &[Token], at: usize) -> bool {
    let noun = |t: &Token| t.is(Class::Member) || t.is(Class::Body) && t.syllables <= 3;
    let mut j = at;
    while tokens.get(j).is_some_and(noun) {
        j += 1;
        if tokens.get(j).is_some_and(|t| t.kind == Kind::Comma) && tokens.get(j + 1).is_some_and(noun) {
            j += 1;
        }
    }
    j > at
        && !leads_to_figure(tokens, at)
        && !tokens.get(j).is_some_and(|t| {
            matches!(t.kind, Kind::Figure(_))
                || matches!(
                    t.class(),
                    Some(Class::Adverb | Class::Link | Class::Light | Class::Up | Class::Down | Class::Heavy)
                )
        })
}

/// Whether a figure stands in the same comma chunk as the words from `at`: they are its name.
fn leads_to_figure(tokens: &[Token], at: usize) -> bool {
    tokens[at.min(tokens.len())..]
        .iter()
        .take(10)
        .take_while(|t| {
            !matches!(t.kind, Kind::Comma | Kind::Semicolon | Kind::Close | Kind::Open)
                && !t.is(Class::Prep)
                && !t.is(Class::With)
        })
        .any(|t| matches!(t.kind, Kind::Figure(_)))
}

/// Whether the words from `at` lead to a figure before anything ends them.
fn followed_by_figure(tokens: &[Token], at: usize) -> bool {
    tokens[at.min(tokens.len())..]
        .iter()
        .take(3)
        .map_while(|t| match t.kind {
            Kind::Figure(_) => Some(true),
            Kind::Word(
                Class::Hedge | Class::Adverb | Class::Light | Class::Link | Class::Have | Class::Estimate | Class::Mean,
            ) => Some(false),
            _ => None,
        })
        .any(|f| f)
}

/// Everything that labels are chosen from.
pub(super) struct Labeller<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub quantities: &'a [Quantity],
}

impl Labeller<'_> {
    /// Chooses the label of `r`, after those of the figures before it in the sentence.
    pub fn label(&self, r: &Reading, done: &[Reading]) -> (Option<String>, Option<usize>) {
        let q = self.quantity(r.at);
        let from = self.number_end(q);
        let kind = q.figure.kind;
        let noun = self.noun(r, from);
        let subject = self.subject(r).map(|s| match self.list_head(r) {
            Some(head) => format!("{head} {s}"),
            None => s,
        });
        // "khối xã, thị trấn 94,8%": more than the bare word, with no verb behind it, is a name.
        let body = self.is_whole(&r.subject);
        let whole = body
            && (kind == Measure::Count
                || r.subject.len() < 2
                || !matches!(r.adjacency, Adjacency::Direct) && r.change.is_none());
        let previous = self.previous(r, done);
        // "kế hoạch năm (3.800 tấn)": the plan for what was spoken of.
        if let Bound::Open(open) = r.before.bound
            && r.before.from == r.at
            && near_plan(self.tokens, open)
        {
            let plan = self.tokens[..open].iter().rposition(|t| t.is(Class::Plan));
            return self.carry(previous, plan.map(|p| self.join(p..open)));
        }
        // "(KH 1.200 tỷ đồng)"
        if r.plan && matches!(r.before.bound, Bound::Open(_)) && r.subject.len() == 1 {
            return self.carry(previous, subject);
        }
        if let Some(name) = self.titled(r) {
            return (Some(name), None);
        }
        if let Some(name) = previous.and_then(|p| self.resumed(r, p)) {
            return (Some(name), None);
        }
        match kind {
            Measure::Count => self.count(r, q, noun, subject, whole, previous, done),
            Measure::Percent => self.percent(r, noun, subject, whole, previous),
            _ => self.measure(r, q, noun, subject, whole, previous, done),
        }
    }

    /// The label of the sibling before, for an item of a list of places: "xã A có 215 hộ nghèo, xã B 184 hộ".
    pub fn sibling(&self, r: &Reading, places: &[Mention], done: &[Reading]) -> Option<(String, usize)> {
        let is_place = |s: &Range<usize>| {
            !s.is_empty() && places.iter().any(|m| m.tokens.start <= s.start && s.end <= m.tokens.end)
        };
        if !is_place(&r.subject) {
            return None;
        }
        let before = self.same_unit(r, done)?;
        let own = places.iter().any(|m| m.tokens.end <= before.at && before.before.from <= m.tokens.start);
        let named = before.subject.is_empty()
            || !is_place(&before.subject)
            || before.label.as_ref() != self.subject(before).as_ref();
        (own && named && before.change == r.change).then(|| before.label.clone().map(|l| (l, before.at))).flatten()
    }

    /// The label of the `i`th figure of a series.
    pub fn paired(&self, series: &Series, i: usize, done: &[Reading]) -> (Option<String>, Option<usize>) {
        match &series.names {
            Names::Listed(names) => {
                let range = names[i].clone();
                let start = range.clone().find(|&j| !framing(self.tokens, j, range.end)).unwrap_or(range.start);
                let name = self.join(start..range.end);
                let shared = series.shared(self.tokens).filter(|s| i > 0 && !s.contains(&start)).map(|s| self.join(s));
                (Some(shared.map_or(name.clone(), |s| format!("{s} {name}"))), None)
            }
            Names::Figures(figures) => self.carry(done.iter().find(|d| d.at == figures[i]), None),
        }
    }

    /// The name before another figure inside it: "tổng vốn thực hiện 03 chương trình là 215 tỷ đồng".
    fn resumed(&self, r: &Reading, previous: &Reading) -> Option<String> {
        let open = r.subject.is_empty()
            && r.adjacency == Adjacency::Linked
            && r.change.is_none()
            && r.before.chunk == r.before.from;
        let name = previous.subject.clone();
        let headed = !name.is_empty() && self.tokens[name.start].is(Class::Head);
        (open
            && headed
            && matches!(r.before.bound, Bound::Figure(at) if at == previous.at)
            && previous.noun.start < previous.noun.end)
            .then(|| self.join(name))
            .filter(|n| previous.label.as_ref() != Some(n))
    }

    /// The name before a colon that the figure alone follows: "Tổng số hộ cận nghèo: 11.857 hộ".
    fn titled(&self, r: &Reading) -> Option<String> {
        let Bound::Colon(colon) = r.before.bound else { return None };
        let alone =
            r.subject.is_empty() && matches!(r.adjacency, Adjacency::Direct | Adjacency::Linked) && r.change.is_none();
        if !alone || r.before.chunk != r.before.from {
            return None;
        }
        let outer = walk(self.tokens, colon);
        let name = subject(self.tokens, outer.chunk, colon, &Reading { at: colon, before: outer, ..r.clone() });
        let syllables: usize = self.tokens[name.clone()].iter().map(|t| usize::from(t.syllables)).sum();
        let headed = !name.is_empty() && self.tokens[name.start].is(Class::Head);
        let fits = headed || !r.counts && !self.is_whole(&name);
        (fits && (1..=12).contains(&syllables)).then(|| self.join(name))
    }

    /// The name of what a list behind a colon is about, when the item needs it: "Trình độ chuyên môn: thạc sĩ 34".
    fn list_head(&self, r: &Reading) -> Option<String> {
        let apart = !matches!(r.adjacency, Adjacency::Direct | Adjacency::Linked);
        if apart || r.subject.is_empty() || r.subject.len() > 4 || self.tokens[r.subject.start].is(Class::Head) {
            return None;
        }
        let colon = match r.before.bound {
            Bound::Colon(at) => at,
            Bound::Figure(_) | Bound::Semicolon => self.tokens[..r.at].iter().rposition(|t| t.kind == Kind::Colon)?,
            _ => return None,
        };
        let from = self.tokens[..colon]
            .iter()
            .rposition(|t| matches!(t.kind, Kind::Semicolon | Kind::Colon | Kind::Figure(_) | Kind::Comma))
            .map_or(0, |p| p + 1);
        let start =
            (from..colon).find(|&j| !framing(self.tokens, j, colon)).filter(|&j| self.tokens[j].is(Class::Head))?;
        // "Y tế, dân số: …" is the title of a paragraph.
        if from > 0
            && self.tokens[from - 1].kind == Kind::Comma
            && !self.tokens[..from].iter().any(|t| matches!(t.kind, Kind::Figure(_)))
        {
            return None;
        }
        let head = start..colon;
        let syllables: usize = self.tokens[head.clone()].iter().map(|t| usize::from(t.syllables)).sum();
        let plain = self.tokens[head.clone()].iter().all(|t| {
            matches!(
                t.class(),
                Some(
                    Class::Head
                        | Class::Plain
                        | Class::Member
                        | Class::Attribute
                        | Class::Light
                        | Class::Heavy
                        | Class::Prep
                )
            )
        });
        (start == from && syllables <= 7 && plain).then(|| self.join(head))
    }

    fn quantity(&self, at: usize) -> &Quantity {
        match self.tokens[at].kind {
            Kind::Figure(i) => &self.quantities[i],
            _ => unreachable!("a reading stands on a figure"),
        }
    }

    /// Where number and magnitude end and the unit begins.
    fn number_end(&self, q: &Quantity) -> usize {
        q.unit.map_or(q.figure.span.end, |u| u.start)
    }

    fn count(
        &self,
        r: &Reading,
        q: &Quantity,
        noun: Option<String>,
        subject: Option<String>,
        whole: bool,
        previous: Option<&Reading>,
        done: &[Reading],
    ) -> (Option<String>, Option<usize>) {
        let own = |l: Option<String>| (l, None);
        let generic = q.unit.is_none_or(|u| generic(u.of(self.text)));
        let bare = r.noun.is_empty() && generic;
        if q.unit.is_none() {
            let apart = !matches!(r.adjacency, Adjacency::Direct | Adjacency::Linked | Adjacency::Have);
            return match subject {
                // "tại 15 điểm cầu" with something between number and unit.
                _ if apart => match r.adjacency {
                    Adjacency::Verb(v) => own(Some(self.join(v..v + 1))),
                    _ => own(q.figure.unit.clone().or(noun)),
                },
                Some(s) => own(Some(s)),
                None => self.carry(previous, noun),
            };
        }
        let named = subject.clone().filter(|_| !whole);
        let headed = !r.subject.is_empty() && self.tokens[r.subject.start].is(Class::Head);
        if r.change.is_some() {
            return match named {
                Some(s) => own(Some(s)),
                None => match self.same_unit(r, done) {
                    Some(p) if r.noun.is_empty() => self.carry(Some(p), noun),
                    _ => own(noun),
                },
            };
        }
        match r.adjacency {
            Adjacency::Direct | Adjacency::Linked => {
                match named.or(subject.filter(|_| r.adjacency == Adjacency::Direct && bare)) {
                    Some(s) if bare || headed && r.noun.is_empty() => own(Some(s)),
                    Some(s) if r.noun.is_empty() && r.adjacency == Adjacency::Linked => own(Some(s)),
                    // A word alone before a counted noun is a verb as often as a name: both belong into the label.
                    Some(s) if r.noun.is_empty() && !s.contains(' ') => own(noun.map(|n| format!("{s} {n}"))),
                    Some(s) if r.noun.is_empty() => own(Some(s)),
                    _ => own(noun),
                }
            }
            Adjacency::Have | Adjacency::Comprise => match named {
                Some(s) if bare && r.adjacency == Adjacency::Have || headed => own(Some(s)),
                _ => own(noun),
            },
            Adjacency::Verb(v) => {
                let heavy = self.tokens[v].is(Class::Heavy);
                if heavy && r.noun.is_empty() {
                    let verb = self.tokens[v].span.of(self.text).trim_end_matches(" được");
                    return own(noun.map(|n| format!("{verb} {n}")));
                }
                own(noun)
            }
            Adjacency::For => match named {
                // "trao Huy hiệu Đảng cho 31 đồng chí": what they got.
                Some(s) if r.noun.is_empty() && self.done_for(r, bare) => own(Some(s)),
                _ => own(noun),
            },
            Adjacency::Prep | Adjacency::And => own(noun),
        }
    }

    fn percent(
        &self,
        r: &Reading,
        noun: Option<String>,
        subject: Option<String>,
        whole: bool,
        previous: Option<&Reading>,
    ) -> (Option<String>, Option<usize>) {
        match r.adjacency {
            Adjacency::Verb(_) if noun.is_some() => return (noun, None),
            Adjacency::Prep | Adjacency::For if noun.is_some() => return (noun, None),
            _ => {}
        }
        // "nâng cao chất lượng 100% xã đạt chuẩn": the words before are the verb's object.
        let object = r.adjacency == Adjacency::Direct
            && noun.is_some()
            && !r.subject.is_empty()
            && !self.tokens[r.subject.start].is(Class::Head)
            && self.tokens[r.before.chunk..r.subject.start]
                .iter()
                .any(|t| matches!(t.class(), Some(Class::Light | Class::Heavy)));
        if let Some(s) = subject.filter(|_| !whole && !object) {
            return (Some(s), None);
        }
        // "100% bản có nhà văn hóa": the people or things that the share is of.
        if r.adjacency == Adjacency::Direct && r.change.is_none() && !r.plan && noun.is_some() {
            return (noun, None);
        }
        if matches!(r.adjacency, Adjacency::And | Adjacency::Have) && noun.is_some() {
            return (noun, None);
        }
        let through = self.look_through(r);
        if through.is_some() {
            return (through, None);
        }
        self.carry(previous, noun)
    }

    fn measure(
        &self,
        r: &Reading,
        q: &Quantity,
        noun: Option<String>,
        subject: Option<String>,
        whole: bool,
        previous: Option<&Reading>,
        done: &[Reading],
    ) -> (Option<String>, Option<usize>) {
        let kind = q.figure.kind;
        let named = subject.filter(|_| !whole);
        match r.adjacency {
            Adjacency::Verb(v) => {
                if noun.is_some() {
                    return (noun, None);
                }
                return (self.verb_phrase(r, v), None);
            }
            Adjacency::Direct | Adjacency::Linked => {
                // "bảo vệ 34.860 ha rừng": the thing behind the unit, unless a head names the measure.
                let headed = !r.subject.is_empty() && self.tokens[r.subject.start].is(Class::Head);
                if r.adjacency == Adjacency::Direct && noun.is_some() && !headed && r.change.is_none() {
                    return (noun, None);
                }
                if let Some(s) = named {
                    // "12 căn nhà, mỗi căn 50 triệu đồng"
                    let each = r.subject.start > 0 && self.tokens[r.subject.start - 1].is(Class::Each);
                    let counted = done.iter().rev().take(3).find(|p| each && self.counts(p.at, &s));
                    return if counted.is_some() { self.carry(counted, None) } else { (Some(s), None) };
                }
            }
            Adjacency::Have | Adjacency::Comprise => {
                if let Some(s) = named.filter(|_| {
                    noun.is_none() || r.adjacency == Adjacency::Have && self.tokens[r.subject.start].is(Class::Head)
                }) {
                    return (Some(s), None);
                }
            }
            _ => {}
        }
        if noun.is_some() && r.change.is_none() {
            return (noun, None);
        }
        if r.adjacency == Adjacency::And
            && let Some(verb) = self.governing_verb(r)
        {
            return (Some(verb), None);
        }
        if let Some(through) = self.look_through(r) {
            return (Some(through), None);
        }
        // A rate or an amount of the same kind is about what the last one was about: "bình quân 64,2 triệu đồng/hộ".
        let rate = q.figure.per.first().and_then(|per| done.iter().rev().take(4).find(|p| self.counts(p.at, per)));
        let money = done.iter().rev().take(4).find(|p| r.mean && self.quantity(p.at).figure.kind == kind);
        let like = previous.filter(|p| self.quantity(p.at).figure.kind == kind);
        let rate = rate.filter(|_| !r.mean && like.is_none());
        // An amount is not about what a share or a rate of interest before it is about.
        let other = previous.filter(|p| self.quantity(p.at).figure.kind == Measure::Count && !q.figure.per.is_empty());
        let plan = matches!(r.before.bound, Bound::Open(open) if near_plan(self.tokens, open));
        let linked = r.adjacency == Adjacency::Linked && r.before.chunk == r.before.from;
        let total = r.subject.is_empty()
            && self.tokens[r.before.from..r.at].iter().any(|t| t.is(Class::Total) || t.is(Class::Head));
        let (label, carried) = self
            .carry(money.or(rate).or(like).or(other).or(previous.filter(|_| total || plan || linked || r.level)), None);
        match label {
            Some(l) if r.mean && !l.contains("bình quân") => (Some(format!("{l} bình quân")), carried),
            None => (self.governing_verb(r), None),
            label => (label, carried),
        }
    }

    /// Whether the figure at `at` counts `noun`.
    fn counts(&self, at: usize, noun: &str) -> bool {
        let f = &self.quantity(at).figure;
        f.kind == Measure::Count && f.unit.as_deref().is_some_and(|u| u == noun || u.split(' ').next() == Some(noun))
    }

    /// Whether a verb with its object leads to "cho" in the figure's own words.
    fn done_for(&self, r: &Reading, bare: bool) -> bool {
        let verb = (r.before.chunk..r.subject.end)
            .find(|&j| matches!(self.tokens[j].class(), Some(Class::Heavy | Class::Light)));
        let said = verb.is_some_and(|v| self.tokens[v].is(Class::Heavy) || bare && v < r.subject.start);
        said && r.subject.len() < 9
    }

    /// The label of another figure.
    fn carry(&self, from: Option<&Reading>, otherwise: Option<String>) -> (Option<String>, Option<usize>) {
        match from.and_then(|p| p.label.clone().map(|l| (l, p.at))) {
            Some((label, at)) => (Some(label), Some(at)),
            None => (otherwise, None),
        }
    }

    /// The figure that a share, a change or a rate without a name of its own is about: the one before the parenthesis
    /// that it stands in, or its left neighbour outside parentheses.
    fn previous<'r>(&self, r: &Reading, done: &'r [Reading]) -> Option<&'r Reading> {
        let at = match r.before.bound {
            Bound::Figure(at) => Some(at),
            Bound::Open(open) => self.tokens[..open].iter().rposition(|t| matches!(t.kind, Kind::Figure(_))),
            _ => None,
        };
        let near = at.and_then(|at| done.iter().rev().find(|d| d.at == at));
        // "1.685 hộ nghèo với 8.257 nhân khẩu, chiếm 20,42%": the share is of the households.
        let near = match near {
            Some(n) if n.companion && !r.counts => done.iter().rev().find(|d| d.at < n.at && !d.companion).or(near),
            _ => near,
        };
        near.or_else(|| {
            let reach = matches!(r.before.bound, Bound::Semicolon | Bound::Scope(_) | Bound::Colon(_) | Bound::Start);
            done.last().filter(|_| reach)
        })
    }

    /// The nearest figure to the left, among a few, that counts what this one counts.
    fn same_unit<'r>(&self, r: &Reading, done: &'r [Reading]) -> Option<&'r Reading> {
        let unit = |at: usize| self.quantity(at).figure.unit.as_deref().and_then(|u| u.split(' ').next());
        done.iter().rev().take(12).find(|p| p.label.is_some() && p.inside == r.inside && unit(p.at) == unit(r.at))
    }

    /// The counted noun with the words behind it; none when there is neither.
    fn noun(&self, r: &Reading, from: usize) -> Option<String> {
        let q = self.quantity(r.at);
        let words = self.join(r.noun.clone());
        if q.figure.kind == Measure::Count {
            let unit = from..q.figure.span.end.max(from);
            let unit = self.text[unit].trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '”'));
            let unit = ["trở lên", "trở xuống"].iter().find_map(|b| unit.strip_suffix(b)).unwrap_or(unit);
            let mut text = fold_space(unit);
            if q.figure.per.is_empty() || !text.contains('/') {
                if !words.is_empty() {
                    if !words.starts_with(',') {
                        text.push(' ');
                    }
                    text.push_str(&words);
                }
            } else {
                text.truncate(text.find('/').unwrap_or(text.len()));
            }
            return Some(text).filter(|t| !t.is_empty());
        }
        // "15 kg gạo/học sinh": the figure itself holds the thing.
        let inside = q.unit.map_or("", |u| self.text.get(u.start..q.figure.span.end).unwrap_or(""));
        let inside = inside.split('/').next().unwrap_or(inside).trim();
        let thing = q.figure.unit.as_deref().and_then(|u| inside.strip_prefix(u)).map_or("", str::trim);
        let thing = if thing.starts_with(char::is_alphabetic) && !thing.starts_with("trở") {
            fold_space(thing)
        } else {
            String::new()
        };
        let all = if thing.is_empty() || words.is_empty() { thing + &words } else { thing + " " + &words };
        Some(all).filter(|w| !w.is_empty())
    }

    fn subject(&self, r: &Reading) -> Option<String> {
        Some(self.join(r.subject.clone())).filter(|s| !s.is_empty())
    }

    /// Whether the subject is the whole that is spoken of ("toàn huyện", "UBND xã") and not what is measured.
    fn is_whole(&self, subject: &Range<usize>) -> bool {
        subject.clone().next().is_some_and(|s| self.tokens[s].is(Class::Body))
    }

    /// A name in the comma chunk before the figure's own, when that chunk has no figure: "có tỷ lệ hộ nghèo thấp nhất, 3,5%".
    fn look_through(&self, r: &Reading) -> Option<String> {
        if r.before.chunk <= r.before.from + 1 {
            return None;
        }
        let end = r.before.chunk - 1;
        let from =
            (r.before.from..end).rev().find(|&j| self.tokens[j].kind == Kind::Comma).map_or(r.before.from, |j| j + 1);
        // The words right behind the figure before are its own.
        if from == r.before.from && matches!(r.before.bound, Bound::Figure(_)) {
            return None;
        }
        let name = subject(self.tokens, from, end, r);
        let head = (name.clone()).find(|&j| self.tokens[j].is(Class::Head));
        head.map(|h| self.join(h..name.end)).filter(|s| !s.is_empty())
    }

    /// The verb and what stands between it and the number.
    fn verb_phrase(&self, r: &Reading, verb: usize) -> Option<String> {
        Some(self.join(verb..r.at)).filter(|s| !s.is_empty())
    }

    /// The last verb before the figure in the sentence that counts or measures out.
    fn governing_verb(&self, r: &Reading) -> Option<String> {
        let from = r.at.saturating_sub(30);
        let verb = (from..r.at).rev().find(|&j| matches!(self.tokens[j].class(), Some(Class::Heavy | Class::Light)))?;
        Some(self.join(verb..verb + 1))
    }

    /// The words of `range` with single spaces, without dates, parentheses and hedges.
    fn join(&self, range: Range<usize>) -> String {
        let mut out = String::new();
        let mut j = range.start;
        let mut end = 0;
        while j < range.end {
            let t = &self.tokens[j];
            match t.kind {
                Kind::Open => {
                    j = skip_parenthesis(self.tokens, j, range.end);
                    continue;
                }
                Kind::Figure(_) if !t.duration => {}
                Kind::Date(_) | Kind::Close | Kind::Semicolon | Kind::Colon => {}
                Kind::Comma => out.push(','),
                Kind::Word(Class::Estimate | Class::Hedge | Class::Link) if j + 1 == range.end => {}
                _ => {
                    let quote = if t.span.start > 0 { self.text[..t.span.start].chars().next_back() } else { None };
                    if !out.is_empty() && end < t.span.start {
                        out.push(' ');
                    }
                    if let Some(q @ ('"' | '“')) = quote.filter(|_| t.quoted) {
                        out.push(q);
                    }
                    out.push_str(t.span.of(self.text));
                    if let Some(q @ ('"' | '”')) = self.text[t.span.end..].chars().next().filter(|_| t.quoted) {
                        out.push(q);
                    }
                    end = t.span.end;
                    // "Tp. Hồ Chí Minh"
                    if j + 1 < range.end && self.text[end..].starts_with(". ") {
                        out.push('.');
                    }
                }
            }
            j += 1;
        }
        out
    }
}

/// Units that name no kind of thing by themselves: with nothing behind them, the words before the number are the label.
fn generic(unit: &str) -> bool {
    let unit = unit.trim();
    GENERIC.iter().any(|g| unit.eq_ignore_ascii_case(g) || unit.to_lowercase() == *g)
}

const GENERIC: [&str; 38] = [
    "người",
    "hộ",
    "khẩu",
    "nhân khẩu",
    "đồng chí",
    "đ/c",
    "con",
    "cái",
    "chiếc",
    "em",
    "cháu",
    "thẻ",
    "vụ",
    "lượt",
    "lượt người",
    "trường hợp",
    "đối tượng",
    "cuộc",
    "hội nghị",
    "đơn",
    "điểm",
    "lần",
    "tổ chức",
    "cơ sở",
    "đơn vị",
    "ca",
    "buổi",
    "lớp",
    "bộ",
    "suất",
    "đợt",
    "giường",
    "máy",
    "tờ",
    "cuốn",
    "công",
    "ngày công",
    "căn",
];

fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A span of tokens in the flow.
pub(super) fn span_of(tokens: &[Token], range: Range<usize>) -> Option<Span> {
    let (first, last) = (tokens.get(range.start)?, tokens.get(range.end.checked_sub(1)?)?);
    Some(Span::new(first.span.start, last.span.end))
}
