//! Running heads and page numbers, found over all pages of a file.
//!
//! A number that counts with the pages at the head or foot is a page number; a line that stands on most pages at
//! the same height is a running head; of two pages, or of the two behind a title page, one that stands at the same place of
//! both, outside the body.
//! Both are left out of the text. A lone number at the edge that does not count is kept, as a zone: it may be a page
//! number, it may not.

use super::lines::Line;
use super::{Furniture, Grid, Sheet};
use crate::vocabulary::caseless;
use std::collections::HashMap;

/// Share of the page's height at head and foot where furniture stands.
const EDGE: f32 = 0.13;
/// Lines at head and foot that are looked at.
const DEPTH: usize = 3;
/// Share of the pages on which a running head stands.
const MOST: f32 = 0.6;
/// Of two pages: the share of the page's height outside the body, the white between the two in font sizes, and how far the
/// two may differ, in points.
const MARGIN: f32 = 0.07;
const APART: f32 = 2.0;
const CLOSE: f32 = 0.9;
const APART_TABLE: f32 = 1.2;
const SAME_PLACE: f32 = 2.0;

#[derive(Debug, Clone)]
struct Candidate {
    page: usize,
    line: usize,
    foot: bool,
    text: String,
    /// The number, when the line holds nothing but a page number.
    number: Option<i64>,
    /// Height on the page, in steps of four points.
    height: i32,
}

/// Marks the furniture of sheets that follow each other, the first being page `first`.
pub(crate) fn mark(sheets: &mut [Sheet], first: usize) {
    let candidates: Vec<Candidate> = sheets.iter().enumerate().flat_map(|(p, s)| candidates(first + p, s)).collect();
    // Number minus page: a page number has the same on every page.
    let mut shifts: HashMap<(bool, i64), usize> = HashMap::new();
    let mut texts: HashMap<(bool, &str, i32), usize> = HashMap::new();
    for c in &candidates {
        if let Some(n) = c.number {
            *shifts.entry((c.foot, n - c.page as i64)).or_default() += 1;
        } else {
            *texts.entry((c.foot, c.text.as_str(), c.height)).or_default() += 1;
        }
    }
    let pages = sheets.len();
    // The first page of a letter carries its head block in the place of a running head.
    let twice = if (2..=3).contains(&pages) { twice(sheets, first, &candidates) } else { Vec::new() };
    for (at, c) in candidates.iter().enumerate() {
        let verdict = match c.number {
            Some(n) => {
                let shift = n - c.page as i64;
                if shifts[&(c.foot, shift)] >= 2 || shift == 1 { Furniture::Sure } else { Furniture::Maybe }
            }
            None => {
                let near: usize = (-1..=1).filter_map(|d| texts.get(&(c.foot, c.text.as_str(), c.height + d))).sum();
                let often = near >= 3 && near as f32 >= MOST * pages as f32;
                let repeated = twice.iter().find(|t| t.0 == at).map_or(Furniture::No, |t| t.1);
                if often { Furniture::Sure } else { repeated }
            }
        };
        let slot = &mut sheets[c.page - first].furniture[c.line];
        if verdict != Furniture::No {
            *slot = verdict;
        }
    }
    for sheet in sheets {
        for (i, line) in sheet.lines.iter().enumerate() {
            if line.atoms.iter().all(|a| sheet.atoms[a.0].is_furniture()) {
                sheet.furniture[i] = Furniture::Sure;
            }
        }
    }
}

