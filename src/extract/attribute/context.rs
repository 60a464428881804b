//! Period and place that a figure inherits from its section, the heading or the header: what tables fall back on
//! where the sentence states none.

use super::period::Period;
use crate::extract::date::part;
use crate::record::Months;
use crate::structure::{Document, Heading};

/// Inherited period and place, by section.
pub(super) struct Context {
    header_period: Option<String>,
    header_months: Option<Months>,
    place: Option<String>,
    sections: Vec<Option<Period>>,
}

impl Context {
    /// Reads header and outline.
    pub fn new(document: &Document) -> Self {
        let header = &document.header;
        let header_period = header
            .period
            .clone()
            .or_else(|| header.title.as_deref().and_then(years))
            .or_else(|| header.date.as_deref().and_then(|d| d.get(..4)).map(str::to_owned));
        let header_months = header.title.as_deref().and_then(months);
        let mut open: Vec<(u8, Option<Period>)> = Vec::new();
        let mut sections = Vec::with_capacity(document.outline.len());
        for Heading { level, title, .. } in &document.outline {
            open.retain(|(l, _)| l < level);
            let above = open.last().and_then(|o| o.1.clone());
            let stated = months(title);
            // "II. NHIỆM VỤ 6 THÁNG CUỐI NĂM", "IV. Chỉ tiêu cả năm": of the year above.
            let parted = stated.is_some() || title.to_lowercase().contains("cả năm");
            let year_above = || above.clone().map(|(years, _)| years).or_else(|| header_period.clone());
            let own = years(title).or_else(|| if parted { year_above() } else { None });
            let period = own.map(|years| (years, stated)).or(above);
            open.push((*level, period.clone()));
            sections.push(period);
        }
        Self { header_period, header_months, place: place(document), sections }
    }

    /// The period of a section.
    pub fn period(&self, section: Option<usize>) -> Option<String> {
        let own = self.section(section).map(|(years, _)| years.clone());
        own.or_else(|| self.header_period.clone())
    }

    /// The part of its year that a section is about.
    pub fn months(&self, section: Option<usize>) -> Option<Months> {
        self.section(section).map_or(self.header_months, |(_, months)| *months)
    }

    fn section(&self, section: Option<usize>) -> Option<&Period> {
        self.sections.get(section?)?.as_ref()
    }

    /// The document's place.
    pub fn place(&self) -> Option<String> {
        self.place.clone()
    }
}

/// The part of its first year that a heading is about: "Kết quả 6 tháng đầu năm 2024, nhiệm vụ 6 tháng cuối năm".
pub(in crate::extract) fn months(heading: &str) -> Option<Months> {
    let year = years(heading).and_then(|years| heading.find(years.get(..4)?)).map_or(heading.len(), |at| at + 4);
    // A task or a plan of the second half stands behind the result of the first.
    let first = heading[..year].find([',', ';']).unwrap_or(year);
    part::of_words(&heading[..first]).or_else(|| part::of_words(&heading[..year]))
}

/// The first year or stretch of years of a heading: "2024", "2021-2025".
pub(in crate::extract) fn years(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let year = |at: usize| {
        let digits = bytes.get(at..at + 4)?;
        let alone = !at.checked_sub(1).is_some_and(|b| bytes[b].is_ascii_digit())
            && !bytes.get(at + 4).is_some_and(u8::is_ascii_digit);
        let plausible =
            (digits.starts_with(b"19") || digits.starts_with(b"20")) && digits.iter().all(u8::is_ascii_digit);
        (alone && plausible && !in_citation(&text[..at])).then(|| &text[at..at + 4])
    };
    let at = (0..bytes.len()).find(|&i| bytes[i].is_ascii_digit() && year(i).is_some())?;
    let first = year(at)?;
    let rest = text[at + 4..].trim_start();
    let second = rest
        .strip_prefix(['-', '–'])
        .map(str::trim_start)
        .and_then(|r| r.get(..4))
        .filter(|y| y.bytes().all(|b| b.is_ascii_digit()));
    Some(second.map_or_else(|| first.to_owned(), |s| format!("{first}-{s}")))
}

/// Whether the year that stands behind these words is that of a cited document: "69-KL/TU ngày 09/4/2021", "số 71/2010/QH12". "Đến
/// 30/6/2024" and "10/2025" say when.
fn in_citation(before: &str) -> bool {
    let Some(rest) = before.strip_suffix('/').or_else(|| before.strip_suffix('.')) else { return false };
    let start = rest.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '/' | '.'));
    let digits = &rest[start.len()..];
    if digits.contains(['/', '.']) {
        let cited = start.trim_end().trim_end_matches("ngày").trim_end_matches([' ', ',']);
        let word = cited.rsplit(' ').next().unwrap_or_default();
        return word.contains(['/', '-']) && word.contains(char::is_uppercase);
    }
    digits.parse::<u32>().is_ok_and(|number| number > 12)
}

