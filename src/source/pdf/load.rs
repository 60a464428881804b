//! lopdf's document without what it copied: streams stay in the file's bytes, objects that no page needs go at once.
//!
//! Takes the bytes, gives the document; [`stream_bytes`] leads from a stream back to its bytes. lopdf copies every
//! stream while it loads, so the filter that it asks for each object keeps only a stream's first bytes, by which
//! [`locate`] finds it again. Refuses what lopdf refuses and streams that inflate past the limit while loading.

use super::limits::Limits;
use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

/// Streams up to this size stay with lopdf: a copy costs less than the search.
const SMALL: usize = 512;
/// First bytes of a stream, by which it is found again.
const SAMPLE: usize = 48;
/// Places behind an object's start that may be its stream; a dictionary holds the keyword by chance.
const MAX_PLACES: usize = 64;

/// Loads a document whose large streams are in `bytes` alone.
pub(super) fn document(bytes: &[u8], limits: &Limits) -> lopdf::Result<Document> {
    let load = |filter, force_reconstruct| {
        let max_decompressed_size = Some(limits.max_stream());
        let options = LoadOptions { filter, max_decompressed_size, force_reconstruct, ..LoadOptions::default() };
        Document::load_mem_with_options(bytes, options)
    };
    let mut doc = load(Some(lean), false)?;
    // lopdf rebuilds a wrong cross-reference table by itself only when it is asked for all objects.
    let rebuilt = needs_rebuilding(&doc);
    if rebuilt
        && let Ok(other) = load(Some(lean), true)
        && has_page_tree(&other)
    {
        doc = other;
    }
    if locate(&mut doc, bytes) {
        return Ok(doc);
    }
    load(None, rebuilt)
}

/// What lopdf asks for every object: it keeps the one it lent when that stands by itself, the one it gets back when
/// it comes from an object stream.
fn lean(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    match object {
        Object::Stream(stream) => {
            // An object stream is read after this.
            if stream.content.len() > SMALL && !stream.dict.has_type(b"ObjStm") {
                stream.content.truncate(SAMPLE);
                stream.content.shrink_to_fit();
            }
            Some((id, Object::Null))
        }
        Object::Dictionary(dict) if is_of_no_use(dict) => None,
        other => Some((id, other.clone())),
    }
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
    for (id, object) in &mut doc.objects {
        let Object::Stream(stream) = object else { continue };
        if stream.dict.has_type(b"ObjStm") {
            streams_read.push(*id);
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