/// The candidates of the last two pages that stand in the margin of both at the same place. What comes twice may be text: the
/// same heading over two tables, the national title of two letters.
fn twice(sheets: &[Sheet], first: usize, candidates: &[Candidate]) -> Vec<(usize, Furniture)> {
    let last = first + sheets.len() - 1;
    // Page numbers stand beside the text, `Báo cáo năm⇥2`; the number of `Biểu 2` is its own.
    let alone: Vec<Option<(f32, f32, String)>> = candidates
        .iter()
        .map(|c| {
            let sheet = &sheets[c.page - first];
            let l = &sheet.lines[c.line];
            // Behind a title page, text may follow close below.
            let white = if last > first + 1 { CLOSE } else { APART };
            (c.number.is_none() && c.page + 1 >= last && is_alone(sheet, c.line, c.foot, white)).then(|| {
                let text = l.text(&sheet.atoms, &sheet.arena);
                let words = text.split('\t').filter(|s| page_number(s).is_none()).collect::<Vec<_>>().join("\t");
                (l.x0 - sheet.page.x0, l.base - sheet.page.y0, words)
            })
        })
        .collect();
    let same = |a: usize, b: usize| {
        let (Some((ax, ay, at)), Some((bx, by, bt))) = (&alone[a], &alone[b]) else { return false };
        let (a, b) = (&candidates[a], &candidates[b]);
        let close = (ax - bx).abs() < SAME_PLACE && (ay - by).abs() < SAME_PLACE;
        a.page != b.page && a.foot == b.foot && close && at == bt
    };
    // The first copy stays: were it no running head, nothing would be lost but what is said twice. Behind a title page, it
    // interrupts what goes on from there.
    let verdict = |a: usize| match candidates[a].page == last {
        true => Furniture::Sure,
        false if last > first + 1 => Furniture::Maybe,
        false => Furniture::No,
    };
    let head = |a: usize| !candidates[a].foot && alone[a].as_ref().is_some_and(|(_, _, words)| !tells(words));
    let repeated = |a: &usize| head(*a) && (0..candidates.len()).any(|b| same(*a, b));
    (0..candidates.len()).filter(repeated).map(|a| (a, verdict(a))).collect()
}

/// Whether a line says something of the page that it stands on: a unit, a caption, a kind of document in capitals.
fn tells(text: &str) -> bool {
    const WORDS: [&str; 8] = ["đơn vị tính", "đvt", "biểu", "bảng", "phụ lục", "mẫu", "nơi nhận", "nguồn"];
    let capitals = !text.chars().any(char::is_lowercase) && text.split_whitespace().count() <= MAX_KIND;
    capitals || caseless::holds_any(text, &WORDS)
}

/// Words of a line in capitals that names a kind of document, an office or a secret, at most.
const MAX_KIND: usize = 6;

/// Whether a line stands in the margin with nothing but page numbers beyond it and so much white, in font sizes, before the body.
fn is_alone(sheet: &Sheet, line: usize, foot: bool, white: f32) -> bool {
    let l = &sheet.lines[line];
    let height = sheet.page.y1 - sheet.page.y0;
    let margin = if foot { sheet.page.y1 - l.base } else { l.base - sheet.page.y0 };
    let is_number = |l: &Line| page_number(&l.text(&sheet.atoms, &sheet.arena)).is_some();
    let beyond = if foot { &sheet.lines[line + 1..] } else { &sheet.lines[..line] };
    let distance = |base: f32| if foot { l.base - base } else { base - l.base };
    let inner = |other: &&Line| distance(other.base) > 0.0 && !is_number(other);
    let near =
        if foot { sheet.lines[..line].iter().rev().find(inner) } else { sheet.lines[line + 1..].iter().find(inner) };
    let tables = || sheet.tables.iter().map(|t| distance(if foot { t.grid.rect.y1 } else { t.grid.rect.y0 }));
    margin < MARGIN * height
        && beyond.len() < DEPTH
        && beyond.iter().all(is_number)
        && near.is_none_or(|n| distance(n.base) > white * l.size.max(n.size))
        && tables().all(|d| d < 0.0 || d > APART_TABLE * l.size)
}

/// Marks tables that go on from the page before: same columns, nothing but furniture and footnotes between the two.
/// Takes the table that is open before the first sheet, gives the one that is open behind the last.
pub(crate) fn continue_tables(sheets: &mut [Sheet], mut open: Option<Open>) -> Option<Open> {
    for sheet in sheets {
        if let Some(before) = &open
            && let Some(top) = sheet.tables.first().map(|t| t.grid.rect.y0)
            && !has_text(sheet, |base| base < top)
            && let Some(first) = sheet.tables.first_mut()
        {
            first.continues = first.grid.same_columns(&before.grid, sheet.page.x0 - before.left);
        }
        open = open_table(sheet);
    }
    open
}

/// A table that may go on, and the left edge of its page: the frames of turned pages begin at different places.
#[derive(Debug)]
pub(crate) struct Open {
    grid: Grid,
    left: f32,
}

