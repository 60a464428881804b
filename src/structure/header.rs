//! The header block: issuer, own number, place and date, type, subject line.
//!
//! Takes the first lines, gives the fields of [`Header`], gives the lines their roles and says where lines hold two columns:
//! "ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" is two pieces. The order of the parts is not taken for granted; every piece is
//! judged by itself. A text without header has none.

use super::body::is_body;
use super::lines::{End, Line, Role, bare, end_of, is_rule, is_upper, pieces};
use super::outline::fold;
use super::place_date::{self, PlaceDate};
use super::plain::{offset, plain};
use super::type_line::{self, Form, TypeLine};
use super::{Header, label, news, own_number, tables, title};
use crate::text::Span;
use crate::vocabulary::Vocabulary;

/// Lines in which a header is looked for.
const MAX_LINES: usize = 60;
/// A longer line before the type line is body text.
const MAX_PIECE_BYTES: usize = 240;

/// A longer line in small letters, and another below it, are running text.
const MIN_PROSE_BYTES: usize = 90;

/// A longer line ends the search.
const MAX_LINE_BYTES: usize = 2_000;

/// The header and what the flow needs to know of it.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The fields.
    pub(crate) header: Header,
    /// Offsets inside header lines where another column begins, sorted.
    pub(crate) splits: Vec<usize>,
    /// The first line behind the header.
    pub(crate) end: usize,
}

/// A part of a header line.
struct Piece {
    line: usize,
    span: Span,
    kind: Kind,
}

enum Kind {
    Motto,
    Star,
    Number(Span),
    Place(PlaceDate),
    Urgency,
    /// "V/v …"
    Subject,
    Upper,
    Other,
}

/// Finds the header of the text.
pub(crate) fn find(text: &str, lines: &mut [Line], vocabulary: &Vocabulary) -> Found {
    let mut found = Found::default();
    // A table torn from its document has no header.
    if lines.iter().position(|l| l.role != Role::Skip).is_some_and(|first| opens_table(text, lines, first)) {
        return found;
    }
    let mut seen = Scan::default();
    seen.run(text, lines, vocabulary);
    let header = &mut found.header;
    for p in &seen.pieces {
        match &p.kind {
            Kind::Number(n) if header.number.is_none() => header.number = Some(*n),
            Kind::Place(d) if header.date.is_none() && header.place.is_none() => {
                header.date.clone_from(&d.date);
                header.place.clone_from(&d.place);
            }
            _ => {}
        }
    }
    // Numbers below the stamp of a web page are those of its other documents.
    if seen.r#type.is_none()
        && !seen.pieces.iter().any(|p| matches!(p.kind, Kind::Motto))
        && let Some(stamp) = news::stamp(text, lines)
    {
        seen.pieces.retain(|p| p.line < stamp.0);
        if !seen.pieces.iter().any(|p| matches!(p.kind, Kind::Number(_))) {
            (header.number, header.date, header.place) = (None, None, None);
        }
    }
    let first_subject = seen.pieces.iter().position(|p| matches!(p.kind, Kind::Subject));
    let signs = seen.pieces.iter().filter(|p| !matches!(p.kind, Kind::Upper | Kind::Other | Kind::Star)).count();
    if seen.r#type.is_none() && signs == 0 {
        found.end = news::read(text, lines, header);
        header.period = header.title.as_deref().and_then(title::period);
        return found;
    }
    header.issuer = issuer(text, lines, &seen);
    let mut end = seen.pieces.iter().filter(|p| !matches!(p.kind, Kind::Other | Kind::Upper)).map(|p| p.line + 1).max();
    for p in &seen.pieces {
        lines[p.line].role = match p.kind {
            Kind::Other if seen.r#type.as_ref().is_none_or(|t| p.line > t.0) && !lines[p.line].columns => Role::Body,
            Kind::Upper if end.is_none_or(|e| p.line > e) && seen.r#type.is_none() => Role::Body,
            _ if lines[p.line].role == Role::Body => Role::Header,
            _ => lines[p.line].role,
        };
    }
    for pair in seen.pieces.windows(2) {
        if pair[0].line == pair[1].line && lines[pair[1].line].role == Role::Header {
            found.splits.push(pair[1].span.start);
        }
    }
    if let Some((line, span, t)) = &seen.r#type {
        header.doc_type = Some(t.name.clone());
        header.type_span = Some(Span::new(span.start, span.start + t.end));
        let rest = Span::new(span.start + t.end, span.end);
        end = Some(title::read(text, lines, *line, rest, header).max(end.unwrap_or(0)));
    }
    if header.title.is_none()
        && let Some(i) = first_subject
    {
        subject(text, lines, &seen, i, header);
    }
    if header.doc_type.is_none()
        && let Some(number) = header.number
    {
        let letter = first_subject.is_some() || seen.addressed;
        let by_code = type_line::by_code(number.of(text), vocabulary);
        header.doc_type = by_code.or_else(|| letter.then(|| "Công văn".to_owned()));
    }
    if header.number.is_none() && header.date.is_none() && header.place.is_none() {
        end = Some(news::read(text, lines, header).max(end.unwrap_or(0)));
    }
    header.period = header.title.as_deref().and_then(title::period);
    found.end = end.unwrap_or(0);
    found
}

