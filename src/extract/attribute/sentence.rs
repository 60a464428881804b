//! The figures of one sentence, one after the other: what each is an amount of, its name, time, basis and place. Each step
//! of [`Sentence::read`] fills in one thing; it sees what the steps before it and the figures before it have found.

use super::clause::{Kind, Token};
use super::former::Base;
use super::indicator::{is_completion, names_nation, names_other_whole, without_extreme, without_place, without_whole};
use super::label::Labeller;
use super::marks::Mark;
use super::period::{Period, Stated};
use super::place::Mention;
use super::reading::{self, Adjacency, Reading};
use super::series::Series;
use super::{basis, change, former, parent, period, place, setting};
use crate::extract::Quantity;
use crate::extract::date::DateMention;
use crate::record::{Basis, Certainty, Change, Kind as Measure, Months};
use crate::vocabulary::{Class, Vocabulary, caseless};

/// A sentence, and what was found in it before its figures are read.
pub(super) struct Sentence<'s> {
    pub text: &'s str,
    pub tokens: &'s [Token],
    /// Of the whole document.
    pub dates: &'s [DateMention],
    pub vocabulary: &'s Vocabulary,
    /// The document's year of issue.
    pub year: Option<u16>,
    /// What the section says of its figures.
    pub section: Basis,
    pub marks: Vec<Mark>,
    /// Whether it names months, quarters or halves of a year.
    pub speaks_of_months: bool,
    pub series: Vec<Series>,
    /// The colon behind a heading that says that plans follow.
    pub heading: Option<usize>,
    pub places: Vec<Mention>,
    /// What the shares of the sentence before are of.
    pub shares: Option<&'s str>,
}

/// The series that a figure is in, and its position in it.
type Paired<'s> = Option<(&'s Series, usize)>;

/// When a figure is so.
struct Time {
    years: Option<String>,
    /// How its part of the year is known.
    stated: Option<Stated>,
    /// An end of a change or a year before that the sentence does not date: no year of the section or header is its own.
    undated: bool,
}

