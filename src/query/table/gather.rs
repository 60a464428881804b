//! From the figures of an archive to the rows that were asked for, on all processors.
//!
//! Every thread reads whole documents and keeps what it finds as [`Rows`]; then names and documents are numbered for
//! all of them. A table keeps whole rows; a pivot keeps of each what leads to its cell.

use super::names::{Names, Renamed, unite};
use super::quotes::Quotes;
use super::sieve::Sieve;
use super::wanted::Wanted;
use super::{Row, Selection, Source, Unknown, scan};
use crate::archive::{DocId, Figures, Head, PackedStrings, Read, Reader, Word};
use crate::error::Result;
use crate::vocabulary::Vocabulary;
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

/// The rows of a thread: of one document after the other, in the order of its text.
pub(super) trait Rows: Send {
    /// Keeps a row; gives whether it is one that is shown.
    fn add(&mut self, row: Row) -> bool;

    /// How many there are.
    fn len(&self) -> usize;

    /// Lets the rows from `first` on, all of one document, say what they quote of it.
    fn quote(&mut self, first: usize, quotes: &mut Quotes<'_>);

    /// Puts the numbers that all threads share in the place of the thread's own.
    fn rename(&mut self, renamed: &Renamed, names: &Names, documents: &[u32]);
}

/// What was found.
pub(super) struct Gathered<R> {
    /// By thread.
    pub(super) parts: Vec<R>,
    /// By path.
    pub(super) documents: Vec<Source>,
    pub(super) names: Names,
    /// How many rows were asked for, shown or not.
    pub(super) found: u64,
    /// What the archive does not know, when nothing was found.
    pub(super) unknown: Vec<Unknown>,
}

/// Rows for which the threads together make room before any is read.
const MAX_ROOM: usize = 2_000_000;

/// Reads the rows of a selection; `rows` makes room for so many of them.
pub(super) fn gather<R: Rows>(
    reader: &Reader,
    selection: &Selection,
    vocabulary: &Vocabulary,
    rows: impl Fn(usize) -> R + Sync,
) -> Result<Gathered<R>> {
    let wanted = Wanted::new(selection, vocabulary)?;
    let documents = wanted.documents(reader)?;
    // Room for a thread's share of the rows: to move them again and again costs more than to read them.
    let room = (reader.figures(&documents)? as usize).min(MAX_ROOM) / rayon::current_num_threads();
    let parts = scan::scan(&documents, || Part::new(&wanted, rows(room)), |part, id| part.add(reader, id, selection))?;
    let mut gathered = united(reader, parts)?;
    if gathered.found == 0 {
        gathered.unknown = wanted.unknown(reader)?;
    }
    Ok(gathered)
}

/// What one thread has found.
struct Part<'w, R> {
    sieve: Sieve<'w>,
    /// Their documents are positions in `documents`.
    rows: R,
    documents: Vec<(DocId, Source)>,
    found: u64,
}

impl<'w, R: Rows> Part<'w, R> {
    fn new(wanted: &'w Wanted<'w>, rows: R) -> Self {
        Self { sieve: Sieve::new(wanted), rows, documents: Vec::new(), found: 0 }
    }

    fn add(&mut self, reader: &Reader, id: DocId, selection: &Selection) -> Result<()> {
        let first = self.rows.len();
        if !selection.quotes {
            let records = reader.records(id)?;
            let source = reader.decoded(self.figures(&records))?;
            self.documents.extend(source.map(|source| (id, source)));
            return Ok(());
        }
        let (packed, records) = reader.packed(id)?;
        let Some(mut source) = reader.decoded(self.figures(&records))? else { return Ok(()) };
        let text = reader.unpacked(&packed)?;
        let mut quotes = Quotes::new(&text, &self.sieve.interner);
        self.rows.quote(first, &mut quotes);
        (source.quotes, source.sentences) = quotes.finish();
        self.documents.push((id, source));
        Ok(())
    }

    /// Adds the rows of a document; gives the document when there are any.
    fn figures(&mut self, records: &[u8]) -> Read<Option<Source>> {
        let figures = Figures::open(records)?;
        let strings = &figures.strings;
        self.sieve.interner.next_document(strings);
        let mut source = None;
        figures.each(|head, figure| {
            let Some(row) = self.sieve.row(strings, &figure)? else { return Ok(()) };
            self.found += 1;
            if self.rows.add(Row { document: self.documents.len() as u32, ..row }) && source.is_none() {
                source = Some(Source::new(strings, head)?);
            }
            Ok(())
        })?;
        Ok(source)
    }
}

impl Source {
    fn new(strings: &PackedStrings<'_>, head: &Head<Word>) -> Read<Self> {
        let text = |word: Option<Word>| word.map(|w| strings.unpack(w)).transpose();
        Ok(Self { id: text(head.id)?, date: text(head.date)?, title: text(head.title)?, ..Self::default() })
    }
}

/// Numbers names and documents for all threads.
fn united<R: Rows>(reader: &Reader, parts: Vec<Part<'_, R>>) -> Result<Gathered<R>> {
    let mut interners = Vec::with_capacity(parts.len());
    let mut found = Vec::with_capacity(parts.len());
    let mut documents = Vec::with_capacity(parts.iter().map(|part| part.documents.len()).sum());
    let mut all = 0;
    for (part, Part { sieve, rows, documents: sources, found: here }) in parts.into_iter().enumerate() {
        all += here;
        interners.push(sieve.interner);
        found.push((rows, vec![0; sources.len()]));
        documents.extend(sources.into_iter().enumerate().map(|(i, (id, source))| (id, source, part, i)));
    }
    let (names, renamed) = unite(interners);
    let ids: Vec<_> = documents.iter().map(|d| d.0).collect();
    for (document, path) in documents.iter_mut().zip(reader.paths(&ids)?) {
        document.1.path = path;
    }
    // A path is there once.
    documents.par_sort_unstable_by(|a, b| a.1.path.cmp(&b.1.path));
    for (position, (_, _, part, i)) in (0..).zip(&documents) {
        found[*part].1[*i] = position;
    }
    let rename = |((mut rows, positions), renamed): ((R, Vec<u32>), Renamed)| {
        rows.rename(&renamed, &names, &positions);
        rows
    };
    let parts = found.into_par_iter().zip(renamed).map(rename).collect();
    let documents = documents.into_iter().map(|d| d.1).collect();
    Ok(Gathered { parts, documents, names, found: all, unknown: Vec::new() })
}
