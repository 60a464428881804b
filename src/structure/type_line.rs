//! The type line: "BÁO CÁO", "K Ế  H O Ạ C H", "Báo cáo về tình hình …".
//!
//! Takes a piece of a header line, gives the document type and how much of the piece names it.

use super::lines::{bare, is_upper};
use super::plain::plain;
use crate::vocabulary::Vocabulary;

/// A document type at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypeLine {
    /// Standard capitalisation.
    pub(crate) name: String,
    /// Bytes of the piece up to behind the type word.
    pub(crate) end: usize,
    /// How sure it is.
    pub(crate) form: Form,
}

/// How a type line is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// Title and type in one line, mixed case.
    Mixed,
    /// The word alone in mixed case.
    Word,
    /// In capitals, with the title behind it or alone.
    Capital,
}

/// Words that begin a subject line behind the type word.
const SUBJECTS: [&str; 24] = [
    "ve", "tinh", "ket", "cong", "thuc", "so", "tong", "danh", "hoat", "giam", "tham", "tiep", "chuyen", "dinh",
    "nhanh", "tom", "trien", "cua", "to", "phat", "phuong", "nhiem", "qua", "kiem",
];

/// The type that `piece` names.
pub(crate) fn parse(piece: &str, vocabulary: &Vocabulary) -> Option<TypeLine> {
    let text = bare(piece);
    if text.len() < 4 || text.len() > 400 {
        return None;
    }
    let lead = text.as_ptr() as usize - piece.as_ptr() as usize;
    if let Some(name) = spaced(text, vocabulary) {
        return Some(TypeLine { name, end: lead + text.len(), form: Form::Capital });
    }
    let types = &vocabulary.doc_types;
    let words: Vec<(usize, usize)> = word_spans(text).take(types.max_syllables().min(8)).collect();
    let (name, end) = (1..=words.len()).rev().find_map(|k| {
        let end = words[k - 1].1;
        let found = types.by_name(text[words[0].0..end].trim_end_matches([':', '.']))?;
        // An abbreviation ("BC") is no type line.
        (found.name.split(' ').count() == k || k > 1).then(|| (found.name.clone(), end))
    })?;
    let (word, rest) =
        (&text[..end], text[end..].trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '*' | '.')));
    let upper = is_upper(word);
    let form = if rest.is_empty() {
        if upper { Form::Capital } else { Form::Word }
    } else if upper {
        let next = plain(rest);
        // "KẾ HOẠCH VÀ ĐẦU TƯ" is the end of a department's name.
        if next.starts_with("va ") || next.starts_with("- ") || next.starts_with("dau tu") {
            return None;
        }
        if starts_number(&next) { Form::Mixed } else { Form::Capital }
    } else {
        let next = plain(rest);
        let first = next.split(' ').next().unwrap_or("");
        let title = text.starts_with(char::is_uppercase)
            && (SUBJECTS.contains(&first) || starts_number(&next))
            && !text.ends_with(['.', ':', ';'])
            && rest.split(' ').count() >= 3;
        if !title {
            return None;
        }
        Form::Mixed
    };
    // Old fonts show capitals for small letters: "báo cáo" alone in its line.
    (upper || form == Form::Word || text.starts_with(char::is_uppercase)).then_some(TypeLine {
        name,
        end: lead + end,
        form,
    })
}

/// "số 12/BC-UBND về …": the headline of a page that names the document by its number.
fn starts_number(next: &str) -> bool {
    next.strip_prefix("so").is_some_and(|r| r.trim_start_matches([' ', ':']).starts_with(|c: char| c.is_ascii_digit()))
}

/// The type of a letter-spaced line, "B Á O  C Á O", and of "KẾ HO ẠCH".
fn spaced(text: &str, vocabulary: &Vocabulary) -> Option<String> {
    if text.len() > 80 || !text.contains(' ') || !is_upper(text) {
        return None;
    }
    let single = text.split_whitespace().filter(|w| w.chars().count() <= 2).count();
    let words = text.split_whitespace().count();
    if words < 3 || single * 3 < words {
        return None;
    }
    let squeeze = |s: &str| plain(s).replace(' ', "");
    let key = squeeze(text.trim_end_matches(':'));
    vocabulary.doc_types.iter().find(|t| t.name.contains(' ') && squeeze(&t.name) == key).map(|t| t.name.clone())
}

fn word_spans(s: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    s.split(' ').filter(|w| !w.is_empty()).map(move |w| {
        let start = w.as_ptr() as usize - s.as_ptr() as usize;
        (start, start + w.len())
    })
}

/// The type that the code in a document number stands for: "127/BC-UBND" → Báo cáo.
pub(crate) fn by_code(number: &str, vocabulary: &Vocabulary) -> Option<String> {
    let codes = number.split(['/', '-', '–', ' ']).filter(|c| c.chars().any(char::is_alphabetic));
    let first = codes.into_iter().next()?;
    let types = &vocabulary.doc_types;
    let code = types.canonical(first)?;
    types.iter().find(|t| t.has_code(code)).map(|t| t.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_lines() {
        let v = Vocabulary::embedded().unwrap();
        for (line, found, why) in [
            ("BÁO CÁO", Some(("Báo cáo", Form::Capital)), "alone"),
            ("## **BÁO CÁO**", Some(("Báo cáo", Form::Capital)), "marks of a tool"),
            ("B Á O  C Á O", Some(("Báo cáo", Form::Capital)), "letter-spaced"),
            ("KẾ HO ẠCH", Some(("Kế hoạch", Form::Capital)), "broken syllable"),
            ("Kế hoạch", Some(("Kế hoạch", Form::Word)), "mixed case"),
            ("Báo cáo về tình hình sản xuất ngành", Some(("Báo cáo", Form::Mixed)), "with its title"),
            ("BÁO CÁO KẾT QUẢ GIẢM NGHÈO NĂM 2023", Some(("Báo cáo", Form::Capital)), "with its title"),
            ("Báo cáo kết quả thực hiện như sau:", None, "a sentence"),
            ("KẾ HOẠCH VÀ ĐẦU TƯ", None, "a department"),
            ("Kế hoạch được giao trong năm", None, "a sentence"),
            ("HUYỆN BẮC SÔNG", None, "issuer"),
        ] {
            let got = parse(line, &v);
            assert_eq!(got.as_ref().map(|t| (t.name.as_str(), t.form)), found, "{line}: {why}");
        }
        assert_eq!(by_code("127/BC-UBND", &v).as_deref(), Some("Báo cáo"));
        assert_eq!(by_code("/KH-UBND", &v).as_deref(), Some("Kế hoạch"));
    }
}
