//! Where the lines of a packed text stand, without unpacking it.
//!
//! Takes what [`super::pack`] wrote, gives the bytes of each line that a line feed ends: what [`super::pack`] makes of
//! that line alone, since nothing is held over a line feed. So equal lines are equal bytes.

use super::{Meaning, TABLES, mark, utf8_len};

/// Begin and end of every line, without its line feed; none when the bytes end within a code.
pub(in crate::archive) fn lines(packed: &[u8], mut take: impl FnMut(u32, u32)) -> Option<()> {
    let meaning = &TABLES.meaning;
    let (mut at, mut start) = (0, 0);
    while let Some(&byte) = packed.get(at) {
        at += match meaning[usize::from(byte)] {
            Meaning::Plain if byte == b'\n' => {
                take(start as u32, at as u32);
                start = at + 1;
                1
            }
            Meaning::Number(_) => 2,
            Meaning::Mark if byte == mark::CODED => 2,
            Meaning::Mark if byte == mark::OTHER => 1 + utf8_len(*packed.get(at + 1)?),
            Meaning::Plain | Meaning::Frequent(_) | Meaning::Mark | Meaning::Unknown => 1,
        };
    }
    (at == packed.len()).then_some(())
}

#[cfg(test)]
mod tests {
    use super::super::{pack, unpack};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_are_packed_alone(
            lines in prop::collection::vec("([\\x00-\\x09\\x0b-\\x1f\\x7fa-z0-9à-ỹ€…→𝄞]| |hộ|Nghèo|TỈNH|hOÀ|ừ){0,20}", 0..6),
        ) {
            let text: String = lines.iter().flat_map(|l| [l.as_str(), "\n"]).collect();
            let packed = pack(&text);
            let mut found = Vec::new();
            super::lines(&packed, |a, b| found.push((a as usize, b as usize))).unwrap();
            prop_assert_eq!(found.len(), lines.len());
            for ((start, end), line) in found.into_iter().zip(lines) {
                prop_assert_eq!(&packed[start..end], pack(&line));
                prop_assert_eq!(unpack(&packed[start..end]), Some(line));
            }
        }

        #[test]
        fn any_bytes_are_cut_or_refused(bytes: Vec<u8>) {
            let mut last = 0;
            super::lines(&bytes, |a, b| {
                assert!(last <= a && a <= b && b as usize <= bytes.len());
                last = b;
            });
        }
    }
}
