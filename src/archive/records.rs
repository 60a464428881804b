//! The records of one document as bytes, and back.
//!
//! Takes everything of [`Processed`] but its text, path and hash, which the archive keeps elsewhere; gives the same values
//! back, field by field. A record's `text` that is the slice of the text at its span ("66.315,44 ha") is not
//! written a second time. Refuses bytes of another layout.

use super::codec::{Code, Damaged, Decoder, Encoder, Read, codes};
use super::regions;
use crate::pipeline::Processed;
use crate::record::{
    Basis, Certainty, Change, Document, Figure, Form, Format, Kind, Note, Place, Qualifier, Reference, Stage, Table,
    TextSource,
};
use crate::source::Verdict;
use crate::structure::Heading;
use crate::text::Span;

codes! {
    Format { Txt = 0, Pdf = 1 }
    TextSource { Plain = 0, TextLayer = 1, Ocr = 2 }
    Form { Full = 0, Bare = 1, Anaphoric = 2, Titled = 3 }
    Certainty { Stated = 0, Inherited = 1, Repaired = 2, Guessed = 3 }
    Kind { Percent = 0, Money = 1, Area = 2, Length = 3, Mass = 4, Volume = 5, Duration = 6, Count = 7, Other = 8 }
    Qualifier { Over = 0, AtLeast = 1, Under = 2, AtMost = 3, About = 4 }
    Change { Increase = 0, Decrease = 1 }
    Basis { Actual = 0, Target = 1, Estimate = 2 }
    Stage { Source = 0, Normalize = 1, Structure = 2, Extract = 3, Archive = 4 }
    Verdict { Good = 0, Legacy = 1, NeedsOcr = 2, Ocr = 3, Empty = 4 }
}

/// Writes the records of `processed`. The document record comes first, so that it can be read alone.
pub(crate) fn encode(processed: &Processed) -> Vec<u8> {
    let mut e = Encoder::default();
    document(&mut e, &processed.document);
    let text = processed.text.as_str();
    let mut at = 0;
    e.list(&processed.references, |e, r| reference(e, r, text, &mut at));
    at = 0;
    e.list(&processed.figures, |e, f| figure(e, f, text, &mut at));
    at = 0;
    e.list(&processed.tables, |e, t| {
        e.number(u64::from(t.index));
        e.option(t.title.as_deref(), Encoder::text);
        e.list(&t.columns, |e, c| e.text(c));
        e.list(&t.rows, |e, row| e.list(row, |e, c| e.text(c)));
        place(e, &t.span, &mut at);
    });
    at = 0;
    e.list(&processed.outline, |e, h| {
        e.byte(h.level);
        e.text(&h.label);
        e.text(&h.title);
        span(e, h.span, &mut at);
    });
    at = 0;
    e.list(&processed.notes, |e, n| {
        e.byte(n.stage.code());
        e.word(&n.code);
        e.text(&n.message);
        e.option(n.span.as_ref(), |e, s| place(e, s, &mut at));
    });
    e.list(&processed.verdicts, |e, v| e.byte(v.code()));
    regions::encode(&mut e, &processed.regions);
    e.finish()
}

/// Reads everything; `text` is the stored text.
pub(crate) fn decode(bytes: &[u8], text: String) -> Read<Processed> {
    let mut d = Decoder::new(bytes);
    let document = read_document(&mut d)?;
    let mut at = 0;
    let references = d.list(|d| read_reference(d, &text, &mut at))?;
    at = 0;
    let figures = d.list(|d| read_figure(d, &text, &mut at))?;
    at = 0;
    let tables = d.list(|d| {
        Ok(Table {
            index: d.int()?,
            title: d.option(|d| owned(d.text()))?,
            columns: d.list(|d| owned(d.text()))?,
            rows: d.list(|d| d.list(|d| owned(d.text())))?,
            span: read_place(d, &mut at)?,
        })
    })?;
    at = 0;
    let outline = d.list(|d| {
        Ok(Heading { level: d.byte()?, label: owned(d.text())?, title: owned(d.text())?, span: read_span(d, &mut at)? })
    })?;
    at = 0;
    let notes = d.list(|d| {
        Ok(Note {
            stage: Stage::from_code(d.byte()?)?,
            code: owned(d.word())?,
            message: owned(d.text())?,
            span: d.option(|d| read_place(d, &mut at))?,
        })
    })?;
    let verdicts = d.list(|d| Verdict::from_code(d.byte()?))?;
    let regions = regions::decode(&mut d)?;
    Ok(Processed { document, references, figures, tables, notes, outline, text, verdicts, regions })
}

