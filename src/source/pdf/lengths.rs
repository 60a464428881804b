//! Streams whose `Length` leads to another stream, before lopdf follows them.
//!
//! Takes a file's bytes, says whether too many lengths are no numbers. lopdf reads the object that a `Length` names to
//! read the stream, and the object that this one's names, each a call deeper and from every stream anew: some thousands
//! of them end the process. A length is a number, `/Length 7 0 R … 7 0 obj 420`; it may stand in a stream of objects,
//! but the length of such a stream leads on to the next. Refuses nothing else: a few wrong lengths are a damage.

use std::collections::{HashMap, HashSet};

/// Lengths of a file that are no numbers.
const MAX_WRONG: usize = 16;
/// The object's number and generation.
type Id<'a> = (&'a [u8], &'a [u8]);

/// Whether the lengths of too many streams lead to something else than a number.
pub(super) fn lead_astray(bytes: &[u8]) -> bool {
    let named = named(bytes);
    if named.len() <= MAX_WRONG {
        return false;
    }
    let wanted: HashSet<Id> = named.iter().map(|n| n.0).collect();
    // Whether all that stands under a number and generation is a number.
    let mut found: HashMap<Id, bool> = HashMap::new();
    let mut hidden = 0;
    for at in memchr::memmem::find_iter(bytes, b"obj") {
        hidden += usize::from(is_hidden(&bytes[..at], &bytes[at + 3..]));
        let Some(id) = id_before(&bytes[..at]).filter(|id| wanted.contains(id)) else { continue };
        let number =
            blank_off(&bytes[at + 3..]).first().is_some_and(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-'));
        *found.entry(id).or_insert(true) &= number;
    }
    let wrong = named.iter().filter(|(id, packed)| match found.get(id) {
        Some(number) => !number,
        None => *packed,
    });
    hidden + wrong.take(MAX_WRONG + 1).count() > MAX_WRONG
}

/// Whether an object's number stands on another line, where comments keep it from being read: no producer does that.
fn is_hidden(before: &[u8], after: &[u8]) -> bool {
    let line = before.iter().rposition(|b| matches!(b, b'\r' | b'\n')).map_or(before, |n| &before[n + 1..]);
    !line.ends_with(b"end") && blank_off(after).starts_with(b"<<") && id_before(line).is_none()
}

/// What the lengths name, and whether they are those of streams of objects.
fn named(bytes: &[u8]) -> Vec<(Id<'_>, bool)> {
    let mut out = Vec::new();
    let mut add = |rest| {
        if let Some(id) = reference(rest) {
            out.push((id, in_packed(bytes, bytes.len() - rest.len())));
        }
    };
    memchr::memmem::find_iter(bytes, b"/Length").for_each(|at| add(&bytes[at + b"/Length".len()..]));
    // A name may have any of its letters as two digits.
    let mut last = None;
    for at in memchr::memchr_iter(b'#', bytes) {
        let from = at.saturating_sub(3 * b"Length".len());
        let Some(slash) = memchr::memrchr(b'/', &bytes[from..at]).map(|s| from + s) else { continue };
        if last != Some(slash)
            && let Some(rest) = escaped(&bytes[slash + 1..])
        {
            add(rest);
        }
        last = Some(slash);
    }
    out
}

/// What follows the name `Length` written with escapes.
fn escaped(mut rest: &[u8]) -> Option<&[u8]> {
    for &letter in b"Length" {
        rest = match rest {
            [b'#', high, low, tail @ ..] => {
                let digit = |b: &u8| char::from(*b).to_digit(16);
                (digit(high)? * 16 + digit(low)? == u32::from(letter)).then_some(tail)?
            }
            [first, tail @ ..] if *first == letter => tail,
            _ => return None,
        };
    }
    Some(rest)
}

/// Whether the dictionary around this place is that of a stream of objects.
fn in_packed(bytes: &[u8], at: usize) -> bool {
    /// Dictionaries of streams of objects are short.
    const AROUND: usize = 512;
    let before = &bytes[at.saturating_sub(AROUND)..at];
    let before = memchr::memmem::rfind(before, b"obj").map_or(before, |o| &before[o..]);
    let after = &bytes[at..bytes.len().min(at + AROUND)];
    let after = memchr::memmem::find(after, b"stream").map_or(after, |s| &after[..s]);
    [before, after].iter().any(|part| memchr::memmem::find(part, b"ObjStm").is_some())
}

/// `7 0 R`.
fn reference(rest: &[u8]) -> Option<Id<'_>> {
    let (number, rest) = digits(blank_off(rest))?;
    let (generation, rest) = digits(blank_off(rest))?;
    blank_off(rest).starts_with(b"R").then_some((number, generation))
}

