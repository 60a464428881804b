//! The pages of a file: the tree that leads to them, what they inherit, their boxes and contents. Refuses trees that loop or go
//! deeper than any real one.

use super::object::{Fail, Pdf};
use crate::source::pdf::geometry::Matrix;
use crate::source::pdf::limits;
use crate::source::pdf::object::as_dict;
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::HashSet;

/// Page trees deeper than this are hostile; real ones have two or three levels.
const MAX_TREE_DEPTH: usize = 64;
/// Parts of a page's content; real ones have up to a hundred. Each is decoded anew, even where all are one stream.
const MAX_PARTS: usize = 1000;
/// A4, for pages without a usable box.
const A4: [f32; 4] = [0.0, 0.0, 595.0, 842.0];

/// One page and what it inherits.
pub(crate) struct Page<'a> {
    pub(crate) dict: &'a Dictionary,
    pub(crate) resources: Option<&'a Dictionary>,
    /// From user space to points from the top left of the page as a reader sees it.
    pub(crate) base: Matrix,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

impl Pdf<'_> {
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
            // What leads to the tree is gone, the tree may be there.
            for (root, _) in self.of_type(b"Pages").filter(|(_, d)| !d.has(b"Parent")) {
                self.walk_pages(root, &mut Vec::new(), &mut seen, max, &mut out);
            }
        }
        if out.is_empty() {
            // The tree is gone, the pages may be there.
            out.extend(self.of_type(b"Page").take(max).map(|(_, d)| vec![d]));
        }
        out
    }

    /// Objects of a type, by number.
    fn of_type<'a>(&'a self, name: &'static [u8]) -> impl Iterator<Item = (&'a Object, &'a Dictionary)> {
        let objects = self.doc.objects.values().filter_map(|o| Some((o, as_dict(o)?)));
        objects.filter(move |(_, d)| matches!(d.get(b"Type"), Ok(Object::Name(n)) if n == name))
    }

    /// How many pages the file says that it has: the count of its page tree, and what a file for the web says at its head.
    pub(crate) fn declared_pages(&self) -> usize {
        let count = self.catalog().and_then(|c| self.dict(c, b"Pages")).and_then(|p| self.number(p, b"Count"));
        let linear = self.doc.objects.values().filter_map(as_dict).find(|d| d.has(b"Linearized"));
        // A file that was added to is longer and has no more to do with what its beginning says.
        let whole = |d: &Dictionary| self.number(d, b"L").is_some_and(|length| length >= self.len() as f32);
        let linear = linear.filter(|d| whole(d)).and_then(|d| self.number(d, b"N"));
        [count, linear].into_iter().flatten().filter(|n| *n > 0.0).fold(0.0, f32::max) as usize
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
}
