//! The lines above a table: its name ("Biểu số 01: …") and the unit of its cells ("ĐVT: triệu đồng").

use crate::structure::lines::{End, Line, Role, bare, end_of, is_upper};
use crate::structure::outline::fold;
use crate::structure::plain::{offset, plain};
use crate::structure::{TableBlock, label};
use crate::text::Span;

/// Lines that are looked at above a table.
const MAX_LINES: usize = 7;
const MAX_BYTES: usize = 420;

/// Finds name and unit above line `first`, over footnotes, and gives those lines their role.
pub(super) fn find(text: &str, lines: &mut [Line], notes: &[Span], first: usize, table: &mut TableBlock) {
    captions(text, lines, notes, first, table);
    let above = (0..first).rev().filter(|&i| !super::in_note(notes, &lines[i])).take(MAX_LINES);
    let above = above.map(|i| &lines[i]).find(|l| !matches!(l.role, Role::Skip | Role::Caption));
    if let Some(line) = above.filter(|l| l.role == Role::Body) {
        let s = bare(line.of(text));
        let sentence = s.rsplit(". ").next().unwrap_or(s);
        table.intro = sentence.ends_with(':').then(|| fold(sentence));
    }
}

fn captions(text: &str, lines: &mut [Line], notes: &[Span], first: usize, table: &mut TableBlock) {
    let mut candidates: Vec<usize> = Vec::new();
    let mut named = None;
    let above = (0..first).rev().filter(|&i| !super::in_note(notes, &lines[i])).take(MAX_LINES).collect::<Vec<_>>();
    for i in above {
        let line = &lines[i];
        if line.role == Role::Skip && !line.page {
            continue;
        }
        let s = line.of(text);
        if line.role != Role::Body || s.len() > MAX_BYTES {
            break;
        }
        let core = bare(s);
        if let Some((unit, at)) = unit(core) {
            table.unit.get_or_insert(unit);
            // "Thu ngân sách đạt 118,6 tỷ đồng. Một số khoản thu (ĐVT: triệu đồng):": a paragraph of its own.
            if tells(&core[..at]) {
                break;
            }
        }
        if is_name(core) {
            named = Some(i);
            break;
        }
        let list = label::parse(s).is_some();
        if list || (end_of(core) == End::Closed && unit(core).is_none()) {
            break;
        }
        candidates.push(i);
    }
    let Some(name) = named else {
        // Without a name, only lines that state a unit and a title in capitals right above belong to the table.
        for &i in &candidates {
            let s = lines[i].of(text);
            let stated = unit(bare(s));
            if stated.is_none() && !is_note(s) {
                break;
            }
            lines[i].role = Role::Caption;
            // "Thu ngân sách theo tháng (Đơn vị: triệu đồng)": what stands before the unit is the title.
            let own = stated.map(|(_, at)| bare(s)[..at].trim_end_matches(['(', ' ', '-', ',', ';', ':']));
            if let Some(own) = own.filter(|own| is_title(own)) {
                table.title = Some(fold(own));
                return;
            }
        }
        let above: Vec<usize> = candidates.iter().copied().filter(|&i| lines[i].role == Role::Body).collect();
        if let Some(&last) = above.first() {
            let core = bare(lines[last].of(text));
            if is_upper(core) && core.contains(' ') && (last + 1 == first || lines[last + 1].role == Role::Caption) {
                table.title = Some(fold(core));
            }
        }
        // "3. Tổng hợp nguồn vốn (triệu đồng)": a heading right above says what is in it.
        let heading = (0..first).rev().find(|&i| lines[i].role != Role::Skip);
        if let Some(heading) = heading.filter(|_| candidates.is_empty() && table.unit.is_none()) {
            let s = lines[heading].of(text);
            if let Some(list) = label::parse(s)
                && s.len() <= MAX_BYTES
                && s.trim_end_matches([':', '.', ' ']).ends_with(')')
            {
                table.title = Some(fold(bare(&s[list.len..]).trim_end_matches(':')));
            }
        }
        return;
    };
    let mut title = String::new();
    for i in (name..first).filter(|&i| i == name || candidates.contains(&i)) {
        let core = bare(lines[i].of(text));
        let own = match unit(core) {
            Some((_, at)) => core[..at].trim_end_matches(['(', ' ', '-', ',', ';']),
            None if i > name && is_note(core) => "",
            None => core,
        };
        if !own.is_empty() {
            if !title.is_empty() {
                title.push(' ');
            }
            title.push_str(own);
        }
        // "PHỤ LỤC 01" stays a heading of the outline.
        if !plain(core).starts_with("phu luc") {
            lines[i].role = Role::Caption;
        }
    }
    table.title = Some(fold(&title)).filter(|t| !t.is_empty());
}

/// "Biểu 1. …", "Bảng số 2", "Phụ lục 01", "Phụ biểu".
pub(super) fn is_name(core: &str) -> bool {
    let p = plain(&core.chars().take(16).collect::<String>());
    let rest = ["phu bieu", "phu luc", "bieu", "bang", "mau so"].iter().find_map(|w| p.strip_prefix(w));
    let Some(rest) = rest else { return false };
    let next = rest.trim_start().trim_start_matches("so").trim_start_matches([' ', ':']);
    next.is_empty()
        || rest.starts_with([':', '.'])
        || next.starts_with(|c: char| c.is_ascii_digit())
        || ["i", "v", "x"].iter().any(|r| {
            next.starts_with(r) && next[1..].starts_with(|c: char| !c.is_ascii_lowercase() || "ivx".contains(c))
        })
        || next.starts_with("tong hop")
        || (core.starts_with("BI") || core.starts_with("PH")) && is_upper(core)
}

