//! The program from outside and over the corpus: one binary, so that the library is linked once.

#[cfg(test)]
mod boxes;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod questions;
#[cfg(test)]
mod seeds;
