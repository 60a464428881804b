//! Bare numbers to the documents they mean: number and type word together, within one text, also when the full
//! number comes later or in a footnote. Exactly one document fits, or none is named.

use super::Mention;
use super::governor::stands_for;
use crate::record::Form;
use crate::vocabulary::Vocabulary;
use std::collections::{BTreeMap, HashMap};

/// What a text says of one document in full mentions.
#[derive(Debug, Default)]
struct Known {
    year: Option<u16>,
    symbol: String,
    types: Vec<String>,
    dates: Vec<String>,
}

/// Resolves every bare mention.
pub(super) fn resolve(vocabulary: &Vocabulary, mentions: &mut [Mention]) {
    // Number and letter → identifier → what is known.
    let mut known: HashMap<(u32, Option<String>), BTreeMap<String, Known>> = HashMap::new();
    for m in mentions.iter() {
        let r = &m.reference;
        let (Some(number), Some(id)) = (r.number, r.id.as_ref().or(r.resolved.as_ref())) else { continue };
        let entry = known.entry((number, r.suffix.clone())).or_default().entry(id.clone()).or_default();
        entry.year = entry.year.or(r.year);
        if let Some(symbol) = &r.symbol {
            entry.symbol.clone_from(symbol);
        }
        entry.types.extend(r.doc_type.clone());
        entry.dates.extend(r.date.clone());
    }
    for m in mentions.iter_mut().filter(|m| m.reference.form == Form::Bare && m.reference.resolved.is_none()) {
        let r = &mut m.reference;
        let Some(number) = r.number else { continue };
        let Some(candidates) = known.get(&(number, r.suffix.clone())) else { continue };
        let fits = |k: &Known| {
            (r.year.is_none() || k.year == r.year)
                && (r.date.is_none()
                    || k.dates.is_empty()
                    || k.dates.contains(r.date.as_ref().unwrap_or(&String::new())))
        };
        let by_word: Vec<&String> = candidates
            .iter()
            .filter(|(_, k)| fits(k) && k.types.iter().any(|t| Some(t) == r.doc_type.as_ref()))
            .map(|(id, _)| id)
            .collect();
        let chosen = match by_word[..] {
            [id] => Some(id),
            [] => {
                let doc_type = r.doc_type.as_deref().and_then(|t| vocabulary.doc_types.by_name(t));
                let by_code: Vec<&String> = candidates
                    .iter()
                    .filter(|(_, k)| fits(k) && doc_type.is_none_or(|t| stands_for(&k.symbol, t)))
                    .map(|(id, _)| id)
                    .collect();
                if let [id] = by_code[..] { Some(id) } else { None }
            }
            _ => None,
        };
        r.resolved = chosen.cloned();
    }
}