/// The last table of a page, when nothing but furniture and footnotes follow.
fn open_table(sheet: &Sheet) -> Option<Open> {
    let last = &sheet.tables.last()?.grid;
    let notes = super::order::notes_at(sheet);
    (!has_text(sheet, |base| base > last.rect.y1 && base < notes))
        .then(|| Open { grid: last.clone(), left: sheet.page.x0 })
}

/// Whether a line of text stands where `at` says.
fn has_text(sheet: &Sheet, at: impl Fn(f32) -> bool) -> bool {
    sheet.lines.iter().zip(&sheet.furniture).any(|(l, f)| *f == Furniture::No && at(l.base))
}

fn candidates(page: usize, sheet: &Sheet) -> Vec<Candidate> {
    let height = sheet.page.y1 - sheet.page.y0;
    let at_head = |l: &Line| l.base - sheet.page.y0 < EDGE * height;
    let at_foot = |l: &Line| sheet.page.y1 - l.base < EDGE * height;
    let count = sheet.lines.len();
    let head = (0..count.min(DEPTH)).filter(|&i| at_head(&sheet.lines[i])).map(|i| (i, false));
    let foot = (count.saturating_sub(DEPTH)..count).filter(|&i| at_foot(&sheet.lines[i])).map(|i| (i, true));
    head.chain(foot)
        .filter_map(|(line, foot)| {
            let l = &sheet.lines[line];
            let text = l.text(&sheet.atoms, &sheet.arena);
            let edge = if foot { line + 1 == count } else { line == 0 };
            let number = page_number(&text).filter(|_| edge || l.atoms.len() == 1);
            (number.is_some() || text.chars().any(char::is_alphabetic)).then(|| Candidate {
                page,
                line,
                foot,
                text: without_number(&text, page),
                number,
                height: ((l.base - sheet.page.y0) / 4.0).round() as i32,
            })
        })
        .collect()
}

/// `3`, `- 3 -`, `Trang 3`, `3/12`, `Trang 3/12`, `Page 3 of 12`, `3 | Page`.
fn page_number(text: &str) -> Option<i64> {
    const WORDS: [&str; 5] = ["Trang", "trang", "TRANG", "Page", "page"];
    const AROUND: [char; 9] = ['-', '–', '—', '|', '[', ']', ':', ' ', '\t'];
    let text = text.trim_matches(AROUND);
    let part = |text: &str| WORDS.iter().find_map(|p| text.strip_prefix(p).or(text.strip_suffix(p))).map(str::to_owned);
    let text = part(text).unwrap_or_else(|| text.to_owned()).replace(" of ", "/");
    let text = text.trim_matches(AROUND);
    let first = text.split(['/', ' ']).next()?;
    let rest = text[first.len()..].trim_matches(['/', ' ']);
    let digits = |s: &str| (1..=4).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    (digits(first) && (rest.is_empty() || text.contains('/') && digits(rest))).then(|| first.parse().ok())?
}

/// A running head with its page's number and the time of printing taken out, so that it is the same on every page.
fn without_number(text: &str, page: usize) -> String {
    let numbers = [page.to_string(), (page + 1).to_string(), (page + 2).to_string()];
    let is_number = |w: &&str| numbers.iter().any(|n| w.trim_matches(['-', '|']) == n);
    let words = text.split_whitespace().filter(|w| !is_number(w) && !is_time(w));
    words.collect::<Vec<_>>().join(" ")
}

/// `08:11`, `08:11:32`.
fn is_time(word: &str) -> bool {
    (2..=3).contains(&word.split(':').count())
        && word.split(':').all(|p| (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers() {
        let rows = [
            ("3", Some(3), "bare"),
            ("- 12 -", Some(12), "in dashes"),
            ("Trang 3/12", Some(3), "of"),
            ("Trang 7", Some(7), "with a word"),
            ("3 | Page", Some(3), "with a word behind it"),
            ("Page 3 of 12", Some(3), "in English"),
            ("12/2018", Some(12), "could be a date: counts only when it counts with the pages"),
            ("1.204", None, "a figure"),
            ("3 xã", None, "a count"),
            ("", None, "nothing"),
        ];
        for (text, expected, reason) in rows {
            assert_eq!(page_number(text), expected, "{text}: {reason}");
        }
        assert_eq!(without_number("BÁO CÁO 5", 4), "BÁO CÁO");
        assert_eq!(without_number("Ngày in: 12/12/2023 08:11", 0), "Ngày in: 12/12/2023");
    }
}
