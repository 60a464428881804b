//! What a column's heading says: role, unit, label, basis, period. "Hộ nghèo / Số hộ" → "hộ nghèo" in "hộ";
//! "Kế hoạch năm 2024 (ha)" → a target for 2024 in "ha", with the label left to the row.

use super::Measure;
use super::cells::{
    are_places, has_decimals, is_day, is_measured, is_number, is_unit, is_year, names_day, names_place, ordinals,
};
use super::column::{Column, Direction, Role};
use super::name::combine;
use super::unit::{acts, implied, measure, split_unit};
use super::words::{is_time, lower, lower_first, without_year};
use crate::record::{Basis, Kind};
use crate::structure::TableBlock;
use crate::vocabulary::Vocabulary;

/// Without spaces and strokes: "S/T/T" stands over three lines.
const NUMBER: [&str; 5] = ["tt", "stt", "sốtt", "sốthứtự", "#"];
const UNIT: [&str; 4] = ["đvt", "đơn vị tính", "đv tính", "đ/v tính"];
const PLACES: [&str; 19] = [
    "làng",
    "địa điểm",
    "xã",
    "phường",
    "thị trấn",
    "thôn",
    "bản",
    "huyện",
    "tỉnh",
    "địa phương",
    "địa bàn",
    "tổ dân phố",
    "ấp",
    "khu phố",
    "buôn",
    "xóm",
    "khóm",
    "thành phố",
    "khu dân cư",
];
const NAMES: [&str; 14] = [
    "nội dung",
    "chỉ tiêu",
    "tên",
    "danh mục",
    "hạng mục",
    "loại",
    "đơn vị",
    "lĩnh vực",
    "tiêu chí",
    "họ và tên",
    "nguồn",
    "khoản mục",
    "ngành",
    "trường",
];

/// Headings of columns that say who, when or by what a row was done, not what it is.
const CIRCUMSTANCES: [&str; 14] = [
    "đơn vị thực hiện",
    "đơn vị chủ trì",
    "đơn vị phối hợp",
    "cơ quan",
    "chủ đầu tư",
    "thời gian",
    "thời hạn",
    "căn cứ",
    "quyết định",
    "số quyết định",
    "số, ngày",
    "người",
    "cán bộ phụ trách",
    "nhà thầu",
];

/// Headings over what is no figure, though it is digits.
const BORN: [&str; 6] =
    ["năm sinh", "ngày sinh", "ngày tháng năm sinh", "ngày, tháng, năm sinh", "số điện thoại", "điện thoại"];

