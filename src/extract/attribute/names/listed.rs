//! Names that a figure of a list has from the others: the head of the list, the item before, a series. "Số máy cày tại các thôn: Nà
//! Vài 12" → "số máy cày".

use crate::extract::attribute::clause::{Bound, Kind, Token, before as walk};
use crate::extract::attribute::label::Labeller;
use crate::extract::attribute::noun::noun_end;
use crate::extract::attribute::phrase::{framing, subject};
use crate::extract::attribute::place::{LEVEL_NAMES, is_level};
use crate::extract::attribute::reading::{Adjacency, Reading, Unit};
use crate::extract::attribute::series::{Names, Series};
use crate::record::Kind as Measure;
use crate::vocabulary::{Class, caseless, is_one_of, key};

/// Tokens that say by what a list is divided, at most.
const MAX_DIVISION: usize = 6;

impl Labeller<'_> {
    /// The label of the sibling before, for an item of a list of places: "xã A có 215 hộ nghèo, xã B 184 hộ".
    pub(in crate::extract::attribute) fn sibling(&self, r: &Reading, done: &[Reading]) -> Option<(String, usize)> {
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
        let extreme = ahead.windows(2).any(|w| most(&w[0]) && w[1].key == key("nhất"))
            || ahead.iter().any(|t| t.is(Class::Adverb) && t.key == key("nhất"));
        ((own || extreme) && named).then(|| before.label.clone().map(|l| (l, before.at))).flatten()
    }

    /// What is listed by place, in front of the colon: "Số máy cày tại các thôn: Nà Vài 12, Phiêng Luông 9".
    pub(in crate::extract::attribute) fn by_place(&self, r: &Reading) -> Option<String> {
        let Bound::Colon(colon) = r.before.bound else { return None };
        if !self.is_place(&r.subject) || r.before.chunk != r.before.from {
            return None;
        }
        // "Số hộ nghèo phân theo địa bàn: thị trấn Krông Klang 112 hộ"
        let end = (colon.saturating_sub(MAX_DIVISION)..colon).rev().find(|&j| self.divides(j)).unwrap_or(colon);
        let outer = walk(self.tokens, end);
        let name = subject(self.tokens, outer.chunk, end, &Reading { at: end, before: outer, ..r.clone() });
        let end = name.clone().rev().take(2).find(|&j| self.tokens[j].is(Class::Prep)).unwrap_or(name.end);
        // "Tỷ lệ hộ nghèo các huyện: huyện Mèo Vạc 48,2%"
        let kinds = |t: &Token| t.is(Class::Of) || t.is(Class::Body) && t.span.of(self.text).starts_with("các ");
        let end = (name.start + 1..=end).rev().find(|&e| !kinds(&self.tokens[e - 1])).unwrap_or(end);
        let name = name.start..end;
        // "Địa bàn: huyện Gò Dầu 14 vụ" says how the list goes.
        const AREAS: [&str; 4] = ["địa bàn", "địa phương", "khu vực", "đơn vị"];
        let named = !name.is_empty() && !self.is_whole(&name) && !self.is_place(&name);
        named.then(|| self.join(name)).filter(|n| n.contains(' ') && !caseless::is_any(n, &AREAS))
    }

    /// Whether the word at `at` says by what a list is divided.
    fn divides(&self, at: usize) -> bool {
        let t = &self.tokens[at];
        t.key == key("theo") && caseless::is_any(t.span.of(self.text), &["phân theo", "chia theo"])
    }

    /// The kinds of places that are counted together: "06/18 huyện, thị xã, thành phố".
    pub(in crate::extract::attribute) fn kinds_of_places(&self, r: &Reading) -> Option<String> {
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

    /// The label of the `i`th figure of a series.
    pub(in crate::extract::attribute) fn paired(
        &self,
        series: &Series,
        i: usize,
        done: &[Reading],
    ) -> (Option<String>, Option<usize>) {
        match &series.names {
            Names::Listed(names) => {
                let mut range = names[i].clone();
                // "tỷ lệ cận nghèo giảm lần lượt …": the verb is none of the name.
                let verb = |t: &Token| t.is(Class::Up) || t.is(Class::Down) || t.is(Class::Adverb);
                while range.len() > 1 && verb(&self.tokens[range.end - 1]) {
                    range.end -= 1;
                }
                let start = range.clone().find(|&j| !framing(self.tokens, j, range.end)).unwrap_or(range.start);
                let name = self.join(start..range.end);
                let shared = series.shared(self.tokens).filter(|s| i > 0 && !s.contains(&start)).map(|s| self.join(s));
                (Some(shared.map_or(name.clone(), |s| format!("{s} {name}"))), None)
            }
            Names::Years(name, _) | Names::Places(name, _) => {
                let start = name.clone().find(|&j| !framing(self.tokens, j, name.end)).unwrap_or(name.start);
                let said = Some(self.join(start..name.end)).filter(|name| !name.is_empty());
                // "Bình quân đạt 14 tỷ đồng (năm 2021, 2022 và 2023 tương ứng là …)": of what stands in front of the parenthesis.
                let before = done.iter().rev().find(|d| d.at < series.figures[0]);
                if name.is_empty() && before.is_some() && matches!(series.names, Names::Years(..)) {
                    return self.carry(before, None);
                }
                (said.or_else(|| self.behind_series(series)), None)
            }
            Names::Figures(figures) => self.carry(done.iter().find(|d| d.at == figures[i]), None),
        }
    }

    /// What is counted behind the last figure of a series: "Xã Tân Lập và xã Vĩnh Hảo có 45 và 32 [hộ nghèo]".
    fn behind_series(&self, series: &Series) -> Option<String> {
        let last = *series.figures.last()?;
        let Kind::Figure(i) = self.tokens.get(last)?.kind else { return None };
        let end = noun_end(self.tokens, last + 1, Unit::of(&self.quantities[i]));
        let unit = self.quantities[i].unit.filter(|_| self.quantities[i].figure.kind == Measure::Count);
        let name = [unit.map_or("", |u| u.of(self.text)), &self.join(last + 1..end)].join(" ");
        Some(name.trim().to_owned()).filter(|name| !name.is_empty())
    }

    /// The name of what a list behind a colon is about, when the item needs it: "Trình độ chuyên môn: thạc sĩ 34".
    pub(in crate::extract::attribute) fn list_head(&self, r: &Reading) -> Option<String> {
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

    /// A level of government as an item of a list: "Trung ương 45%, tỉnh 35%"; behind "ngân sách huyện 1,8 tỷ" the "xã 650
    /// triệu" are of "ngân sách xã".
    pub(in crate::extract::attribute) fn level_item(&self, r: &Reading, done: &[Reading]) -> Option<String> {
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
}
