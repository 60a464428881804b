//! Which indicators an archive holds: names, units and counts.

use super::scan::scan;
use crate::archive::{Figures, Id, Interner, Read, Reader};
use crate::error::Result;
use crate::vocabulary::Vocabulary;
use std::collections::{BTreeSet, HashMap};

/// An indicator that the archive holds.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Listed {
    /// Catalogue id; none for a label that is no known indicator.
    pub indicator: Option<String>,
    /// Standard name, or the label.
    pub name: String,
    /// Units with which it occurs.
    pub units: Vec<String>,
    /// Number of figures.
    pub figures: u64,
    /// Number of documents.
    pub documents: u64,
}

/// The indicators that the archive holds, the most frequent first; of labels without catalogue entry those that
/// occur in two documents or more.
///
/// # Errors
/// [`crate::Error::Archive`] when the index is damaged.
pub fn list(reader: &Reader, vocabulary: &Vocabulary) -> Result<Vec<Listed>> {
    let documents = reader.stored_order()?;
    let threads = scan(&documents, Counts::default, |counts, id| reader.decoded(counts.add(&reader.records(id)?)))?;
    let mut known: HashMap<(bool, String), Count<String>> = HashMap::new();
    for Counts { interner, known: here, .. } in threads {
        for ((catalogued, name), count) in here {
            let all = known.entry((catalogued, interner.get(name).to_owned())).or_default();
            all.figures += count.figures;
            all.documents += count.documents;
            all.units.extend(count.units.into_iter().map(|unit| interner.get(unit).to_owned()));
        }
    }
    let mut out: Vec<Listed> = known
        .into_iter()
        .filter(|((catalogued, _), count)| *catalogued || count.documents > 1)
        .map(|((catalogued, name), count)| Listed {
            name: if catalogued { standard_name(vocabulary, &name).unwrap_or(&name).to_owned() } else { name.clone() },
            indicator: catalogued.then_some(name),
            units: count.units.into_iter().collect(),
            figures: count.figures,
            documents: count.documents,
        })
        .collect();
    out.sort_by(|a, b| {
        (a.indicator.is_none(), std::cmp::Reverse(a.figures), &a.name, &a.indicator).cmp(&(
            b.indicator.is_none(),
            std::cmp::Reverse(b.figures),
            &b.name,
            &b.indicator,
        ))
    });
    Ok(out)
}

/// How often an indicator or label occurs.
#[derive(Debug)]
struct Count<U> {
    units: BTreeSet<U>,
    figures: u64,
    documents: u64,
    /// The document counted last.
    last: usize,
}

impl<U> Default for Count<U> {
    fn default() -> Self {
        Self { units: BTreeSet::new(), figures: 0, documents: 0, last: 0 }
    }
}

/// What one thread has counted.
#[derive(Default)]
struct Counts {
    interner: Interner,
    /// By whether the catalogue knows it, and its id or label.
    known: HashMap<(bool, Id), Count<Id>>,
    documents: usize,
}

impl Counts {
    fn add(&mut self, records: &[u8]) -> Read<()> {
        let figures = Figures::open(records)?;
        let strings = &figures.strings;
        self.interner.next_document(strings);
        self.documents += 1;
        figures.each(|_, f| {
            let Some(name) = f.indicator.or(f.label) else { return Ok(()) };
            let key = (f.indicator.is_some(), self.interner.word(strings, name)?);
            let count = self.known.entry(key).or_default();
            count.figures += 1;
            count.documents += u64::from(std::mem::replace(&mut count.last, self.documents) != self.documents);
            if let Some(unit) = f.unit {
                count.units.insert(self.interner.word(strings, unit)?);
            }
            Ok(())
        })
    }
}

fn standard_name<'v>(vocabulary: &'v Vocabulary, id: &str) -> Option<&'v str> {
    vocabulary.indicators.all().iter().find(|i| i.key == id).map(|i| i.name.as_str())
}