/// Whether the words in front of a unit name a table, "Thu ngân sách theo tháng": no sentence that tells something, "Trong đó có 12 xã
/// khó khăn", and no citation, "Căn cứ Nghị quyết số 12/NQ-HĐND".
fn is_title(words: &str) -> bool {
    let lower = words.to_lowercase();
    let begins = |w: &str| lower.strip_prefix(w).is_some_and(|r| !r.starts_with(char::is_alphanumeric));
    let lead = ["trong đó", "căn cứ", "theo", "thực hiện", "tính đến", "đến"].into_iter().any(begins);
    let digit = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
    let list: Vec<&str> = lower.split_whitespace().collect();
    let tells = list.iter().enumerate().any(|(i, w)| match *w {
        "có" => list[i + 1..].iter().any(|w| digit(w)),
        "đạt" | "là" | "tăng" | "giảm" => list.get(i + 1).is_some_and(|w| digit(w)),
        _ => false,
    });
    // "12/NQ-HĐND", "số 12-NQ/TU"
    let cites = words.split_whitespace().any(|w| {
        let capitals = w.chars().filter(|c| c.is_uppercase()).count();
        digit(w) && w.contains('/') && capitals > 1
    });
    words.contains(' ') && !lead && !tells && !cites
}

/// Whether a sentence with a number ends inside the words.
fn tells(words: &str) -> bool {
    words.match_indices(". ").any(|(dot, _)| {
        let (sentence, next) = (&words[..dot], &words[dot + 2..]);
        let number = sentence.find(|c: char| c.is_ascii_digit()).is_some_and(|at| at > MAX_LABEL_BYTES);
        number && next.trim_start().starts_with(char::is_uppercase)
    })
}

/// Bytes of the label of a heading or table, with its number: "Biểu số 01. ".
const MAX_LABEL_BYTES: usize = 20;

/// "(Kèm theo Báo cáo …)", "(Số liệu đến ngày …)": neither name nor unit.
fn is_note(s: &str) -> bool {
    bare(s).starts_with('(')
}

/// The unit that a line states, and the byte where the statement begins.
fn unit(core: &str) -> Option<(String, usize)> {
    let p = plain(core);
    let (at, len) =
        ["don vi tinh", "dvt", "don vi:", "don vi :"].iter().find_map(|w| p.find(w).map(|i| (i, w.len())))?;
    let whole = at == 0 || !p.as_bytes()[at - 1].is_ascii_alphanumeric();
    let rest = core[offset(core, at + len)..].trim_start();
    let rest = if p[..at + len].ends_with(':') { rest } else { rest.strip_prefix(':')?.trim_start() };
    let end = rest.find(')').unwrap_or(rest.len());
    let unit = rest[..end].trim_matches(|c: char| matches!(c, '.' | ' ' | '*' | '_' | ';' | ','));
    (whole && !unit.is_empty() && unit.len() <= 80).then(|| (fold(unit), offset(core, at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units() {
        for (line, found) in [
            ("(ĐVT: triệu đồng)", Some("triệu đồng")),
            ("Đơn vị tính: hộ, %", Some("hộ, %")),
            ("Đơn vị: Triệu đồng.", Some("Triệu đồng")),
            ("Biểu 2. Thu ngân sách (ĐVT: nghìn đồng)", Some("nghìn đồng")),
            ("Các đơn vị trực thuộc", None),
            ("ĐVT", None),
        ] {
            assert_eq!(unit(line).map(|u| u.0).as_deref(), found, "{line}");
        }
    }

    #[test]
    fn titles_in_front_of_a_unit() {
        for (words, expected) in [
            ("Thu ngân sách theo tháng", true),
            ("Vốn đầu tư công giai đoạn 2021-2025", true),
            ("Diện tích đất 2 vụ", true),
            ("Diện tích lúa có tưới năm nay", true),
            ("Trong đó có 12 xã khó khăn", false),
            ("Toàn huyện có 12 xã khó khăn", false),
            ("Tổng thu đạt 120 tỷ", false),
            ("Trong đó", false),
            ("Căn cứ Nghị quyết số 12/NQ-HĐND ngày 10/7/2022", false),
            ("Vốn phân bổ của Nghị quyết 12-NQ/TU", false),
            ("Theo số liệu của các xã", false),
            ("Thực hiện chủ trương của huyện", false),
            ("Thu", false),
        ] {
            assert_eq!(is_title(words), expected, "{words}");
        }
    }

    #[test]
    fn names() {
        for (line, name) in [
            ("Biểu 1. Tổng hợp hộ nghèo", true),
            ("BIỂU SỐ 02", true),
            ("Bảng số 3: Diện tích", true),
            ("Bảng: Kết quả", true),
            ("PHỤ LỤC II", true),
            ("Biểu dương 12 tập thể", false),
            ("Bảng lương của xã", false),
        ] {
            assert_eq!(is_name(line), name, "{line}");
        }
    }
}