/// Reads the document record alone.
pub(crate) fn decode_document(bytes: &[u8]) -> Read<Document> {
    read_document(&mut Decoder::new(bytes))
}

/// Reads the document record and the references.
pub(crate) fn decode_references(bytes: &[u8], text: &str) -> Read<(Document, Vec<Reference>)> {
    let mut d = Decoder::new(bytes);
    let document = read_document(&mut d)?;
    let mut at = 0;
    Ok((document, d.list(|d| read_reference(d, text, &mut at))?))
}

/// Reads the document record and hands each figure to `take`, without a copy of its strings: a table over a
/// whole archive looks at millions and keeps few.
pub(crate) fn each_figure(bytes: &[u8], mut take: impl FnMut(&Document, FigureRef<'_>)) -> Read<()> {
    let mut d = Decoder::new(bytes);
    let document = read_document(&mut d)?;
    let mut at = 0;
    for _ in 0..d.number()? {
        skip_reference(&mut d, &mut at)?;
    }
    at = 0;
    for _ in 0..d.number()? {
        let figure = read_figure_ref(&mut d, &mut at)?;
        take(&document, figure);
    }
    Ok(())
}

fn document(e: &mut Encoder, d: &Document) {
    e.byte(d.format.code());
    e.number(u64::from(d.pages));
    e.byte(d.text_source.code());
    let fields = [&d.encoding, &d.id, &d.doc_type, &d.date, &d.place, &d.title, &d.signer, &d.signer_role, &d.period];
    words(e, fields);
    e.list(&d.issuer, |e, line| e.word(line));
    e.option(d.quality, |e, q| e.number(u64::from(q.to_bits())));
}

fn read_document(d: &mut Decoder<'_>) -> Read<Document> {
    let format = Format::from_code(d.byte()?)?;
    let pages = d.int()?;
    let text_source = TextSource::from_code(d.byte()?)?;
    let [encoding, id, doc_type, date, place, title, signer, signer_role, period] = read_words(d)?;
    let issuer = d.list(word)?;
    let quality = d.option(|d| Ok(f32::from_bits(d.int()?)))?;
    Ok(Document {
        path: String::new(),
        sha256: String::new(),
        format,
        pages,
        text_source,
        encoding,
        id,
        doc_type,
        date,
        place,
        issuer,
        title,
        signer,
        signer_role,
        period,
        quality,
    })
}

fn reference(e: &mut Encoder, r: &Reference, text: &str, at: &mut usize) {
    place(e, &r.span, at);
    quoted(e, &r.text, &r.span, text);
    e.byte(r.form.code());
    e.byte(u8::from(r.own) << 4 | r.certainty.code());
    some(e, [r.number.map(u64::from), r.year.map(u64::from)], Encoder::number);
    let fields = [&r.suffix, &r.symbol, &r.sep, &r.id, &r.resolved, &r.doc_type, &r.date, &r.issuer, &r.term, &r.title];
    words(e, fields);
    e.word(&r.rule);
}

fn read_reference(d: &mut Decoder<'_>, text: &str, at: &mut usize) -> Read<Reference> {
    let span = read_place(d, at)?;
    let quote = read_quoted(d, &span, text)?;
    let form = Form::from_code(d.byte()?)?;
    let flags = d.byte()?;
    let [number, year] = read_some(d, Decoder::number)?;
    let [suffix, symbol, sep, id, resolved, doc_type, date, issuer, term, title] = read_words(d)?;
    Ok(Reference {
        form,
        text: quote,
        number: narrow(number)?,
        year: narrow(year)?,
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
        own: flags >> 4 == 1,
        certainty: Certainty::from_code(flags & 15)?,
        span,
        rule: word(d)?,
    })
}

fn skip_reference(d: &mut Decoder<'_>, at: &mut usize) -> Read<()> {
    read_place(d, at)?;
    d.option(Decoder::text)?;
    d.byte()?;
    d.byte()?;
    let _: [Option<u64>; 2] = read_some(d, Decoder::number)?;
    let _: [Option<&str>; 10] = read_some(d, Decoder::word)?;
    d.word()?;
    Ok(())
}

fn figure(e: &mut Encoder, f: &Figure, text: &str, at: &mut usize) {
    place(e, &f.span, at);
    quoted(e, &f.text, &f.span, text);
    e.byte(f.kind.code() << 4 | f.basis.code());
    e.byte(f.certainty.code());
    some(e, [f.value, f.low, f.high, f.of], Encoder::float);
    some(e, [f.qualifier.map(Code::code), f.change.map(Code::code)], Encoder::byte);
    some(e, [f.table, f.row, f.column], |e, n| e.number(u64::from(n)));
    e.list(&f.per, |e, p| e.word(p));
    let fields = [&f.unit, &f.label, &f.period, &f.place, &f.indicator, &f.parent, &f.context_period, &f.context_place];
    words(e, fields);
    e.word(&f.rule);
}

/// A figure whose strings lie in the archive. Fields as in [`Figure`].
#[derive(Debug, Clone)]
pub(crate) struct FigureRef<'a> {
    /// None when it is the text at `span`.
    pub text: Option<&'a str>,
    pub kind: Kind,
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub of: Option<f64>,
    pub unit: Option<&'a str>,
    pub per: Vec<&'a str>,
    pub qualifier: Option<Qualifier>,
    pub label: Option<&'a str>,
    pub change: Option<Change>,
    pub basis: Basis,
    pub period: Option<&'a str>,
    pub place: Option<&'a str>,
    pub indicator: Option<&'a str>,
    pub parent: Option<&'a str>,
    pub context_period: Option<&'a str>,
    pub context_place: Option<&'a str>,
    pub certainty: Certainty,
    pub table: Option<u32>,
    pub row: Option<u32>,
    pub column: Option<u32>,
    pub span: Place,
    pub rule: &'a str,
}