/// Lines from the name of a table to its first row, at most.
const MAX_TABLE_HEAD: usize = 14;

/// Whether line `i` names a table whose rows follow. A form has its number above the header, "Biểu số 01/BC-UBND".
fn opens_table(text: &str, lines: &[Line], i: usize) -> bool {
    if !tables::is_caption(text, &lines[i]) {
        return false;
    }
    for line in lines[i..].iter().take(MAX_TABLE_HEAD) {
        if tables::is_data_row(text, line) {
            return true;
        }
        let header = |span: &Span| {
            let piece = span.of(text);
            matches!(
                kind(piece, *span, &plain(bare(piece))),
                Kind::Motto | Kind::Star | Kind::Number(_) | Kind::Place(_)
            )
        };
        if !is_rule(line.of(text)) && split(text, line).iter().any(header) {
            return false;
        }
    }
    false
}

#[derive(Default)]
struct Scan {
    pieces: Vec<Piece>,
    /// Line, piece and type.
    r#type: Option<(usize, Span, TypeLine)>,
    /// Whether a line "Kính gửi" was met.
    addressed: bool,
}

impl Scan {
    fn run(&mut self, text: &str, lines: &[Line], vocabulary: &Vocabulary) {
        let mut named: Option<(usize, Span, TypeLine)> = None;
        // Long lines of small letters below each other are running text: no header has two.
        let mut prose = 0;
        for (i, line) in lines.iter().enumerate().take(MAX_LINES) {
            if matches!(line.role, Role::Skip | Role::Boilerplate) {
                continue;
            }
            let s = line.of(text);
            if s.len() > MAX_LINE_BYTES {
                break;
            }
            if !line.columns && (s.len() > MAX_PIECE_BYTES || label::parse(s).is_some_and(|l| l.len < s.len())) {
                let typed = type_line::parse(s, vocabulary).filter(|t| t.form != Form::Word);
                if let Some(t) = typed.filter(|_| s.len() <= 400) {
                    named.get_or_insert((i, line.span, t));
                }
                // The mark of a Party header is no bullet, and a few lines of a web page may stand above.
                if !is_rule(s) && (named.is_some() || i > 8 || !self.pieces.is_empty()) {
                    break;
                }
                continue;
            }
            if tables::is_data_row(text, line) || opens_table(text, lines, i) {
                // The headings above the row belong to the table.
                let heading = |i: &usize| (lines[*i].columns || is_rule(lines[*i].of(text))) && !lines[i + 1].gap;
                let head = (0..i).rev().take_while(heading).last().unwrap_or(i);
                self.pieces.retain(|p| p.line < head);
                break;
            }
            prose = if !line.columns && s.len() > MIN_PROSE_BYTES && !is_upper(bare(s)) { prose + 1 } else { 0 };
            if prose == 2 {
                self.pieces.retain(|p| p.line + 1 < i);
                break;
            }
            let spans = split(text, line);
            let alone = spans.len() == 1;
            for span in spans {
                let piece = span.of(text);
                if alone && let Some(t) = type_line::parse(piece, vocabulary) {
                    if t.form == Form::Capital {
                        self.r#type = Some((i, span, t));
                        return;
                    }
                    if named.as_ref().is_none_or(|n| n.2.form < t.form) {
                        named = Some((i, span, t));
                    }
                    continue;
                }
                let p = plain(bare(piece));
                if p.starts_with("kinh gui") {
                    self.addressed = true;
                    break;
                }
                if starts_body(&p) && piece.len() > 60 {
                    break;
                }
                self.pieces.push(Piece { line: i, span, kind: kind(piece, span, &p) });
            }
            let last = self.pieces.last().is_some_and(|p| p.line == i);
            if self.addressed || (!last && named.as_ref().is_none_or(|n| n.0 != i) && !self.pieces.is_empty()) {
                break;
            }
        }
        self.r#type = named.filter(|n| !self.addressed || n.2.form == Form::Word || n.0 < 3);
        if let Some((line, _, _)) = &self.r#type {
            let line = *line;
            self.pieces.retain(|p| p.line < line || !matches!(p.kind, Kind::Upper | Kind::Other));
        }
    }
}

