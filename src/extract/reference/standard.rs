//! Standards: "TCVN 5712:1993", "TCVN 7303-1:2009", "QCVN 06:2022/BXD", "TCVN ISO 9001:2015".

use super::find::with_governor;
use super::governor::governor;
use super::{Context, Mention, blank};
use crate::extract::scan::{digits_right, previous_word, spaces_left};
use crate::record::Form;
use crate::text::Span;

/// The standard whose number is the digit run.
pub(super) fn at(context: &Context<'_>, run: Span) -> Option<Mention> {
    let text = context.text;
    let bytes = text.as_bytes();
    // Every other number has neither a colon nor a part behind it.
    if !matches!(bytes.get(run.end), Some(b':' | b'-' | b' ')) {
        return None;
    }
    // The names of the series are in capitals.
    if !text[..spaces_left(text, run.start)].ends_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let word = previous_word(text, run.start);
    let (series, start) = match word.of(text) {
        "ISO" | "IEC" => {
            let before = previous_word(text, word.start);
            if before.of(text) != "TCVN" {
                return None;
            }
            ("TCVN ISO", before.start)
        }
        "TCVN" => ("TCVN", word.start),
        "QCVN" => ("QCVN", word.start),
        "TCXDVN" => ("TCXDVN", word.start),
        "TCXD" => ("TCXD", word.start),
        "TCN" => ("TCN", word.start),
        "TCCS" => ("TCCS", word.start),
        _ => return None,
    };
    // Parts: "-1", "-2-4".
    let mut end = run.end;
    while bytes.get(end) == Some(&b'-') {
        let part = digits_right(text, end + 1);
        if !(1..=3).contains(&(part - end - 1)) {
            break;
        }
        end = part;
    }
    let part = text[run.end..end].to_owned();
    let colon = if bytes.get(end) == Some(&b' ') { end + 1 } else { end };
    if !matches!(bytes.get(colon), Some(b':' | b'-')) {
        return None;
    }
    let year_start = if bytes.get(colon + 1) == Some(&b' ') { colon + 2 } else { colon + 1 };
    let year_end = digits_right(text, year_start);
    let year: u16 = text[year_start..year_end].parse().ok().filter(|y| (1945..=2100).contains(y))?;
    let body = text[year_end..]
        .strip_prefix('/')
        .map_or(0, |rest| rest.chars().take_while(|c| c.is_uppercase()).map(char::len_utf8).sum::<usize>());
    let (body, end) =
        if body >= 2 { (&text[year_end..year_end + 1 + body], year_end + 1 + body) } else { ("", year_end) };
    let mut reference = blank(Form::Full, Span::new(start, end), "standard");
    let number: u32 = run.of(text).parse().ok()?;
    let id = format!("{series} {}{part}:{year}{body}", run.of(text));
    reference.number = Some(number);
    reference.suffix = (!part.is_empty()).then_some(part);
    reference.year = Some(year);
    reference.symbol = Some(format!("{series}{body}"));
    reference.resolved = Some(id.clone());
    reference.id = Some(id);
    Some(with_governor(reference, &governor(text, start, context.vocabulary)))
}