fn digits(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = rest.iter().position(|b| !b.is_ascii_digit()).unwrap_or(rest.len());
    (end > 0).then(|| (plain(&rest[..end]), &rest[end..]))
}

/// `007` is 7.
fn plain(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().take_while(|b| **b == b'0').count();
    &digits[zeros.min(digits.len() - 1)..]
}

/// The `7 0` that ends here.
fn id_before(bytes: &[u8]) -> Option<Id<'_>> {
    let last = |bytes: &'_ [u8]| -> Option<(usize, usize)> {
        let end = bytes.iter().rposition(|b| !blank(*b))? + 1;
        let from = bytes[..end].iter().rposition(|b| !b.is_ascii_digit()).map_or(0, |p| p + 1);
        (from < end).then_some((from, end))
    };
    let generation = last(bytes)?;
    let number = last(&bytes[..generation.0])?;
    (number.1 < generation.0).then(|| (plain(&bytes[number.0..number.1]), plain(&bytes[generation.0..generation.1])))
}

/// Blanks and comments off the start.
fn blank_off(mut rest: &[u8]) -> &[u8] {
    loop {
        let start = rest.iter().position(|b| !blank(*b)).unwrap_or(rest.len());
        rest = &rest[start..];
        if rest.first() != Some(&b'%') {
            return rest;
        }
        let end = rest.iter().position(|b| matches!(b, b'\r' | b'\n')).unwrap_or(rest.len());
        rest = &rest[end..];
    }
}

fn blank(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'\x0c' | 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Streams 100, 101, … with the key and the type given, whose lengths are the objects behind them by `step`.
    fn file(count: usize, dict: &str, key: &str, step: usize, lengths: &str) -> String {
        let stream = |i: usize| format!("{i} 0 obj << {dict} /{key} {} 0 R >> stream\nx\nendstream endobj\n", i + step);
        let streams = (100..100 + count).map(stream);
        let named = (0..count).map(|i| format!("{} 0 obj {lengths}\nendobj\n", 100 + step + i));
        if step == 1 { streams.collect() } else { streams.chain(named.filter(|_| !lengths.is_empty())).collect() }
    }

    #[test]
    fn lengths_are_numbers() {
        let rows = [
            (file(1000, "", "Length", 2000, "1"), false, "numbers behind the streams"),
            (file(1000, "/Type /ObjStm", "Length", 2000, "1"), false, "the same of streams of objects"),
            (file(1000, "", "Length", 2000, "% a comment\n 1"), false, "a comment in front"),
            (file(1000, "", "Length", 2000, ""), false, "numbers in a stream of objects"),
            (file(16, "", "Length", 1, ""), false, "a few wrong ones"),
            (file(17, "", "Length", 1, ""), false, "the last one leads nowhere"),
            (file(18, "", "Length", 1, ""), true, "a chain"),
            (file(1000, "", "#4cen#67th", 1, ""), true, "a chain under another spelling"),
            (file(1000, "/Type /ObjStm", "Length", 2000, ""), true, "from one stream of objects into the next"),
            (file(1000, "", "Length", 2000, "[1 2 3]"), true, "lists that would be read each time"),
            (file(1000, "", "Length1", 1, ""), false, "another key"),
            (file(1000, "", "Length", 1, "").replace(" 0 obj", " 0%\nobj"), true, "a chain behind comments"),
            (file(1000, "", "Length", 2000, "1").replace("\nendobj", "%1 0\nendobj"), false, "comments elsewhere"),
        ];
        for (bytes, expected, reason) in rows {
            assert_eq!(lead_astray(bytes.as_bytes()), expected, "{reason}");
        }
    }
}
