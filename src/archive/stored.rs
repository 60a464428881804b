//! What the store holds of a file, read where it lies.
//!
//! tantivy hands a stored value out byte by byte, which for a table over a whole archive costs more than to read its
//! figures. Takes the bytes of a stored document, gives its values as slices of them:
//!
//! ```text
//! number of values · for each: field in four bytes · code of bytes · length · bytes
//! ```

use super::store;
use tantivy::directory::OwnedBytes;

/// tantivy's code of a value that is bytes: all values that the archive stores are.
const BYTES: u8 = 4;

/// Ends a number of seven bits a byte.
const STOP: u8 = 0x80;

/// The stored values of a file.
#[derive(Debug)]
pub(super) struct StoredRow {
    /// Records of a document; the message of a failure.
    first: Option<OwnedBytes>,
    /// Packed text of a document.
    second: Option<OwnedBytes>,
}

impl StoredRow {
    /// Reads a stored document; none when its bytes are damaged.
    pub(super) fn open(mut bytes: OwnedBytes) -> Option<Self> {
        let values = number(&mut bytes)?;
        let mut next = |at: usize| if at < values { value(&mut bytes).map(Some) } else { Some(None) };
        Some(Self { first: next(0)?, second: next(1)? })
    }

    /// The records of a document.
    pub(super) fn records(self) -> Option<OwnedBytes> {
        self.first
    }

    /// The text and the records of a document; none when the row is damaged or no document.
    pub(super) fn document(self) -> Option<(String, OwnedBytes)> {
        let (packed, records) = self.packed()?;
        Some((packed.text()?, records))
    }

    /// The same with the text as it is stored.
    pub(super) fn packed(self) -> Option<(Packed, OwnedBytes)> {
        Some((Packed(self.second?), self.first?))
    }

    /// The message of a failure.
    pub(super) fn message(self) -> String {
        self.first.map_or_else(String::new, |m| String::from_utf8_lossy(&m).into_owned())
    }
}

/// A text as it is stored.
#[derive(Debug)]
pub(crate) struct Packed(OwnedBytes);

impl Packed {
    /// The text; none when it is damaged.
    pub(super) fn text(&self) -> Option<String> {
        store::unpack(&self.0)
    }
}

fn value(bytes: &mut OwnedBytes) -> Option<OwnedBytes> {
    let (_field, rest) = bytes.split_first_chunk::<4>()?;
    if *rest.first()? != BYTES {
        return None;
    }
    bytes.advance(5);
    let len = number(bytes)?;
    if len > bytes.len() {
        return None;
    }
    let value = bytes.slice(0..len);
    bytes.advance(len);
    Some(value)
}

fn number(bytes: &mut OwnedBytes) -> Option<usize> {
    let mut value = 0u64;
    for (at, shift) in (0..64).step_by(7).enumerate() {
        let &byte = bytes.get(at)?;
        value |= u64::from(byte & !STOP) << shift;
        if byte & STOP != 0 {
            bytes.advance(at + 1);
            return usize::try_from(value).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_slices_of_the_stored_bytes() {
        let long = [7; 130];
        let mut bytes = vec![0x82, 9, 0, 0, 0, BYTES, 0x82, 1, 2, 8, 0, 0, 0, BYTES, 0x02, 0x81];
        bytes.extend(long);
        let row = StoredRow::open(OwnedBytes::new(bytes.clone())).unwrap();
        assert_eq!(row.first.as_deref(), Some(&[1, 2][..]));
        assert_eq!(row.second.as_deref(), Some(&long[..]));
        for end in 0..bytes.len() {
            assert!(StoredRow::open(OwnedBytes::new(bytes[..end].to_vec())).is_none(), "cut at {end}");
        }
        bytes[5] = 1;
        assert!(StoredRow::open(OwnedBytes::new(bytes)).is_none(), "a value that is no bytes");
        let none = StoredRow::open(OwnedBytes::new(vec![0x80])).unwrap();
        assert!(none.first.is_none() && none.packed().is_none(), "a duplicate stores nothing");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let _ = StoredRow::open(OwnedBytes::new(bytes));
        }
    }
}