fn read_figure_ref<'a>(d: &mut Decoder<'a>, at: &mut usize) -> Read<FigureRef<'a>> {
    let span = read_place(d, at)?;
    let text = d.option(Decoder::text)?;
    let flags = d.byte()?;
    let certainty = Certainty::from_code(d.byte()?)?;
    let [value, low, high, of] = read_some(d, Decoder::float)?;
    let [qualifier, change] = read_some(d, Decoder::byte)?;
    let [table, row, column] = read_some(d, Decoder::int)?;
    let per = d.list(Decoder::word)?;
    let [unit, label, period, place, indicator, parent, context_period, context_place] = read_some(d, Decoder::word)?;
    Ok(FigureRef {
        text,
        kind: Kind::from_code(flags >> 4)?,
        basis: Basis::from_code(flags & 15)?,
        certainty,
        value,
        low,
        high,
        of,
        per,
        qualifier: qualifier.map(Qualifier::from_code).transpose()?,
        change: change.map(Change::from_code).transpose()?,
        unit,
        label,
        period,
        place,
        indicator,
        parent,
        context_period,
        context_place,
        table,
        row,
        column,
        span,
        rule: d.word()?,
    })
}

fn read_figure(d: &mut Decoder<'_>, text: &str, at: &mut usize) -> Read<Figure> {
    let f = read_figure_ref(d, at)?;
    let own = |s: Option<&str>| s.map(str::to_owned);
    Ok(Figure {
        text: match f.text {
            Some(quote) => quote.to_owned(),
            None => text.get(f.span.start..f.span.end).ok_or(Damaged)?.to_owned(),
        },
        kind: f.kind,
        value: f.value,
        low: f.low,
        high: f.high,
        of: f.of,
        unit: own(f.unit),
        per: f.per.iter().map(|p| (*p).to_owned()).collect(),
        qualifier: f.qualifier,
        label: own(f.label),
        change: f.change,
        basis: f.basis,
        period: own(f.period),
        place: own(f.place),
        indicator: own(f.indicator),
        parent: own(f.parent),
        context_period: own(f.context_period),
        context_place: own(f.context_place),
        certainty: f.certainty,
        table: f.table,
        row: f.row,
        column: f.column,
        span: f.span,
        rule: f.rule.to_owned(),
    })
}

