//! Names for figures that lack one of their own in front: from a list's head, a series, a sibling, the chunk before; and
//! the words of tokens as text.

use super::clause::{Bound, Kind, Token, before as walk, skip_parenthesis};
use super::label::{Labeller, generic};
use super::phrase::{framing, subject};
use super::place::{LEVEL_NAMES, is_level};
use super::reading::{Adjacency, Reading};
use super::series::{Names, Series};
use crate::record::Kind as Measure;
use crate::vocabulary::{Class, is_one_of, key};
use std::ops::Range;

/// Tokens of a paragraph's title, at most.
const MAX_TITLE: usize = 8;

/// Syllables of the name that a colon ends, at most.
const MAX_TITLED: usize = 12;

/// Syllables of what a verb is said of, at most.
const MAX_TOPIC: usize = 6;

impl Labeller<'_> {
    /// The label of the sibling before, for an item of a list of places: "xã A có 215 hộ nghèo, xã B 184 hộ".
    pub fn sibling(&self, r: &Reading, done: &[Reading]) -> Option<(String, usize)> {
        if !self.is_place(&r.subject) {
            return None;
        }
        let before = self.same_unit(r, done)?;
        let own = self.places.iter().any(|m| {
            m.tokens.end <= before.at
                && (before.before.from <= m.tokens.start
                    // "xã Hòa Mạc (3,1%)"
                    || matches!(before.before.bound, Bound::Open(open) if open == m.tokens.end))
        });
        let named = before.subject.is_empty()
            || !self.is_place(&before.subject)
            || before.label.as_ref() != self.subject(before).as_ref();
        // "thấp nhất là huyện Trực Ninh 87,5%": one of those spoken of.
        let most = |t: &Token| is_one_of!(t.key, "cao" | "thấp" | "lớn" | "nhỏ" | "nhiều" | "tốt" | "sâu");
        let ahead = self.tokens.get(r.before.chunk..r.subject.start).unwrap_or_default();
        let extreme = ahead.windows(2).any(|w| most(&w[0]) && w[1].key == key("nhất"));
        ((own || extreme) && named).then(|| before.label.clone().map(|l| (l, before.at))).flatten()
    }

    /// What is listed by place, in front of the colon: "Số máy cày tại các thôn: Nà Vài 12, Phiêng Luông 9".
    pub fn by_place(&self, r: &Reading) -> Option<String> {
        let Bound::Colon(colon) = r.before.bound else { return None };
        if !self.is_place(&r.subject) || r.before.chunk != r.before.from {
            return None;
        }
        let outer = walk(self.tokens, colon);
        let name = subject(self.tokens, outer.chunk, colon, &Reading { at: colon, before: outer, ..r.clone() });
        let end = name.clone().rev().take(2).find(|&j| self.tokens[j].is(Class::Prep)).unwrap_or(name.end);
        let name = name.start..end;
        // "Địa bàn: huyện Gò Dầu 14 vụ" says how the list goes.
        let area = name.len() == 1 && is_one_of!(self.tokens[name.start].key, "bàn" | "phương" | "vực");
        let named = !name.is_empty() && !self.is_whole(&name) && !self.is_place(&name) && !area;
        named.then(|| self.join(name)).filter(|n| n.contains(' '))
    }

    /// Whether the name is a place and nothing else.
    pub fn is_place(&self, name: &Range<usize>) -> bool {
        !name.is_empty() && self.places.iter().any(|m| m.tokens.start <= name.start && name.end <= m.tokens.end)
    }

    /// The kinds of places that are counted together: "06/18 huyện, thị xã, thành phố".
    pub fn kinds_of_places(&self, r: &Reading) -> Option<String> {
        let unit = self.quantity(r).unit?;
        if !is_level(unit.of(self.text)) {
            return None;
        }
        let mut end = unit.end;
        // A name behind the word is that of one place: "5 xã, thị trấn Than Uyên".
        while let Some(rest) = self.text[end..].strip_prefix(", ")
            && let Some(kind) = LEVEL_NAMES.iter().find(|k| {
                rest.strip_prefix(**k).is_some_and(|behind| {
                    let named = behind.trim_start_matches(' ').starts_with(char::is_uppercase);
                    !named && !behind.starts_with(char::is_alphanumeric)
                })
            })
        {
            end += ", ".len() + kind.len();
        }
        (end > unit.end).then(|| self.text[unit.start..end].to_owned())
    }

    /// Whether the name is that of a body: capitals behind its first word.
    pub fn is_proper(&self, name: &Range<usize>) -> bool {
        let words = self.tokens.get(name.clone()).unwrap_or_default();
        let capital = words.iter().skip(1).filter(|t| t.capital).count();
        words.len() > 1 && capital * 2 > words.len() && words.first().is_some_and(|t| t.capital)
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
    pub fn resumed(&self, r: &Reading, previous: &Reading) -> Option<String> {
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
    pub fn titled(&self, r: &Reading) -> Option<String> {
        let Bound::Colon(colon) = r.before.bound else { return None };
        let alone =
            r.subject.is_empty() && matches!(r.adjacency, Adjacency::Direct | Adjacency::Linked) && r.change.is_none();
        if !alone || r.before.chunk != r.before.from {
            return None;
        }
        if let Some(age) = self.age_before(colon) {
            return Some(age);
        }
        let named = |end: usize| {
            let outer = walk(self.tokens, end);
            let name = subject(self.tokens, outer.chunk, end, &Reading { at: end, before: outer, ..r.clone() });
            let syllables: usize = self.tokens[name.clone()].iter().map(|t| usize::from(t.syllables)).sum();
            (name, syllables)
        };
        let (mut name, mut syllables) = named(colon);
        // "Ngân sách trung ương (Chương trình mục tiêu quốc gia …): 142 tỷ đồng": a long gloss is no part of the name.
        if syllables > MAX_TITLED
            && self.tokens[colon - 1].kind == Kind::Close
            && let Some(open) = self.tokens[..colon].iter().rposition(|t| t.kind == Kind::Open)
        {
            (name, syllables) = named(open);
        }
        let headed = !name.is_empty() && self.tokens[name.start].is(Class::Head);
        // "Hộ nghèo: 128 hộ", "(cảnh cáo: 07)": what is counted is not said by the unit.
        let unit = self.quantity(r).unit.map(|u| u.of(self.text));
        // "Cuộc vận động …: 92% hộ gia đình đạt tiêu chí" is about the households.
        let share_of = self.quantity(r).figure.kind == Measure::Percent && !r.noun.is_empty();
        let unsaid = !share_of && !r.counts || r.noun.is_empty() && unit.is_none_or(generic);
        let fits =
            headed || unsaid && !self.is_whole(&name) && !self.join(name.clone()).eq_ignore_ascii_case("kết quả");
        (fits && (1..=MAX_TITLED).contains(&syllables)).then(|| self.join(name))
    }

    /// What an amount behind a colon is for when a figure with its noun stands right in front: "vườn ươm 12 ha: 85 triệu đồng" are
    /// of one thing, "dư nợ của 120 hộ: 5 tỷ đồng" is the debt.
    pub fn costs(&self, r: &Reading, done: &[Reading]) -> Option<(Option<String>, Option<usize>)> {
        let Bound::Colon(colon) = r.before.bound else { return None };
        let (figure, own) = (done.last()?, self.quantity(r));
        let money = own.figure.kind == Measure::Money && self.quantity(figure).figure.kind != Measure::Money;
        let alone = r.before.from == r.at && r.noun.is_empty();
        let first = matches!(figure.before.bound, Bound::Start | Bound::Semicolon);
        if !(money && alone && first && figure.noun.end.max(figure.at + 1) == colon) {
            return None;
        }
        let parts = |t: &Token| matches!(t.class(), Some(Class::Head | Class::Of | Class::For | Class::From));
        if !self.tokens[figure.before.from..figure.at].iter().any(parts) {
            return Some(self.carry(Some(figure), None));
        }
        let name = figure.subject.clone();
        (!name.is_empty() && !self.is_whole(&name)).then(|| (Some(self.join(name)), None))
    }

    /// The name of what a list behind a colon is about, when the item needs it: "Trình độ chuyên môn: thạc sĩ 34".
    pub fn list_head(&self, r: &Reading) -> Option<String> {
        let apart = !matches!(r.adjacency, Adjacency::Direct | Adjacency::Linked);
        if apart || r.subject.is_empty() || r.subject.len() > 4 || self.tokens[r.subject.start].is(Class::Head) {
            return None;
        }
        let colon = match r.before.bound {
            Bound::Colon(at) => at,
            Bound::Figure(_) | Bound::Semicolon => self.tokens[..r.at].iter().rposition(|t| t.kind == Kind::Colon)?,
            _ => return None,
        };
        // "Tổng mức đầu tư: 21.400 triệu đồng, gồm …, dự phòng 2.270": its own value stands behind the colon, parts have their own names.
        if matches!(r.before.bound, Bound::Figure(_)) && matches!(self.tokens[colon + 1].kind, Kind::Figure(_)) {
            return None;
        }
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
        // "Cơ cấu: nữ 08 người" only says that parts follow.
        let announces = self.tokens[start].key == key("cấu");
        (start == from && syllables <= 7 && plain && !announces).then(|| self.join(head))
    }

    /// The counted noun with the words behind it; none when there is neither.
    pub fn noun(&self, r: &Reading, from: usize) -> Option<String> {
        let q = self.quantity(r);
        let words = self.join(r.noun.clone());
        if q.figure.kind == Measure::Count {
            let unit = from..q.figure.span.end.max(from);
            let unit = self.text[unit].trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '”'));
            let unit = ["trở lên", "trở xuống"].iter().find_map(|b| unit.strip_suffix(b)).unwrap_or(unit);
            // "01 “Mái ấm tình thương” trị giá …": the name ends with its quotation mark.
            if let Some(name) = unit.strip_suffix(['”', '"']).filter(|name| !name.contains(['“', '"'])) {
                return Some(fold_space(name)).filter(|n| !n.is_empty());
            }
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
        // "mét" is no thing behind "m".
        let behind = q.figure.unit.as_deref().and_then(|u| inside.strip_prefix(u));
        let thing = behind.filter(|t| !t.starts_with(char::is_alphabetic)).map_or("", str::trim);
        let thing = if thing.starts_with(char::is_alphabetic) && !thing.starts_with("trở") {
            fold_space(thing)
        } else {
            String::new()
        };
        let all = if thing.is_empty() || words.is_empty() { thing + &words } else { thing + " " + &words };
        Some(all).filter(|w| !w.is_empty())
    }

    /// The name before the figure, without the place that its clause ends in: "Kiều hối về tỉnh An Trạch".
    pub fn subject(&self, r: &Reading) -> Option<String> {
        let Range { start, mut end } = r.subject.clone();
        let place = self.places.iter().rev().find(|m| m.tokens.end == end && m.tokens.start > start + 1);
        let leads_on = |t: &Token| t.is(Class::Prep) || t.is(Class::Link);
        if let Some(m) = place.filter(|m| leads_on(&self.tokens[m.tokens.start - 1])) {
            end = m.tokens.start - 1;
            // "tỷ lệ cao nhất là xã Phước Hậu 91,3%"
            let extreme = |t: &Token| is_one_of!(t.key, "cao" | "thấp" | "nhất" | "lớn" | "nhiều");
            while end > start + 1 && extreme(&self.tokens[end - 1]) {
                end -= 1;
            }
            while end > start + 1 && self.tokens[end - 1].is(Class::Light) {
                end -= 1;
            }
        }
        Some(self.join(start..end)).filter(|s| !s.is_empty())
    }

    /// The title of the paragraph: what stands before the first colon of the sentence, "Nhà ở: …".
    pub fn run_in(&self, r: &Reading) -> Option<String> {
        let colon = self.tokens[..r.at].iter().take(MAX_TITLE).position(|t| t.kind == Kind::Colon)?;
        let title = &self.tokens[..colon];
        let name = title.iter().all(|t| {
            matches!(
                t.class(),
                Some(
                    Class::Plain
                        | Class::Head
                        | Class::Member
                        | Class::Attribute
                        | Class::Heavy
                        | Class::Of
                        | Class::And
                )
            ) || t.kind == Kind::Comma
        });
        (name && colon > 0 && !self.is_whole(&(0..colon))).then(|| self.join(0..colon))
    }

    /// A level of government as an item of a list: "Trung ương 45%, tỉnh 35%"; behind "ngân sách huyện 1,8 tỷ" the "xã 650
    /// triệu" are of "ngân sách xã".
    pub fn level_item(&self, r: &Reading, done: &[Reading]) -> Option<String> {
        let own = r.subject.start;
        let alone = r.subject.len() == 1
            && own == r.before.chunk
            && r.adjacency == Adjacency::Direct
            && r.change.is_none()
            && is_level(self.tokens[own].span.of(self.text));
        if !alone || r.counts && !r.noun.is_empty() {
            return None;
        }
        let level = self.tokens[own].span.of(self.text);
        if let Bound::Colon(colon) = r.before.bound {
            let outer = walk(self.tokens, colon);
            let head = subject(self.tokens, outer.chunk, colon, &Reading { at: colon, before: outer, ..r.clone() });
            return (!head.is_empty() && !self.is_whole(&head)).then(|| format!("{} {level}", self.join(head)));
        }
        let before = done.last()?.label.as_deref()?;
        let listed = matches!(r.before.bound, Bound::Figure(_) | Bound::Semicolon);
        let (name, last) = before.rsplit_once(' ').unwrap_or(("", before));
        let like = is_level(last) || before.eq_ignore_ascii_case("trung ương");
        listed.then(|| {
            if like && !name.is_empty() && is_level(last) { format!("{name} {level}") } else { level.to_owned() }
        })
    }

    /// The thing that a verb is said of, in front of the verb: "Keo lai" of "Keo lai trồng được 38,5 ha".
    pub fn topic(&self, r: &Reading, verb: usize) -> Option<String> {
        let from = (r.before.chunk..verb).find(|&j| !framing(self.tokens, j, verb))?;
        let end = (from..verb).rev().find(|&j| {
            matches!(self.tokens[j].class(), Some(Class::Plain | Class::Head | Class::Attribute | Class::Member))
        })? + 1;
        let words = &self.tokens[from..end];
        let syllables: usize = words.iter().map(|t| usize::from(t.syllables)).sum();
        let name = matches!(words.first().and_then(Token::class), Some(Class::Plain | Class::Head))
            && words.iter().all(|t| {
                matches!(t.class(), Some(Class::Plain | Class::Head | Class::Attribute | Class::Of | Class::Member))
            })
            && (from == 0 || words.iter().any(|t| !t.capital));
        (name && syllables <= MAX_TOPIC).then(|| self.join(from..end))
    }

    /// What a clause speaks of whose predicate ends in "với" and the figure: "Cà phê là cây chủ lực với 20.615 ha".
    pub fn theme(&self, r: &Reading) -> Option<String> {
        let first = matches!(r.before.bound, Bound::Start | Bound::Semicolon) && r.before.chunk == r.before.from;
        if r.adjacency != Adjacency::Prep || !r.companion || !first {
            return None;
        }
        let from = (r.before.chunk..r.at).find(|&j| !framing(self.tokens, j, r.at))?;
        let name = |t: &Token| matches!(t.class(), Some(Class::Plain | Class::Head | Class::Attribute | Class::Member));
        let end = (from..r.at).find(|&j| !name(&self.tokens[j]))?;
        let predicate = matches!(self.tokens[end].class(), Some(Class::Link | Class::Adverb));
        let name = from..end;
        (predicate && !name.is_empty() && !self.is_place(&name)).then(|| self.join(name))
    }

    /// Whether the token is a verb.
    pub fn verbal(&self, at: usize) -> bool {
        matches!(self.tokens[at].class(), Some(Class::Heavy | Class::Light))
    }

    /// Whether "mỗi" stands before the figure's name.
    pub fn each(&self, r: &Reading) -> bool {
        !r.subject.is_empty() && r.subject.start > 0 && self.tokens[r.subject.start - 1].is(Class::Each)
    }

    /// Whether the subject is the whole that is spoken of ("toàn huyện", "UBND xã") and not what is measured.
    pub fn is_whole(&self, subject: &Range<usize>) -> bool {
        subject.clone().next().is_some_and(|s| self.tokens[s].is(Class::Body))
    }

    /// A name in the comma chunk before the figure's own, when that chunk has no figure: "đứng đầu về tỷ lệ đất bỏ hoang, 2,6%".
    pub fn look_through(&self, r: &Reading) -> Option<String> {
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
    pub fn verb_phrase(&self, r: &Reading, verb: usize) -> Option<String> {
        Some(self.join(verb..r.at)).filter(|s| !s.is_empty())
    }

    /// The last verb before the figure in the sentence that counts or measures out.
    pub fn governing_verb(&self, r: &Reading) -> Option<String> {
        let from = r.at.saturating_sub(30);
        let verb = (from..r.at).rev().find(|&j| matches!(self.tokens[j].class(), Some(Class::Heavy | Class::Light)))?;
        Some(self.join(verb..verb + 1))
    }

    /// The words of `range` with single spaces, without dates, parentheses and hedges.
    pub fn join(&self, range: Range<usize>) -> String {
        let own = self.tokens.get(range.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (own.first(), own.last()) else { return String::new() };
        let mut out = String::with_capacity(last.span.end.saturating_sub(first.span.start) + 2);
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
                    if !out.is_empty() && end < t.span.start {
                        // The comma of "nông, lâm nghiệp" is no token.
                        let apart = self.text.get(end..t.span.start).is_some_and(|gap| gap.starts_with(','));
                        out.push_str(if apart && !out.ends_with(',') { ", " } else { " " });
                    }
                    if t.quoted
                        && let Some(q @ ('"' | '“')) = self.text[..t.span.start].chars().next_back()
                    {
                        out.push(q);
                    }
                    out.push_str(t.span.of(self.text));
                    if t.quoted
                        && let Some(q @ ('"' | '”')) = self.text[t.span.end..].chars().next()
                    {
                        out.push(q);
                    }
                    end = t.span.end;
                    // "Tp. Hồ Chí Minh"
                    if j + 1 < range.end && self.text.as_bytes()[end..].starts_with(b". ") {
                        out.push('.');
                    }
                }
            }
            j += 1;
        }
        out
    }
}

fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
