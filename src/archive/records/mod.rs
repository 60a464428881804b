//! The records of one document as bytes, and back.
//!
//! Takes everything of [`Processed`] but its text, path and hash, which the archive keeps elsewhere; gives the same values
//! back, field by field. What a record shares with the one before it, and a `text` that is the slice of the text at its
//! span ("66.315,44 ha"), is not written a second time. Refuses bytes of another layout.

mod figure;
mod places;
mod reference;
mod share;

pub(crate) use figure::FigureRef;
pub(super) use places::{read_span, span};

use super::codec::{Code, Damaged, Decoder, Dictionary, Encoder, Read, codes};
use super::interner::{PackedStrings, Word};
use super::regions;
use super::strings::Strings;
use crate::pipeline::Processed;
use crate::record::{
    Basis, Certainty, Change, Document, Form, Format, Kind, Note, Qualifier, Reference, Stage, Table, TextSource,
};
use crate::source::Verdict;
use crate::structure::Heading;
use places::Cursor;

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
    let mut at = Cursor::default();
    e.list(&processed.references, |e, r| reference::write(e, r, text, &mut at));
    figure::write_all(&mut e, &processed.figures, text);
    at = Cursor::default();
    e.list(&processed.tables, |e, t| {
        e.number(u64::from(t.index));
        e.option(t.title.as_deref(), Encoder::text);
        e.list(&t.columns, |e, c| e.text(c));
        e.list(&t.rows, |e, row| e.list(row, |e, c| e.text(c)));
        at.write(e, &t.span);
    });
    let mut start = 0;
    e.list(&processed.outline, |e, h| {
        e.byte(h.level);
        e.word(&h.label);
        e.text(&h.title);
        span(e, h.span, &mut start);
    });
    at = Cursor::default();
    e.list(&processed.notes, |e, n| {
        e.byte(n.stage.code());
        e.word(&n.code);
        e.text(&n.message);
        e.option(n.span.as_ref(), |e, s| at.write(e, s));
    });
    e.list(&processed.verdicts, |e, v| e.byte(v.code()));
    regions::encode(&mut e, &processed.regions);
    e.finish()
}

/// Reads everything; `text` is the stored text.
pub(crate) fn decode(bytes: &[u8], text: String) -> Read<Processed> {
    let (strings, values) = Strings::open(bytes)?;
    let mut d = Decoder::new(values, &strings);
    let document = read_document(&mut d)?;
    let mut at = Cursor::default();
    let references = d.list(|d| reference::read(d, &text, &mut at))?;
    let mut figures = Vec::new();
    figure::read_each(&mut d, |f| f.owned(&text).map(|f| figures.push(f)))?;
    at = Cursor::default();
    let tables = d.list(|d| {
        Ok(Table {
            index: d.int()?,
            title: d.option(|d| owned(d.text()))?,
            columns: d.list(|d| owned(d.text()))?,
            rows: d.list(|d| d.list(|d| owned(d.text())))?,
            span: at.read(d)?,
        })
    })?;
    let mut start = 0;
    let outline = d.list(|d| {
        Ok(Heading { level: d.byte()?, label: word(d)?, title: owned(d.text())?, span: read_span(d, &mut start)? })
    })?;
    at = Cursor::default();
    let notes = d.list(|d| {
        Ok(Note {
            stage: Stage::from_code(d.byte()?)?,
            code: owned(d.word())?,
            message: owned(d.text())?,
            span: d.option(|d| at.read(d))?,
        })
    })?;
    let verdicts = d.list(|d| Verdict::from_code(d.byte()?))?;
    let regions = regions::decode(&mut d)?;
    Ok(Processed { document, references, figures, tables, notes, outline, text, verdicts, regions })
}

/// Reads the document record alone.
pub(crate) fn decode_document(bytes: &[u8]) -> Read<Document> {
    let (strings, values) = Strings::open(bytes)?;
    read_document(&mut Decoder::new(values, &strings))
}

/// Reads the document record and the references.
pub(crate) fn decode_references(bytes: &[u8], text: &str) -> Read<(Document, Vec<Reference>)> {
    let (strings, values) = Strings::open(bytes)?;
    let mut d = Decoder::new(values, &strings);
    let document = read_document(&mut d)?;
    let mut at = Cursor::default();
    Ok((document, d.list(|d| reference::read(d, text, &mut at))?))
}

/// What a table shows of the document that its figures come from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head<W> {
    pub id: Option<W>,
    pub date: Option<W>,
    pub title: Option<W>,
}

/// The figures of a document, no string unpacked: a table over a whole archive looks at millions of figures, and their
/// strings are thousands.
pub(crate) struct Figures<'a> {
    /// What the words stand for.
    pub strings: PackedStrings<'a>,
    values: &'a [u8],
}

impl<'a> Figures<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Read<Self> {
        let (strings, values) = PackedStrings::open(bytes)?;
        Ok(Self { strings, values })
    }

    /// Hands each figure to `take`.
    pub(crate) fn each(&self, mut take: impl FnMut(&Head<Word>, FigureRef<Word>) -> Read<()>) -> Read<()> {
        let mut d = Decoder::new(self.values, &self.strings);
        let [_, id, _, date, _, title, ..] = read_header(&mut d)?.words;
        let head = Head { id, date, title };
        let mut at = Cursor::default();
        for _ in 0..d.number()? {
            reference::skip(&mut d, &mut at)?;
        }
        figure::read_each(&mut d, |figure| take(&head, figure))
    }
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

/// The words of a document record, in the order of [`document`], and the rest of it.
struct Header<W> {
    format: Format,
    pages: u32,
    text_source: TextSource,
    words: [Option<W>; 9],
    issuer: Vec<W>,
    quality: Option<f32>,
}

fn read_header<D: Dictionary>(d: &mut Decoder<'_, D>) -> Read<Header<D::Word>> {
    Ok(Header {
        format: Format::from_code(d.byte()?)?,
        pages: d.int()?,
        text_source: TextSource::from_code(d.byte()?)?,
        words: read_some(d, Decoder::word)?,
        issuer: d.list(Decoder::word)?,
        quality: d.option(|d| Ok(f32::from_bits(d.int()?)))?,
    })
}

fn read_document(d: &mut Decoder<'_>) -> Read<Document> {
    let Header { format, pages, text_source, words, issuer, quality } = read_header(d)?;
    let [encoding, id, doc_type, date, place, title, signer, signer_role, period] =
        words.map(|word| word.map(str::to_owned));
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
        issuer: issuer.into_iter().map(str::to_owned).collect(),
        title,
        signer,
        signer_role,
        period,
        quality,
    })
}

/// Optional values: one number whose bits say which are there, then those.
fn some<T: Copy, const N: usize>(e: &mut Encoder, values: [Option<T>; N], mut write: impl FnMut(&mut Encoder, T)) {
    e.number(values.iter().enumerate().map(|(i, v)| u64::from(v.is_some()) << i).sum());
    values.into_iter().flatten().for_each(|v| write(e, v));
}

fn read_some<'a, D: Dictionary, T, const N: usize>(
    d: &mut Decoder<'a, D>,
    mut read: impl FnMut(&mut Decoder<'a, D>) -> Read<T>,
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

fn word(d: &mut Decoder<'_>) -> Read<String> {
    owned(d.word())
}

fn owned(s: Read<&str>) -> Read<String> {
    s.map(str::to_owned)
}
