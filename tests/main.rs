//! The program from outside and over the corpus: one binary, so that the library is linked once.

mod cli;
mod golden;
