//! When two mentions mean the same document.
//!
//! Takes what mentions of one identifier state (date, term, place), gives the documents they mean. A number with a
//! year inside of a central body is unique, `30/2020/NĐ-CP`; the councils and committees of sixty provinces each have a
//! `15/2021/QĐ-UBND`. Any other begins anew every year and in every office, so different dates, terms or places are
//! different documents: `25-NQ/TW` of 03/6/2013 and of 25/7/2008.

use super::filter::iso;
use crate::archive::analyzer::{keys, plain};
use crate::archive::date;
use crate::record::{Document, Reference};
use std::collections::BTreeSet;

/// What tells a document from others of the same number; absent parts are not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Identity {
    /// Date of issue, ISO or partial.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Term of the body that issued it ("XI").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// Issuing body as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Whether the number alone tells the document.
    #[serde(skip)]
    pub(super) unique: bool,
    /// Whether it tells the year.
    #[serde(skip)]
    pub(super) yearly: bool,
}

impl Identity {
    pub(super) fn of_mention(id: &str, r: &Reference) -> Self {
        let (yearly, unique) = (has_year(id), unique(id));
        Self { date: r.date.clone(), term: r.term.clone(), issuer: r.issuer.clone(), unique, yearly }
    }

    pub(super) fn of_document(id: &str, d: &Document) -> Self {
        let issuer = (!d.issuer.is_empty()).then(|| d.issuer.join(" "));
        Self { date: d.date.clone(), term: None, issuer, unique: unique(id), yearly: has_year(id) }
    }

    /// What was typed behind a number: "69-KL/TU ngày 15/3/2022", "15/2021/QĐ-UBND của UBND tỉnh Lạng Sơn".
    pub(super) fn typed(asked: &str) -> Self {
        let behind = |words: &[&str]| words.iter().find_map(|w| asked.split_once(w)).map(|(_, rest)| rest);
        let issuer = behind(&[" của ", " cua "]);
        let day = behind(&[" ngày ", " ngay "]).map(|rest| rest.split(" của ").next().unwrap_or(rest));
        let day = day.map(|day| day.split(" cua ").next().unwrap_or(day).trim_matches([',', '.', ' ']));
        Self { date: day.and_then(iso), issuer: issuer.map(str::to_owned), ..Self::default() }
    }

    /// Whether two mentions can mean the same document.
    pub(super) fn allows(&self, other: &Self) -> bool {
        self.unique
            || dates_agree(self.date.as_deref(), other.date.as_deref())
                && agree(self.term.as_deref(), other.term.as_deref())
                && places_agree(self.issuer.as_deref(), other.issuer.as_deref())
    }

    /// Whether something is known beside the number.
    fn is_stated(&self) -> bool {
        let placed = || self.issuer.as_deref().is_some_and(|issuer| !place_words(issuer).is_empty());
        self.unique || self.date.is_some() || self.term.is_some() || self.yearly && placed()
    }

    /// Takes over what `other` knows better.
    fn learn(&mut self, other: &Self) {
        let longer = |a: &mut Option<String>, b: &Option<String>| {
            if b.as_ref().map_or(0, String::len) > a.as_ref().map_or(0, String::len) {
                a.clone_from(b);
            }
        };
        longer(&mut self.date, &other.date);
        longer(&mut self.term, &other.term);
        longer(&mut self.issuer, &other.issuer);
    }
}

/// A year inside, and no council or committee of a place behind it: never given twice.
pub(super) fn unique(id: &str) -> bool {
    has_year(id) && !keys(id).iter().any(|w| matches!(w.plain.as_str(), "ubnd" | "hdnd" | "ub" | "hd"))
}

/// A year inside: `15/2021/QĐ-UBND`.
fn has_year(id: &str) -> bool {
    let words = keys(id);
    let year = |w: &str| w.len() == 4 && (w.starts_with("19") || w.starts_with("20"));
    words.len() > 2 && words[1].numeric && year(&words[1].plain)
}

fn dates_agree(a: Option<&str>, b: Option<&str>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.starts_with(b) || b.starts_with(a),
        _ => true,
    }
}

