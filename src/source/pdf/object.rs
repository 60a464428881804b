//! The object layer: lopdf behind limits, with what it leaves open put right.
//!
//! Takes the file's bytes, gives dictionaries, decoded streams and the list of pages with their inherited
//! attributes. Refuses files that need a password and streams that inflate past the limits.

use super::inflate::{Inflate, TooLarge};
use super::limits::{self, Limits};
use super::load;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::cell::{Cell, RefCell};
use std::time::Instant;

/// Why a file, a page or a stream cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fail {
    /// A password is needed.
    Encrypted,
    /// The structure cannot be read.
    Damaged(String),
    /// A limit was reached.
    Limit(&'static str),
}

/// A loaded file.
pub(crate) struct Pdf<'f> {
    bytes: &'f [u8],
    pub(super) doc: Document,
    pub(super) max_stream: usize,
    /// Bytes that what is made of one image may take.
    pub(crate) max_memory: usize,
    /// Bytes that streams may still inflate to.
    left: Cell<usize>,
    inflate: RefCell<Inflate>,
    deadline: Instant,
    /// Streams of objects that were left out: what they hold is missing.
    pub(crate) left_out: usize,
}

/// Chains of references to references.
const MAX_REFERENCES: usize = 16;

impl<'f> Pdf<'f> {
    /// Bytes of the file.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Loads a file.
    pub(crate) fn load(bytes: &'f [u8], limits: &Limits) -> Result<Self, Fail> {
        let deadline = Instant::now() + limits.max_time;
        let (doc, left_out) = load::document(bytes, limits, deadline)?;
        if doc.is_encrypted() {
            return Err(Fail::Encrypted);
        }
        let (max_stream, left) = (limits.max_stream(), Cell::new(limits.inflated(bytes.len())));
        let mut pdf = Self {
            bytes,
            doc,
            max_stream,
            max_memory: limits.max_memory,
            left,
            inflate: RefCell::default(),
            deadline,
            left_out,
        };
        pdf.repair_filters();
        Ok(pdf)
    }

    /// Whether the file's time is up.
    pub(crate) fn out_of_time(&self) -> bool {
        Instant::now() > self.deadline
    }

    /// Counts what was made of the file besides its streams.
    pub(crate) fn spend(&self, bytes: usize) {
        self.left.set(self.left.get().saturating_sub(bytes));
    }

