//! Counts of what was found by type, year, issuer and place.

use super::terms::Segment;
use crate::archive::DocId;
use crate::archive::date;
use std::collections::{BTreeMap, HashMap};

/// Counts by value, the most frequent first, equal ones by name.
pub type Counted = Vec<(String, u64)>;

/// Counts of one search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By document type.
    pub types: Counted,
    /// By year of issue.
    pub years: Counted,
    /// By issuing body.
    pub issuers: Counted,
    /// By place of issue.
    pub places: Counted,
}

/// Counts over the documents found. Documents without a value are not counted.
pub(super) fn count(segments: &[Segment<'_>], found: impl Iterator<Item = DocId>) -> tantivy::Result<Facets> {
    let mut by_segment: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for id in found {
        by_segment.entry(id.segment_ord).or_default().push(id.doc_id);
    }
    let (mut types, mut issuers, mut places) = (HashMap::new(), HashMap::new(), HashMap::new());
    let mut years: HashMap<String, u64> = HashMap::new();
    for (ord, docs) in by_segment {
        let fast = segments[ord as usize].reader.fast_fields();
        for (name, counts) in [("doc_type", &mut types), ("issuer", &mut issuers), ("place", &mut places)] {
            let Some(column) = fast.str(name)? else { continue };
            let mut by_ord = vec![0u64; column.num_terms()];
            for ord in docs.iter().filter_map(|&doc| column.ords().first(doc)) {
                by_ord[ord as usize] += 1;
            }
            let mut value = String::new();
            for (ord, n) in by_ord.into_iter().enumerate().filter(|(_, n)| *n > 0) {
                value.clear();
                column.ord_to_str(ord as u64, &mut value)?;
                *counts.entry(value.clone()).or_insert(0) += n;
            }
        }
        let day = fast.i64("first_day")?;
        for first in docs.iter().filter_map(|&doc| day.first(doc)) {
            *years.entry(date::year(first).to_string()).or_insert(0) += 1;
        }
    }
    Ok(Facets { types: sorted(types), years: sorted(years), issuers: sorted(issuers), places: sorted(places) })
}

fn sorted(counts: HashMap<String, u64>) -> Counted {
    let mut out: Counted = counts.into_iter().collect();
    out.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    out
}
