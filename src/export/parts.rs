//! Long outputs: many items at a time are written on all processors, and what they give is handed on in order.

use rayon::iter::{IndexedParallelIterator, ParallelIterator};
use rayon::slice::ParallelSlice;
use std::io;

/// Items between two calls of `out`: enough for all processors, few enough not to hold a whole table as text.
const ITEMS_AT_ONCE: usize = 16_384;
/// Items that one processor takes at once.
const ITEMS_PER_PART: usize = 256;

/// Writes every item with `write` and hands the bytes to `out`.
pub(crate) fn write<T: Sync>(
    items: &[T],
    write: impl Fn(&T, &mut Vec<u8>) + Sync,
    out: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    for items in items.chunks(ITEMS_AT_ONCE) {
        let part = |items: &[T]| {
            let mut bytes = Vec::new();
            items.iter().for_each(|item| write(item, &mut bytes));
            bytes
        };
        let parts: Vec<Vec<u8>> = items.par_chunks(ITEMS_PER_PART).with_max_len(1).map(part).collect();
        parts.iter().try_for_each(|bytes| out(bytes))?;
    }
    Ok(())
}