/// Optional values: one number whose bits say which are there, then those.
fn some<T: Copy, const N: usize>(e: &mut Encoder, values: [Option<T>; N], mut write: impl FnMut(&mut Encoder, T)) {
    e.number(values.iter().enumerate().map(|(i, v)| u64::from(v.is_some()) << i).sum());
    values.into_iter().flatten().for_each(|v| write(e, v));
}

fn read_some<'a, T, const N: usize>(
    d: &mut Decoder<'a>,
    mut read: impl FnMut(&mut Decoder<'a>) -> Read<T>,
) -> Read<[Option<T>; N]> {
    let mask = d.number()?;
    if mask >> N != 0 {
        return Err(Damaged);
    }
    let mut values = [const { None }; N];
    for (i, value) in values.iter_mut().enumerate() {
        if mask >> i & 1 == 1 {
            *value = Some(read(d)?);
        }
    }
    Ok(values)
}

fn words<const N: usize>(e: &mut Encoder, values: [&Option<String>; N]) {
    some(e, values.map(|v| v.as_deref()), Encoder::word);
}

fn read_words<const N: usize>(d: &mut Decoder<'_>) -> Read<[Option<String>; N]> {
    read_some(d, word)
}

fn narrow<T: TryFrom<u64>>(value: Option<u64>) -> Read<Option<T>> {
    value.map(T::try_from).transpose().map_err(|_| Damaged)
}

/// A quote that is the text at its span is one byte.
fn quoted(e: &mut Encoder, quote: &str, span: &Place, text: &str) {
    let slice = text.get(span.start..span.end) == Some(quote);
    e.option((!slice).then_some(quote), Encoder::text);
}

fn read_quoted(d: &mut Decoder<'_>, span: &Place, text: &str) -> Read<String> {
    match d.option(Decoder::text)? {
        Some(quote) => Ok(quote.to_owned()),
        None => text.get(span.start..span.end).map(str::to_owned).ok_or(Damaged),
    }
}

/// Spans come in text order, so the way from the last one is short.
pub(super) fn span(e: &mut Encoder, s: Span, at: &mut usize) {
    e.signed(s.start as i64 - *at as i64);
    e.number(s.end.saturating_sub(s.start) as u64);
    *at = s.start;
}

pub(super) fn read_span(d: &mut Decoder<'_>, at: &mut usize) -> Read<Span> {
    let start = (*at as i64).checked_add(d.signed()?).and_then(|s| usize::try_from(s).ok()).ok_or(Damaged)?;
    let end = start.checked_add(d.int::<usize>()?).ok_or(Damaged)?;
    *at = start;
    Ok(Span::new(start, end))
}

fn place(e: &mut Encoder, p: &Place, at: &mut usize) {
    span(e, Span::new(p.start, p.end), at);
    e.number(u64::from(p.page));
    e.number(u64::from(p.line));
    e.list(&p.boxes, |e, b| b.iter().for_each(|c| e.number(u64::from(c.to_bits().swap_bytes()))));
}

fn read_place(d: &mut Decoder<'_>, at: &mut usize) -> Read<Place> {
    let s = read_span(d, at)?;
    Ok(Place {
        start: s.start,
        end: s.end,
        page: d.int()?,
        line: d.int()?,
        boxes: d.list(|d| {
            let mut b = [0.0; 4];
            for c in &mut b {
                *c = f32::from_bits(d.int::<u32>()?.swap_bytes());
            }
            Ok(b)
        })?,
    })
}

fn word(d: &mut Decoder<'_>) -> Read<String> {
    owned(d.word())
}

fn owned(s: Read<&str>) -> Read<String> {
    s.map(str::to_owned)
}
