//! A column of a table: what its heading says, and what it takes from the columns beside it. "Tổng số đảng viên | Trong đó: Nữ" →
//! "đảng viên nữ".

use super::Measure;
use super::name::class;
use crate::record::{Basis, Kind, Months};
use crate::structure::TableBlock;
use crate::vocabulary::{Class, Vocabulary};
use std::collections::HashMap;

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// What it holds.
    pub role: Role,
    /// Whether its rows name places.
    pub places: bool,
    /// The unit that the heading states in parentheses or behind a slash.
    pub stated: Option<Measure>,
    /// The unit that the heading's words imply: "Số hộ", "Tỷ lệ".
    pub implied: Option<Measure>,
    /// Whether it counts things, whatever unit the table states.
    pub counts: bool,
    /// What it measures; none when only the row says it.
    pub label: Option<String>,
    /// The words of its heading without the unit.
    pub heading: String,
    /// The place that the heading names: "Xã Hải Yến" over the amounts of that commune.
    pub place: Option<String>,
    /// Basis that the heading states.
    pub basis: Option<Basis>,
    /// Period that the heading states.
    pub period: Option<String>,
    /// The part of the year that the heading states.
    pub months: Option<Months>,
    /// The words of the heading that only say when, without the year: "đầu năm".
    pub when: Option<String>,
    /// The same, when nothing else tells the column from another: "Đầu năm | Cuối năm" under "Hộ nghèo".
    pub told: Option<String>,
    /// Whether its values are amounts of change.
    pub change: Direction,
    /// Whether its unit is that of the other columns.
    pub borrowed: bool,
    /// Whether it is a part of a column before it: "Trong đó / Nữ".
    pub part: bool,
    /// Whether it says how another column compares with a plan or an earlier time.
    pub compares: bool,
    /// Whether it says by how many, not by what share: "So sánh / Tuyệt đối".
    pub absolute: bool,
    /// Whether it is for a whole year in a table that is for a part of one.
    pub whole_year: bool,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// TT, STT.
    Number,
    /// What names the row.
    Name,
    /// ĐVT.
    Unit,
    /// Numbers.
    Values,
    /// Ghi chú.
    Other,
}

/// Direction of change of a column's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// No change.
    None,
    /// Tăng
    Up,
    /// Giảm
    Down,
    /// Tăng (+), giảm (-)
    Signed,
}

impl Column {
    /// Reads the columns of a table.
    pub fn all(table: &TableBlock, vocabulary: &Vocabulary) -> Vec<Self> {
        let mut out: Vec<Self> = Vec::with_capacity(table.columns.len());
        for c in 0..table.columns.len() {
            let mut column = Self::read(table, c, vocabulary);
            let whole = out.iter().rev().find(|o| o.role == Role::Values && !o.part && o.change == Direction::None);
            if let Some(whole) = whole.filter(|_| column.role == Role::Values) {
                column.lean_on(whole, vocabulary);
            }
            // "Ước tháng 10 | So với tháng 9 (%)": what an estimate comes to is an estimate.
            let before = out.iter().rev().find(|o| o.role == Role::Values && !o.compares);
            if let Some(estimate) = before.filter(|o| column.compares && o.basis == Some(Basis::Estimate)) {
                let head = column.heading.split("so ").next().unwrap_or_default();
                let timed = column.months.is_some() || column.period.is_some();
                let same = |own: bool, equal: bool| !own || equal;
                let of_it = same(column.period.is_some(), column.period == estimate.period)
                    && same(column.months.is_some(), column.months == estimate.months);
                // "9 tháng so kế hoạch" is of another time than "Ước cả năm".
                if of_it && (timed || !head.bytes().any(|b| b.is_ascii_digit())) {
                    column.basis = estimate.basis;
                }
            }
            out.push(column);
        }
        Self::casualties(&mut out, vocabulary);
        if table.unit.is_none() {
            Self::borrow(&mut out, table, vocabulary);
        }
        Self::tell_apart(&mut out);
        // Between plan and result a share says how far the plan was fulfilled.
        let plan = out.iter().any(|o| o.basis == Some(Basis::Target));
        let done = out.iter().any(|o| o.basis == Some(Basis::Actual));
        for column in out.iter_mut().filter(|o| plan && done && o.role == Role::Values && o.basis.is_none()) {
            // A share with a year of its own is that of the year.
            if column.period.is_none() && column.stated.as_ref().is_some_and(|m| m.kind == Kind::Percent) {
                column.basis = Some(Basis::Actual);
            }
        }
        out
    }

    /// The label of its values with what tells the column from its like: "hộ nghèo đầu năm".
    pub fn told_apart(&self, label: String) -> String {
        match &self.told {
            Some(when) => format!("{label} {when}"),
            None => label,
        }
    }

