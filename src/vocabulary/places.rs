//! Places: `schemas/vocabulary/places.tsv`, the provinces, districts and communes of both eras, and the countries that trade and
//! labour reports name. Answers whether a name without its level word is a place: "Hải Dương tăng 37,7%".
//!
//! The text is checked when loaded; names are indexed when first asked for, communes only when nothing larger has
//! the name.

use super::{KeySet, Table, key, phrase};
use std::sync::OnceLock;

/// The gazetteer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    text: String,
    large: OnceLock<KeySet>,
    communes: OnceLock<KeySet>,
    countries: OnceLock<KeySet>,
    /// First letter, folded, and the rest of the names of regions, long ones first.
    regions: OnceLock<Vec<(char, String)>>,
}

const ERAS: [&str; 3] = ["-2025-06", "2025-07-", "-"];
const LEVELS: [&str; 7] = ["nước", "vùng", "tỉnh", "thành phố", "thị xã", "huyện", "quận"];

impl Table for Places {
    fn parse(text: &str) -> Result<Self, String> {
        for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let mut fields = line.split('\t');
            let head = (fields.next(), fields.next(), fields.next().filter(|n| !n.is_empty()));
            let (Some(era), Some(level), Some(_)) = head else {
                return Err(format!("line {}: era, level and name are needed", i + 1));
            };
            if !ERAS.contains(&era) || !LEVELS.contains(&level) || fields.count() != 2 {
                return Err(format!("line {}: not an era, a level, a name, a province and communes", i + 1));
            }
        }
        Ok(Self { text: text.to_owned(), ..Self::default() })
    }
}

/// What follows the name at the beginning of the text, where a line may end inside it.
fn wrapped<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let (head, behind) = text.split_at_checked(name.len())?;
    let same = |(a, b): (u8, u8)| a == b || a == b'\n' && b == b' ';
    head.bytes().zip(name.bytes()).all(same).then_some(behind)
}

impl Places {
    /// Whether a province or district of any era has the name of this [`name_key`].
    pub fn is_province_or_district(&self, name: u64) -> bool {
        self.large
            .get_or_init(|| self.lines().filter(|f| f[1] != "vùng").map(|f| name_key(f[2])).collect())
            .contains(&name)
    }

    /// Whether a commune of any era has the name of this [`name_key`].
    pub fn is_commune(&self, name: u64) -> bool {
        let all = || self.lines().flat_map(|f| f[4].split("; ")).filter(|l| !l.is_empty()).flat_map(names).collect();
        self.communes.get_or_init(all).contains(&name)
    }

    /// Whether a country or a union of countries has the name of this [`name_key`].
    pub fn is_country(&self, name: u64) -> bool {
        let all = || self.lines().filter(|f| f[1] == "nước").map(|f| name_key(f[2])).collect();
        self.countries.get_or_init(all).contains(&name)
    }

    /// Bytes of the region's name with which the text begins, in capitals or not: "miền núi phía Bắc".
    pub fn region(&self, text: &str) -> Option<usize> {
        let regions = self.regions.get_or_init(|| {
            let names = self.lines().filter(|f| f[1] == "vùng").map(|f| f[2]);
            let parted = names.filter_map(|name| {
                let first = name.chars().next()?;
                Some((super::fold_char(first), name[first.len_utf8()..].to_owned()))
            });
            let mut names: Vec<(char, String)> = parted.collect();
            names.sort_by_key(|(_, rest)| std::cmp::Reverse(rest.len()));
            names
        });
        let first = text.chars().next()?;
        let (letter, behind) = (super::fold_char(first), &text[first.len_utf8()..]);
        let begins = |(initial, rest): &&(char, String)| {
            *initial == letter && wrapped(behind, rest).is_some_and(|b| !b.starts_with(char::is_alphanumeric))
        };
        // A space and a line's end are of one length.
        regions.iter().find(begins).map(|(_, rest)| first.len_utf8() + rest.len())
    }

    fn lines(&self) -> impl Iterator<Item = [&str; 5]> {
        self.text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| {
            let mut fields = l.split('\t');
            Some([fields.next()?, fields.next()?, fields.next()?, fields.next()?, fields.next()?])
        })
    }
}

/// The names of "thị trấn Than Uyên, Sìn Hồ".
fn names(list: &str) -> impl Iterator<Item = u64> {
    let level = ["xã ", "phường ", "thị trấn ", "đặc khu "].into_iter().find_map(|l| list.strip_prefix(l));
    level.unwrap_or(list).split(", ").map(name_key)
}

/// The words of a name, dashes as spaces: "Bà Rịa – Vũng Tàu" and "bà rịa - vũng tàu" are one.
pub(crate) fn name_key(name: &str) -> u64 {
    let gap = |c: char| matches!(c, ' ' | '-' | '–' | '\u{a0}' | '\t');
    phrase(name.split(gap).filter(|w| !w.is_empty()).map(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn names_of_both_eras_are_places() {
        let places = Vocabulary::embedded().unwrap().places;
        for (name, large, commune) in [
            ("Hải Dương", true, true),
            ("Bà Rịa – Vũng Tàu", true, false),
            ("Thanh Hoá", true, true),
            ("Than Uyên", true, true),
            ("Bản Bo", false, true),
            ("Kế hoạch", false, false),
        ] {
            assert_eq!(places.is_province_or_district(name_key(name)), large, "{name}");
            assert_eq!(places.is_commune(name_key(name)), commune, "{name}");
        }
    }

    #[test]
    fn the_longest_region_counts() {
        let places = Vocabulary::embedded().unwrap().places;
        for (text, name) in [
            ("miền núi phía Bắc đạt 49,8%", Some("miền núi phía Bắc")),
            ("Trung du và miền núi phía Bắc: 12", Some("Trung du và miền núi phía Bắc")),
            ("Đồng bằng sông Hồng", Some("Đồng bằng sông Hồng")),
            ("đồng bằng sông Cửu Longs", None),
            ("Nguyên", None),
            ("", None),
        ] {
            assert_eq!(places.region(text).map(|end| &text[..end]), name, "{text}");
        }
    }

    #[test]
    fn wrong_lines_are_named() {
        for (text, line) in [("2025-07-\ttỉnh\tHưng Yên\t", "line 1"), ("# x\n2025\ttỉnh\tHưng Yên\t\t", "line 2")]
        {
            assert!(Places::parse(text).unwrap_err().contains(line), "{text}");
        }
    }
}
