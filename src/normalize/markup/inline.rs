//! Markup within a line: headings, emphasis, escapes, tags, superscripts.
//!
//! Takes one line, appends it without markup: `**Điều 1.** *(kèm theo)*\` → `Điều 1. (kèm theo)`. A star or
//! underscore that pairs with nothing stays.

use super::entity;

/// What a backslash escapes in Markdown; not the bar, which belongs to tables.
const ESCAPED: &[u8] = b"\\`*_{}[]()#+-.!>~$";

/// Tags that are removed; `true` ends a line.
const TAGS: [(&str, bool); 32] = [
    ("sup", false),
    ("sub", false),
    ("br", true),
    ("b", false),
    ("i", false),
    ("u", false),
    ("s", false),
    ("em", false),
    ("strong", false),
    ("small", false),
    ("span", false),
    ("font", false),
    ("a", false),
    ("img", false),
    ("center", true),
    ("p", true),
    ("div", true),
    ("li", true),
    ("ul", false),
    ("ol", false),
    ("h1", true),
    ("h2", true),
    ("h3", true),
    ("h4", true),
    ("hr", true),
    ("table", true),
    ("thead", false),
    ("tbody", false),
    ("tr", true),
    ("td", false),
    ("th", false),
    ("blockquote", true),
];

/// Whether the line shows signs of markup.
pub(super) fn has_signs(line: &str) -> bool {
    let bytes = line.as_bytes();
    let trimmed = line.trim();
    if heading_len(line) > 0 || trimmed.starts_with("```") || is_emphasized_line(trimmed) {
        return true;
    }
    let signs = memchr::memchr3_iter(b'\\', b'<', b'&', bytes).any(|i| match bytes[i] {
        b'\\' => bytes.get(i + 1).is_some_and(|b| ESCAPED.contains(b)),
        b'<' => tag(&line[i..]).is_some(),
        _ => entity::parse(&line[i + 1..]).is_some(),
    });
    signs || !is_stars(line) && memchr::memmem::find_iter(bytes, b"**").any(|i| is_bold(bytes, i))
}

/// `*…*` from the first to the last character of a line.
pub(super) fn is_emphasized_line(trimmed: &str) -> bool {
    trimmed.len() > 2
        && trimmed.starts_with('*')
        && trimmed.ends_with('*')
        && trimmed[1..trimmed.len() - 1].chars().all(|c| c != '*')
        && !trimmed[1..].starts_with(' ')
        && !trimmed[..trimmed.len() - 1].ends_with(' ')
}

/// Only stars and spaces: a separator or the star of a Party header.
fn is_stars(line: &str) -> bool {
    line.bytes().all(|b| matches!(b, b'*' | b' ' | b'\t'))
}

/// Length of `## ` at the start of a line.
fn heading_len(line: &str) -> usize {
    let bytes = line.as_bytes();
    let indent = bytes.iter().take(3).take_while(|b| **b == b' ').count();
    let signs = bytes[indent..].iter().take(7).take_while(|b| **b == b'#').count();
    let space = bytes[indent + signs..].iter().take_while(|b| **b == b' ').count();
    if (1..=6).contains(&signs) && (space > 0 || signs > 1 && bytes.len() == indent + signs) {
        indent + signs + space
    } else {
        0
    }
}

/// Length of the run of the byte at `at`.
fn run_len(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().take_while(|b| **b == bytes[at]).count()
}

/// Whether the run of stars that begins at or before `at` is bold markup: text on one side at least, and not `(**)`.
fn is_bold(bytes: &[u8], at: usize) -> bool {
    let len = run_len(bytes, at);
    let before = at.checked_sub(1).map_or(b' ', |i| bytes[i]);
    let after = bytes.get(at + len).copied().unwrap_or(b' ');
    let text = |b: u8| !b.is_ascii_whitespace();
    let either = text(before) || text(after);
    before != b'*' && either && !(before == b'(' && after == b')') && (len < 4 || text(before) && text(after))
}

/// Name, closing slash and length of the known tag at the start of `rest`; comments count as a tag without name.
fn tag(rest: &str) -> Option<(&'static str, bool, bool, usize)> {
    /// Longest tag with its attributes.
    const MAX_BYTES: usize = 300;
    if rest.starts_with("<!--") {
        return rest.find("-->").map(|end| ("", true, false, end + 3));
    }
    let body = rest.strip_prefix('<')?;
    let closing = body.starts_with('/');
    let body = if closing { &body[1..] } else { body };
    let end = body.bytes().take(MAX_BYTES).position(|b| matches!(b, b'>' | b'<'))?;
    if body.as_bytes()[end] != b'>' {
        return None;
    }
    let name_len = body.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if !matches!(body.as_bytes()[name_len], b'>' | b' ' | b'/') {
        return None;
    }
    let &(name, breaks) = TAGS.iter().find(|t| t.0.eq_ignore_ascii_case(&body[..name_len]))?;
    Some((name, closing, breaks, 1 + usize::from(closing) + end + 1))
}

