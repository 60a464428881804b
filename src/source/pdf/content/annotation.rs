//! Annotation appearances: signature stamps, comments, filled forms.
//!
//! A form's text field is part of the page; everything else ("Ký bởi: …, Thời gian ký: …") is a stamp on it.

use super::{Interpreter, STAMP, State};
use crate::source::pdf::geometry::Matrix;
use crate::source::pdf::object::{Pdf, as_dict};
use crate::source::pdf::pages::Page;
use lopdf::{Dictionary, Object, Stream};

/// Annotations of a page that are looked at.
const MAX_ANNOTATIONS: usize = 2000;
/// Bits of an annotation's flags that keep it from the screen: hidden, no view.
const INVISIBLE: i64 = 2 | 32;

impl<'a> Interpreter<'a> {
    pub(super) fn annotations(&mut self, page: &Page<'a>) {
        let Some(list) = self.pdf.array(page.dict, b"Annots") else { return };
        for item in list.iter().take(MAX_ANNOTATIONS) {
            let Some(dict) = as_dict(self.pdf.resolve(item)) else { continue };
            let flags = self.pdf.number(dict, b"F").unwrap_or(0.0) as i64;
            if flags & INVISIBLE != 0 || self.pdf.name(dict, b"Subtype") == Some(b"Popup") || self.is_off(dict) {
                continue;
            }
            let (Some(rect), Some(form)) = (self.pdf.rect(dict, b"Rect"), appearance(self.pdf, dict)) else { continue };
            self.layer = if is_text_field(self.pdf, dict) { 0 } else { STAMP };
            self.state = State::new(fit(self.pdf, form, rect).then(&page.base));
            self.after_space = false;
            self.form(form, page.resources, 0);
            self.layer = 0;
        }
    }
}

/// The normal appearance, of the current state where there are several.
fn appearance<'a>(pdf: &'a Pdf, annotation: &'a Dictionary) -> Option<&'a Stream> {
    let normal = pdf.get(pdf.dict(annotation, b"AP")?, b"N")?;
    match normal {
        Object::Stream(s) => Some(s),
        Object::Dictionary(states) => pdf.stream(states, pdf.name(annotation, b"AS")?),
        _ => None,
    }
}

/// The field type may stand with a parent.
fn is_text_field(pdf: &Pdf, annotation: &Dictionary) -> bool {
    let kind = |d: &Dictionary| pdf.name(d, b"FT").map(<[u8]>::to_vec);
    let kind = kind(annotation).or_else(|| pdf.dict(annotation, b"Parent").and_then(kind));
    matches!(kind.as_deref(), Some(b"Tx" | b"Ch"))
}

/// Maps the form's box, after its own matrix, onto the annotation's rectangle.
fn fit(pdf: &Pdf, form: &Stream, rect: [f32; 4]) -> Matrix {
    let bbox = pdf.rect(&form.dict, b"BBox").unwrap_or([0.0, 0.0, rect[2] - rect[0], rect[3] - rect[1]]);
    let own = pdf.numbers::<6>(&form.dict, b"Matrix").map_or(Matrix::IDENTITY, Matrix);
    let b = own.bounds(bbox);
    let (w, h) = (b.x1 - b.x0, b.y1 - b.y0);
    if w < 1e-3 || h < 1e-3 {
        return Matrix([1.0, 0.0, 0.0, 1.0, rect[0] - b.x0, rect[1] - b.y0]);
    }
    let (sx, sy) = ((rect[2] - rect[0]) / w, (rect[3] - rect[1]) / h);
    Matrix([sx, 0.0, 0.0, sy, rect[0] - b.x0 * sx, rect[1] - b.y0 * sy])
}
