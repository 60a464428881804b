//! Dates, years, periods and clock times of the flow: what dates a reference, gives a figure its period, and
//! is never a figure itself.
//!
//! Takes the flow, gives mentions with kind, ISO date and period: "ngày 10 tháng 01 năm 2023" → Day,
//! `2023-01-10`; "giai đoạn 2021-2025" → Years, period `2021-2025`. Refuses fractions ("27/31 chỉ tiêu"), numbers of
//! documents ("Nghị định 30/2020") and stretches that count ("6 tháng").

mod cues;
mod day;
pub(super) mod part;
mod time;
mod year;

use crate::extract::scan::{digit_runs, without_marks};
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
    /// Day and month without year, "19/5"; also a day alone, "ngày 15 hằng tháng".
    DayMonth,
    /// Month and year.
    Month,
    /// A month without year, "tháng 10".
    MonthOnly,
    /// A quarter, with or without year.
    Quarter,
    /// A year.
    Year,
    /// A stretch of years: "nhiệm kỳ 2015 - 2020", "năm học 2018-2019", "giai đoạn 2016-2020".
    Years,
    /// A stretch of days.
    Days,
    /// A time of day.
    Time,
}

/// All mentions in flow order; none overlap.
pub(crate) fn find_dates(flow: &Flow) -> Vec<DateMention> {
    find(&without_marks(flow))
}

fn find(text: &str) -> Vec<DateMention> {
    let mut out: Vec<DateMention> = Vec::new();
    for run in digit_runs(text) {
        // Dates hold numbers of one, two or four digits.
        if let Some(mention) =
            year::misread(text, run).filter(|m| out.last().is_none_or(|l| l.span.end <= m.span.start))
        {
            out.push(mention);
            continue;
        }
        if run.len() > 4 || run.len() == 3 || out.last().is_some_and(|last| run.start < last.span.end) {
            continue;
        }
        let previous = out.last();
        let found = year::months_in_short(text, run)
            .or_else(|| time::at(text, run))
            .or_else(|| day::at(text, run, previous))
            .or_else(|| year::at(text, run, previous));
        if let Some(mention) = found
            && previous.is_none_or(|p| p.span.end <= mention.span.start)
        {
            out.push(mention);
        }
    }
    out
}

/// A mention with its ISO date from the parts that are known.
fn mention(span: Span, kind: DateKind, date: (u32, u32, u32)) -> DateMention {
    let (y, m, d) = date;
    let iso = match (y, m, d) {
        (0, ..) => None,
        (y, 0, _) => Some(format!("{y}")),
        (y, m, 0) => Some(format!("{y}-{m:02}")),
        (y, m, d) => Some(format!("{y}-{m:02}-{d:02}")),
    };
    DateMention { span, kind, iso, period: (y > 0).then(|| y.to_string()) }
}

#[cfg(test)]
mod tests;