impl Column {
    /// Reads column `c` of a table.
    pub(super) fn read(table: &TableBlock, c: usize, vocabulary: &Vocabulary) -> Self {
        let heading = table.columns[c].as_str();
        let folded = lower(heading);
        let cells =
            || table.rows.iter().filter_map(|r| r.get(c)).map(|cell| cell.text.trim()).filter(|t| !t.is_empty());
        let is_value = |t: &str| is_number(t) || is_measured(t, vocabulary);
        let numbers = cells().filter(|t| is_value(t) || is_value(super::value::bound(t).0)).count();
        let values = numbers * 2 > cells().count().max(1) || cells().count() == 0 && c > 1;
        let year = |t: &&str| t.split(['-', '–']).all(|y| is_year(y.trim()));
        let years = if folded.starts_with("năm") {
            cells().filter(year).count() * 3 > cells().count() * 2
        } else {
            // "Tiến độ" with 2024 and 85 below it holds values.
            ["thời gian", "thời hạn", "tiến độ"].iter().any(|w| folded.starts_with(w))
                && cells().count() > 0
                && cells().all(|t| year(&t))
        };
        // "Ngày gieo" over "25/11" and "10/12".
        let days = names_day(&folded) && cells().count() > 0 && cells().all(is_day);
        // "Mã dự án" over "7.5", "Mục" over "1.1"
        let code = matches!(folded.as_str(), "mã" | "mục") || folded.starts_with("mã ");
        let role = if BORN.contains(&folded.as_str()) || days || code {
            Role::Other
        } else if years {
            Role::Name
        } else if NUMBER.contains(&folded.replace([' ', '/'], "").as_str())
            // "Tháng | Số vụ": which month it was.
            || folded.is_empty() && c == 0 && ordinals(cells())
            || ["tháng", "quý", "tuần", "kỳ"].contains(&folded.as_str())
                && c == 0
                && cells().all(|t| t.parse::<u8>().is_ok_and(|n| n <= 53))
        {
            Role::Number
        } else if UNIT.contains(&folded.as_str())
            // "Thị trấn Kim Thanh" under "Đơn vị" is a name.
            || folded == "đơn vị"
                && cells().count() > 0
                && cells().all(|t| is_unit(t, vocabulary))
        {
            Role::Unit
        } else if folded.starts_with("ghi chú")
            || c > 1 && numbers == 0 && CIRCUMSTANCES.iter().any(|w| folded.starts_with(w))
        {
            Role::Other
        } else if values || numbers > 0 && c > 1 {
            Role::Values
        } else if c <= 2 && !heading_of_values(&folded) {
            Role::Name
        } else {
            Role::Values
        };
        let mut column = Self {
            role,
            places: role == Role::Name && (words_of(&folded, &PLACES) || are_places(&folded, cells())),
            stated: None,
            implied: None,
            counts: false,
            label: None,
            heading: lower_first(split_unit(heading, vocabulary).0.trim()),
            place: None,
            basis: None,
            period: super::super::attribute::years(heading),
            months: super::super::attribute::months(heading),
            when: None,
            told: None,
            change: Direction::None,
            borrowed: false,
            part: folded.starts_with("trong đó"),
            compares: false,
            absolute: folded.contains("tuyệt đối")
                || folded.starts_with("so ") && !heading.contains('%') && signed(cells()),
            whole_year: ["cả năm", "31/12"].iter().any(|w| folded.contains(w)) || folded.ends_with(" năm"),
        };
        // "Tháng 9/2018 so với cùng kỳ": what is compared has the time, not what it is compared with.
        let lower_heading = heading.to_lowercase();
        let compared = lower_heading.find("so với").or_else(|| lower_heading.find(" so "));
        if let Some(at) = compared.or_else(|| folded.starts_with("so ").then_some(0)) {
            column.period = heading.get(..at).and_then(super::super::attribute::years);
            column.months = heading.get(..at).and_then(super::super::attribute::months);
        }
        match role {
            Role::Values if names_place(heading) => column.place = Some(heading.to_owned()),
            Role::Values => column.values(heading, vocabulary),
            // "Nội dung (ĐVT: triệu đồng)"
            Role::Name => column.stated = split_unit(heading, vocabulary).1,
            _ => {}
        }
        // "Số tiết giảm" with 74,05 below it counts nothing.
        if column.counts && column.stated.is_none() && cells().any(has_decimals) {
            (column.implied, column.counts) = (None, false);
        }
        column
    }

