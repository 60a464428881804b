//! Whole files made here, read as the program reads them.

mod aside;
mod columns;
mod hostile;
mod packed;
mod tables;
mod text;

use super::*;
use crate::source::ZoneKind;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::path::Path;
use std::time::Duration;

/// A file under construction. Text goes through a font with names such as `uni00E1`: code 1 is the first of `LETTERS`.
struct Maker {
    doc: Document,
    root: ObjectId,
    kids: Vec<Object>,
    font: ObjectId,
}

/// The letters that the test font has.
const LETTERS: &str = " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:-/()%ÁÀẢÃẠáàảãạâấầậăắđĐéèêếềệÊẾỆíìịóòỏọôốồộơớờợỘÔÒÚúùủũụưứừựýỷỹửữểễởỉĩẩẫỗổ+*ỦỆĨÂÒỌƯỚ";

impl Maker {
    fn new() -> Self {
        let mut doc = Document::with_version("1.5");
        let root = doc.new_object_id();
        let mut differences = vec![Object::Integer(1)];
        differences.extend(LETTERS.chars().map(|c| Object::Name(format!("uni{:04X}", c as u32).into_bytes())));
        let widths = vec![Object::Integer(500); LETTERS.chars().count()];
        let font = doc.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "Test", "FirstChar" => 1, "Widths" => widths,
            "Encoding" => dictionary! { "Type" => "Encoding", "Differences" => differences },
        });
        Self { doc, root, kids: Vec::new(), font }
    }

    fn resources(&self) -> Dictionary {
        dictionary! { "Font" => dictionary! { "F" => self.font } }
    }

    fn page(&mut self, content: &str) -> ObjectId {
        let resources = self.resources();
        self.page_with(content.as_bytes().to_vec(), resources, Dictionary::new())
    }

    fn page_with(&mut self, content: Vec<u8>, resources: Dictionary, more: Dictionary) -> ObjectId {
        let content = self.doc.add_object(Stream::new(Dictionary::new(), content));
        let mut page = dictionary! { "Type" => "Page", "Parent" => self.root, "Contents" => content, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 600.into(), 800.into()] };
        page.extend(&more);
        let id = self.doc.add_object(page);
        self.kids.push(id.into());
        id
    }

    fn bytes(mut self) -> Vec<u8> {
        let count = self.kids.len() as i64;
        self.doc
            .objects
            .insert(self.root, dictionary! { "Type" => "Pages", "Kids" => self.kids, "Count" => count }.into());
        let catalog = self.doc.add_object(dictionary! { "Type" => "Catalog", "Pages" => self.root });
        self.doc.trailer.set("Root", catalog);
        let mut out = Vec::new();
        self.doc.save_to(&mut out).unwrap();
        out
    }

    fn read(self) -> RawText {
        read_bytes(&self.bytes()).unwrap()
    }
}

fn read_bytes(bytes: &[u8]) -> Result<RawText> {
    read(Path::new("t.pdf"), bytes, &Limits { max_time: Duration::from_secs(20), ..Limits::default() })
}

/// Text shown at a place, 12 points.
fn at(x: i32, y: i32, text: &str) -> String {
    sized(x, y, 12, text)
}

fn sized(x: i32, y: i32, size: i32, text: &str) -> String {
    let codes: String = text
        .chars()
        .map(|c| {
            format!(
                "{:02x}",
                LETTERS.chars().position(|l| l == c).unwrap_or_else(|| panic!("{c} is not in the test font")) + 1
            )
        })
        .collect();
    format!("BT /F {size} Tf {x} {y} Td <{codes}> Tj ET\n")
}

fn text_of(content: &str) -> String {
    let mut m = Maker::new();
    m.page(content);
    m.read().pages.remove(0).text
}