fn agree(a: Option<&str>, b: Option<&str>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => plain(a) == plain(b),
        _ => true,
    }
}

/// Words of issuing bodies that name no place.
const BODY_WORDS: &str = "ban thuong vu chap hanh btv bch bi thu trung uong dang bo cong san viet nam tinh huyen thanh thi pho \
    xa phuong tran uy dong hoi nhan dan ubnd hdnd mat to quoc chinh tri phu thu tuong va cua chu tich doan so phong chi dao bcd";

/// Issuers disagree when both name a place and no word of it is common: who wrote "Ban Thường vụ" for "Tỉnh ủy"
/// meant the same office.
fn places_agree(a: Option<&str>, b: Option<&str>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    let (a, b) = (place_words(a), place_words(b));
    a.is_empty() || b.is_empty() || a.iter().any(|w| b.contains(w))
}

/// The words of an issuer that name its place.
fn place_words(issuer: &str) -> Vec<String> {
    let words = plain(issuer);
    words.split(' ').filter(|w| !BODY_WORDS.split_whitespace().any(|b| b == *w)).map(str::to_owned).collect()
}

/// What the mentions of one document state.
pub(super) struct Source {
    /// Date of the citing document: it cites nothing later.
    pub date: Option<String>,
    /// What each mention states.
    pub stated: Vec<Identity>,
}

/// Mentions sorted by what they mean.
pub(super) struct Sorted {
    /// The documents, dated ones first.
    pub identities: Vec<Identity>,
    /// For every source and mention: which document, and whether that was assumed.
    pub placed: Vec<Vec<(usize, bool)>>,
}

/// Sorts mentions of one identifier.
pub(super) fn sort(sources: Vec<Source>) -> Sorted {
    // What states a date or a term founds a document or belongs to one.
    let mut stated: Vec<&Identity> = sources.iter().flat_map(|s| &s.stated).filter(|i| i.is_stated()).collect();
    // Whole dates before years, so that a year joins the day it fits.
    stated.sort_by_key(|i| (std::cmp::Reverse(i.date.as_ref().map_or(0, String::len)), (*i).clone()));
    let mut identities: Vec<Identity> = Vec::new();
    for identity in stated {
        match identities.iter_mut().find(|known| known.allows(identity)) {
            Some(known) => known.learn(identity),
            None => identities.push(identity.clone()),
        }
    }
    let dated = identities.len();
    let mut unknown = None;
    let placed = sources
        .iter()
        .map(|source| {
            // Each once: a text may say the same number ten thousand times.
            let here: BTreeSet<usize> = source
                .stated
                .iter()
                .filter(|i| i.is_stated())
                .filter_map(|i| identities[..dated].iter().position(|known| known.allows(i)))
                .collect();
            let place = |identity: &Identity| {
                if identity.is_stated() {
                    return identities[..dated].iter().position(|known| known.allows(identity)).map(|g| (g, false));
                }
                let possible = |g: &usize| identities[*g].allows(identity) && !later(&identities[*g], source);
                // The same text says elsewhere which one it means; else the only one that can be meant.
                let mut candidates: Vec<usize> = here.iter().copied().filter(possible).collect();
                if candidates.is_empty() {
                    candidates = (0..dated).filter(possible).collect();
                }
                match candidates[..] {
                    [one] => Some((one, true)),
                    _ => None,
                }
            };
            let groups: Vec<Option<(usize, bool)>> = source.stated.iter().map(place).collect();
            groups.into_iter().map(|g| g.unwrap_or_else(|| (*unknown.get_or_insert(dated), false))).collect()
        })
        .collect();
    if unknown.is_some() {
        let mut rest = Identity::default();
        sources.iter().flat_map(|s| &s.stated).filter(|i| !i.is_stated()).for_each(|i| {
            if rest.issuer.is_none() {
                rest.issuer.clone_from(&i.issuer);
            }
        });
        identities.push(rest);
    }
    Sorted { identities, placed }
}