/// Appends `line` without markup.
pub(super) fn strip_line(line: &str, out: &mut String) {
    let line = &line[heading_len(line)..];
    if line.trim_start().starts_with("```") {
        return;
    }
    let line = line.trim_end_matches(' ');
    let line = line.strip_suffix('\\').filter(|l| !l.is_empty() && !l.ends_with('\\')).unwrap_or(line);
    let bytes = line.as_bytes();
    if is_stars(line)
        || memchr::memchr3(b'*', b'<', b'\\', bytes).is_none() && memchr::memchr3(b'&', b'_', b'$', bytes).is_none()
    {
        out.push_str(line);
        return;
    }
    let start = out.len();
    let in_table = line.trim_start().starts_with('|');
    // Closing signs of pairs whose opening sign was dropped.
    let mut closers: Vec<usize> = Vec::new();
    let (mut i, mut copied) = (0, 0);
    let drop = |i: usize, len: usize, copied: &mut usize, out: &mut String| {
        out.push_str(&line[*copied..i]);
        *copied = i + len;
        i + len
    };
    while let Some(&b) = bytes.get(i) {
        i = match b {
            b'\\' if bytes.get(i + 1).is_some_and(|b| ESCAPED.contains(b)) => {
                drop(i, 1, &mut copied, out);
                i + 2
            }
            b'<' => match tag(&line[i..]) {
                Some((name, closing, breaks, len)) => {
                    let mut next = drop(i, len, &mut copied, out);
                    if matches!(name, "sup" | "sub") && !closing {
                        next = raised(line, next, name, out);
                        copied = next;
                    } else if matches!(name, "td" | "th") && closing {
                        out.push('\t');
                    } else if breaks && (closing || matches!(name, "br" | "hr")) && name != "table" {
                        let at_end = bytes[next..].iter().all(|b| *b == b' ');
                        if in_table {
                            out.push(' ');
                        } else if !at_end && out.len() > start {
                            out.push('\n');
                        }
                    }
                    next
                }
                None => i + 1,
            },
            b'&' => match entity::parse(&line[i + 1..]) {
                Some((c, len)) => {
                    let next = drop(i, len + 1, &mut copied, out);
                    out.push(c);
                    next
                }
                None => i + 1,
            },
            b'$' => match formula(&line[i..]) {
                Some((digits, len)) => {
                    let next = drop(i, len, &mut copied, out);
                    push_raised(digits, true, out);
                    next
                }
                None => i + 1,
            },
            b'*' | b'_' => {
                let len = run_len(bytes, i);
                let bold = b == b'*' && len > 1 && is_bold(bytes, i);
                if bold || closers.contains(&i) {
                    drop(i, len, &mut copied, out)
                } else if let Some(close) = closer(bytes, i, len) {
                    closers.push(close);
                    drop(i, len, &mut copied, out)
                } else {
                    i + len
                }
            }
            _ => i + 1,
        };
    }
    out.push_str(&line[copied..]);
    let kept = out.trim_end_matches(' ').len().max(start);
    out.truncate(kept);
}

/// Where the emphasis that opens at `at` with a run of `len` signs closes: one or two signs behind a character, none
/// of their kind between, and no word going on on the outer sides.
fn closer(bytes: &[u8], at: usize, len: usize) -> Option<usize> {
    let sign = bytes[at];
    let word = |b: u8| b.is_ascii_alphanumeric() || !b.is_ascii();
    let before = at.checked_sub(1).map_or(b' ', |i| bytes[i]);
    let first = *bytes.get(at + len)?;
    if len > 2
        || word(before)
        || before == b'\\'
        || !(word(first) || matches!(first, b'(' | b'"' | b'\'' | b'[' | b'-' | b'+'))
    {
        return None;
    }
    let close = at + len + memchr::memchr(sign, &bytes[at + len..])?;
    let last = bytes[close - 1];
    let after = bytes.get(close + len).copied().unwrap_or(b' ');
    (run_len(bytes, close) == len && !last.is_ascii_whitespace() && !matches!(last, b'(' | b'\\') && !word(after))
        .then_some(close)
}

/// Digits and length of `$^{12}$`, as some OCR models write footnote marks.
fn formula(rest: &str) -> Option<(&str, usize)> {
    let body = rest.strip_prefix("$^")?;
    let braced = body.starts_with('{');
    let body = body.strip_prefix('{').unwrap_or(body);
    let digits = body.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let tail = if braced { "}$" } else { "$" };
    let head = 2 + usize::from(braced);
    (digits > 0 && body[digits..].starts_with(tail)).then_some((&body[..digits], head + digits + tail.len()))
}

/// Appends what stands between `<sup>` (which ends at `at`) and its end; gives the offset behind.
fn raised(line: &str, at: usize, name: &str, out: &mut String) -> usize {
    /// Longest content that is a mark or an exponent.
    const MAX_BYTES: usize = 24;
    let close = if name == "sup" { "</sup>" } else { "</sub>" };
    let Some(len) = line[at..].find(close).filter(|&l| l <= MAX_BYTES) else { return at };
    let content = line[at..at + len].trim_matches(['(', ')', '[', ']', ' ', '*']);
    let next = at + len + close.len();
    let degree = matches!(content, "o" | "0" | "O") && line[next..].trim_start().starts_with(['C', 'c', 'F']);
    if name == "sup" && (degree || content == "o") {
        out.push('°');
    } else if content.is_empty() {
        out.push_str(&line[at..at + len]);
    } else {
        push_raised(content, name == "sup", out);
    }
    next
}

/// Appends digits raised or lowered; anything else as it is.
fn push_raised(content: &str, up: bool, out: &mut String) {
    const UP: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const DOWN: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    for c in content.chars() {
        match c.to_digit(10) {
            Some(d) => out.push(if up { UP[d as usize] } else { DOWN[d as usize] }),
            None => out.push(c),
        }
    }
}
