//! The lines of the normalized text, each with the role it plays.
//!
//! Takes the text, gives [`Line`]s without white space at either end; blank lines are only remembered as a
//! gap before the next one. "  Số: 12/BC-UBND   " is the line "Số: 12/BC-UBND" with indent 2.

use crate::text::Span;
use memchr::{memchr, memchr2_iter, memmem};

/// One line that holds text.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Where it stands, without white space at its ends.
    pub(crate) span: Span,
    /// Characters before it.
    pub(crate) indent: usize,
    /// Whether a blank line stands before it.
    pub(crate) gap: bool,
    /// Whether it is the first of a page (but the first page).
    pub(crate) page: bool,
    /// Whether a tab or a run of spaces divides it.
    pub(crate) columns: bool,
    /// What it is.
    pub(crate) role: Role,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Running text, headings, items: the flow decides.
    Body,
    /// Header block.
    Header,
    /// Subject line.
    Title,
    /// Names a table or its unit.
    Caption,
    /// Row of a table.
    TableRow,
    /// Recipients, signature, stamps, page furniture.
    Boilerplate,
    /// Page number, running head, rule: not in the flow.
    Skip,
    /// First line of the footnote with this index.
    Note(usize),
    /// Later line of a footnote.
    NoteRest,
}

impl Line {
    /// The line's text.
    pub(crate) fn of<'a>(&self, text: &'a str) -> &'a str {
        self.span.of(text)
    }
}

/// Splits `text` into lines.
pub(crate) fn scan(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let spaced = memmem::find(bytes, b"  ").is_some();
    let tabbed = memchr(b'\t', bytes).is_some();
    let mut lines = Vec::with_capacity(text.len() / 160 + 8);
    let (mut start, mut gap, mut page) = (0, false, false);
    let ends = memchr2_iter(b'\n', b'\x0c', bytes).chain(std::iter::once(bytes.len()));
    for end in ends {
        let raw = &text[start..end];
        let content = raw.trim_start();
        let indent = raw.len() - content.len();
        let content = content.trim_end();
        if content.is_empty() {
            gap |= end > start || bytes.get(end) == Some(&b'\n');
        } else {
            let span = Span::new(start + indent, start + indent + content.len());
            let columns = (spaced && memmem::find(content.as_bytes(), b"  ").is_some())
                || (tabbed && memchr(b'\t', content.as_bytes()).is_some());
            lines.push(Line {
                span,
                indent: text[start..span.start].chars().count(),
                gap,
                page,
                columns,
                role: Role::Body,
            });
            (gap, page) = (false, false);
        }
        page |= bytes.get(end) == Some(&b'\x0c');
        start = end + 1;
    }
    lines
}

/// A line without the emphasis and heading marks that OCR tools leave at its ends.
pub(crate) fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '#' | '_' | '\\'))
}

/// The pieces of a line that a tab or at least two spaces divide, as spans of the text.
pub(crate) fn pieces(text: &str, span: Span) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let (mut start, mut i) = (span.start, span.start);
    while i < span.end {
        let run = bytes[i..span.end].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        if run >= 2 || (run == 1 && bytes[i] == b'\t') {
            if i > start {
                out.push(Span::new(start, i));
            }
            start = i + run;
        }
        i += run.max(1);
    }
    if span.end > start {
        out.push(Span::new(start, span.end));
    }
    out
}

/// A rule: nothing but dashes, underscores, stars or the like ("-----", "____", "* * *", "-----o0o-----").
pub(crate) fn is_rule(line: &str) -> bool {
    line.len() <= 400
        && line.chars().all(|c| {
            matches!(
                c,
                '-' | '_'
                    | '*'
                    | '='
                    | '~'
                    | '–'
                    | '—'
                    | '─'
                    | '━'
                    | '\\'
                    | ' '
                    | '.'
                    | '…'
                    | 'o'
                    | '0'
                    | 'O'
                    | '+'
                    | '|'
                    | ':'
            )
        })
        && line.bytes().filter(|&b| matches!(b, b'o' | b'0' | b'O')).count() <= 3
        && line.chars().filter(|c| matches!(c, '-' | '_' | '*' | '=' | '~' | '–' | '—' | '─' | '━')).count() >= 1
}

/// The number of a line that is a page number: "3", "- 3 -", "Trang 2/7", "2/7".
pub(crate) fn page_number(line: &str) -> Option<u32> {
    if line.len() > 20 {
        return None;
    }
    let core = line.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | ' ' | '*' | '_' | '|' | '[' | ']'));
    let core = core.strip_prefix("Trang").or_else(|| core.strip_prefix("trang")).unwrap_or(core).trim();
    let (number, total) = core.split_once('/').map_or((core, None), |(n, t)| (n.trim(), Some(t.trim())));
    let digits = |s: &str| (1..=3).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    let number = digits(number).then(|| number.parse().ok())??;
    match total {
        Some(t) if !digits(t) || t.parse().is_ok_and(|t: u32| t < number) => None,
        _ => Some(number),
    }
}

