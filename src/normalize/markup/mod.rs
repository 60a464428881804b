//! Markdown and HTML that OCR tools and web pages leave in plain text.
//!
//! Takes a page's text, gives it as a reader would see it, with the cells of Markdown tables; gives none when the
//! text shows no sign of markup. `## **I. TÌNH HÌNH**` becomes `I. TÌNH HÌNH`, `công tác<sup>1</sup>` becomes `công
//! tác¹` (a superscript digit never joins a number), `\*` the lone star of a Party header. Rules (`---`), stars
//! with space around them, and blanks (`____`) stay: they mean something in these documents.

mod entity;
mod inline;
mod table;

use crate::source::RawTable;

/// Passes at most; ordinary text needs one and a second to see that nothing is left.
const MAX_PASSES: usize = 32;

/// The text without markup, and its tables; none when nothing changes.
pub(super) fn strip(text: &str) -> Option<(String, Vec<RawTable>)> {
    if !has_signs(text) {
        return None;
    }
    let mut out = pass(text);
    let mut before = text.len();
    for _ in 1..MAX_PASSES {
        if out.len() == before {
            break;
        }
        before = out.len();
        out = pass(&out);
    }
    let (out, tables) = table::convert(out);
    (out != text).then_some((out, tables))
}

/// Whether the text shows signs of markup. A star, a number sign or an underscore alone is none.
fn has_signs(text: &str) -> bool {
    let bytes = text.as_bytes();
    let star = memchr::memmem::find(bytes, b"**").is_some();
    if !star
        && memchr::memchr3(b'<', b'\\', b'&', bytes).is_none()
        && memchr::memchr3(b'#', b'|', b'`', bytes).is_none()
    {
        // Only a line wholly in stars is left.
        return memchr::memchr(b'*', bytes).is_some() && text.lines().any(|l| inline::is_emphasized_line(l.trim()));
    }
    let tables = table::has_table(text);
    tables || text.lines().any(inline::has_signs)
}

fn pass(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push('\n');
        }
        inline::strip_line(line, &mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips() {
        for (text, expected, why) in [
            ("## **BÁO CÁO**", "BÁO CÁO", "heading in bold"),
            ("### **2. Hạn chế, khuyết điểm**  ", "2. Hạn chế, khuyết điểm", "trailing spaces"),
            ("\\*  ", "*", "the star of a Party header"),
            ("**Số 12**\n*\n", "Số 12\n*\n", "a lone star stays"),
            ("**a**\n* * *", "a\n* * *", "so do separators"),
            ("công tác dân vận<sup>1</sup>. Năm 2023<sup>15</sup>", "công tác dân vận¹. Năm 2023¹⁵", "footnote marks"),
            ("10 m<sup>2</sup>, CO<sub>2</sub>, 25<sup>o</sup>C", "10 m², CO₂, 25°C", "units"),
            ("chính quyền<sup>(2)</sup>", "chính quyền²", "mark in parentheses"),
            ("số **318** /BC-UBND", "số 318 /BC-UBND", "bold in a number"),
            ("**(*01 hội nghị trực tuyến*)**", "(01 hội nghị trực tuyến)", "emphasis in emphasis"),
            ("*Tân Lập, ngày 5 tháng 6 năm 2024*", "Tân Lập, ngày 5 tháng 6 năm 2024", "a line in stars"),
            ("**x** _nghiêng_ a_b_c ____", "x nghiêng a_b_c ____", "underscores"),
            ("**Ghi chú** (*) 5 * 3 = 15, (**)", "Ghi chú (*) 5 * 3 = 15, (**)", "stars that are none"),
            ("A&nbsp;&amp;&nbsp;B &#7871; &ecirc; &lt;x&gt;", "A\u{a0}&\u{a0}B ế ê <x>", "entities"),
            ("a<br>b<br/>c", "a\nb\nc", "line breaks"),
            ("<p>Kính gửi:</p><b>Sở</b>", "Kính gửi:\nSở", "tags"),
            ("3 < 5 và 7 > 6; a\\b", "3 < 5 và 7 > 6; a\\b", "signs of comparison"),
            ("```markdown\n# I. A\n```", "\nI. A\n", "fences"),
            ("**I.**\n---\nII", "I.\n---\nII", "rules stay"),
            ("xã$^{3}$ **và**", "xã³ và", "formula of an OCR model"),
            ("Kính gửi: Sở & Ban; #1; 50 | 60", "Kính gửi: Sở & Ban; #1; 50 | 60", "no markup"),
        ] {
            let got = strip(text).map_or_else(|| text.to_owned(), |s| s.0);
            assert_eq!(got, expected, "{why}");
            assert!(strip(&got).is_none(), "twice: {why}");
        }
    }
}
