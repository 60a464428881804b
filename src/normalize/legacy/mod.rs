//! The 8-bit encodings in which Vietnam wrote before Unicode.
//!
//! Takes bytes (of a text file, or the codes of a PDF font run), gives Unicode: `c\xB8c \xAE\xACn v\xDE` in TCVN3
//! is `các đơn vị`. [`best_decoding`] finds the encoding by decoding with each and counting valid syllables;
//! it refuses to guess where none fits. Runs before all other normalization: cleaning first loses letters
//! (the soft hyphen `0xAD` is TCVN3's `ư`).

mod case;
mod detect;
mod tables;
mod text;

pub(crate) use detect::{MIN_LETTERS, best_of, confident};
pub use detect::{best_decoding, best_font_decoding};
pub(crate) use text::is_unicode_only;
pub use text::{decode_text, decode_viqr, repair_mojibake};

use super::letters::{self, base, letter, tone};
use tables::{Cell, Shape};

/// A Vietnamese 8-bit encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Encoding {
    /// TCVN 5712:1993 VN3 ("ABC"): one byte a letter, no toned capitals. `.VnTime` and its kin.
    Tcvn3,
    /// TCVN 5712:1993 VN1: TCVN3 with the toned capitals in the control ranges. Rare.
    Tcvn3Vn1,
    /// VNI for Windows: vowel byte, then mark byte. `VNI-Times` and its kin.
    Vni,
    /// VISCII.
    Viscii,
    /// VPS.
    Vps,
    /// Windows-1258: shaped letter, then combining tone.
    Windows1258,
    /// BKHCM2 of the Ho Chi Minh City University of Technology.
    Bkhcm2,
}

impl Encoding {
    /// All encodings, the most frequent first: the order in which equally good readings win.
    pub const ALL: [Self; 7] =
        [Self::Tcvn3, Self::Tcvn3Vn1, Self::Vni, Self::Viscii, Self::Vps, Self::Windows1258, Self::Bkhcm2];

    /// Name as in the document record.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 | Self::Tcvn3Vn1 => "TCVN3",
            Self::Vni => "VNI",
            Self::Viscii => "VISCII",
            Self::Vps => "VPS",
            Self::Windows1258 => "windows-1258",
            Self::Bkhcm2 => "BKHCM2",
        }
    }

    /// The encoding that a font's name tells, and whether the font draws capitals for small letters:
    /// `ABCDEF+.VnTimeH` → TCVN3, capitals. Names without the dot (`VnTime`) are ambiguous and give none, as do
    /// all other names: judge those by content.
    pub fn from_font_name(name: &str) -> Option<(Self, bool)> {
        let name = name.split_once('+').filter(|(tag, _)| tag.len() == 6).map_or(name, |(_, rest)| rest);
        let lower = name.trim().to_ascii_lowercase();
        let family = lower.split([',', ' ']).next().unwrap_or_default();
        let family = family.trim_end_matches("-bold").trim_end_matches("-italic").trim_end_matches("-bolditalic");
        if lower.starts_with(".vn") {
            Some((Self::Tcvn3, family.ends_with('h')))
        } else if lower.starts_with("vni-") || lower.starts_with("vni ") {
            Some((Self::Vni, false))
        } else if lower.starts_with("vps") {
            Some((Self::Vps, false))
        } else {
            None
        }
    }

    /// Appends the character of one code as it stands alone: a letter, or the combining marks that belong to the
    /// vowel before it. For readers that place glyphs one by one and compose afterwards.
    pub fn push_glyph(self, byte: u8, out: &mut String) {
        match tables::table(self)[usize::from(byte)] {
            Cell::Char(c) => out.push(c),
            Cell::Mark(shape, tone) => {
                match shape {
                    Shape::None => {}
                    Shape::Circumflex => out.push('\u{302}'),
                    Shape::Breve => out.push('\u{306}'),
                }
                out.extend(combining(tone));
            }
        }
    }

    /// Whether the encoding lacks capitals, so that typists wrote small letters between ASCII capitals.
    const fn lacks_capitals(self) -> bool {
        matches!(self, Self::Tcvn3 | Self::Vps)
    }
}

/// The combining character of a tone.
const fn combining(tone: u8) -> Option<char> {
    match tone {
        tone::HUYEN => Some('\u{300}'),
        tone::SAC => Some('\u{301}'),
        tone::HOI => Some('\u{309}'),
        tone::NGA => Some('\u{303}'),
        tone::NANG => Some('\u{323}'),
        _ => None,
    }
}

/// Decodes bytes byte by byte, composed, without repairs of case and hyphens.
pub fn decode_bytes(bytes: &[u8], encoding: Encoding) -> String {
    let table = tables::table(encoding);
    let mut out = String::with_capacity(bytes.len() + bytes.len() / 2);
    for &b in bytes {
        match table[usize::from(b)] {
            Cell::Char(c) => out.push(c),
            Cell::Mark(shape, tone) => match out.chars().next_back().and_then(|c| mark(c, shape, tone)) {
                Some(c) => {
                    out.pop();
                    out.push(c);
                }
                // Behind no vowel the byte is what Windows-1252 shows.
                None => out.push(windows1252(b)),
            },
        }
    }
    out
}

