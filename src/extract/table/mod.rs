//! The figures of printed tables: one per body cell that holds a number.
//!
//! Unit and label come from the column's heading, all its lines ("Hộ nghèo / Tỷ lệ (%)" → "tỷ lệ hộ nghèo", "%"),
//! the place from the row that names one; a row that names an indicator gives label and unit itself, one that names a
//! single project or body no indicator: its values are parts. Refuses row numbers, column
//! numbers and cells without a number ("-", "x").

mod cells;
mod column;
mod heading;
mod intro;
mod name;
mod print;
mod row;
#[cfg(test)]
mod tests;
mod unit;
mod value;
mod words;

use super::Figure;
use super::attribute::Sections;
use super::unit::UnitReader;
use crate::record::{Basis, Certainty, Change, Kind, Months, Note, Place, Stage};
use crate::structure::{Document, TableBlock};
use crate::text::Span;
use crate::vocabulary::Vocabulary;
use column::{Column, Direction, Role};
use print::Print;
use row::Row;
use value::{Value, is_column_numbers, is_digits, is_prose, read_cell};

/// A unit as headings state it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measure {
    /// Canonical name.
    pub name: String,
    /// What it measures.
    pub kind: Kind,
    /// Power of ten of its magnitude words.
    pub power: u8,
    /// Denominators.
    pub per: Vec<String>,
}

/// What the tables of a document hold, in table order; spans are in the normalized text.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// Their figures.
    pub figures: Vec<Figure>,
    /// Cells of words with digits in them, which are read as running text: "Lắp 2.350 trạm".
    pub prose: Vec<Span>,
    /// Cells of digits that are no number anyone can read.
    pub malformed: Vec<(Span, String)>,
}

/// Reads the tables of a document.
pub(crate) fn table_figures(document: &Document, sections: &Sections, vocabulary: &Vocabulary) -> Tables {
    let mut out = Tables::default();
    for (index, table) in document.tables.iter().enumerate() {
        let section = document.outline.partition_point(|h| h.span.start <= table.span.start).checked_sub(1);
        let year = document.header.date.as_deref().and_then(|d| d.get(..4)).and_then(|y| y.parse().ok());
        let context = Context {
            basis: sections.basis(section),
            period: sections.period(section),
            months: sections.months(section),
            place: sections.place(),
            year,
            ahead: first_year(document.header.title.as_deref().unwrap_or_default()),
        };
        figures(document, (index, table), &context, vocabulary, &mut out);
    }
    out.prose.sort_unstable_by_key(|s| s.start);
    out
}

/// What a table inherits.
struct Context {
    basis: Basis,
    period: Option<String>,
    months: Option<Months>,
    place: Option<String>,
    /// The year of the document.
    year: Option<u16>,
    /// The first year that its title names.
    ahead: Option<u16>,
}

/// A note on the rows of a table at `span` whose numbers are in no column that anyone can tell.
pub(super) fn unread(span: Span) -> Note {
    Note {
        stage: Stage::Extract,
        code: "unsure-columns".to_owned(),
        message: "the columns of this table lost their white space, and which number is whose cannot be told; its numbers are left out"
            .to_owned(),
        span: Some(Place { start: span.start, end: span.end, ..Place::default() }),
    }
}

