//! References as bytes: which fields there are, then those. An identifier that its parts spell is not written.

use super::super::codec::{Code, Decoder, Dictionary, Encoder, Read};
use super::places::Cursor;
use super::{narrow, owned, read_some, read_words, some, word, words};
use crate::record::{Certainty, Form, Place, Reference};

/// Beside the certainty: the document's own number; a quote that is not the text at the span; an identifier made
/// of its parts; one that names the document meant.
const OWN: u8 = 1 << 4;
const QUOTE: u8 = 1 << 5;
const SPELLED: u8 = 1 << 6;
const SAME: u8 = 1 << 7;

/// The identifier that the parts spell: `30a/2008/NQ-CP`.
fn spelled(
    number: Option<u64>,
    suffix: Option<&str>,
    year: Option<u64>,
    sep: Option<&str>,
    symbol: Option<&str>,
) -> String {
    let part = |n: Option<u64>| n.map_or_else(String::new, |n| n.to_string());
    let slash = if year.is_some() { "/" } else { "" };
    [&part(number), suffix.unwrap_or_default(), slash, &part(year), sep.unwrap_or_default(), symbol.unwrap_or_default()]
        .concat()
}

pub(super) fn write(e: &mut Encoder, r: &Reference, text: &str, at: &mut Cursor) {
    at.write(e, &r.span);
    let numbers = [r.number.map(u64::from), r.year.map(u64::from)];
    let parts = spelled(numbers[0], r.suffix.as_deref(), numbers[1], r.sep.as_deref(), r.symbol.as_deref());
    let quote = text.get(r.span.start..r.span.end) != Some(r.text.as_str());
    let spelled = r.id.as_ref() == Some(&parts);
    let same = r.id.is_some() && r.resolved == r.id;
    e.byte(r.form.code());
    let flags = [(OWN, r.own), (QUOTE, quote), (SPELLED, spelled), (SAME, same)];
    e.byte(flags.iter().filter(|(_, set)| *set).fold(r.certainty.code(), |flags, (flag, _)| flags | flag));
    if quote {
        e.text(&r.text);
    }
    some(e, numbers, Encoder::number);
    let (id, resolved) = (if spelled { &None } else { &r.id }, if same { &None } else { &r.resolved });
    let fields = [&r.symbol, &r.sep, &r.doc_type, &r.issuer, &r.suffix, id, resolved, &r.date, &r.term, &r.title];
    words(e, fields);
    e.word(&r.rule);
}

pub(super) fn read(d: &mut Decoder<'_>, text: &str, at: &mut Cursor) -> Read<Reference> {
    let span = at.read(d)?;
    let form = Form::from_code(d.byte()?)?;
    let flags = d.byte()?;
    let quote = if flags & QUOTE != 0 { owned(d.text())? } else { slice(text, &span)? };
    let numbers: [_; 2] = read_some(d, Decoder::number)?;
    let [symbol, sep, doc_type, issuer, suffix, mut id, mut resolved, date, term, title] = read_words(d)?;
    if flags & SPELLED != 0 {
        id = Some(spelled(numbers[0], suffix.as_deref(), numbers[1], sep.as_deref(), symbol.as_deref()));
    }
    if flags & SAME != 0 {
        resolved.clone_from(&id);
    }
    Ok(Reference {
        form,
        text: quote,
        number: narrow(numbers[0])?,
        year: narrow(numbers[1])?,
        suffix,
        symbol,
        sep,
        id,
        resolved,
        doc_type,
        date,
        issuer,
        term,
        title,
        own: flags & OWN != 0,
        certainty: Certainty::from_code(flags & 15)?,
        span,
        rule: word(d)?,
    })
}

/// Steps over a reference.
pub(super) fn skip<D: Dictionary>(d: &mut Decoder<'_, D>, at: &mut Cursor) -> Read<()> {
    at.read(d)?;
    d.byte()?;
    if d.byte()? & QUOTE != 0 {
        d.text()?;
    }
    let _: [Option<u64>; 2] = read_some(d, Decoder::number)?;
    let _: [Option<D::Word>; 10] = read_some(d, Decoder::word)?;
    d.word()?;
    Ok(())
}

/// The text at a span.
pub(super) fn slice(text: &str, span: &Place) -> Read<String> {
    text.get(span.start..span.end).map(str::to_owned).ok_or(super::Damaged)
}