    /// The limit of the file that is reached, if one is.
    pub(crate) fn exhausted(&self) -> Option<&'static str> {
        if self.out_of_time() {
            return Some(limits::TIME);
        }
        (self.left.get() == 0).then_some(limits::MEMORY)
    }

    /// Follows references; a missing object is null.
    pub(crate) fn resolve<'a>(&'a self, mut object: &'a Object) -> &'a Object {
        for _ in 0..MAX_REFERENCES {
            match object {
                Object::Reference(id) => match self.doc.objects.get(id) {
                    Some(o) => object = o,
                    None => return &Object::Null,
                },
                other => return other,
            }
        }
        &Object::Null
    }

    /// The value of `key`, resolved.
    pub(crate) fn get<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        dict.get(key).ok().map(|o| self.resolve(o)).filter(|o| !matches!(o, Object::Null))
    }

    /// The dictionary under `key`; a stream's dictionary counts.
    pub(crate) fn dict<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        self.get(dict, key).and_then(as_dict)
    }

    /// The stream under `key`.
    pub(crate) fn stream<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Stream> {
        self.get(dict, key).and_then(|o| o.as_stream().ok())
    }

    /// The array under `key`.
    pub(crate) fn array<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [Object]> {
        self.get(dict, key).and_then(|o| o.as_array().ok()).map(Vec::as_slice)
    }

    /// The name under `key`.
    pub(crate) fn name<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        self.get(dict, key).and_then(|o| o.as_name().ok())
    }

    /// The number under `key`.
    pub(crate) fn number(&self, dict: &Dictionary, key: &[u8]) -> Option<f32> {
        self.get(dict, key).and_then(as_number)
    }

    /// `N` numbers under `key`.
    pub(crate) fn numbers<const N: usize>(&self, dict: &Dictionary, key: &[u8]) -> Option<[f32; N]> {
        let array = self.array(dict, key)?;
        let mut out = [0.0; N];
        for (slot, o) in out.iter_mut().zip(array.get(..N)?) {
            *slot = as_number(self.resolve(o))?;
        }
        Some(out)
    }

    /// Where `key` points to, when it is a reference: the identity of shared objects.
    pub(crate) fn id_of(dict: &Dictionary, key: &[u8]) -> Option<ObjectId> {
        dict.get(key).ok().and_then(|o| o.as_reference().ok())
    }

    /// A stream's bytes as they are in the file.
    pub(crate) fn raw<'a>(&'a self, stream: &'a Stream) -> &'a [u8] {
        load::stream_bytes(self.bytes, stream)
    }

    /// A stream's decoded bytes, within the limits.
    pub(crate) fn data(&self, stream: &Stream) -> Result<Vec<u8>, Fail> {
        self.decode(&stream.dict, self.raw(stream))
    }

    /// Undoes the filters that `dict` names, within the limits.
    pub(crate) fn decode(&self, dict: &Dictionary, raw: &[u8]) -> Result<Vec<u8>, Fail> {
        let left = self.left.get();
        let limit = self.max_stream.min(left);
        if left == 0 {
            return Err(Fail::Limit(limits::MEMORY));
        }
        let data = match filters(dict) {
            Filters::None if raw.len() > limit => Err(Fail::Limit(limits::MEMORY)),
            Filters::None => Ok(raw.to_vec()),
            Filters::Flate => {
                self.inflate.borrow_mut().decode(raw, limit).map_err(|TooLarge| Fail::Limit(limits::MEMORY))
            }
            Filters::Other => chain(dict, raw, limit, self.max_stream),
        };
        // What is too large was inflated up to the limit: a thousand such streams must not take a thousand times.
        let spent = match &data {
            Ok(data) => data.len(),
            Err(Fail::Limit(_)) => limit,
            Err(_) => 0,
        };
        self.spend(spent);
        data
    }

    /// The stream with this number.
    pub(crate) fn stream_by_id(&self, id: ObjectId) -> Option<&Stream> {
        self.doc.objects.get(&id).map(|o| self.resolve(o)).and_then(|o| o.as_stream().ok())
    }

    /// Abbreviated filter names, and filters and parameters behind references: lopdf decodes neither.
    fn repair_filters(&mut self) {
        let needs = |stream: &Stream| {
            let odd = |o: &Object| match o {
                Object::Reference(_) => true,
                Object::Name(n) => full_filter_name(n).is_some(),
                _ => false,
            };
            [&b"Filter"[..], b"DecodeParms"].iter().any(|key| match stream.dict.get(key) {
                Ok(Object::Array(a)) => a.iter().any(odd),
                Ok(o) => odd(o),
                Err(_) => false,
            })
        };
        let ids: Vec<ObjectId> = self
            .doc
            .objects
            .iter()
            .filter(|(_, o)| matches!(o, Object::Stream(s) if needs(s)))
            .map(|(id, _)| *id)
            .collect();
        for id in ids {
            let Some(Object::Stream(stream)) = self.doc.objects.get(&id) else { continue };
            let mut fixed = Vec::new();
            for key in [&b"Filter"[..], b"DecodeParms"] {
                let Some(value) = self.get(&stream.dict, key) else { continue };
                let full = |o: &Object| match self.resolve(o) {
                    Object::Name(n) => Object::Name(full_filter_name(n).unwrap_or(n).to_vec()),
                    o => o.clone(),
                };
                fixed.push((
                    key,
                    match value {
                        Object::Array(a) => Object::Array(a.iter().map(full).collect()),
                        o => full(o),
                    },
                ));
            }
            if let Some(Object::Stream(stream)) = self.doc.objects.get_mut(&id) {
                for (key, value) in fixed {
                    stream.dict.set(key, value);
                }
            }
        }
    }
}

/// How a stream is encoded.
pub(super) enum Filters {
    None,
    /// Flate alone, without a predictor.
    Flate,
    Other,
}

pub(super) fn filters(dict: &Dictionary) -> Filters {
    let name = match dict.get(b"Filter") {
        Ok(Object::Name(name)) => name,
        Ok(Object::Array(list)) => match &list[..] {
            [] => return Filters::None,
            [Object::Name(name)] => name,
            _ => return Filters::Other,
        },
        _ => return Filters::None,
    };
    if name == b"FlateDecode" && !dict.has(b"DecodeParms") { Filters::Flate } else { Filters::Other }
}

/// Bytes of samples smaller than a byte that are differences: lopdf takes a microsecond for sixteen. A page of 600
/// dots per inch in black and white has 4 MB.
const MAX_PACKED: usize = 8 << 20;