    /// Reads the heading of a column of numbers.
    fn values(&mut self, heading: &str, vocabulary: &Vocabulary) {
        let mut names: Vec<String> = Vec::new();
        for part in heading.split(" / ") {
            let (name, unit) = split_unit(part, vocabulary);
            if unit.is_some() {
                self.stated = unit;
            }
            let name = name.trim_matches([' ', ',', ':', '-', '.']);
            let name = ["Trong đó:", "trong đó:", "Trong đó ", "trong đó "]
                .iter()
                .find_map(|w| name.strip_prefix(w))
                .map_or(name, str::trim_start);
            let folded = lower(name);
            if folded.is_empty() || self.frame(&folded) {
                let rest = without_year(&folded);
                if !rest.trim().is_empty() && is_time(&rest) {
                    let year = |w: &&str| w.bytes().filter(u8::is_ascii_digit).count() >= 4;
                    self.when = Some(folded.split(' ').filter(|w| !year(w)).collect::<Vec<_>>().join(" "));
                }
                continue;
            }
            let name = lower_first(&without_year(name));
            names.push(name.strip_prefix("ước ").map_or_else(|| name.clone(), str::to_owned));
        }
        names.retain(|n| !n.is_empty());
        // One cell over several lines may repeat itself: "Tổng số / Tổng số".
        names.dedup();
        self.label = names.into_iter().reduce(|top, below| combine(&top, &below, vocabulary));
        if let Some(label) = &self.label {
            self.implied = implied(label, vocabulary).filter(|_| !acts(label, vocabulary));
            self.counts = self.implied.as_ref().is_some_and(|m| matches!(m.kind, Kind::Count | Kind::Duration));
        }
        if self.stated.is_none() && heading.contains('%') && (self.label.is_none() || is_share(heading)) {
            self.stated = measure("%", vocabulary);
        }
    }

    /// Notes what a part of a heading that names nothing says: plan, result, comparison, change. Whether it was such.
    fn frame(&mut self, part: &str) -> bool {
        let has = |words: &[&str]| words_of(part, words);
        let compares = part.starts_with("so ")
            || part.starts_with("so với")
            // "Tháng 9/2018 so với cùng kỳ"
            || ["so với", " so "].iter().any(|so| {
                part.split_once(so).is_some_and(|(time, _)| is_time(&without_year(time)))
            })
            // "% so cùng kỳ", "Tỷ lệ % so với năm 2022"
            // "% so tổng dư nợ" says what it is a share of.
            || part.contains('%')
                && (part.contains('/') || has(&["kh", "ck"]) || has(&["so"]) && !has(&["so với tổng", "so tổng"]))
            || part.contains("th/kh")
            || has(&["tỷ lệ thực hiện", "so sánh"])
            // "Đạt (%)", but "Tiêu chí đạt" counts.
            || part == "tuyệt đối"
            || part == "số tuyệt đối"
            || has(&["đạt"]) && (is_reached(part) || part.starts_with("tỷ lệ đạt") || part.contains('%'));
        if compares {
            // "So sánh / Tuyệt đối": by how many.
            if self.absolute {
                self.compares = true;
                self.basis = Some(Basis::Actual);
                // "So với cùng kỳ" over "+2" and "-1"
                if !part.contains("tuyệt đối") && !part.contains("so sánh") {
                    self.change = Direction::Signed;
                }
            } else {
                self.percent();
            }
            return true;
        }
        if has(&["tăng", "giảm", "tăng/giảm"]) && part.split(' ').count() <= 6 && !part.contains("tăng trưởng")
        {
            self.change = match (part.contains("tăng"), part.contains("giảm")) {
                (true, true) => Direction::Signed,
                (true, false) => Direction::Up,
                _ => Direction::Down,
            };
            return part.split(' ').count() <= 4 || part.contains("so với");
        }
        // "Tai nạn giao thông", "Giao đất" name what is counted.
        let handed = has(&["giao"])
            && !["giao thông", "giao đất", "giao rừng", "giao lưu", "giao dịch"].iter().any(|w| part.contains(w));
        let plan = handed || has(&["kế hoạch", "kh", "dự toán", "chỉ tiêu", "mục tiêu", "nghị quyết"]);
        let estimate = has(&["ước", "ưth"]);
        let done = has(&["thực hiện", "th", "kết quả", "đạt được", "đã thực hiện", "chính thức"]);
        let rest = without_year(part);
        // "Dự toán HĐND xã quyết định": whoever it was that set the plan.
        let set = plan && ["giao", "quyết định", "phê duyệt", "duyệt"].iter().any(|w| rest.trim_end().ends_with(w));
        let short = set || rest.split(' ').filter(|w| !w.is_empty()).count() <= 5;
        // "Ước thiệt hại": an estimate of what the heading names.
        let named = estimate
            && !(plan || done)
            && part.strip_prefix("ước ").is_some_and(|of| ESTIMATED.iter().any(|w| of.starts_with(w)));
        if (plan || estimate || done) && short {
            // "So sánh (%)" over "KH": how far it was reached.
            self.basis = Some(if self.compares {
                Basis::Actual
            } else if estimate {
                Basis::Estimate
            } else if plan && !done {
                Basis::Target
            } else {
                Basis::Actual
            });
            // "Vốn giao" names what is handed out, "Dự toán giao" does not.
            return !named
                && !["vốn ", "kế hoạch vốn", "kinh phí ", "số tiền ", "biên chế ", "diện tích ", "số "]
                    .iter()
                    .any(|w| part.starts_with(w));
        }
        // A period alone, a bare "Số lượng", "Trong đó": the rest says what it is about.
        is_time(&rest)
            || ["trong đó", "số lượng", "sl", "giá trị", "ghi chú", "năm", "tháng"].contains(&rest.trim())
            || divides(part)
            || is_whole(part)
    }