/// How a line's text ends, its closing quotes and emphasis set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// With a mark that closes a sentence or a clause of a list.
    Closed,
    /// With a comma, an opening bracket or a word that wants another one.
    Open,
    /// With any other word.
    Plain,
}

/// Tells how `line` ends.
pub(crate) fn end_of(line: &str) -> End {
    let core = line.trim_end_matches(['*', '_', '"', '”', '\'', '’', '»', ' ', '\\']);
    match core.chars().next_back() {
        None => End::Plain,
        Some('.') if ABBREVIATIONS.contains(&core.rsplit([' ', '(']).next().unwrap_or(core)) => End::Open,
        Some('.' | ';' | ':' | '!' | '?' | '…') => End::Closed,
        Some(',' | '(' | '-' | '–' | '/' | '&' | '“' | '[') => End::Open,
        Some(')') => End::Plain,
        Some(_) => {
            let word = core.rsplit(' ').next().unwrap_or(core);
            if WANTS_MORE.contains(&word) { End::Open } else { End::Plain }
        }
    }
}

/// Abbreviations that a name follows: "Tp.⏎Hồ Chí Minh".
const ABBREVIATIONS: [&str; 14] =
    ["Tp.", "TP.", "T.P.", "TX.", "Tx.", "TT.", "Th.S", "ThS.", "TS.", "GS.", "PGS.", "BS.", "KS.", "Mr."];

/// Words that never end a sentence.
const WANTS_MORE: [&str; 41] = [
    "của", "và", "các", "tại", "với", "cho", "từ", "đến", "là", "về", "theo", "trên", "trong", "những", "một", "mỗi",
    "gồm", "được", "do", "để", "bằng", "hoặc", "hay", "như", "số", "ngày", "tháng", "năm", "đạt", "có", "còn", "ở",
    "khoảng", "gần", "hơn", "dưới", "so", "không", "chiếm", "tăng", "giảm",
];

/// Whether `line` begins with a lower-case letter, opening marks set aside.
pub(crate) fn starts_lower(line: &str) -> bool {
    first_char(line).is_some_and(char::is_lowercase)
}

/// The first character behind opening quotes, brackets and emphasis.
pub(crate) fn first_char(line: &str) -> Option<char> {
    line.chars().find(|c| !matches!(c, '*' | '_' | '"' | '“' | '\'' | '‘' | '(' | '[' | '«' | '\\' | '#' | ' '))
}

/// Whether the text has letters and none of them is lower-case; one slip of a reader is forgiven in a long line.
pub(crate) fn is_upper(line: &str) -> bool {
    let (mut upper, mut lower) = (0u32, 0u32);
    for c in line.chars() {
        if c.is_lowercase() {
            lower += 1;
            if lower > 2 {
                return false;
            }
        } else if c.is_uppercase() {
            upper += 1;
        }
    }
    upper >= 2 && lower * 8 <= upper
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_gap_page_and_columns() {
        let text = "Một\n\n  hai   ba\x0c4\tnăm\r\n";
        let lines = scan(text);
        let seen: Vec<_> = lines.iter().map(|l| (l.of(text), l.indent, l.gap, l.page, l.columns)).collect();
        assert_eq!(
            seen,
            [("Một", 0, false, false, false), ("hai   ba", 2, true, false, true), ("4\tnăm", 0, false, true, true)]
        );
    }

    #[test]
    fn page_numbers_and_rules() {
        for (line, number) in [
            ("3", Some(3)),
            ("- 12 -", Some(12)),
            ("Trang 2/7", Some(2)),
            ("2/7", Some(2)),
            ("7/2", None),
            ("2024", None),
            ("12 hộ", None),
        ] {
            assert_eq!(page_number(line), number, "{line}");
        }
        for (line, rule) in [
            ("-----", true),
            ("__________", true),
            ("* * *", true),
            ("-----o0o-----", true),
            ("- Lưu", false),
            ("...", false),
        ] {
            assert_eq!(is_rule(line), rule, "{line}");
        }
    }

    #[test]
    fn ends_of_lines() {
        for (line, end) in [
            ("như sau:", End::Closed),
            ("“Dân vận khéo.”", End::Closed),
            ("Quyết định số", End::Open),
            ("kinh tế,", End::Open),
            ("Tổ quốc Việt", End::Plain),
            ("(khóa XII)", End::Plain),
            ("các thành phố gồm: Tp.", End::Open),
        ] {
            assert_eq!(end_of(line), end, "{line}");
        }
    }

    #[test]
    fn pieces_of_a_two_column_line() {
        let text = "SỞ Y TẾ    Số 5\tb  c";
        let got: Vec<_> = pieces(text, Span::new(0, text.len())).iter().map(|s| s.of(text)).collect();
        assert_eq!(got, ["SỞ Y TẾ", "Số 5", "b", "c"]);
    }
}
