//! What a column's heading says: role, unit, label, basis, period. "Hộ nghèo / Số hộ" → "hộ nghèo" in "hộ";
//! "Kế hoạch năm 2024 (ha)" → a target for 2024 in "ha", with the label left to the row.

use super::Measure;
use super::name::{class, combine};
use super::unit::{acts, implied, measure, split_unit};
use super::words::{is_time, lower, lower_first, without_year};
use crate::record::{Basis, Kind};
use crate::structure::TableBlock;
use crate::vocabulary::{Class, Vocabulary};

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// What it holds.
    pub role: Role,
    /// Whether its rows name places.
    pub places: bool,
    /// The unit that the heading states in parentheses or behind a slash.
    pub stated: Option<Measure>,
    /// The unit that the heading's words imply: "Số hộ", "Tỷ lệ".
    pub implied: Option<Measure>,
    /// Whether it counts things, whatever unit the table states.
    pub counts: bool,
    /// What it measures; none when only the row says it.
    pub label: Option<String>,
    /// The words of its heading without the unit.
    pub heading: String,
    /// The place that the heading names: "Xã Hải Yến" over the amounts of that commune.
    pub place: Option<String>,
    /// Basis that the heading states.
    pub basis: Option<Basis>,
    /// Period that the heading states.
    pub period: Option<String>,
    /// Whether its values are amounts of change.
    pub change: Direction,
    /// Whether its unit is that of the other columns.
    pub borrowed: bool,
    /// Whether it is a part of a column before it: "Trong đó / Nữ".
    part: bool,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// TT, STT.
    Number,
    /// What names the row.
    Name,
    /// ĐVT.
    Unit,
    /// Numbers.
    Values,
    /// Ghi chú.
    Other,
}

/// Direction of change of a column's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// No change.
    None,
    /// Tăng
    Up,
    /// Giảm
    Down,
    /// Tăng (+), giảm (-)
    Signed,
}

const NUMBER: [&str; 6] = ["tt", "stt", "số tt", "số thứ tự", "#", "sốtt"];
const UNIT: [&str; 4] = ["đvt", "đơn vị tính", "đv tính", "đ/v tính"];
const PLACES: [&str; 18] = [
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

/// Headings over names of bodies, of which places are some.
const BODIES: [&str; 5] = ["", "đơn vị", "địa phương", "địa bàn", "tên đơn vị"];

/// Whether the cells of a column name places: some with their level, "Thị trấn Bồng Lai", all others in capitals of two words and
/// more, "Hoài Phú", none twice, but for the last, which sums up.
fn are_places<'a>(heading: &str, cells: impl Iterator<Item = &'a str>) -> bool {
    if !BODIES.contains(&heading) {
        return false;
    }
    let cells: Vec<&str> = cells.collect();
    let mixed =
        |w: &str| w.starts_with(char::is_uppercase) && (w.chars().count() == 1 || w.chars().any(char::is_lowercase));
    let head = |cell: &str| {
        matches!(
            cell.split(' ').next(),
            Some("Trường" | "Cầu" | "Đường" | "Trạm" | "Phòng" | "Ban" | "Sở" | "Hội" | "Chi")
        )
    };
    let named =
        |cell: &str| names_place(cell) || cell.contains(' ') && cell.split_whitespace().all(mixed) && !head(cell);
    let Some((_, names)) = cells.split_last().filter(|(_, names)| names.len() > 1) else { return false };
    let once: std::collections::HashSet<&&str> = names.iter().collect();
    once.len() == names.len() && names.iter().any(|c| names_place(c)) && names.iter().all(|c| named(c))
}

/// Whether a cell is a unit and nothing else: "Tỷ Đồng" is one, "Thị trấn Kim Thanh" goes on with a name.
fn is_unit(cell: &str, vocabulary: &Vocabulary) -> bool {
    measure(cell, vocabulary).is_some() && !names_place(cell)
}

impl Column {
    /// Reads the columns of a table.
    pub fn all(table: &TableBlock, vocabulary: &Vocabulary) -> Vec<Self> {
        let mut out: Vec<Self> = Vec::with_capacity(table.columns.len());
        for c in 0..table.columns.len() {
            let mut column = Self::read(table, c, vocabulary);
            let whole = out.iter().rev().find(|o| o.role == Role::Values && !o.part && o.change == Direction::None);
            if let Some(whole) = whole.filter(|_| column.role == Role::Values) {
                column.lean_on(whole, vocabulary);
            }
            out.push(column);
        }
        if table.unit.is_none() {
            Self::borrow(&mut out, table, vocabulary);
        }
        // Between plan and result a share says how far the plan was fulfilled.
        let plan = out.iter().any(|o| o.basis == Some(Basis::Target));
        let done = out.iter().any(|o| o.basis == Some(Basis::Actual));
        for column in out.iter_mut().filter(|o| plan && done && o.role == Role::Values && o.basis.is_none()) {
            if column.stated.as_ref().is_some_and(|m| m.kind == Kind::Percent) {
                column.basis = Some(Basis::Actual);
            }
        }
        out
    }