/// Puts a mark on a vowel that has none of its kind.
fn mark(c: char, shape: Shape, tone: u8) -> Option<char> {
    let l = letter(c)?;
    if !letters::is_vowel(l.base) || l.tone != tone::LEVEL {
        return None;
    }
    let base = match (shape, l.base) {
        (Shape::None, b) => b,
        (Shape::Circumflex, base::A) => base::A_CIRCUMFLEX,
        (Shape::Circumflex, base::E) => base::E_CIRCUMFLEX,
        (Shape::Circumflex, base::O) => base::O_CIRCUMFLEX,
        (Shape::Breve, base::A) => base::A_BREVE,
        _ => return None,
    };
    letters::compose_case(base, tone, l.upper)
}

/// Decodes a block of text, with capitals and lost `ư` put right: `CéNG HßA` → `CỘNG HÒA`, `t-íng` → `tướng`.
///
/// ```
/// use trichluc::normalize::legacy::{Encoding, decode};
/// assert_eq!(decode(b"c\xB8c \xAE\xACn v\xDE", Encoding::Tcvn3), "các đơn vị");
/// ```
pub fn decode(bytes: &[u8], encoding: Encoding) -> String {
    repair(decode_bytes(bytes, encoding), encoding)
}

/// Decodes a run of a font that draws capitals for small letters (`.VnTimeH`): `Céng hßa` → `CỘNG HÒA`.
pub fn decode_upper(bytes: &[u8], encoding: Encoding) -> String {
    let mut text = decode_bytes(bytes, encoding);
    if encoding.lacks_capitals() {
        text = case::restore_u_horn(text);
    }
    text.to_uppercase()
}

/// Repairs of decoded text that a reader of single glyphs applies to whole lines: lost `ư` and capitals.
pub fn repair(text: String, encoding: Encoding) -> String {
    let text = if matches!(encoding, Encoding::Tcvn3 | Encoding::Tcvn3Vn1) { case::restore_u_horn(text) } else { text };
    if encoding.lacks_capitals() { case::restore_capitals(text) } else { text }
}

/// Capitals of a line, by what stands beside them: `ủY BAN NHÂN DÂN` is all capitals.
pub fn restore_capitals(text: String) -> String {
    case::restore_capitals(text)
}