/// Whether a document was issued after the one that is said to cite it.
fn later(identity: &Identity, source: &Source) -> bool {
    let range = |d: &Option<String>| d.as_deref().and_then(date::range);
    match (range(&identity.date), range(&source.date)) {
        (Some((first, _)), Some((_, last))) => first > last,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Date, term and issuer of a mention.
    type Stated = (&'static str, &'static str, &'static str);
    /// Date of the citing document, and its mentions.
    type Citing = (&'static str, &'static [Stated]);

    /// Documents, number of groups, group of each mention, reason.
    type Case = (&'static [Citing], usize, Vec<Vec<(usize, bool)>>, &'static str);

    fn identity(date: &str, term: &str, issuer: &str) -> Identity {
        let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
        Identity { date: some(date), term: some(term), issuer: some(issuer), unique: false, yearly: false }
    }

    fn placed(sources: &[Citing]) -> (usize, Vec<Vec<(usize, bool)>>) {
        let sorted = sort(
            sources
                .iter()
                .map(|(date, stated)| Source {
                    date: Some((*date).to_owned()),
                    stated: stated.iter().map(|(d, t, i)| identity(d, t, i)).collect(),
                })
                .collect(),
        );
        (sorted.identities.len(), sorted.placed)
    }

    #[test]
    fn mentions_are_told_apart_by_what_they_state() {
        const D: Stated = ("2013-06-03", "", "");
        const NONE: Stated = ("", "", "");
        let cases: [Case; 6] = [
            (&[("2022", &[D, NONE])], 1, vec![vec![(0, false), (0, true)]], "the same text dates it elsewhere"),
            (
                &[("2022", &[D]), ("2022", &[("2008-07-25", "", "")])],
                2,
                vec![vec![(1, false)], vec![(0, false)]],
                "two dates, two documents",
            ),
            (
                &[("2022", &[D]), ("2022", &[("2008-07-25", "", "")]), ("2022", &[NONE])],
                3,
                vec![vec![(1, false)], vec![(0, false)], vec![(2, false)]],
                "no date, two candidates: not told",
            ),
            (
                &[("2022", &[D]), ("2022", &[("2008-07-25", "", "")]), ("2010", &[NONE])],
                2,
                vec![vec![(1, false)], vec![(0, false)], vec![(0, true)]],
                "no date, but only one was there in 2010",
            ),
            (&[("2022", &[D, ("2013", "", "")])], 1, vec![vec![(0, false), (0, false)]], "a year fits the day"),
            (
                &[
                    ("2022", &[("2013-06-03", "", "Tỉnh ủy Lai Châu")]),
                    ("2022", &[("2013-06-03", "", "BTV Tỉnh ủy Sơn La")]),
                ],
                2,
                vec![vec![(1, false)], vec![(0, false)]],
                "one day, two provinces",
            ),
        ];
        for (sources, count, expected, reason) in cases {
            assert_eq!(placed(sources), (count, expected), "{reason}");
        }
    }

    #[test]
    fn numbers_of_central_bodies_with_a_year_are_unique() {
        for (id, expected) in [
            ("12/2018/QĐ-TTg", true),
            ("10/2022/QH15", true),
            ("69-KL/TU", false),
            ("2021-QĐ/ThU", false),
            ("15/2021/QĐ-UBND", false),
            ("07/2022/NQ-HĐND", false),
        ] {
            assert_eq!(unique(id), expected, "{id}");
        }
    }

    #[test]
    fn offices_of_one_place_agree() {
        for (a, b, expected, reason) in [
            ("Ban Thường vụ Tỉnh ủy Lai Châu", "Tỉnh ủy Lai Châu", true, "the office and its board"),
            ("Ban Thường vụ Tỉnh ủy", "Tỉnh ủy Sơn La", true, "no place is any place"),
            ("UBND xã Bình Lư", "UBND xã Nà Tăm", false, "two communes"),
            ("Bộ Chính trị", "Ban Bí thư", true, "issuers of the centre are mixed up in practice"),
        ] {
            assert_eq!(places_agree(Some(a), Some(b)), expected, "{reason}");
        }
    }
}
