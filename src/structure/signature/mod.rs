//! The end of a document: recipients and signature, side by side or one below the other.
//!
//! Takes the lines, gives signer and office and gives the lines the role of boilerplate. "KT. CHỦ TỊCH⏎PHÓ CHỦ TỊCH⏎(đã ký)⏎
//! Lò Văn A" is signed by "Lò Văn A" as "PHÓ CHỦ TỊCH". The first signature counts: annexes may have others.

mod name;
mod office;

use super::lines::{End, Line, Role, bare, end_of, is_rule, is_upper, pieces};
use super::plain::plain;
use super::{Header, label};
use crate::text::Span;
use name::{is_signed, name};
use office::{authority, is_aid, office, push_office, signing_office, small_office};

/// Lines between the office and the name, stamps and blanks set aside.
const MAX_TO_NAME: usize = 14;
/// Lines of a list of recipients.
const MAX_RECIPIENTS: usize = 60;

/// Finds recipients and signature from line `from` on; fills in signer and office.
pub(crate) fn find(text: &str, lines: &mut [Line], from: usize, header: &mut Header) {
    let mut i = from;
    let mut signed = false;
    while i < lines.len() {
        if !matches!(lines[i].role, Role::Body) {
            i += 1;
            continue;
        }
        let s = lines[i].of(text);
        if is_filing(s) {
            lines[i].role = Role::Boilerplate;
        }
        let recipients = starts_recipients(s);
        if !recipients && (s.len() > 200 || !may_sign(s)) {
            i += 1;
            continue;
        }
        match block(text, lines, i, recipients) {
            Some(b) => {
                for line in &mut lines[i..b.end] {
                    if line.role == Role::Body {
                        line.role = Role::Boilerplate;
                    }
                }
                if !signed && (b.name.is_some() || b.role.is_some()) {
                    (header.signer, header.signer_role) = (b.name, b.role);
                    signed = true;
                }
                i = b.end.max(i + 1);
            }
            None => i += 1,
        }
    }
}

/// "- Lưu: VT, TH." standing alone.
fn is_filing(s: &str) -> bool {
    s.len() <= 80 && s.contains("Lưu") && {
        let p = plain(s.trim_start_matches(['-', '+', ' ', '*']));
        p.strip_prefix("luu")
            .is_some_and(|r| r.starts_with(':') || [" vt", " vp", " hs", " ho so"].iter().any(|w| r.starts_with(w)))
    }
}

/// A signature block.
#[derive(Debug, Default)]
struct Block {
    name: Option<String>,
    role: Option<String>,
    end: usize,
}

/// "Nơi nhận:", in older documents "Nơi gửi:", at the start of a line.
fn starts_recipients(s: &str) -> bool {
    let core = bare(s);
    core.len() < 400
        && core.starts_with(['N', 'n'])
        && {
            let p = plain(&core.chars().take(12).collect::<String>());
            let rest = p.strip_prefix("noi nhan").or_else(|| p.strip_prefix("noi gui"));
            rest.is_some_and(|r| !r.trim_start().starts_with(|c: char| c.is_ascii_alphabetic()))
        }
        && (core.len() < 120 || core.contains("  "))
}

/// Cheap test whether a line may belong to a signature: capitals that name an office or an authority.
fn may_sign(s: &str) -> bool {
    let core = bare(s);
    core.chars().next().is_some_and(char::is_uppercase)
        && core.chars().take(5).filter(|c| c.is_uppercase()).count() >= 2
        && (s.contains("  ") || s.contains('\t') || is_upper(core) || authority(&plain(core)).is_some())
        && pieces(s, Span::new(0, s.len())).iter().any(|p| office(bare(p.of(s))).is_some())
}