/// Undoes any chain of filters.
fn chain(dict: &Dictionary, raw: &[u8], limit: usize, max_stream: usize) -> Result<Vec<u8>, Fail> {
    let packed = |d: &Dictionary| {
        let number = |key: &[u8]| d.get(key).and_then(Object::as_i64).ok();
        number(b"Predictor") == Some(2) && number(b"BitsPerComponent").is_some_and(|b| b < 8)
    };
    let packed = match dict.get(b"DecodeParms") {
        Ok(Object::Dictionary(d)) => packed(d),
        Ok(Object::Array(list)) => list.iter().filter_map(as_dict).any(packed),
        _ => false,
    };
    let limit = if packed { limit.min(MAX_PACKED) } else { limit };
    let mut own = Dictionary::new();
    for key in [&b"Filter"[..], b"DecodeParms"] {
        if let Ok(value) = dict.get(key) {
            own.set(key, value.clone());
        }
    }
    Stream::new(own, raw.to_vec()).get_plain_content_with_limit(limit).map_err(|e| match e {
        lopdf::Error::Decompress(_) if limit < max_stream => Fail::Limit(limits::MEMORY),
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => Fail::Limit(limits::MEMORY),
        e => Fail::Damaged(e.to_string()),
    })
}

/// The full name of an abbreviated filter.
fn full_filter_name(name: &[u8]) -> Option<&'static [u8]> {
    Some(match name {
        b"Fl" => b"FlateDecode",
        b"A85" => b"ASCII85Decode",
        b"AHx" => b"ASCIIHexDecode",
        b"LZW" => b"LZWDecode",
        b"RL" => b"RunLengthDecode",
        b"CCF" => b"CCITTFaxDecode",
        b"DCT" => b"DCTDecode",
        _ => return None,
    })
}

/// A dictionary, or that of a stream.
pub(crate) fn as_dict(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(d) => Some(d),
        Object::Stream(s) => Some(&s.dict),
        _ => None,
    }
}

/// An integer or real.
pub(crate) fn as_number(object: &Object) -> Option<f32> {
    match object {
        Object::Integer(i) => Some(*i as f32),
        Object::Real(r) => Some(*r),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn predictors_are_limited() {
        const MB: usize = 1 << 20;
        let limit = Fail::Limit(limits::MEMORY);
        let rows = [
            (2_i64, 1_i64, 8_i64, 1_i64, 8 * MB, None, "packed differences up to the limit"),
            (2, 1, 8, 1, 9 * MB, Some(&limit), "packed differences beyond"),
            (2, 1, 8, 4, 9 * MB, Some(&limit), "four bits are packed too"),
            (2, 1, 8, 8, 9 * MB, None, "whole bytes"),
            (2, 1 << 40, 1, 8, 4, None, "more colours than there are bytes"),
            (2, 1, 1 << 40, 1, 4, None, "one row longer than the data"),
            (12, 1, 1 << 40, 8, 4, Some(&limit), "a row longer than a stream may be"),
            (12, 1, 7, 8, 8 * MB, None, "rows of eight bytes"),
            (15, i64::MAX, 1, 1, 0, None, "nothing to undo"),
        ];
        for (predictor, colors, columns, bits, bytes, expected, reason) in rows {
            let parameters = dictionary! {
                "Predictor" => predictor, "Colors" => colors, "Columns" => columns, "BitsPerComponent" => bits,
            };
            let raw = zlib(&vec![0; bytes]);
            let mut dict = dictionary! { "Filter" => "FlateDecode" };
            for parameters in [parameters.clone().into(), Object::Array(vec![parameters.into()])] {
                dict.set("DecodeParms", parameters);
                let result = chain(&dict, &raw, 64 * MB, 64 * MB);
                assert_eq!(result.as_ref().err(), expected, "{reason}");
            }
        }
    }

    fn zlib(data: &[u8]) -> Vec<u8> {
        use std::io::Write;
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn absurd_rows_are_a_damage() {
        for (predictor, colors, columns) in [(2, i64::MAX, 3), (12, i64::MAX, 3), (12, 1, 1000)] {
            let parameters = dictionary! { "Predictor" => predictor, "Colors" => colors, "Columns" => columns };
            let dict = dictionary! { "Filter" => "FlateDecode", "DecodeParms" => parameters };
            let result = chain(&dict, &zlib(&[0; 100]), 1 << 20, 1 << 20);
            assert!(matches!(result, Err(Fail::Damaged(_))), "{predictor} {colors} {columns}: {result:?}");
        }
    }
}