/// The character that Windows-1252 shows for a byte.
pub fn windows1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => tables::CP1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The byte behind a character of text that was legacy and was read as Windows-1252 or Latin-1. Accepts what fonts
/// and PDF writers make of these bytes: U+2212 and U+2011 for 0xAD, U+2219 for 0xB7, Greek mu for 0xB5, U+F0xx.
pub fn byte_of(c: char) -> Option<u8> {
    let u = u32::from(c);
    match c {
        '\0'..='\u{ff}' | '\u{f000}'..='\u{f0ff}' => Some((u & 0xff) as u8),
        '\u{2212}' | '\u{2011}' => Some(0xAD),
        '\u{2219}' => Some(0xB7),
        'μ' => Some(0xB5),
        _ => tables::CP1252.iter().position(|&k| k == c).map(|i| 0x80 + i as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "của và các được đồng huyện người Nghị quyết số tỷ lệ" in each encoding, as Windows-1252 shows it.
    const SIGNATURES: [(Encoding, &str); 6] = [
        (Encoding::Tcvn3, "cña vµ c¸c ®\u{ad}îc ®ång huyÖn ng\u{ad}êi NghÞ quyÕt sè tû lÖ"),
        (Encoding::Vni, "cuûa vaø caùc ñöôïc ñoàng huyeän ngöôøi Nghò quyeát soá tyû leä"),
        (Encoding::Viscii, "cüa và các ðßþc ð°ng huy®n ngß¶i Ngh¸ quyªt s¯ tÖ l®"),
        (Encoding::Vps, "cûa và các ÇÜ®c ÇÒng huyŒn ngÜ©i NghÎ quy‰t sÓ t› lŒ"),
        (Encoding::Bkhcm2, "cuãa vaâ caác àûúåc àöìng huyïån ngûúâi Nghõ quyïët söë tyã lïå"),
        (Encoding::Windows1258, "cuÒa vaÌ caìc ðýõòc ðôÌng huyêòn ngýõÌi Nghiò quyêìt sôì tyÒ lêò"),
    ];

    fn bytes(text: &str) -> Vec<u8> {
        text.chars().map(|c| byte_of(c).unwrap()).collect()
    }

    #[test]
    fn function_words_decode_and_are_recognized() {
        for (encoding, text) in SIGNATURES {
            let bytes = bytes(text);
            let expected = "của và các được đồng huyện người Nghị quyết số tỷ lệ";
            assert_eq!(decode(&bytes, encoding), expected, "{encoding:?}");
            assert_eq!(best_decoding(&[&bytes]), Some(encoding));
        }
    }

    #[test]
    fn paragraphs_survive_every_encoding() {
        let text = "Điều 3. Các sở, ngành và Ủy ban nhân dân huyện khẩn trương rà soát hộ nghèo, hộ cận nghèo; \
            bố trí đủ nguồn vốn để hỗ trợ nhà ở, nước sạch, ưu tiên vùng đặc biệt khó khăn. ĐẢNG BỘ ĐỒNG KHỞI, \
            những quyển sổ, lũy kế, nghĩa vụ quân sự, giữa kỳ, tỷ lệ đạt chuẩn ở mức khá.";
        for encoding in Encoding::ALL {
            // TCVN3 has no capitals with tones; its words in capitals come back by their ASCII letters.
            let text = if encoding.lacks_capitals() { text.replace("Ủy", "ủy") } else { text.to_owned() };
            let lower = |s: &str| if encoding.lacks_capitals() { s.to_lowercase() } else { s.to_owned() };
            let bytes = tables::encode(&lower(&text), encoding).unwrap();
            assert_eq!(lower(&decode(&bytes, encoding)), lower(&text), "{encoding:?}");
            let found = best_decoding(&[&bytes]).unwrap();
            assert_eq!(found.name(), encoding.name());
        }
    }

    #[test]
    fn fonts() {
        for (name, expected, why) in [
            (".VnTime", Some((Encoding::Tcvn3, false)), "plain"),
            ("ABCDEF+.VnTimeH", Some((Encoding::Tcvn3, true)), "subset, capitals"),
            (".VnArialH,Bold", Some((Encoding::Tcvn3, true)), "style behind a comma"),
            (".VnArialH-Bold", Some((Encoding::Tcvn3, true)), "style behind a hyphen"),
            ("VNI-Times", Some((Encoding::Vni, false)), "VNI"),
            ("VPSTimes", Some((Encoding::Vps, false)), "VPS"),
            ("VnTime", None, "ambiguous"),
            ("TimesNewRoman", None, "Unicode"),
        ] {
            assert_eq!(Encoding::from_font_name(name), expected, "{name}: {why}");
        }
    }

    #[test]
    fn capitals_and_hyphens() {
        for (legacy, expected, why) in [
            ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ASCII capitals"),
            ("Bé TµI CHÝNH", "BỘ TÀI CHÍNH", "one capital, neighbour is capital"),
            ("Bé Tµi chÝnh", "Bộ Tài chính", "normal case"),
            ("Bé GTVT", "Bộ GTVT", "an abbreviation is no neighbour"),
            ("h-íng dÉn ®Çu t- cña ng-êi d©n", "hướng dẫn đầu tư của người dân", "ư as a hyphen"),
            ("kinh tÕ - x· héi", "kinh tế - xã hội", "a real dash"),
            ("Q§-TTg, N§-CP", "QĐ-TTg, NĐ-CP", "symbols of numbers"),
            ("69-KL/TU", "69-KL/TU", "a number"),
            ("ñY BAN NH¢N D¢N", "ỦY BAN NHÂN DÂN", "a word without signs between two that tell"),
            ("KÕ HO¹CH 5 N¡M", "KẾ HOẠCH 5 NĂM", "one ASCII capital and a capital neighbour"),
            ("C¥ Së Y TÕ", "CƠ SỞ Y TẾ", "capitals that the encoding has tell too"),
            ("Bé C§", "Bộ CĐ", "Đ is in abbreviations"),
            ("Bé Y tÕ", "Bộ Y tế", "a capital between others tells nothing alone"),
            ("THñ T-íNG", "THỦ TƯỚNG", "both at once"),
        ] {
            assert_eq!(decode(&bytes(legacy), Encoding::Tcvn3), expected, "{why}");
        }
        assert_eq!(decode_upper(&bytes("Céng hßa"), Encoding::Tcvn3), "CỘNG HÒA");
        assert_eq!(decode(&bytes("AÙ aÙ Aù"), Encoding::Vni), "Á á Á", "mixed case of vowel and mark");
    }

    #[test]
    fn other_languages_are_not_taken_for_legacy() {
        for (text, why) in [
            ("Le conseil général a délibéré sur le budget de l'année écoulée, à l'unanimité", "French"),
            ("Der Gemeinderat hat über die Änderung der Straßenführung beschlossen", "German"),
            ("The annual report of the district committee", "ASCII"),
            ("vµ", "too short"),
        ] {
            assert_eq!(best_decoding(&[&bytes(text)]), None, "{why}");
        }
    }

    #[test]
    fn glyphs_compose() {
        let mut out = String::new();
        for b in *b"aE\xE1" {
            Encoding::Vni.push_glyph(b, &mut out);
        }
        assert_eq!(out, "aE\u{302}\u{301}");
    }
}
