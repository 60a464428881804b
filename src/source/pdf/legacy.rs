//! Text in fonts of the years before Unicode: TCVN3 (`.VnTime`), VNI (`VNI-Times`) and their kin.
//!
//! Takes the glyphs of a page, puts the letters that the fonts draw in the place of those that their codes seem to
//! be: `Thñ t\u{AD}íng` → `Thủ tướng`. The font's name decides where it tells, else the share of valid syllables.
//! Fonts with a right `ToUnicode` are left alone, whatever their name.

use super::content::{AFTER_SPACE, Glyph, LEGACY};
use super::font::{Fonts, Piece};
use crate::normalize::legacy::{Encoding, best_font_decoding, byte_of, decode, windows1252};
use crate::normalize::syllable::tally;
use std::collections::{BTreeMap, HashMap};

/// Letters from which the content of a font decides by itself.
const MIN_LETTERS: usize = 20;
/// Bytes of a font that are looked at.
const MAX_SAMPLE: usize = 8 << 10;
/// Share of letters that only Unicode has above which a font is Unicode: OCR and mixed runs aside, one is enough.
const UNICODE: f32 = 0.02;
/// Share of characters that Vietnamese does not use above which a font is suspicious.
const SUSPICIOUS: f32 = 0.02;

/// What is known of the fonts of a file, by family.
#[derive(Debug, Default)]
pub(crate) struct Legacy {
    families: HashMap<String, Option<Encoding>>,
    /// Glyphs converted, by encoding.
    converted: BTreeMap<&'static str, usize>,
}

/// A font's glyphs on a page.
#[derive(Default)]
struct Sample {
    bytes: Vec<u8>,
    letters: usize,
    unicode: usize,
    suspicious: usize,
}

impl Legacy {
    /// The encoding that most of the converted text had.
    pub(crate) fn encoding(&self) -> Option<&'static str> {
        self.converted.iter().max_by_key(|(_, n)| **n).map(|(name, _)| *name)
    }

    /// Converts a page's glyphs; whether any was.
    pub(crate) fn convert(&mut self, glyphs: &mut [Glyph], fonts: &mut Fonts) -> bool {
        if !may_be_legacy(glyphs, fonts) {
            return false;
        }
        let samples = samples(glyphs, fonts);
        let mut plan: HashMap<u16, (Encoding, bool)> = HashMap::new();
        let mut families: BTreeMap<String, Vec<u16>> = BTreeMap::new();
        for &font in samples.keys() {
            let name = fonts.get(font).map_or("", |f| f.name.as_str());
            families.entry(family(name)).or_default().push(font);
        }
        let mut undecided = Vec::new();
        for (family, members) in families {
            match self.decide(&family, &members, &samples) {
                Some(decision) => {
                    plan.extend(decision.into_iter().flat_map(|e| members.iter().map(move |&f| (f, (e, false)))))
                }
                None => undecided.push(members),
            }
        }
        // What is too short to tell goes with the rest of the page.
        let main = plan.values().map(|p| p.0).min();
        for font in undecided.into_iter().flatten() {
            if let Some(encoding) = main
                && samples[&font].suspicious > 0
            {
                let decoded = tally(&decode(&samples[&font].bytes, encoding), true);
                let raw = tally(&samples[&font].bytes.iter().map(|&b| windows1252(b)).collect::<String>(), true);
                if decoded.syllables >= raw.syllables {
                    plan.insert(font, (encoding, false));
                }
            }
        }
        if plan.is_empty() {
            return false;
        }
        for (font, (_, upper)) in &mut plan {
            *upper = fonts.get(*font).is_some_and(|f| draws_capitals(&f.name));
        }
        self.apply(glyphs, fonts, &plan);
        true
    }

    /// The encoding of a family on this page; none when it is too short to tell, `Some(None)` when it is none.
    fn decide(&mut self, family: &str, members: &[u16], samples: &BTreeMap<u16, Sample>) -> Option<Option<Encoding>> {
        let all = || members.iter().map(|f| &samples[f]);
        let (letters, unicode) = (all().map(|s| s.letters).sum::<usize>(), all().map(|s| s.unicode).sum::<usize>());
        let suspicious: usize = all().map(|s| s.suspicious).sum();
        if unicode as f32 > UNICODE * letters as f32 {
            return Some(None);
        }
        if let Some((encoding, _)) = Encoding::from_font_name(family) {
            return Some(Some(encoding));
        }
        if let Some(&known) = self.families.get(family)
            && (known.is_some() || (suspicious as f32) < SUSPICIOUS * letters as f32)
        {
            return Some(known);
        }
        if (suspicious as f32) < SUSPICIOUS * letters as f32 {
            // Plain ASCII says nothing yet.
            return (letters >= MIN_LETTERS).then_some(None);
        }
        let bytes: Vec<&[u8]> = all().map(|s| s.bytes.as_slice()).collect();
        let named = family.starts_with("vn");
        let decision = best_font_decoding(&bytes, if named { 2 } else { MIN_LETTERS });
        if decision.is_none() && letters < MIN_LETTERS {
            return None;
        }
        self.families.insert(family.to_owned(), decision);
        Some(decision)
    }

    fn apply(&mut self, glyphs: &mut [Glyph], fonts: &mut Fonts, plan: &HashMap<u16, (Encoding, bool)>) {
        let mut text = String::new();
        for glyph in glyphs {
            let Some(&(encoding, upper)) = plan.get(&glyph.font) else { continue };
            let Some(byte) = byte(glyph, fonts) else { continue };
            text.clear();
            encoding.push_glyph(byte, &mut text);
            if upper {
                text = text.to_uppercase();
            }
            glyph.uni = fonts.strings.add(&text);
            if matches!(encoding, Encoding::Tcvn3 | Encoding::Vps) {
                glyph.flags |= LEGACY;
            }
            *self.converted.entry(encoding.name()).or_default() += 1;
        }
    }
}

