//! Long outputs: many items at a time are written on all processors, and what they give is handed on in order.

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};
use std::io;

/// What one processor takes at once weighs so much, but for an item that is heavier alone.
const PART_WEIGHT: usize = 256;
/// Parts between two calls of `out`: enough for all processors, few enough not to hold a whole table as text.
const PARTS_AT_ONCE: usize = 64;

/// Writes every item with `write` and hands the bytes to `out`. The bytes of an item grow with its `weight`.
pub(crate) fn write<T: Sync>(
    items: &[T],
    weight: impl Fn(&T) -> usize,
    write: impl Fn(&T, &mut Vec<u8>) + Sync,
    out: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let parts = parts(items, weight);
    // Kept from one round to the next: new memory costs more than what is written to it.
    let mut buffers = vec![Vec::new(); PARTS_AT_ONCE.min(parts.len())];
    for parts in parts.chunks(PARTS_AT_ONCE) {
        buffers.par_iter_mut().zip(parts.par_iter()).with_max_len(1).for_each(|(bytes, items)| {
            bytes.clear();
            items.iter().for_each(|item| write(item, bytes));
        });
        buffers[..parts.len()].iter().try_for_each(|bytes| out(bytes))?;
    }
    Ok(())
}

fn parts<T>(items: &[T], weight: impl Fn(&T) -> usize) -> Vec<&[T]> {
    let (mut parts, mut start, mut heavy) = (Vec::new(), 0, 0);
    for (i, item) in items.iter().enumerate() {
        heavy += weight(item).max(1);
        if heavy >= PART_WEIGHT {
            parts.push(&items[start..=i]);
            (start, heavy) = (i + 1, 0);
        }
    }
    if start < items.len() {
        parts.push(&items[start..]);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_written_in_order() {
        let items: Vec<usize> = (0..50_000).map(|i| if i % 999 == 0 { 1000 } else { i % 3 }).collect();
        let mut written = Vec::new();
        let item = |item: &usize, bytes: &mut Vec<u8>| bytes.extend_from_slice(&item.to_le_bytes());
        write(&items, |&weight| weight, item, &mut |bytes| {
            written.extend_from_slice(bytes);
            Ok(())
        })
        .unwrap();
        assert_eq!(written, items.iter().flat_map(|item| item.to_le_bytes()).collect::<Vec<_>>());
    }
}
