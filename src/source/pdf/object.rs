//! The object layer: lopdf behind limits, with what it leaves open put right.
//!
//! Takes the file's bytes, gives dictionaries, decoded streams and the list of pages with their inherited
//! attributes. Refuses files that need a password and streams that inflate past the limits.

use super::geometry::Matrix;
use super::inflate::{Inflate, TooLarge};
use super::limits::{self, Limits};
use super::load;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
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
    doc: Document,
    max_stream: usize,
    /// Bytes that what is made of one image may take.
    pub(crate) max_memory: usize,
    /// Bytes that streams may still inflate to.
    left: Cell<usize>,
    inflate: RefCell<Inflate>,
    deadline: Instant,
    /// Streams of objects that were left out: what they hold is missing.
    pub(crate) left_out: usize,
}

/// One page and what it inherits.
pub(crate) struct Page<'a> {
    pub(crate) dict: &'a Dictionary,
    pub(crate) resources: Option<&'a Dictionary>,
    /// From user space to points from the top left of the page as a reader sees it.
    pub(crate) base: Matrix,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// Page trees deeper than this are hostile; real ones have two or three levels.
const MAX_TREE_DEPTH: usize = 64;
/// Parts of a page's content; real ones have up to a hundred. Each is decoded anew, even where all are one stream.
const MAX_PARTS: usize = 1000;
/// Chains of references to references.
const MAX_REFERENCES: usize = 16;
/// A4, for pages without a usable box.
const A4: [f32; 4] = [0.0, 0.0, 595.0, 842.0];

impl<'f> Pdf<'f> {
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

    /// The document catalog.
    pub(crate) fn catalog(&self) -> Option<&Dictionary> {
        self.dict(&self.doc.trailer, b"Root")
    }

    /// Pages in reading order, at most `max`.
    pub(crate) fn pages(&self, max: usize) -> Vec<Page<'_>> {
        self.page_dicts(max).into_iter().map(|chain| self.page(&chain)).collect()
    }

    /// Every page with its ancestors, page first.
    fn page_dicts(&self, max: usize) -> Vec<Vec<&Dictionary>> {
        let mut out = Vec::new();
        let mut seen = HashSet::new();
        if let Some(root) = self.catalog().and_then(|c| c.get(b"Pages").ok()) {
            self.walk_pages(root, &mut Vec::new(), &mut seen, max, &mut out);
        }
        if out.is_empty() {
            // The tree is gone, the pages may be there.
            let pages = self.doc.objects.values().filter_map(as_dict);
            let pages = pages.filter(|d| matches!(d.get(b"Type"), Ok(Object::Name(n)) if n == b"Page"));
            out.extend(pages.take(max).map(|d| vec![d]));
        }
        out
    }

    fn walk_pages<'a>(
        &'a self,
        node: &'a Object,
        chain: &mut Vec<&'a Dictionary>,
        seen: &mut HashSet<ObjectId>,
        max: usize,
        out: &mut Vec<Vec<&'a Dictionary>>,
    ) {
        if let Object::Reference(id) = node
            && !seen.insert(*id)
        {
            return;
        }
        let Some(dict) = as_dict(self.resolve(node)) else { return };
        if out.len() >= max || chain.len() >= MAX_TREE_DEPTH {
            return;
        }
        match self.array(dict, b"Kids") {
            Some(kids) => {
                chain.push(dict);
                for kid in kids {
                    self.walk_pages(kid, chain, seen, max, out);
                }
                chain.pop();
            }
            None => out.push(std::iter::once(dict).chain(chain.iter().rev().copied()).collect()),
        }
    }

    fn page<'a>(&'a self, chain: &[&'a Dictionary]) -> Page<'a> {
        let dict = chain[0];
        let media = chain.iter().find_map(|d| self.rect(d, b"MediaBox")).unwrap_or(A4);
        let crop = chain.iter().find_map(|d| self.rect(d, b"CropBox")).unwrap_or(media);
        let visible = [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])];
        let [x0, y0, x1, y1] =
            if visible[2] - visible[0] > 1.0 && visible[3] - visible[1] > 1.0 { visible } else { media };
        let (w, h) = (x1 - x0, y1 - y0);
        let rotate = chain.iter().find_map(|d| self.number(d, b"Rotate")).unwrap_or(0.0);
        let (base, width, height) = match (rotate as i64).rem_euclid(360) {
            90 => (Matrix([0.0, 1.0, 1.0, 0.0, -y0, -x0]), h, w),
            180 => (Matrix([-1.0, 0.0, 0.0, 1.0, x1, -y0]), w, h),
            270 => (Matrix([0.0, -1.0, -1.0, 0.0, y1, x1]), h, w),
            _ => (Matrix([1.0, 0.0, 0.0, -1.0, -x0, y1]), w, h),
        };
        let resources = chain.iter().find_map(|d| self.dict(d, b"Resources"));
        Page { dict, resources, base, width, height }
    }

    /// A rectangle with its corners in order; none when it has no area.
    pub(crate) fn rect(&self, dict: &Dictionary, key: &[u8]) -> Option<[f32; 4]> {
        let [a, b, c, d] = self.numbers::<4>(dict, key)?;
        let r = [a.min(c), b.min(d), a.max(c), b.max(d)];
        (r.iter().all(|v| v.is_finite()) && r[2] - r[0] > 0.01 && r[3] - r[1] > 0.01).then_some(r)
    }

    /// The decoded content of a page: one stream or several. A part that cannot be read is left out and named.
    pub(crate) fn content(&self, page: &Page<'_>) -> (Vec<u8>, Option<Fail>) {
        let mut failed = None;
        let mut out = Vec::new();
        let mut add = |object: &Object| {
            if let Object::Stream(stream) = self.resolve(object) {
                match self.data(stream) {
                    Ok(data) if out.len() + data.len() > self.max_stream => failed = Some(Fail::Limit(limits::MEMORY)),
                    Ok(data) if out.is_empty() => out = data,
                    Ok(data) => {
                        out.push(b'\n');
                        out.extend_from_slice(&data);
                    }
                    Err(e) => failed = Some(e),
                }
            }
        };
        match self.get(page.dict, b"Contents") {
            Some(Object::Array(parts)) => {
                parts.iter().take(MAX_PARTS).for_each(&mut add);
                if parts.len() > MAX_PARTS {
                    failed = Some(Fail::Limit(limits::PARTS));
                }
            }
            Some(one) => add(one),
            None => {}
        }
        (out, failed)
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