/// Whether a look is worth it: a character that Vietnamese does not use, or a font whose name says so.
fn may_be_legacy(glyphs: &[Glyph], fonts: &Fonts) -> bool {
    let mut font = None;
    glyphs.iter().any(|g| {
        let changed = font != Some(g.font);
        font = Some(g.font);
        changed && fonts.get(g.font).is_some_and(|f| f.legacy)
            || g.uni.is_none()
            || g.uni.as_char().is_some_and(|c| !c.is_ascii() && is_suspicious(c))
    })
}

fn samples(glyphs: &[Glyph], fonts: &Fonts) -> BTreeMap<u16, Sample> {
    let mut out: BTreeMap<u16, Sample> = BTreeMap::new();
    let mut before: Option<(u16, f32, f32)> = None;
    for g in glyphs {
        let sample = out.entry(g.font).or_default();
        // A font's run ends where another takes over or the pen moves.
        let apart =
            before.is_none_or(|(font, x, y)| font != g.font || (g.x - x).abs() + (g.y - y).abs() > 0.16 * g.size);
        if (apart || g.flags & AFTER_SPACE != 0) && !sample.bytes.is_empty() {
            sample.bytes.push(b' ');
        }
        before = Some((g.font, g.x + g.dx, g.y + g.dy));
        if sample.bytes.len() < MAX_SAMPLE
            && let Some(b) = byte(g, fonts)
        {
            sample.bytes.push(b);
        }
        match fonts.strings.get(g.uni) {
            Piece::Char(c) => {
                sample.letters += usize::from(c.is_alphabetic());
                sample.unicode += usize::from(is_unicode_letter(c));
                sample.suspicious += usize::from(is_suspicious(c));
            }
            Piece::Str("") => sample.suspicious += 1,
            Piece::Str(_) => {}
        }
    }
    out
}

/// The code byte behind a glyph: what its character is in Windows-1252, else its code.
fn byte(glyph: &Glyph, fonts: &Fonts) -> Option<u8> {
    let simple = fonts.get(glyph.font).is_some_and(super::font::Font::is_simple);
    let code = || u8::try_from(glyph.code).ok().filter(|_| simple);
    match fonts.strings.get(glyph.uni) {
        // ư, the soft hyphen, is often said to be a hyphen.
        Piece::Char('-') if code() == Some(0xAD) => Some(0xAD),
        Piece::Char(c) => byte_of(c),
        Piece::Str("") => code(),
        Piece::Str(_) => None,
    }
}

/// Letters of Vietnamese that no 8-bit reading of it shows.
fn is_unicode_letter(c: char) -> bool {
    matches!(c, '\u{1EA0}'..='\u{1EF9}' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'đ' | 'Đ' | 'ă' | 'Ă' | '\u{300}'..='\u{323}')
}

/// Characters that Windows-1252 has and Vietnamese has not.
fn is_suspicious(c: char) -> bool {
    match c {
        '\u{2212}' | '\u{2219}' | 'μ' => true,
        '«' | '»' | '°' | '±' | '²' | '³' | '·' | '×' | '½' | '\u{A0}' | '§' | '©' => false,
        'À'..='Ã' | 'È'..='Ê' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý' => false,
        'à'..='ã' | 'è'..='ê' | 'ì' | 'í' | 'ò'..='õ' | 'ù' | 'ú' | 'ý' => false,
        '\u{A1}'..='\u{FF}' => true,
        _ => false,
    }
}

/// A font's name without style, in lower case: `.VnTimeH,Bold` and `.VnTimeH` are one family.
fn family(name: &str) -> String {
    let mut name = name.to_ascii_lowercase();
    if let Some(at) = name.find(',') {
        name.truncate(at);
    }
    loop {
        let short = ["bold", "italic", "oblique", "regular", "-", " "].iter().find_map(|s| name.strip_suffix(s));
        match short {
            Some(s) if !s.is_empty() => name = s.to_owned(),
            _ => return name,
        }
    }
}

/// `.VnTimeH` draws capitals for small letters.
fn draws_capitals(name: &str) -> bool {
    let family = family(name);
    let bare = family.strip_prefix('.').unwrap_or(&family);
    bare.starts_with("vn") && !bare.starts_with("vni") && bare.ends_with('h')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_and_capitals() {
        let rows = [
            (".VnTime", ".vntime", false),
            (".VnTimeH,Bold", ".vntimeh", true),
            ("VnTimeHBold", "vntimeh", true),
            (".VnArial-BoldItalic", ".vnarial", false),
            ("VNI-Times", "vni-times", false),
            ("TimesNewRoman,Bold", "timesnewroman", false),
            ("Bold", "bold", false),
        ];
        for (name, expected, capitals) in rows {
            assert_eq!((family(name).as_str(), draws_capitals(name)), (expected, capitals), "{name}");
        }
    }

    #[test]
    fn what_is_suspicious() {
        for c in ['¸', 'µ', '®', '\u{AD}', 'û', 'ñ', 'ö', 'ÿ', 'Þ'] {
            assert!(is_suspicious(c), "{c}");
        }
        for c in ['a', 'à', 'Ê', 'ế', '–', '”', '²'] {
            assert!(!is_suspicious(c), "{c}");
        }
    }
}
