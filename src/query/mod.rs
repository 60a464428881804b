//! Questions to the archive: search, citations, indicator tables.

mod facets;
mod filter;
mod parse;
mod rank;
mod search;
mod snippet;
mod terms;

pub use facets::{Counted, Facets};
pub use filter::{Filter, parse_date};
pub use parse::Query;
pub use rank::Ranking;
pub use search::{Hit, Hits, Options, Sort, search};
pub use snippet::{Snippet, snippet};