    /// Whether the heading says that it counts, "Số hộ".
    pub fn names_count(&self) -> bool {
        self.heading.starts_with("số ") || self.heading.contains(" / số ") || self.heading.contains("tổng số ")
    }

    /// Columns with one label, period and unit are told apart by the words that say when.
    fn tell_apart(columns: &mut [Self]) {
        let mut alike: HashMap<_, Vec<usize>> = HashMap::new();
        for (c, column) in columns.iter().enumerate().filter(|(_, c)| c.role == Role::Values) {
            let unit = column.stated.as_ref().or(column.implied.as_ref()).map(|u| u.name.clone());
            let said = (column.label.clone(), column.place.clone(), column.period.clone(), column.months, unit);
            let kind = (column.basis.map(|b| b as u8), column.change as u8, column.compares);
            alike.entry((said, kind)).or_default().push(c);
        }
        for same in alike.values() {
            if same.iter().any(|&c| columns[c].when != columns[same[0]].when) {
                same.iter().for_each(|&c| columns[c].told = columns[c].when.clone());
            }
        }
    }

    /// "Số vụ tai nạn | Chết | Bị thương": beside cases, people are hurt.
    fn casualties(columns: &mut [Self], vocabulary: &Vocabulary) {
        const HURT: [&str; 6] = ["chết", "số chết", "bị thương", "số bị thương", "tử vong", "mất tích"];
        if !columns.iter().any(|c| c.implied.as_ref().is_some_and(|u| u.name == "vụ")) {
            return;
        }
        for column in columns.iter_mut().filter(|c| c.stated.is_none() && c.implied.is_none()) {
            if column.label.as_deref().is_some_and(|l| HURT.contains(&l)) {
                column.implied = super::unit::measure("người", vocabulary);
                column.counts = true;
            }
        }
    }

    /// Where all that is counted is of one kind, what happened to it counts the same: "Số hộ dân | Thoát nghèo | Phát sinh".
    fn borrow(columns: &mut [Self], table: &TableBlock, vocabulary: &Vocabulary) {
        let mut counted = columns.iter().filter(|c| c.role == Role::Values && c.counts).filter_map(|c| {
            // "Tổng đàn (con)" says itself what it counts.
            c.stated.clone().filter(|unit| unit.kind == Kind::Count).or_else(|| c.implied.clone())
        });
        let Some(unit) = counted.next().filter(|u| counted.all(|other| other.name == u.name)) else { return };
        for (c, column) in columns.iter_mut().enumerate() {
            let whole = || table.rows.iter().filter_map(|r| r.get(c)).all(|cell| !cell.text.contains([',', '%', '/']));
            let happens = column
                .label
                .as_deref()
                .is_some_and(|l| matches!(class(l, vocabulary), Some(Class::Heavy | Class::Light | Class::Attribute)));
            if column.role == Role::Values
                && column.stated.is_none()
                && column.implied.is_none()
                && column.change == Direction::None
                && happens
                && whole()
            {
                column.implied = Some(unit.clone());
                (column.counts, column.borrowed) = (true, true);
            }
        }
    }

    /// Takes from the column that this one is a part or a change of what its own heading lacks.
    fn lean_on(&mut self, whole: &Self, vocabulary: &Vocabulary) {
        // "Hộ nghèo | Tỷ lệ (%) | Hộ cận nghèo | Tỷ lệ (%)": the rate of what was counted beside it.
        if whole.counts
            && !self.compares
            && self.label.as_deref().is_some_and(|l| matches!(l, "tỷ lệ" | "tỉ lệ"))
            && let Some(of) = &whole.label
        {
            let of = ["tổng số ", "số "].iter().find_map(|lead| of.strip_prefix(lead)).unwrap_or(of);
            self.label = self.label.as_ref().map(|rate| format!("{rate} {of}"));
        }
        if self.change != Direction::None && self.label.is_none() {
            self.label.clone_from(&whole.label);
        }
        // "Tổng số đảng viên", "Trong đó: Nữ", "Dự bị": an attribute names a part, in a column of its own too.
        let attribute = || self.label.as_ref().is_some_and(|l| class(l, vocabulary) == Some(Class::Attribute));
        if self.stated.is_none()
            && self.implied.is_none()
            && (self.part || self.change != Direction::None || whole.counts && attribute())
        {
            self.stated.clone_from(&whole.stated);
            self.implied.clone_from(&whole.implied);
            self.counts = whole.counts;
            // "Tổng số đảng viên", "Trong đó / Nữ" → "đảng viên nữ"
            if let (Some(label), Some(unit)) = (&self.label, &self.implied)
                && class(label, vocabulary) == Some(Class::Attribute)
            {
                self.label = Some(format!("{} {label}", unit.name));
            }
        }
    }
}
