//! The way through the figures of many documents, on all processors.

use crate::archive::DocId;
use crate::error::Result;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Documents that one thread takes at once: they lie in few blocks of the store.
const DOCUMENTS_AT_ONCE: usize = 64;

/// Runs `each` over the documents. Every thread has a state of its own; which documents meet in one is left to chance.
pub(super) fn scan<S: Send>(
    documents: &[DocId],
    state: impl Fn() -> S + Sync,
    each: impl Fn(&mut S, DocId) -> Result<()> + Sync,
) -> Result<Vec<S>> {
    let next = AtomicUsize::new(0);
    let walk = || {
        let mut state = state();
        loop {
            let start = next.fetch_add(DOCUMENTS_AT_ONCE, Ordering::Relaxed);
            let Some(rest) = documents.get(start..) else { return Ok(state) };
            for &id in &rest[..rest.len().min(DOCUMENTS_AT_ONCE)] {
                each(&mut state, id)?;
            }
        }
    };
    if documents.len() <= DOCUMENTS_AT_ONCE {
        return Ok(vec![walk()?]);
    }
    rayon::broadcast(|_| walk()).into_iter().collect()
}
