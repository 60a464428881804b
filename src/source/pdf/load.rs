//! lopdf's document without what it copied: streams stay in the file's bytes, objects that no page needs go at once.
//!
//! Takes the bytes, gives the document; [`stream_bytes`] leads from a stream back to its bytes. lopdf copies every
//! stream while it loads, so the filter that it asks for each object keeps only a stream's first bytes, by which
//! [`locate`] finds it again. Refuses what lopdf refuses and streams that inflate past the limit while loading.

use super::inflate::Inflate;
use super::lengths;
use super::limits::{self, Limits};
use super::object::{Fail, Filters, filters};
use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::time::Instant;

/// Streams up to this size stay with lopdf: a copy costs less than the search.
const SMALL: usize = 512;
/// First bytes of a stream, by which it is found again.
const SAMPLE: usize = 48;
/// Places behind an object's start that may be its stream; a dictionary holds the keyword by chance.
const MAX_PLACES: usize = 64;

/// Objects in a stream that begin at the same place; each would be read again from there.
const MAX_REPEATED: usize = 16;
/// The objects of one stream may take this part of the memory for all.
const CROWDED: usize = 4;
/// Memory of an object besides what it holds: in lopdf's lists each takes as much as the largest.
const OBJECT: usize = size_of::<Object>();

/// An end for a file that has none. Its number is the highest that lopdf takes.
const CATALOG: &[u8] =
    b"\nendstream\nendobj\n999999 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 999999 0 R >>\n";

/// What the document that is being loaded may still take.
#[derive(Clone, Copy)]
struct Room {
    bytes: usize,
    deadline: Option<Instant>,
    /// Bytes of one stream of objects.
    stream: usize,
    /// Streams of objects that were left out.
    left_out: usize,
}

thread_local! {
    // lopdf's filter is a plain function and has nowhere else to count.
    static ROOM: Cell<Room> = const { Cell::new(Room { bytes: 0, deadline: None, stream: 0, left_out: 0 }) };
}

/// Unwinds out of a load: lopdf offers no other way to stop it.
fn stop(fail: Fail) -> ! {
    panic::resume_unwind(Box::new(fail))
}

/// A document, and how many of its streams of objects were left out.
pub(super) type Loaded = (Document, usize);

/// Loads a document whose large streams are in `bytes` alone.
pub(super) fn document(bytes: &[u8], limits: &Limits, deadline: Instant) -> Result<Loaded, Fail> {
    if outside_streams(bytes).saturating_mul(OBJECT) > limits.max_objects() {
        return Err(Fail::Limit(limits::MEMORY));
    }
    if lengths::lead_astray(bytes) {
        return Err(Fail::Limit(limits::LENGTHS));
    }
    let load_from = |bytes: &[u8], filter: lopdf::FilterFunc, force_reconstruct| {
        let (bytes_left, stream) = (limits.max_objects(), limits.max_object_stream());
        ROOM.set(Room { bytes: bytes_left, deadline: Some(deadline), stream, left_out: 0 });
        let max_decompressed_size = Some(limits.max_object_stream());
        let filter = Some(filter);
        let options = LoadOptions { filter, max_decompressed_size, force_reconstruct, ..LoadOptions::default() };
        let run = || Document::load_mem_with_options(bytes, options);
        match panic::catch_unwind(AssertUnwindSafe(run)) {
            Ok(Ok(doc)) => Ok((doc, ROOM.get().left_out)),
            Ok(Err(lopdf::Error::InvalidPassword)) => Err(Fail::Encrypted),
            Ok(Err(lopdf::Error::Decompress(_))) => Err(Fail::Limit(limits::MEMORY)),
            Ok(Err(e)) => Err(Fail::Damaged(e.to_string())),
            Err(payload) => match payload.downcast::<Fail>() {
                Ok(fail) => Err(*fail),
                Err(other) => panic::resume_unwind(other),
            },
        }
    };
    let load = |filter, force_reconstruct| load_from(bytes, filter, force_reconstruct);
    // lopdf rebuilds a wrong cross-reference table by itself only when it is asked for all objects.
    let (mut loaded, rebuilt) = match load(lean, false) {
        Ok(loaded) => {
            let wrong = needs_rebuilding(&loaded.0);
            (loaded, wrong)
        }
        // A file that was cut has no table, and its catalog may be gone: lopdf needs one to begin with.
        Err(Fail::Damaged(why)) => {
            let ended = [bytes, CATALOG].concat();
            let loaded = load(lean, true).or_else(|_| load_from(&ended, lean, true));
            (loaded.map_err(|_| Fail::Damaged(why))?, true)
        }
        Err(fail) => return Err(fail),
    };
    if rebuilt
        && !has_page_tree(&loaded.0)
        && let Ok(other) = load(lean, true)
        && has_page_tree(&other.0)
    {
        loaded = other;
    }
    if locate(&mut loaded.0, bytes) {
        return Ok(loaded);
    }
    load(whole, rebuilt)
}