    /// Where all that is counted is of one kind, what happened to it counts the same: "Số hộ dân | Thoát nghèo | Phát sinh".
    fn borrow(columns: &mut [Self], table: &TableBlock, vocabulary: &Vocabulary) {
        let mut counted =
            columns.iter().filter(|c| c.role == Role::Values && c.counts).filter_map(|c| c.implied.clone());
        let Some(unit) = counted.next().filter(|u| counted.all(|other| other.name == u.name)) else { return };
        for (c, column) in columns.iter_mut().enumerate() {
            let whole = || table.rows.iter().filter_map(|r| r.get(c)).all(|cell| !cell.text.contains([',', '%', '/']));
            let happens = column
                .label
                .as_deref()
                .is_some_and(|l| matches!(class(l, vocabulary), Some(Class::Heavy | Class::Light | Class::Attribute)));
            if column.role == Role::Values
                && column.stated.is_none()
                && column.implied.is_none()
                && column.change == Direction::None
                && happens
                && whole()
            {
                column.implied = Some(unit.clone());
                (column.counts, column.borrowed) = (true, true);
            }
        }
    }

    /// Takes from the column that this one is a part or a change of what its own heading lacks.
    fn lean_on(&mut self, whole: &Self, vocabulary: &Vocabulary) {
        if self.change != Direction::None && self.label.is_none() {
            self.label.clone_from(&whole.label);
        }
        // "Tổng số đảng viên", "Trong đó: Nữ", "Dự bị": an attribute names a part, in a column of its own too.
        let attribute = || self.label.as_ref().is_some_and(|l| class(l, vocabulary) == Some(Class::Attribute));
        if self.stated.is_none()
            && self.implied.is_none()
            && (self.part || self.change != Direction::None || whole.counts && attribute())
        {
            self.stated.clone_from(&whole.stated);
            self.implied.clone_from(&whole.implied);
            self.counts = whole.counts;
            // "Tổng số đảng viên", "Trong đó / Nữ" → "đảng viên nữ"
            if let (Some(label), Some(unit)) = (&self.label, &self.implied)
                && class(label, vocabulary) == Some(Class::Attribute)
            {
                self.label = Some(format!("{} {label}", unit.name));
            }
        }
    }