/// The pieces of a header line: columns set apart by room, and columns that a reader ran together.
fn split(text: &str, line: &Line) -> Vec<Span> {
    let mut out = Vec::new();
    let columns = if line.columns { pieces(text, line.span) } else { vec![line.span] };
    for span in columns {
        let s = span.of(text);
        let p = plain(s);
        let at = ["cong hoa xa hoi", "doc lap -", "doc lap-", "dang cong san viet nam"]
            .iter()
            .find_map(|m| p.find(m))
            .or_else(|| {
                let (number, _) = own_number::parse(s)?;
                let date = place_date::parse(s[number.end..].trim_start())?;
                let gap = s[number.end..].len() - s[number.end..].trim_start().len();
                Some(s[..number.end + gap + date.start].chars().count())
            });
        match at.map(|c| offset(s, c)).filter(|&at| at > 0 && !bare(&s[..at]).is_empty()) {
            Some(at) => {
                let left = s[..at].trim_end();
                // Emphasis marks stay with the column that they open.
                let marks = left.len() - left.trim_end_matches(['*', '_']).len();
                let left = left[..left.len() - marks].trim_end();
                out.push(Span::new(span.start, span.start + left.len()));
                out.push(Span::new(span.start + at, span.end));
            }
            None => out.push(span),
        }
    }
    // "Số: 12/BC-UBND" with much room inside a blank number stays one piece.
    let mut i = 0;
    while i + 1 < out.len() {
        // "Khe Vàng, ngày     tháng     năm 2024": room for what is filled in by hand.
        let blank = plain(out[i].of(text));
        if blank.contains("ngay")
            && !blank.contains("nam")
            && let Some(end) = (i + 1..out.len().min(i + 4)).find(|&j| plain(out[j].of(text)).starts_with("nam"))
            && place_date::parse(&text[out[i].start..out[end].end]).is_some()
        {
            out[i].end = out[end].end;
            out.drain(i + 1..=end);
            continue;
        }
        let joined = Span::new(out[i].start, out[i + 1].end);
        let blank = plain(bare(out[i].of(text)));
        let lonely = matches!(blank.trim_end_matches([':', '.', ' ']), "so")
            || (blank.starts_with("ngay") && !blank.contains("nam"));
        let dated = i + 1 < out.len()
            && blank.contains("ngay")
            && !blank.contains("nam")
            && place_date::parse(joined.of(text)).is_some();
        let spaced =
            out[i].of(text).chars().count() <= 9 && is_letters(out[i].of(text)) && is_letters(out[i + 1].of(text));
        if (lonely && own_number::parse(joined.of(text)).is_some())
            || dated
            || (lonely && blank.starts_with("ngay"))
            || spaced
        {
            out[i] = joined;
            out.remove(i + 1);
        } else {
            i += 1;
        }
    }
    out
}

/// "B Á O": single letters with spaces between them.
fn is_letters(s: &str) -> bool {
    s.contains(' ') && s.split_whitespace().all(|w| w.chars().count() <= 2) && is_upper(s)
}