/// What lopdf asks for every object: it keeps the one it lent when that stands by itself, the one it gets back when
/// it comes from an object stream.
fn lean(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    match object {
        Object::Stream(stream) => {
            count(OBJECT + weight_of(&stream.dict));
            if stream.dict.has_type(b"ObjStm") {
                if prepare(stream) {
                    return Some((id, Object::Null));
                }
                let room = ROOM.get();
                ROOM.set(Room { left_out: room.left_out + 1, ..room });
                return None;
            }
            if stream.content.len() > SMALL {
                stream.content.truncate(SAMPLE);
                stream.content.shrink_to_fit();
            }
            Some((id, Object::Null))
        }
        Object::Dictionary(dict) if is_of_no_use(dict) => {
            count(OBJECT);
            None
        }
        other => {
            count(weight(other));
            Some((id, other.clone()))
        }
    }
}

/// The same with the bytes of all streams, for files in which they cannot be found again.
fn whole(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let bytes = object.as_stream().map_or(0, |s| s.content.len());
    count(bytes);
    let content = object.as_stream_mut().ok().map(|s| s.content.clone());
    let out = lean(id, object);
    if let (Ok(stream), Some(content)) = (object.as_stream_mut(), content)
        && !stream.dict.has_type(b"ObjStm")
    {
        stream.content = content;
    }
    out
}

/// What may part objects, which says how many there are at most.
fn separators(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| matches!(b, b' ' | b'\r' | b'\n' | b'/' | b'(' | b'<' | b'[')).count()
}

/// The same for a file without its streams: one array of it can hold millions of numbers.
fn outside_streams(bytes: &[u8]) -> usize {
    let (mut count, mut rest) = (0, bytes);
    loop {
        let at = memchr::memmem::find(rest, b"stream").unwrap_or(rest.len());
        count += separators(&rest[..at]);
        match memchr::memmem::find(&rest[at..], b"endstream") {
            Some(end) => rest = &rest[at + end + b"endstream".len()..],
            None => return count,
        }
    }
}

/// Takes an object's memory from what there is.
fn count(bytes: usize) {
    let room = ROOM.get();
    let Some(left) = room.bytes.checked_sub(bytes) else { stop(Fail::Limit(limits::MEMORY)) };
    if room.deadline.is_some_and(|d| Instant::now() > d) {
        stop(Fail::Limit(limits::TIME));
    }
    ROOM.set(Room { bytes: left, ..room });
}

/// The memory that an object takes.
fn weight(object: &Object) -> usize {
    OBJECT
        + match object {
            Object::Name(bytes) | Object::String(bytes, _) => bytes.len(),
            Object::Array(list) => list.iter().map(weight).sum(),
            Object::Dictionary(dict) => weight_of(dict),
            Object::Stream(stream) => weight_of(&stream.dict) + stream.content.len(),
            _ => 0,
        }
}

fn weight_of(dict: &Dictionary) -> usize {
    dict.iter().map(|(key, value)| 48 + key.len() + weight(value)).sum()
}

/// Decodes a stream of objects and looks at it before lopdf reads it: a few kilobytes can hold twenty million
/// numbers, or name one place thousands of times. False when it is left out.
fn prepare(stream: &mut Stream) -> bool {
    let room = ROOM.get();
    if let Filters::Flate = filters(&stream.dict) {
        let Ok(data) = Inflate::default().decode(&stream.content, room.stream) else {
            stop(Fail::Limit(limits::MEMORY))
        };
        stream.dict.remove(b"Filter");
        stream.content = data;
    } else if let Ok(data) = stream.get_plain_content_with_limit(room.stream) {
        stream.dict.remove(b"Filter");
        stream.dict.remove(b"DecodeParms");
        stream.content = data;
    } else {
        return false;
    }
    if separators(&stream.content).saturating_mul(OBJECT) > room.bytes / CROWDED {
        stop(Fail::Limit(limits::MEMORY));
    }
    let first = stream.dict.get(b"First").and_then(Object::as_i64).ok().and_then(|f| usize::try_from(f).ok());
    let index = first.and_then(|f| stream.content.get(..f)).unwrap_or_default();
    let numbers = index.split(u8::is_ascii_whitespace).filter(|n| !n.is_empty());
    let mut places: Vec<&[u8]> = numbers.skip(1).step_by(2).collect();
    places.sort_unstable();
    places.windows(2).filter(|w| w[0] == w[1]).count() <= MAX_REPEATED
}