    /// Reads column `c` of a table.
    fn read(table: &TableBlock, c: usize, vocabulary: &Vocabulary) -> Self {
        let heading = table.columns[c].as_str();
        let folded = lower(heading);
        let cells =
            || table.rows.iter().filter_map(|r| r.get(c)).map(|cell| cell.text.trim()).filter(|t| !t.is_empty());
        let numbers = cells().filter(|t| is_number(t) || is_measured(t, vocabulary)).count();
        let values = numbers * 2 > cells().count().max(1) || cells().count() == 0 && c > 1;
        let years = folded.starts_with("năm") && cells().filter(|t| is_year(t)).count() * 3 > cells().count() * 2;
        let role = if BORN.contains(&folded.as_str()) {
            Role::Other
        } else if years {
            Role::Name
        } else if NUMBER.contains(&folded.as_str()) || folded.is_empty() && c == 0 && ordinals(cells()) {
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
            change: Direction::None,
            borrowed: false,
            part: folded.starts_with("trong đó"),
        };
        // "Tháng 9/2018 so với cùng kỳ": what is compared has the time, not what it is compared with.
        if let Some(at) = heading.to_lowercase().find("so với").or_else(|| folded.starts_with("so ").then_some(0)) {
            column.period = heading.get(..at).and_then(super::super::attribute::years);
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
                continue;
            }
            names.push(lower_first(&without_year(name)));
        }
        names.retain(|n| !n.is_empty());
        // One cell over several lines may repeat itself: "Tổng số / Tổng số".
        names.dedup();
        self.label = names.into_iter().reduce(|top, below| combine(&top, &below, vocabulary));
        if let Some(label) = &self.label {
            self.implied = implied(label, vocabulary).filter(|_| !acts(label, vocabulary));
            self.counts = self.implied.as_ref().is_some_and(|m| matches!(m.kind, Kind::Count | Kind::Duration));
        }
        if self.stated.is_none() && self.label.is_none() && heading.contains('%') {
            self.stated = measure("%", vocabulary);
        }
    }

    /// Notes what a part of a heading that names nothing says: plan, result, comparison, change. Whether it was such.
    fn frame(&mut self, part: &str) -> bool {
        let has = |words: &[&str]| words_of(part, words);
        let compares = part.starts_with("so ")
            || part.starts_with("so với")
            // "Tháng 9/2018 so với cùng kỳ"
            || part.split_once("so với").is_some_and(|(time, _)| is_time(&without_year(time)))
            || part.contains('%') && (part.contains('/') || has(&["kh", "ck"]))
            || part.contains("th/kh")
            || has(&["tỷ lệ thực hiện", "so sánh"])
            // "Đạt (%)", but "Tiêu chí đạt" counts.
            || has(&["đạt"]) && (is_reached(part) || part.starts_with("tỷ lệ đạt") || part.contains('%'));
        if compares {
            self.percent();
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
        let plan = has(&["kế hoạch", "kh", "dự toán", "chỉ tiêu", "mục tiêu", "nghị quyết", "giao"]);
        let estimate = has(&["ước", "ưth"]);
        let done = has(&["thực hiện", "th", "kết quả", "đạt được", "đã thực hiện", "chính thức"]);
        let rest = without_year(part);
        // "Dự toán HĐND xã quyết định": whoever it was that set the plan.
        let set = plan && ["giao", "quyết định", "phê duyệt", "duyệt"].iter().any(|w| rest.trim_end().ends_with(w));
        let short = set || rest.split(' ').filter(|w| !w.is_empty()).count() <= 5;
        if (plan || estimate || done) && short {
            self.basis = Some(if estimate {
                Basis::Estimate
            } else if plan && !done {
                Basis::Target
            } else {
                Basis::Actual
            });
            // "Vốn giao" names what is handed out, "Dự toán giao" does not.
            return !["vốn ", "kế hoạch vốn", "kinh phí ", "số tiền ", "biên chế ", "diện tích ", "số "]
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
    }
}

/// "Đạt", "Đạt so với KH": how far a plan was reached; "Đạt chuẩn" is what was reached.
fn is_reached(part: &str) -> bool {
    part.strip_prefix("đạt").is_some_and(|rest| {
        let next = rest.split_whitespace().next().unwrap_or("");
        matches!(next, "" | "so" | "kh" | "kế" | "tỷ" | "tỉ" | "được" | "th/kh" | "chỉ" | "dự")
    })
}

/// "Chia ra", "Chia theo khối lớp": what the columns below are, not what they hold.
fn divides(part: &str) -> bool {
    ["chia ra", "chia theo", "phân ra", "phân theo"].iter().any(|w| part.starts_with(w))
}

/// "Toàn trường", "Toàn huyện": the column of all.
fn is_whole(part: &str) -> bool {
    part.strip_prefix("toàn ").is_some_and(|body| body.split(' ').count() <= 2)
}

/// Whether the cells count 1, 2, 3.
fn ordinals<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut n = 0;
    for cell in cells {
        n += 1;
        if cell.trim_end_matches('.').parse() != Ok(n) {
            return false;
        }
    }
    n > 1
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

/// Whether a heading is the name of a place, "Xã Hải Yến", "Thị trấn Đồi": a level and a name in capitals.
fn names_place(heading: &str) -> bool {
    let level =
        super::row::LEVELS.iter().find(|l| lower(heading).strip_prefix(**l).is_some_and(|r| r.starts_with(' ')));
    let Some(level) = level else { return false };
    let name: Vec<&str> = heading.split_whitespace().skip(level.split(' ').count()).collect();
    let capital = |w: &&str| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    (1..=5).contains(&name.len()) && name.iter().all(capital) && heading.chars().any(char::is_lowercase)
}

/// The year that a cell names: "2024", "Năm 2024".
pub(super) fn is_year(text: &str) -> bool {
    let digits = lower(text);
    let digits = digits.strip_prefix("năm ").unwrap_or(&digits);
    digits.len() == 4 && matches!(digits.parse::<u16>(), Ok(1990..=2060))
}

/// Whether a cell is a number with its unit: "1.104 m2", "30.000đ/hộ".
fn is_measured(text: &str, vocabulary: &Vocabulary) -> bool {
    let end =
        text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}'))).unwrap_or(text.len());
    end > 0 && text.starts_with(|c: char| c.is_ascii_digit()) && measure(&text[end..], vocabulary).is_some()
}

/// Whether a cell is a number with one or two decimals.
fn has_decimals(text: &str) -> bool {
    is_number(text) && text.rsplit_once(',').is_some_and(|(_, d)| d.len() <= 2 && d.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a cell is a number, a range, a fraction or a share.
fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| {
            c.is_ascii_digit()
                || matches!(c, '.' | ',' | '/' | '-' | '–' | '%' | ' ' | '+' | '(' | ')' | '*' | '\u{a0}')
        })
        && text.matches('/').count() < 2
}