fn figures(
    document: &Document,
    (index, table): (usize, &TableBlock),
    context: &Context,
    vocabulary: &Vocabulary,
    out: &mut Tables,
) {
    let mut columns = Column::all(table, vocabulary);
    let titled = title_units(table.title.as_deref().unwrap_or_default(), vocabulary);
    for column in columns.iter_mut().filter(|c| c.role == Role::Values && c.stated.is_none()) {
        let heading = words::lower(&column.heading);
        let own = titled.iter().find(|(name, _)| !name.is_empty() && heading.starts_with(name.as_str()));
        column.stated = own.map(|(_, unit)| unit.clone());
    }
    if context.basis == Basis::Target {
        let base = base_year(&columns, context.year);
        // "Diện tích năm 2024 | Trồng mới năm 2025" in a plan for 2025
        let before =
            |year: u16| context.ahead.is_some_and(|ahead| year < ahead) && context.year.is_some_and(|own| year <= own);
        let is_past = |year: u16| base == Some(year) || before(year);
        for column in columns.iter_mut().filter(|c| c.basis.is_none() && year_of(c).is_some_and(is_past)) {
            column.basis = Some(Basis::Actual);
        }
    }
    // "năm 2025 (%)" in a plan of 2023
    for column in columns.iter_mut().filter(|c| c.basis.is_none() && !c.compares) {
        if year_of(column).zip(context.year).is_some_and(|(year, own)| year > own) {
            column.basis = Some(Basis::Target);
        }
    }
    let of_all = || titled.iter().find(|(name, _)| name.is_empty()).map(|(_, unit)| unit.clone());
    let named = || columns.iter().filter(|c| c.role == Role::Name).find_map(|c| c.stated.clone());
    let whole = table.unit.as_deref().and_then(|u| unit::measure(u, vocabulary)).or_else(named).or_else(of_all);
    let titled = table.title.as_deref().and_then(super::attribute::years);
    let named = titled.or_else(|| table.intro.as_deref().and_then(intro::year));
    let period = named.or_else(|| context.period.clone());
    // The title has its own year, and the part of it that it names.
    let titled_months = table.title.as_deref().filter(|title| super::attribute::years(title).is_some());
    let months = titled_months.map_or(context.months, super::attribute::months);
    // The only table of a document is about what its title says.
    let only = (document.tables.len() == 1).then_some(document.header.title.as_deref()).flatten();
    let topic = table.title.as_deref().or(only).and_then(words::topic);
    let print = Print::of(table, &columns, whole.as_ref(), vocabulary);
    let mut rows = row::Rows::new(&columns);
    for (r, cells) in table.rows.iter().enumerate() {
        if is_column_numbers(cells) {
            continue;
        }
        let row = rows.read(cells, vocabulary);
        for (c, (cell, column)) in cells.iter().zip(&columns).enumerate() {
            let values = column.role == Role::Values;
            let Some(value) = (if values { read_cell(cell, vocabulary) } else { None }) else {
                if !matches!(column.role, Role::Number | Role::Unit) && is_prose(&cell.text) {
                    out.prose.push(cell.span);
                } else if values && is_digits(&cell.text) {
                    out.malformed.push((cell.span, cell.text.clone()));
                }
                continue;
            };
            let mut figure = figure(&row, column, (value, print), whole.as_ref(), context, vocabulary);
            if column.borrowed {
                figure.certainty = figure.certainty.max(Certainty::Inherited);
            }
            // Neither column nor row names what is counted: the table's title does, or the column only says when or how far.
            if figure.label.is_none() {
                figure.label = topic
                    .clone()
                    .map(|topic| column.told_apart(topic))
                    .or_else(|| Some(column.heading.clone()).filter(|h| h.contains(char::is_alphabetic)));
                figure.certainty = figure.certainty.max(Certainty::Guessed);
            }
            figure.span = cell.span;
            figure.cell = Some((index as u32, r as u32, c as u32));
            figure.context_period = period.clone();
            let part = !column.whole_year && !column.compares && figure.basis != Basis::Target;
            if part && figure.period.is_none() && figure.months.is_none() {
                figure.months = months;
            }
            figure.context_place = context.place.clone();
            out.figures.push(figure);
        }
    }
}

/// The first year that a title names: "Phát triển cây dược liệu năm 2025", "… giai đoạn 2026 - 2030".
fn first_year(title: &str) -> Option<u16> {
    super::attribute::years(title)?.get(..4)?.parse().ok()
}

/// The year from which a plan sets out: the first one that the columns are for, some years before the next, when it is not ahead
/// of the document, "Năm 2025 | Năm 2028 | Năm 2030".
fn base_year(columns: &[Column], own: Option<u16>) -> Option<u16> {
    let mut years: Vec<u16> = columns.iter().filter_map(year_of).collect();
    years.sort_unstable();
    let [base, next, ..] = years[..] else { return None };
    // Year by year is a plan from its first year on.
    (next > base + 1 && own.is_some_and(|own| base <= own)).then_some(base)
}

/// The year that a column of values is for.
fn year_of(column: &Column) -> Option<u16> {
    column.period.as_deref().filter(|_| column.role == Role::Values)?.parse().ok()
}

/// The units that a title states in parentheses, each with the heading that it is for: "(đơn giá: nghìn đồng/m2; thành tiền:
/// triệu đồng)"; without a name it is for all columns, "Diện tích rừng (ha)".
fn title_units(title: &str, vocabulary: &Vocabulary) -> Vec<(String, Measure)> {
    let inner = title.rsplit_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(inner, _)| inner);
    if let Some(unit) = unit::measure(inner, vocabulary).filter(|_| !inner.contains([':', ';', ','])) {
        return vec![(String::new(), unit)];
    }
    let pair = |part: &str| {
        let (name, unit) = part.split_once(':')?;
        Some((words::lower(name), unit::measure(unit, vocabulary)?))
    };
    inner.split(';').filter_map(pair).collect()
}