impl Sentence<'_> {
    /// Reads the figure at token `at`, `quantities[i]`, and fills in what it is about. `done` are the figures before it, `topic`
    /// what the heading of its section says that shares are of.
    pub fn read(
        &self,
        at: usize,
        i: usize,
        quantities: &mut [Quantity],
        done: &[Reading],
        topic: impl FnOnce() -> Option<String>,
    ) -> Reading {
        let q = &quantities[i];
        let mut r = reading::read(self.tokens, at, i, reading::Unit::of(q), q.unit.is_none());
        // "quý IV đạt 57 tỷ đồng", "6 tháng đầu [năm 2024] đạt": when, not what.
        let when = |t: &Token| matches!(t.span.of(self.text), "I" | "II" | "III" | "IV" | "đầu" | "cuối");
        if !r.subject.is_empty() && self.tokens[r.subject.clone()].iter().all(when) {
            r.subject = at..at;
        }
        if let Some(name) = setting::name(self.text, self.tokens, &r) {
            r.set = true;
            r.subject.start = name.clamp(r.subject.start, r.subject.end);
            if r.subject.is_empty() {
                r.adjacency = Adjacency::Direct;
            }
        } else if let Some(previous) = done.last() {
            r.set = setting::goes_on(self.text, self.tokens, &r, previous);
        }
        r.set |= setting::is_headed(self.text, self.tokens, self.heading, at)
            || setting::in_brackets(self.text, self.tokens, &r);
        let base = former::base(self.text, self.tokens, &r, self.dates, quantities);
        let paired = self.series.iter().find_map(|s| Some((s, s.figures.iter().position(|f| *f == at)?)));
        // "(cùng kỳ tăng 2,9%)": what was before may have changed as well.
        if base.is_none() || r.inside.is_none() {
            r.change = if base.is_some() { None } else { self.change(&r, q, done, paired) };
        }
        self.name(&mut r, quantities, done, paired, base.is_some());
        let inherited = self.name_share(&mut r, quantities, done);
        let some = self.counts_some(&r, quantities, done);
        let whole = parent::parent(self.tokens, &r, q, done, quantities).and_then(|p| done.iter().find(|d| d.at == p));
        let parent = whole.and_then(|d| d.label.clone());
        let mut time = self.time(&r, quantities, paired, base.as_ref());
        if let Some(whole) = whole.filter(|_| time.years.is_none() && !time.undated) {
            time = self.time_of_whole(&r, q, &quantities[whole.index]).unwrap_or(time);
        }
        let part_stated = self.set_months(&r, quantities, done, &time);
        r.basis = self.basis(&r, &quantities[i], done, &time, base.is_some());

        let figure = &mut quantities[i].figure;
        figure.change = r.change;
        figure.basis = r.basis;
        figure.parent = parent;
        figure.period = time.years;
        // A goal in a report on half a year is set for the year, unless it says otherwise.
        if r.basis == Basis::Target && !part_stated {
            figure.months = None;
        }
        if r.label.is_none() && figure.kind == Measure::Percent {
            r.label = topic();
            figure.certainty = figure.certainty.max(Certainty::Guessed);
        }
        figure.label.clone_from(&r.label);
        if r.carried.is_some() || inherited {
            figure.certainty = figure.certainty.max(Certainty::Inherited);
        }
        self.set_place(&mut r, quantities, paired);
        self.set_indicator(&r, &mut quantities[i], some);
        r
    }

    /// What the figure is an amount of.
    fn change(&self, r: &Reading, q: &Quantity, done: &[Reading], paired: Paired<'_>) -> Option<Change> {
        change::change(self.text, self.tokens, r, q, done).or(paired.and_then(|(s, i)| s.changes[i]))
    }

    /// Its label, and the figure that it is carried from.
    fn name(&self, r: &mut Reading, quantities: &[Quantity], done: &[Reading], paired: Paired<'_>, is_base: bool) {
        let labeller = self.labeller(quantities);
        (r.label, r.carried) = match paired {
            Some((s, i)) => labeller.paired(s, i, done),
            None => match labeller.sibling(r, done) {
                Some((label, at)) => (Some(label), Some(at)),
                None => labeller.label(r, done),
            },
        };
        // "tăng 11% so với cùng kỳ năm 2023 (47,1 tỷ đồng)": the same as what it is compared with.
        if r.label.is_none() && is_base {
            let like = done.iter().rev().find(|p| p.label.is_some() && labeller.alike(r, p));
            (r.label, r.carried) = labeller.carry(like, None);
        }
    }

    /// The name of a share of places, which is told with the share before or in the sentence before; gives whether it is of that one.
    fn name_share(&self, r: &mut Reading, quantities: &[Quantity], done: &[Reading]) -> bool {
        let labeller = self.labeller(quantities);
        if !labeller.is_of_place(r) {
            return false;
        }
        let before = labeller.share_before(r, done);
        let inherited = before.is_none() && self.shares.is_some();
        // No name rather than "huyện Bắc Hà", or the last names of several.
        let named = |at: usize| !place::is_level(&self.tokens[at].span.of(self.text).to_lowercase());
        let own = r.label.take().filter(|_| labeller.is_place(&r.subject) && named(r.subject.start));
        (r.label, r.carried) = labeller.carry(before, self.shares.map(str::to_owned).or(own));
        // "Tỷ lệ hộ nghèo toàn tỉnh giảm 3,1%, trong đó huyện Bát Xát giảm 4%", "tỷ lệ hộ nghèo cao nhất là Tả Phời"
        if let Some(label) = &mut r.label
            && let Some(name) = without_whole(label).or_else(|| without_extreme(label))
        {
            label.truncate(name.len());
        }
        inherited
    }

    fn labeller<'a>(&'a self, quantities: &'a [Quantity]) -> Labeller<'a> {
        Labeller { text: self.text, tokens: self.tokens, quantities, places: &self.places }
    }

    /// Whether it counts some people, households or places only: "57 hộ" that were evacuated are not the households of the place.
    fn counts_some(&self, r: &Reading, quantities: &[Quantity], done: &[Reading]) -> bool {
        let figure = &quantities[r.index].figure;
        // "3 huyện Si Ma Cai, Mường Khương và Bắc Hà"
        if self.labeller(quantities).names_places(r) {
            return true;
        }
        matches!(figure.unit.as_deref(), Some("hộ" | "khẩu" | "nhân khẩu" | "người"))
            && figure.kind == Measure::Count
            && r.label == figure.unit
            && !self.labeller(quantities).counts_whole(r, done)
    }

    /// When it is so.
    fn time(&self, r: &Reading, quantities: &[Quantity], paired: Paired<'_>, base: Option<&Base>) -> Time {
        let q = &quantities[r.index];
        // "năm 2022 là 2.312 hộ, năm 2023 là 1.876 hộ, tương ứng 19,3% và 15,5%"
        let said_of = paired.and_then(|(s, i)| s.figure(i)).and_then(|at| match self.tokens[at].kind {
            Kind::Figure(of) => quantities[of].figure.period.clone().map(|years| (years, quantities[of].figure.months)),
            _ => None,
        });
        let found: Option<Period> = match base {
            Some(Base::Of(period)) => Some(period.clone()),
            Some(Base::Earlier) => None,
            None => match paired.and_then(|(s, i)| s.year(i)).map(|date| self.tokens[date].kind) {
                Some(Kind::Date(date)) => period::of_date(self.text, &self.dates[date]),
                _ if said_of.is_some() => said_of,
                _ => period::period(self.text, self.tokens, &self.marks, r, q)
                    .map(|p| if r.change.is_some() { period::of_change(self.tokens, &self.marks, r.at, p) } else { p }),
            },
        };
        // "Năm 2025 giảm từ 20% xuống 15%": where a change comes from has no year but its own, "từ 20% năm 2021 xuống …".
        let undated =
            r.origin && former::is_start(self.tokens, r.at, quantities) || matches!(base, Some(Base::Earlier));
        match found.filter(|_| !undated) {
            Some((years, months)) => Time { years: Some(years), stated: Some(Stated::Own(months)), undated },
            None => Time { years: None, stated: None, undated },
        }
    }

    /// "Thu ngân sách lũy kế đến 25/9/2025 là 41 tỷ đồng, trong đó: thuế 6 tỷ đồng": a part is of the time of its total.
    fn time_of_whole(&self, r: &Reading, part: &Quantity, whole: &Quantity) -> Option<Time> {
        // "trong đó: trả trong năm nay 5 tỷ đồng" has its own.
        if self.tokens[r.before.chunk..r.at].iter().any(|t| t.is(Class::Time)) {
            return None;
        }
        let years = whole.figure.period.clone().filter(|_| part.figure.unit == whole.figure.unit)?;
        Some(Time { years: Some(years), stated: Some(Stated::Own(whole.figure.months)), undated: false })
    }

    /// Sets the part of its year; gives whether the sentence states one.
    fn set_months(&self, r: &Reading, quantities: &mut [Quantity], done: &[Reading], time: &Time) -> bool {
        if time.undated {
            quantities[r.index].figure.context_period = None;
            quantities[r.index].figure.months = None;
        }
        if time.undated || quantities[r.index].figure.kind == Measure::Duration {
            return false;
        }
        let stated =
            if self.speaks_of_months { period::months(self.text, self.tokens, r, time.stated) } else { time.stated };
        // "…, đạt 82% kế hoạch" is of the months of what it completes.
        // "Dự toán 84 tỷ đồng, thực hiện 79 tỷ đồng": a plan is for the whole year, what came of it is not.
        let carried = r.carried.and_then(|at| done.iter().find(|d| d.at == at && d.basis != Basis::Target));
        let stated: Option<Option<Months>> = match (stated, carried) {
            (None | Some(Stated::Lead(_)), Some(from)) => Some(quantities[from.index].figure.months),
            (stated, _) => stated.map(Stated::months),
        };
        // Of a year that the sentence states, the section's part is no longer one.
        if let Some(months) = stated {
            quantities[r.index].figure.months = months;
        }
        stated.flatten().is_some()
    }

    /// Whether it is so, a goal or an estimate.
    fn basis(&self, r: &Reading, q: &Quantity, done: &[Reading], time: &Time, is_base: bool) -> Basis {
        let year = time.years.as_deref().and_then(|p| p.parse::<u16>().ok());
        let against = |than: fn(&u16, &u16) -> bool| year.zip(self.year).is_some_and(|(y, own)| than(&y, &own));
        // What was so in a year before the plan is no goal of it.
        let section = if against(u16::lt) { Basis::Actual } else { self.section };
        // "Phấn đấu đến năm 2030 đạt 80 triệu đồng (năm 2024 đạt 45 triệu đồng)"
        let aside = against(u16::le) && basis::is_aside(self.tokens, r, against(u16::lt));
        // What was before is so, whatever the plan.
        let basis =
            if is_base || aside { Basis::Actual } else { basis::basis(self.text, self.tokens, r, q, section, done) };
        // "Đến năm 2025, 100% bản có …" in a document of 2022.
        let ahead = against(u16::gt) && basis == Basis::Actual && r.change.is_none();
        if ahead { Basis::Target } else { basis }
    }

    /// Sets the place that the sentence names for it, and takes the document's own from what is of another.
    fn set_place(&self, r: &mut Reading, quantities: &mut [Quantity], paired: Paired<'_>) {
        // "xã Tân Lập, xã Đồng Yên và xã Vĩnh Hảo lần lượt là 20,1%, 15% và 9,4%"
        let in_turn = paired.and_then(|(s, i)| s.place(i)).map(|place| &self.places[place]);
        let said_of = paired.and_then(|(s, i)| s.figure(i)).and_then(|at| match self.tokens[at].kind {
            Kind::Figure(of) => quantities[of].figure.place.clone(),
            _ => None,
        });
        let place = in_turn
            .map(|m| m.name.of(self.text).to_owned())
            .or(said_of)
            .or_else(|| place::place(self.text, self.tokens, &self.places, r.at, &r.subject));
        let figure = &mut quantities[r.index].figure;
        // "Huyện Tân Uyên 12,4%, bình quân toàn tỉnh là 23,9%"
        let other = |own: &str| names_other_whole(self.text, self.tokens, r, own);
        let elsewhere = place.as_deref().is_some_and(other);
        figure.place = place.filter(|_| !elsewhere);
        let Some(place) = &figure.place else {
            if names_nation(self.text, self.tokens, r) {
                figure.context_place = Some("cả nước".to_owned());
            } else if elsewhere || figure.context_place.as_deref().is_some_and(other) {
                figure.context_place = None;
            }
            return;
        };
        // "Tỷ lệ hộ nghèo huyện Bắc Quang": the place has its own column.
        if let Some(label) = &figure.label
            && let Some(name) = without_place(label, place)
            && self.vocabulary.indicators.find(name, figure.unit.as_deref()).is_some()
        {
            r.label = Some(name.to_owned());
            figure.label.clone_from(&r.label);
        }
    }

    /// Sets the entry of the catalogue that it is a value of; `some` when it counts only some of what the entry is about.
    fn set_indicator(&self, r: &Reading, q: &mut Quantity, some: bool) {
        let figure = &mut q.figure;
        if let Some(label) = r.label.as_deref().filter(|_| !is_completion(self.text, figure) && !some) {
            let find = |label: &str| self.vocabulary.indicators.find(label, figure.unit.as_deref());
            let indicator = find(label).or_else(|| find(without_whole(label)?));
            // "Tăng trưởng 9,8%, trong đó: công nghiệp - xây dựng 12,4%": how fast a part grows is no share that it has.
            let grows = figure.parent.as_deref().is_some_and(|whole| {
                figure.kind == Measure::Percent && caseless::holds_any(whole, &["tăng trưởng", "tốc độ tăng"])
            });
            figure.indicator = indicator.filter(|_| !grows).map(|i| i.key.clone());
        }
        // "20,3% (không phải 19,7%)": what was taken back.
        if self.text[..figure.span.start].trim_end().ends_with("không phải") {
            figure.certainty = Certainty::Guessed;
            figure.indicator = None;
        }
    }
}