fn kind(piece: &str, span: Span, p: &str) -> Kind {
    let core = bare(piece);
    if core.is_empty() || is_rule(piece) {
        return Kind::Star;
    }
    if is_motto(p) {
        return Kind::Motto;
    }
    if let Some((number, _)) = own_number::parse(piece) {
        return Kind::Number(number.shift(span.start));
    }
    if let Some(date) = place_date::parse(piece) {
        return Kind::Place(date);
    }
    let urgency = ["hoa toc", "khan", "thuong khan", "mat", "toi mat", "tuyet mat", "du thao"];
    if urgency.iter().any(|u| p.strip_prefix(u).is_some_and(|r| r.len() <= 16 && !r.starts_with(char::is_alphabetic)))
        && p != "mat tran"
    {
        return Kind::Urgency;
    }
    if without_concerning(core).len() < core.len() {
        return Kind::Subject;
    }
    if is_upper(core) { Kind::Upper } else { Kind::Other }
}

/// A subject line without the "V/v" that announces it.
pub(super) fn without_concerning(s: &str) -> &str {
    let p = plain(&s.chars().take(5).collect::<String>());
    let mark = ["v/v", "v/ v", "v /v", "v.v"].iter().find(|m| p.starts_with(*m));
    let Some(mark) = mark else { return s };
    let rest = &s[offset(s, mark.len())..];
    let rest = rest.trim_start_matches([':', ' ', '.']);
    if rest.is_empty() { s } else { rest }
}

/// The national motto, the Party's name, slips of a reader forgiven.
fn is_motto(p: &str) -> bool {
    (p.contains("cong hoa") && p.contains("chu nghia"))
        || p.contains("xa hoi chu nghia viet")
        || (p.contains("doc lap") && (p.contains("hanh phuc") || p.contains("tu do")))
        || (p.starts_with("dang cong san") && p.len() < 40)
}

/// Whether the text is the beginning of the body: legal grounds, an opening sentence.
pub(super) fn starts_body(p: &str) -> bool {
    [
        "can cu",
        "thuc hien",
        "theo de nghi",
        "xet de nghi",
        "thi hanh",
        "kinh gui",
        "tren co so",
        "nham ",
        "hom nay",
        "vao hoi",
    ]
    .iter()
    .any(|w| p.starts_with(w))
}

/// The lines of the issuing body: capitals that name a body, and the lines right below them.
fn issuer(text: &str, lines: &[Line], seen: &Scan) -> Vec<String> {
    let limit = seen.r#type.as_ref().map_or(usize::MAX, |t| t.0);
    let mut out: Vec<String> = Vec::new();
    let mut last: Option<usize> = None;
    let anchor = seen
        .pieces
        .iter()
        .filter(|p| matches!(p.kind, Kind::Motto | Kind::Number(_) | Kind::Star))
        .map(|p| p.line)
        .max();
    for piece in seen.pieces.iter().filter(|p| p.line < limit) {
        let s = bare(piece.span.of(text));
        let p = plain(s);
        let takes = match piece.kind {
            Kind::Upper => {
                let below = last.is_some_and(|l| piece.line - l <= 1 && !lines[piece.line].gap);
                (is_body(&p) || below) && s.len() <= 160 && anchor.is_none_or(|a| piece.line <= a + 3)
            }
            Kind::Other => {
                out.is_empty()
                    && is_body(&p)
                    && s.len() <= 90
                    && anchor.is_some_and(|a| piece.line <= a)
                    && end_of(s) == End::Plain
            }
            _ => false,
        };
        if takes {
            out.push(fold(s));
            last = Some(piece.line);
        }
    }
    out
}

/// The subject of an official letter: "V/v …" and the lines below it in its column.
fn subject(text: &str, lines: &mut [Line], seen: &Scan, i: usize, header: &mut Header) {
    let first = &seen.pieces[i];
    let mut parts = vec![first.span];
    let mut last = first.line;
    for p in &seen.pieces[i + 1..] {
        if p.line == last {
            continue;
        }
        let below = p.line == last + 1 && !lines[p.line].gap;
        if !below || !matches!(p.kind, Kind::Other) || parts.len() >= title::MAX_TITLE_LINES {
            break;
        }
        parts.push(p.span);
        last = p.line;
    }
    for p in seen.pieces.iter().filter(|p| p.line >= first.line && p.line <= last) {
        lines[p.line].role = if lines[p.line].columns { Role::Header } else { Role::Title };
    }
    let joined: Vec<&str> = parts.iter().map(|p| bare(p.of(text))).collect();
    header.title = Some(fold(without_concerning(&joined.join(" "))));
    header.title_span = Some(Span::new(first.span.start, parts.last().map_or(first.span.end, |p| p.end)));
}
