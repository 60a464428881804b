//! Questions to the archive: search, citations, indicator tables.

mod by_title;
mod citations;
mod facets;
mod filter;
mod graph;
mod hints;
mod identity;
mod nearest;
mod parse;
mod passage;
mod positions;
mod rank;
mod search;
mod snippet;
mod table;
mod terms;
#[cfg(test)]
mod tests;
mod unnumbered;

pub use citations::{Cited, Citing, Mention, Named, Refs, cited_by, cites, questions, refs};
pub use facets::{Counted, Facets};
pub use filter::{Filter, parse_date};
pub use graph::{Edge, Graph, Missing, Node, graph, missing};
pub use hints::hints;
pub use identity::Identity;
pub use parse::Query;
pub use rank::Ranking;
pub use search::{Hit, Hits, Options, Sort, search};
pub use snippet::{Snippet, snippet};
pub use table::{
    Axis, Grid, Listed, Name, Names, Origin, Pivot, Row, Selection, Side, Source, Table, Unknown, Value, View, list,
    pivot, table,
};
pub use unnumbered::{Unnumbered, unnumbered};
