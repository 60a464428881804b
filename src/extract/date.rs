//! Dates, years, periods and clock times of the flow: what dates a reference, gives a figure its period, and
//! is never a figure itself.

use crate::structure::Flow;
use crate::text::Span;

/// A mention of a point or stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DateMention {
    /// Where in the flow; with the words that make it ("ngày 09/4/2021", "giai đoạn 2021-2025", "năm 2023").
    pub span: Span,
    /// What it is.
    pub kind: DateKind,
    /// ISO date of issue that it can state: `2021-04-09`, `2021-04`, `2021`.
    pub iso: Option<String>,
    /// What a figure of the clause takes as its period: `2023` or `2021-2025`.
    pub period: Option<String>,
}

/// Kind of a [`DateMention`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateKind {
    /// Day, month and year.
    Day,
    /// Day and month without year, "19/5".
    DayMonth,
    /// Month and year.
    Month,
    /// A month without year, "tháng 10".
    MonthOnly,
    /// A quarter, with or without year.
    Quarter,
    /// A year.
    Year,
    /// A stretch of years: "giai đoạn 2021-2025", "nhiệm kỳ 2020 - 2025", "năm học 2022-2023".
    Years,
    /// A stretch of days.
    Days,
    /// A time of day.
    Time,
}

/// All mentions in flow order; none overlap.
pub(crate) fn find_dates(_flow: &Flow) -> Vec<DateMention> {
    Vec::new()
}