/// The place that a document speaks of: the unit of its issuer ("HUYỆN MƯỜNG KHE"), else the place of issue.
fn place(document: &Document) -> Option<String> {
    let header = &document.header;
    // Where a ministry signs says nothing of what it reports on.
    if header.issuer.iter().any(|line| is_national(&line.to_lowercase())) {
        return None;
    }
    for line in header.issuer.iter().rev() {
        let line = line.to_lowercase();
        let line = ["ủy ban nhân dân ", "uỷ ban nhân dân ", "ubnd ", "đảng bộ ", "hội đồng nhân dân ", "đảng ủy "]
            .iter()
            .find_map(|p| line.strip_prefix(p))
            .unwrap_or(&line);
        for (lead, level) in [
            ("tỉnh ủy ", "tỉnh"),
            ("huyện ủy ", "huyện"),
            ("thành ủy ", "thành phố"),
            ("thị ủy ", "thị xã"),
            ("tỉnh ", "tỉnh"),
            ("huyện ", "huyện"),
            ("xã ", "xã"),
            ("phường ", "phường"),
            ("thị trấn ", "thị trấn"),
            ("thành phố ", "thành phố"),
            ("quận ", "quận"),
            ("thị xã ", "thị xã"),
        ] {
            // "TỈNH ỦY", "HUYỆN ĐOÀN" alone are bodies; whose they are stands in another line.
            let is_name = |n: &&str| !matches!(*n, "" | "ủy" | "uỷ" | "đoàn" | "hội") && n.split(' ').count() <= 5;
            if let Some(name) = line.strip_prefix(lead).filter(is_name) {
                return Some(format!("{level} {}", capitals(name)));
            }
        }
    }
    header.place.clone()
}

/// Whether a line of the issuer, in small letters, is a body of the whole country: "BỘ Y TẾ", but no "BỘ CHỈ HUY QUÂN SỰ TỈNH".
fn is_national(line: &str) -> bool {
    let ministry = line
        .strip_prefix("bộ ")
        .is_some_and(|of| !["chỉ huy", "đội", "phận", "tư lệnh"].iter().any(|w| of.starts_with(w)));
    let body = ["chính phủ", "quốc hội", "thủ tướng", "tổng cục", "ban chấp hành trung ương", "bộ chính trị"];
    let local = [" tỉnh", " huyện", " thành phố", " xã", " phường"].iter().any(|level| line.contains(level));
    !local && (ministry || body.iter().any(|b| line.starts_with(b)))
}

/// Every syllable with a capital letter.
fn capitals(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for (i, word) in name.split(' ').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let mut letters = word.chars();
        out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(letters.as_str());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::Header;

    #[test]
    fn issuers_name_the_place() {
        let document = |issuer: &[&str]| Document {
            header: Header { issuer: issuer.iter().map(|l| (*l).to_owned()).collect(), ..Header::default() },
            ..Document::default()
        };
        for (issuer, expected) in [
            (&["ĐẢNG BỘ TỈNH HÀ GIANG", "TỈNH ỦY"][..], Some("tỉnh Hà Giang")),
            (&["ỦY BAN NHÂN DÂN", "HUYỆN MƯỜNG KHE"], Some("huyện Mường Khe")),
            (&["BỘ Y TẾ"], None),
        ] {
            assert_eq!(place(&document(issuer)).as_deref(), expected, "{issuer:?}");
        }
    }

    #[test]
    fn headings_state_years() {
        for (text, expected) in [
            ("Kết quả năm 2024, nhiệm vụ năm 2025", Some("2024")),
            ("giai đoạn 2021 - 2025", Some("2021-2025")),
            ("Nghị quyết 12019", None),
            ("Sơ kết Kết luận 69-KL/TU ngày 09/4/2021", None),
            ("Luật số 71/2010/QH12", None),
            ("Đến 30/6/2024", Some("2024")),
            ("Sản xuất tháng 10/2025", Some("2025")),
            ("Đặc điểm chung", None),
        ] {
            assert_eq!(years(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn headings_state_parts_of_years() {
        for (text, expected) in [
            ("Tình hình kinh tế - xã hội 6 tháng đầu năm 2024", Some("01-06")),
            ("Kết quả 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024", Some("01-06")),
            ("BÁO CÁO QUÝ III NĂM 2023", Some("07-09")),
            ("Kết quả năm 2024, nhiệm vụ quý I năm 2025", None),
            ("Sản xuất tháng 10/2025", Some("10")),
        ] {
            assert_eq!(months(text).map(String::from).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_issuer_names_the_place() {
        for (issuer, place, expected) in [
            (vec!["ỦY BAN NHÂN DÂN", "HUYỆN BẮC SÙNG"], "Bắc Sùng", "huyện Bắc Sùng"),
            (vec!["ĐẢNG BỘ TỈNH AN TRẠCH", "HUYỆN ỦY BẮC SÙNG"], "Bắc Sùng", "huyện Bắc Sùng"),
            (vec!["UBND XÃ NÀ LẺNG"], "Nà Lẻng", "xã Nà Lẻng"),
            (vec!["TRUNG TÂM Y TẾ"], "Bắc Sùng", "Bắc Sùng"),
            (vec!["BỘ CHỈ HUY QUÂN SỰ TỈNH AN TRẠCH"], "An Trạch", "An Trạch"),
            (vec!["BỘ Y TẾ"], "Hà Nội", ""),
        ] {
            let issuer = issuer.into_iter().map(str::to_owned).collect();
            let header = Header { issuer, place: Some(place.to_owned()), ..Header::default() };
            let document = Document { header, ..Document::default() };
            assert_eq!(Context::new(&document).place().unwrap_or_default(), expected);
        }
    }
}
