//! Which indicators an archive holds: names, units and counts.

use crate::archive::{DocId, Reader};
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
    struct Count {
        units: BTreeSet<String>,
        figures: u64,
        documents: u64,
        last: Option<DocId>,
    }
    let mut known: HashMap<(bool, String), Count> = HashMap::new();
    for id in reader.stored_order()? {
        reader.each_figure(id, |_, f| {
            let (catalogued, name) = match (f.indicator, f.label) {
                (Some(i), _) => (true, i),
                (None, Some(l)) => (false, l),
                (None, None) => return,
            };
            let key = (catalogued, name.to_owned());
            let count =
                known.entry(key).or_insert(Count { units: BTreeSet::new(), figures: 0, documents: 0, last: None });
            count.figures += 1;
            count.documents += u64::from(count.last.replace(id) != Some(id));
            if let Some(unit) = f.unit
                && !count.units.contains(unit)
            {
                count.units.insert(unit.to_owned());
            }
        })?;
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

fn standard_name<'v>(vocabulary: &'v Vocabulary, id: &str) -> Option<&'v str> {
    vocabulary.indicators.all().iter().find(|i| i.key == id).map(|i| i.name.as_str())
}