/// The figure of a cell, but for its place in the table.
fn figure(
    row: &Row,
    column: &Column,
    (value, print): (Value, Print),
    whole: Option<&Measure>,
    context: &Context,
    vocabulary: &Vocabulary,
) -> Figure {
    // A share in a column of its own is a share whatever unit the row or the table has.
    let unit = value.unit.as_ref().or(column.stated.as_ref()).or(row.unit.as_ref());
    // "ĐVT: con" over "Trâu | Bò": what the table says that it counts, not the words of its headings.
    let counted = whole.filter(|u| u.kind == Kind::Count && !column.compares && !column.names_count());
    let unit = unit.or(counted.filter(|_| column.implied.as_ref().is_none_or(|i| i.kind == Kind::Count)));
    let unit = unit.or(column.implied.as_ref()).or(row.implied.as_ref()).or_else(|| whole.filter(|_| !column.counts));
    let power = unit.map_or(0, |u| u.power);
    let label = label(row, column);
    let rate =
        print::is_rate(unit, &column.heading) || row.name.as_deref().is_some_and(|name| print::is_rate(None, name));
    let printed = |n| print.read(n, unit, rate);
    let (number, doubt) = printed(value.number);
    let number = number.scaled(power);
    let change = match column.change {
        Direction::None => None,
        Direction::Up => Some(Change::Increase),
        Direction::Down => Some(Change::Decrease),
        Direction::Signed if number == 0.0 => None,
        // "(5)" under "Tăng/giảm"
        Direction::Signed if number < 0.0 || value.bracketed => Some(Change::Decrease),
        Direction::Signed => Some(Change::Increase),
    };
    let number = if change.is_some() { number.abs() } else { number };
    let high = value.high.map(|h| printed(h).0.scaled(power));
    let name = unit.map(|u| u.name.clone());
    let indicator =
        label.as_deref().and_then(|l| vocabulary.indicators.find(l, name.as_deref())).map(|i| i.key.clone());
    // The members of one branch are not those of the commune.
    let own = row.name.as_deref().is_some_and(name::is_own);
    // How many there were when the year began is no value of the year.
    let former = column.told.as_ref().is_some_and(|when| when.starts_with("đầu"));
    // How far a plan was reached is no value of what it is about.
    let indicator = indicator.filter(|_| !own && !former && !column.compares);
    let repaired = value.number.repaired || value.number.odd;
    let label = label.map(|label| column.told_apart(label));
    Figure {
        kind: unit.map_or(if name.is_none() { Kind::Count } else { Kind::Other }, |u| u.kind),
        value: high.is_none().then_some(number),
        low: high.map(|_| number),
        high,
        of: value.of.map(|o| printed(o).0.scaled(power)),
        unit: name,
        per: unit.map(|u| u.per.clone()).unwrap_or_default(),
        qualifier: value.qualifier,
        label,
        change,
        basis: column.basis.unwrap_or(context.basis),
        period: column.period.clone().or_else(|| row.period.clone()),
        months: column.months,
        place: row.place.clone().or_else(|| column.place.clone()).or_else(|| row.within.clone()),
        indicator,
        parent: row.parent.clone(),
        context_period: None,
        context_place: None,
        certainty: if repaired { doubt.max(Certainty::Repaired) } else { doubt },
        cell: None,
        rule: "table",
        span: Span::default(),
    }
}

/// Row and column in one phrase: "diện tích" + "Lúa mùa" → "diện tích lúa mùa".
fn label(row: &Row, column: &Column) -> Option<String> {
    match (&row.name, &column.label) {
        (Some(name), Some(label)) => Some(name::join(label, name)),
        (Some(name), None) => Some(name.clone()),
        (None, label) => label.clone(),
    }
}

/// Reads a unit with its denominators: "triệu đồng/người/năm".
pub(super) fn read_measure(text: &str, vocabulary: &Vocabulary) -> Option<Measure> {
    let text = format!(" {}", text.trim());
    let reader = UnitReader { text: &text, vocabulary };
    let tail = reader.tail(0, text.len());
    let unit = tail.unit.or_else(|| tail.magnitude.then(|| vocabulary.units.dong()))?;
    let slash = reader.slash(tail.end, text.len(), 0);
    let per = slash.map_or_else(Vec::new, |slash| reader.per(slash, text.len(), Some(unit)).0);
    let entry = vocabulary.units.get(unit);
    Some(Measure { name: entry.name.to_string(), kind: entry.kind, power: tail.power, per })
}