    fn percent(&mut self) {
        if self.stated.is_none() {
            self.stated = Some(Measure { name: "%".into(), kind: Kind::Percent, power: 0, per: Vec::new() });
        }
        self.basis = Some(Basis::Actual);
        self.compares = true;
    }
}

/// Whether the cells are whole numbers with their signs, "+2", "-1", one with a plus at least.
fn signed<'a>(cells: impl Iterator<Item = &'a str> + Clone) -> bool {
    let whole = |t: &str| t.trim_start_matches(['+', '-', '−', '–', ' ']).bytes().all(|b| b.is_ascii_digit());
    cells.clone().any(|t| t.starts_with('+')) && cells.into_iter().all(whole)
}

/// "Tỷ lệ % hộ nghèo": a percent sign without a number in front.
fn is_share(heading: &str) -> bool {
    heading.match_indices('%').all(|(at, _)| !heading[..at].trim_end().ends_with(|c: char| c.is_ascii_digit()))
}

/// "Đạt", "Đạt so với KH": how far a plan was reached; "Đạt chuẩn" is what was reached.
fn is_reached(part: &str) -> bool {
    part.strip_prefix("đạt").is_some_and(|rest| {
        let next = rest.split_whitespace().next().unwrap_or("");
        matches!(next, "" | "so" | "kh" | "kế" | "tỷ" | "tỉ" | "được" | "th/kh" | "chỉ" | "dự")
    })
}

/// What an estimate is of when its heading says so: "Ước thiệt hại"; "Ước cả năm", "Ước giải ngân" only say when or how.
const ESTIMATED: [&str; 8] =
    ["thiệt hại", "kinh phí", "chi phí", "giá trị thiệt hại", "dân số", "sản lượng", "năng suất", "diện tích"];

/// "Chia ra", "Chia theo khối lớp": what the columns below are, not what they hold.
fn divides(part: &str) -> bool {
    ["chia ra", "chia theo", "phân ra", "phân theo"].iter().any(|w| part.starts_with(w))
}

/// "Toàn trường", "Toàn huyện": the column of all.
fn is_whole(part: &str) -> bool {
    part.strip_prefix("toàn ").is_some_and(|body| body.split(' ').count() <= 2)
}

/// Whether the words of `part` hold one of `phrases`.
fn words_of(part: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|p| {
        part.match_indices(p).any(|(i, _)| {
            let before = part[..i].chars().next_back();
            let after = part[i + p.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    })
}

/// Headings of columns of numbers that may be all blank.
fn heading_of_values(folded: &str) -> bool {
    ["kế hoạch", "thực hiện", "so sánh", "tỷ lệ", "năm "].iter().any(|w| folded.starts_with(w))
        || !words_of(folded, &NAMES) && folded.contains(" / ")
}