/// Reads the block that begins at line `i`; none when nothing there is a signature.
fn block(text: &str, lines: &[Line], i: usize, recipients: bool) -> Option<Block> {
    let mut b = Block { end: i, ..Block::default() };
    let mut offices: Vec<String> = Vec::new();
    let (mut since, mut listed) = (0, 0);
    let mut names: Vec<String> = Vec::new();
    // Statistical forms are signed in columns by those who made them, too: "NGƯỜI LẬP BIỂU⇥KẾ TOÁN TRƯỞNG⇥CHỦ TỊCH".
    let mut aids: Vec<String> = Vec::new();
    for j in i..lines.len().min(i + MAX_RECIPIENTS) {
        let line = &lines[j];
        if !matches!(line.role, Role::Body | Role::Skip | Role::Boilerplate) {
            break;
        }
        let s = line.of(text);
        if j > i && (ends_block(s) || (s.len() > 200 && !line.columns)) {
            break;
        }
        // Footnotes stand below a rule.
        if listed > 0 && offices.is_empty() && is_rule(s) {
            break;
        }
        let mut used = j == i && recipients;
        let begun = !offices.is_empty() || !aids.is_empty();
        for piece in columns(s, recipients || begun) {
            let core = bare(piece);
            if is_aid(core) && names.is_empty() {
                aids.push(core.to_owned());
                (used, since) = (true, 0);
                continue;
            }
            let deputy = || offices.last().filter(|o| authority(&plain(o)).is_some()).and_then(|_| small_office(core));
            if let Some(o) = office(core).or_else(deputy).filter(|_| names.is_empty()) {
                push_office(&mut offices, &o);
                (used, since) = (true, 0);
            } else if begun && is_signed(&plain(core)) {
                used = true;
            } else if let Some(name) = name(core).filter(|_| begun) {
                names.push(name);
                used = true;
            }
        }
        let item = recipients && (label::parse(s).is_some() || s.len() < 160) && names.is_empty();
        listed += usize::from(item);
        if used || item || line.role != Role::Body {
            if used || (item && (label::parse(s).is_some() || offices.is_empty())) {
                b.end = j + 1;
            }
        } else {
            since += 1;
        }
        let begun = !offices.is_empty() || !aids.is_empty();
        since += usize::from(!used && begun);
        let goes_on = || lines.get(j + 1).is_some_and(|l| !l.gap && label::parse(l.of(text)).is_some());
        // The name of the last column may stand lower than the others.
        let next = || lines.get(j + 1).is_some_and(|l| name(bare(l.of(text))).is_some());
        let more = aids.len() > 1 && names.len() <= aids.len() && next();
        if !names.is_empty() && !more && (!recipients || !goes_on()) {
            b.end = j + 1;
            if recipients {
                b.end += rest_of_list(text, &lines[j + 1..]);
            }
            break;
        }
        if since > MAX_TO_NAME || (!recipients && !begun) {
            break;
        }
    }
    // Two names for three columns: none is sure to be that of the one who answers.
    let unsure = aids.len() > 1 && names.len() > 1 && names.len() <= aids.len() && !offices.is_empty();
    let last = names.pop().filter(|_| !unsure);
    if offices.is_empty() {
        offices = aids;
    }
    if last.is_none()
        && (offices.is_empty() || !offices.iter().any(|o| authority(&plain(o)).is_some()))
        && !(recipients && listed > 0)
    {
        return None;
    }
    // Without a name only a block with an authority ("TM. …") or below the recipients is one.
    b.role = signing_office(&offices);
    b.name = last;
    Some(b)
}

/// How many lines of the list of recipients stand below the signer's name.
fn rest_of_list(text: &str, lines: &[Line]) -> usize {
    let listed = |l: &Line| {
        let s = l.of(text);
        l.role == Role::Body && !l.gap && s.len() <= 160 && !ends_block(s)
    };
    let run = lines.iter().take(MAX_RECIPIENTS).take_while(|l| listed(l)).count();
    // Down to the last line that is an item or the end of one.
    let item = |l: &Line| label::parse(l.of(text)).is_some_and(|l| l.level == label::BULLET);
    lines[..run]
        .iter()
        .rposition(item)
        .map_or(0, |i| if end_of(lines[i].of(text)) == End::Closed { i + 1 } else { (i + 2).min(run) })
}

/// A new heading, annex or header ends a block.
fn ends_block(s: &str) -> bool {
    let core = bare(s);
    let p = plain(&core.chars().take(24).collect::<String>());
    ["phu luc", "bieu ", "phu bieu", "bang ", "cong hoa xa hoi", "(kem theo", "(ban hanh kem", "mau so"]
        .iter()
        .any(|w| p.starts_with(w))
        || label::parse(s)
            .is_some_and(|l| l.level <= 3 && is_upper(bare(&s[l.len..])) && s.len() > l.len + 8 && l.mark > 1)
}

/// The columns of a line: set apart by room, or run together behind the end of a recipient.
fn columns(s: &str, inside: bool) -> Vec<&str> {
    let spans = pieces(s, Span::new(0, s.len()));
    if spans.len() > 1 || !inside {
        return spans.into_iter().map(|p| p.of(s)).collect();
    }
    // "Nơi nhận: KT. GIÁM ĐỐC", "- Sở Xây dựng; PHÓ GIÁM ĐỐC", "- Lưu: VT. Vàng A Pùa"
    let core = bare(s);
    if !(core.starts_with('-') || plain(core).starts_with("noi nhan")) {
        return vec![s];
    }
    let cut = s
        .char_indices()
        .filter(|(i, c)| matches!(c, ';' | '.' | ',' | ':') && s[i + 1..].starts_with(' '))
        .map(|(i, _)| i + 1)
        .find(|&i| {
            let rest = bare(&s[i..]);
            (is_upper(rest) && office(rest).is_some())
                || (s[i..].split_whitespace().count() >= 2
                    && core.starts_with('-')
                    && is_last(&s[..i])
                    && name(rest).is_some())
        });
    match cut {
        Some(i) => vec![&s[..i], s[i..].trim_start()],
        None => vec![s],
    }
}

/// Whether the recipient before it is complete ("- Lưu: VT.").
fn is_last(s: &str) -> bool {
    s.ends_with('.') && plain(s).contains("luu")
}
