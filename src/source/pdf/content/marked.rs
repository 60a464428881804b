//! Marked content: `ActualText`, optional content, page furniture.

use super::{FURNITURE, Interpreter, REPLACED};
use crate::source::pdf::font::Uni;
use crate::source::pdf::lexer::{Lexer, Token};
use crate::source::pdf::object::Pdf;
use lopdf::{Dictionary, Object, ObjectId};
use std::collections::HashSet;

/// Marks open at once; deeper ones are counted but say nothing.
const MAX_OPEN: usize = 1000;

/// The marks that are open.
#[derive(Debug, Default)]
pub(super) struct Marks {
    open: Vec<Mark>,
    hidden: usize,
    furniture: usize,
    beyond: usize,
}

#[derive(Debug, Default)]
struct Mark {
    hides: bool,
    furniture: bool,
    /// Text that stands for the glyphs from this one on.
    actual: Option<(String, usize)>,
}

impl Marks {
    pub(super) fn visible(&self) -> bool {
        self.hidden == 0
    }

    pub(super) fn flags(&self) -> u8 {
        if self.furniture > 0 { FURNITURE } else { 0 }
    }

    pub(super) fn len(&self) -> usize {
        self.open.len() + self.beyond
    }
}

/// The optional content groups that are off when the file is opened.
pub(crate) fn hidden_groups(pdf: &Pdf) -> HashSet<ObjectId> {
    let mut out = HashSet::new();
    let Some(properties) = pdf.catalog().and_then(|c| pdf.dict(c, b"OCProperties")) else { return out };
    let Some(config) = pdf.dict(properties, b"D") else { return out };
    let references = |list: Option<&[Object]>| -> Vec<ObjectId> {
        list.unwrap_or_default().iter().filter_map(|o| o.as_reference().ok()).collect()
    };
    if pdf.name(config, b"BaseState") == Some(b"OFF") {
        out.extend(references(pdf.array(properties, b"OCGs")));
        for id in references(pdf.array(config, b"ON")) {
            out.remove(&id);
        }
    }
    out.extend(references(pdf.array(config, b"OFF")));
    out
}

impl<'a> Interpreter<'a> {
    /// Whether the `/OC` of an object switches it off.
    pub(super) fn is_off(&self, dict: &Dictionary) -> bool {
        !self.hidden.is_empty() && self.group_is_off(dict, b"OC")
    }

    /// A group, or a membership of several of which all must be off.
    fn group_is_off(&self, dict: &Dictionary, key: &[u8]) -> bool {
        if Pdf::id_of(dict, key).is_some_and(|id| self.hidden.contains(&id)) {
            return true;
        }
        let Some(membership) = self.pdf.dict(dict, key) else { return false };
        match membership.get(b"OCGs") {
            Ok(Object::Reference(id)) if self.hidden.contains(id) => true,
            Ok(groups) => match self.pdf.resolve(groups) {
                Object::Array(list) if !list.is_empty() => {
                    list.iter().all(|o| o.as_reference().is_ok_and(|id| self.hidden.contains(&id)))
                }
                _ => false,
            },
            Err(_) => false,
        }
    }

    pub(super) fn begin_marked(
        &mut self,
        operands: &[Token<'_>],
        lexer: &Lexer<'_>,
        resources: Option<&'a Dictionary>,
    ) {
        if self.marks.open.len() >= MAX_OPEN {
            self.marks.beyond += 1;
            return;
        }
        let mut mark = Mark::default();
        let pdf = self.pdf;
        match operands {
            [Token::Name(b"OC"), Token::Name(group)] => {
                let groups = resources.and_then(|r| pdf.dict(r, b"Properties"));
                mark.hides = !self.hidden.is_empty() && groups.is_some_and(|g| self.group_is_off(g, group));
            }
            [Token::Name(tag), Token::Name(properties)] => {
                let list = resources.and_then(|r| pdf.dict(r, b"Properties"));
                if let Some(dict) = list.and_then(|l| pdf.dict(l, properties)) {
                    mark.furniture = *tag == b"Artifact" && pdf.name(dict, b"Type") == Some(b"Pagination");
                    if let Some(Object::String(text, _)) = pdf.get(dict, b"ActualText") {
                        mark.actual = Some((text_string(text), self.out.glyphs.len()));
                    }
                }
            }
            [Token::Name(tag), Token::DictStart, pairs @ ..] => {
                for pair in pairs.windows(2) {
                    match *pair {
                        [Token::Name(b"ActualText"), Token::Str(a, b)] => {
                            mark.actual = Some((text_string(lexer.bytes(a, b)), self.out.glyphs.len()));
                        }
                        [Token::Name(b"Type"), Token::Name(b"Pagination")] => mark.furniture = *tag == b"Artifact",
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        self.marks.hidden += usize::from(mark.hides);
        self.marks.furniture += usize::from(mark.furniture);
        self.marks.open.push(mark);
    }

    pub(super) fn end_marked(&mut self) {
        if self.marks.beyond > 0 {
            self.marks.beyond -= 1;
            return;
        }
        let Some(mark) = self.marks.open.pop() else { return };
        self.marks.hidden -= usize::from(mark.hides);
        self.marks.furniture -= usize::from(mark.furniture);
        if let Some((text, from)) = mark.actual {
            self.replace(&text, from);
        }
    }

    /// Puts an `ActualText` in the place of the glyphs shown since its mark: one each when the numbers agree,
    /// else the first stands for all.
    fn replace(&mut self, text: &str, from: usize) {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        let glyphs = self.out.glyphs.get_mut(from..).unwrap_or_default();
        let Some(last) = glyphs.last().copied() else { return };
        let shown: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        if shown.len() == glyphs.len() {
            for (glyph, c) in glyphs.iter_mut().zip(shown) {
                glyph.uni = Uni::from(c);
            }
        } else {
            for glyph in glyphs.iter_mut() {
                glyph.flags |= REPLACED;
            }
            if let Some(first) = glyphs.first_mut().filter(|_| !text.is_empty()) {
                first.flags &= !REPLACED;
                first.uni = self.fonts.strings.add(text);
                if (first.y - last.y).abs() < first.size * 0.5 {
                    first.dx = last.x + last.dx - first.x;
                    first.dy = last.y + last.dy - first.y;
                }
            }
        }
    }
}

/// A PDF text string: UTF-16 or UTF-8 with a mark, else nearly Latin-1.
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&b| char::from(b)).collect(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    char::decode_utf16(bytes.chunks_exact(2).map(|c| unit([c[0], c[1]]))).filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings() {
        let rows: [(&[u8], &str, &str); 4] = [
            (b"\xFE\xFF\x1E\xBF\x00a", "ếa", "UTF-16 big endian"),
            (b"\xFF\xFE\xBF\x1Ea\x00", "ếa", "UTF-16 little endian"),
            (b"\xEF\xBB\xBF\xE1\xBA\xBF", "ế", "UTF-8"),
            (b"a\xE9", "aé", "no mark"),
        ];
        for (bytes, expected, reason) in rows {
            assert_eq!(text_string(bytes), expected, "{reason}");
        }
    }
}