/// Elements of the structure tree and bookmarks: in a tagged file most of the objects.
fn is_of_no_use(dict: &Dictionary) -> bool {
    let names = |key: &[u8], value: &[u8]| matches!(dict.get(key), Ok(Object::Name(n)) if n == value);
    names(b"Type", b"StructElem")
        || !dict.has(b"Type") && dict.has(b"S") && matches!(dict.get(b"P"), Ok(Object::Reference(_)))
        || names(b"Subtype", b"Link") && !dict.has(b"AP")
        || dict.has(b"Title") && matches!(dict.get(b"Parent"), Ok(Object::Reference(_))) && !dict.has(b"Kids")
}

/// Where streams begin in the file; false when one cannot be found.
fn locate(doc: &mut Document, bytes: &[u8]) -> bool {
    let start = header(bytes);
    let mut streams_read = Vec::new();
    // From here on no stream ends.
    let mut endless = usize::MAX;
    for (id, object) in &mut doc.objects {
        let Object::Stream(stream) = object else { continue };
        if stream.dict.has_type(b"ObjStm") {
            streams_read.push(*id);
            continue;
        }
        if let Some(at) = stream.start_position.map(|at| start + at).filter(|_| length(stream).is_none()) {
            // A length that leads to no number: the stream ends where it says so.
            let end = bytes.get(at..).filter(|_| at < endless).and_then(|b| memchr::memmem::find(b, b"endstream"));
            match end.and_then(|end| i64::try_from(end).ok()) {
                Some(end) => {
                    stream.start_position = Some(at);
                    stream.dict.set("Length", end);
                }
                None => endless = endless.min(at),
            }
            continue;
        }
        let Some(length) = length(stream).filter(|&l| stream.content.len() == SAMPLE && l > SMALL) else { continue };
        let Some(XrefEntry::Normal { offset, .. }) = doc.reference_table.get(id.0) else { return false };
        let Some(at) = find(bytes, start + *offset as usize, &stream.content, length) else { return false };
        stream.start_position = Some(at);
        stream.content = Vec::new();
    }
    for id in streams_read {
        doc.objects.remove(&id);
    }
    doc.reference_table.entries.clear();
    true
}

/// Offsets of a file count from its header, junk may stand before it.
fn header(bytes: &[u8]) -> usize {
    memchr::memmem::find(bytes, b"%PDF-").unwrap_or(0)
}

/// The length that lopdf found, which may be another than the file's.
fn length(stream: &Stream) -> Option<usize> {
    stream.dict.get(b"Length").ok().and_then(|l| l.as_i64().ok()).and_then(|l| usize::try_from(l).ok())
}

/// Where the data of the object at `offset` begins: behind the keyword, with these first bytes and the end where it
/// should be.
fn find(bytes: &[u8], offset: usize, sample: &[u8], length: usize) -> Option<usize> {
    let object = bytes.get(offset..)?;
    memchr::memmem::find_iter(object, b"stream").take(MAX_PLACES).find_map(|at| {
        let rest = &object[at + b"stream".len()..];
        let blanks = rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let eol = match &rest[blanks..] {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return None,
        };
        let data = &rest[blanks + eol..];
        let end = data.get(length..)?;
        let end = end.strip_prefix(b"\r\n").or(end.strip_prefix(b"\n")).or(end.strip_prefix(b"\r")).unwrap_or(end);
        (data.starts_with(sample) && end.starts_with(b"endstream")).then(|| bytes.len() - data.len())
    })
}

/// The bytes of a stream of a document that [`document`] loaded, as they are in the file.
pub(super) fn stream_bytes<'a>(bytes: &'a [u8], stream: &'a Stream) -> &'a [u8] {
    let in_file = || bytes.get(stream.start_position?..)?.get(..length(stream)?);
    if stream.content.is_empty() { in_file().unwrap_or_default() } else { &stream.content }
}

fn needs_rebuilding(doc: &Document) -> bool {
    !doc.is_encrypted() && !has_page_tree(doc)
}

/// Whether the catalog leads to pages.
fn has_page_tree(doc: &Document) -> bool {
    let follow = |object| doc.dereference(object).ok().map(|(_, o)| o);
    let root = doc.catalog().ok().and_then(|c| c.get(b"Pages").ok()).and_then(follow);
    let kids = root.and_then(|o| o.as_dict().ok()).and_then(|d| d.get(b"Kids").ok()).and_then(follow);
    kids.and_then(|k| k.as_array().ok()).is_some_and(|k| !k.is_empty())
}
