//! Numbers in names: `schemas/vocabulary/number-names.toml`. Answers whether the words next to a number make it a name,
//! an order or a mark ("Điều 12", "Tổ 5", "4 cùng") and not a count.

use super::{KeyMap, KeySet, Table, units::steps};
use serde::Deserialize;

/// The word lists, by key.
#[derive(Debug, Clone, Default)]
pub(crate) struct NumberNames {
    /// Last word in front of a number → phrases backwards with what they make of it, the longest first.
    before: KeyMap<Vec<(Box<[u64]>, Role)>>,
    /// First word behind a number → phrases, and whether they make a name without quotation marks.
    slogans: KeyMap<Vec<(Box<[u64]>, bool)>>,
    /// Words that make a name word behind them the holder of a count.
    pub holders: KeySet,
    /// Things behind which a number may be grouped with spaces.
    pub grouped_behind: KeySet,
    /// Words in front of "số" that leave the number a count.
    pub before_so: KeySet,
    /// Words that begin no noun phrase.
    pub not_nouns: KeySet,
    /// Verbs and hedges in front of a value.
    pub value_words: KeySet,
    /// Nouns of money.
    pub money_words: KeySet,
    /// What a share is taken of.
    pub share_words: KeySet,
    lists: Vec<Box<[u64]>>,
}

/// What a word in front makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// An order or a mark, whatever stands behind.
    Always,
    /// A part of a document.
    Part,
    /// The name of a place, unit or thing.
    Thing,
    /// The name of a programme, committee or document.
    Title,
    /// No name.
    Count,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    always: Vec<String>,
    parts: Vec<String>,
    things: Vec<String>,
    titles: Vec<String>,
    counts: Vec<String>,
    holders: Vec<String>,
    grouped_behind: Vec<String>,
    before_so: Vec<String>,
    slogans: Vec<String>,
    slogans_bare: Vec<String>,
    not_nouns: Vec<String>,
    value_words: Vec<String>,
    list_words: Vec<String>,
    money_words: Vec<String>,
    share_words: Vec<String>,
}

fn keys(phrase: &str) -> Vec<u64> {
    steps(phrase).iter().map(|s| s.0).collect()
}

impl Table for NumberNames {
    fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut out = Self::default();
        let roles = [
            (&file.always, Role::Always),
            (&file.parts, Role::Part),
            (&file.things, Role::Thing),
            (&file.titles, Role::Title),
            (&file.counts, Role::Count),
        ];
        for (phrases, role) in roles {
            for phrase in phrases {
                let mut backwards = keys(phrase);
                backwards.reverse();
                let Some((last, rest)) = backwards.split_first() else {
                    return Err(format!("{role:?}: an empty phrase"));
                };
                out.before.entry(*last).or_default().push((rest.into(), role));
            }
        }
        for list in out.before.values_mut() {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        for phrase in file.slogans.iter().chain(&file.slogans_bare) {
            let words = keys(phrase);
            let Some((first, rest)) = words.split_first() else {
                return Err("slogans: an empty phrase".to_owned());
            };
            out.slogans.entry(*first).or_default().push((rest.into(), file.slogans_bare.contains(phrase)));
        }
        let set = |words: &[String]| words.iter().flat_map(|w| keys(w)).collect();
        out.holders = set(&file.holders);
        out.grouped_behind = file.grouped_behind.iter().filter_map(|p| keys(p).last().copied()).collect();
        out.before_so = set(&file.before_so);
        out.not_nouns = set(&file.not_nouns);
        out.value_words = set(&file.value_words);
        out.money_words = set(&file.money_words);
        out.share_words = set(&file.share_words);
        out.lists = file.list_words.iter().map(|p| keys(p).into_iter().rev().collect()).collect();
        Ok(out)
    }
}

impl NumberNames {
    /// What the words in front of a number (the nearest first) make of it, and how many words that takes.
    pub fn role(&self, words: impl Fn(usize) -> Option<u64>) -> Option<(Role, usize)> {
        self.before.get(&words(0)?)?.iter().find_map(|(rest, role)| {
            (0..rest.len()).all(|i| words(i + 1) == Some(rest[i])).then_some((*role, rest.len() + 1))
        })
    }

    /// Whether the words behind a number make it a slogan; `quoted` says that a quotation mark opens in front of it.
    pub fn slogan(&self, quoted: bool, words: impl Fn(usize) -> Option<u64>) -> bool {
        let Some(list) = words(0).and_then(|first| self.slogans.get(&first)) else { return false };
        list.iter().any(|(rest, bare)| (quoted || *bare) && (0..rest.len()).all(|i| words(i + 1) == Some(rest[i])))
    }

    /// Whether the words in front of a number (the nearest first) announce a list of values.
    pub fn announces_list(&self, words: impl Fn(usize) -> Option<u64>) -> bool {
        let Some(first) = words(0) else { return false };
        let mut lists = self.lists.iter().filter(|keys| keys.first() == Some(&first));
        lists.any(|keys| (1..keys.len()).all(|i| words(i) == Some(keys[i])))
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, keys};
    use crate::vocabulary::Vocabulary;

    #[test]
    fn the_longest_phrase_in_front_decides() {
        let names = Vocabulary::embedded().unwrap().number_names;
        let rows: [(&str, Option<Role>, &str); 7] = [
            ("lần thứ", Some(Role::Always), "ordinal"),
            ("khoản", Some(Role::Part), "part of a law"),
            ("Tổ dân phố", Some(Role::Thing), "place"),
            ("Ban Chỉ đạo", Some(Role::Title), "committee"),
            ("tiêu chí số", Some(Role::Part), "longer than the word số"),
            ("trên địa bàn", Some(Role::Count), "ends like a table's name"),
            ("tổ chức", None, "a verb"),
        ];
        for (text, role, why) in rows {
            let mut words = keys(text);
            words.reverse();
            assert_eq!(names.role(|i| words.get(i).copied()).map(|r| r.0), role, "{text}: {why}");
        }
    }
}
