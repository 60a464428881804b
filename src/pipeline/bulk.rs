//! Many items at once, in order: one thread reads, several work, the caller takes the results.
//!
//! Takes a source of items with their cost in bytes and gives every result to the caller in the order of the
//! source, whatever the number of threads: an import with `--jobs 8` makes the same archive as with `--jobs 1`.
//! Between source and caller stand items of at most the budget (and one more): a slow `bao-cao-1200-trang.pdf`
//! holds the others up before they fill the memory.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

/// Small items travel together: a queue operation costs as much as a short file.
const BATCH_ITEMS: usize = 64;
/// … but not longer than this, for the sake of an even load.
const BATCH_COST: usize = 2 << 20;
/// Documents are trees; what recurses over them has room.
const STACK_BYTES: usize = 16 << 20;

/// An item and what it holds in memory until its result is taken, in bytes.
#[derive(Debug)]
pub struct Costed<T> {
    /// The item.
    pub item: T,
    /// Bytes, a guess.
    pub cost: usize,
}

/// Runs `work` on everything that `next` gives, on `jobs` threads, and `take`s the results in order.
/// With one job all three run in the calling thread.
///
/// # Errors
/// The first error of `take`; work under way is dropped.
pub fn ordered<T: Send, R: Send, E>(
    jobs: usize,
    budget: usize,
    mut next: impl FnMut() -> Option<Costed<T>> + Send,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if jobs <= 1 {
        return alone(&mut next, &work, &mut take);
    }
    let gate = Gate::new(budget);
    let (to_work, from_source) = sync_channel::<Batch<T>>(jobs * 4);
    let from_source = Arc::new(Mutex::new(from_source));
    let (to_caller, results) = sync_channel::<Batch<R>>(jobs * 4);
    // One thread more than jobs: the reader waits for the disk most of its time.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs + 1).stack_size(STACK_BYTES).build();
    let Ok(pool) = pool else {
        // The system gives no threads: slower, but done.
        return alone(&mut next, &work, &mut take);
    };
    pool.in_place_scope(|scope| {
        // Who leaves early, by an error or a panic, opens the gate, so that nobody waits for ever.
        let _open = Opener { gate: &gate, on_panic_only: false };
        for _ in 0..jobs {
            let (from_source, to_caller) = (Arc::clone(&from_source), to_caller.clone());
            let (work, gate) = (&work, &gate);
            scope.spawn(move |_| {
                let _open = Opener { gate, on_panic_only: true };
                worker(&from_source, &to_caller, work, gate);
            });
        }
        // The workers' own copies are what keeps the channels open.
        drop((to_caller, from_source));
        let gate = &gate;
        scope.spawn(move |_| read(&mut next, &to_work, gate));
        let mut waiting: BTreeMap<usize, Batch<R>> = BTreeMap::new();
        let mut turn = 0;
        for batch in results {
            waiting.insert(batch.number, batch);
            while let Some(batch) = waiting.remove(&turn) {
                turn += 1;
                for item in batch.items {
                    take(item)?;
                }
                gate.leave(batch.cost);
            }
        }
        Ok(())
    })
}

fn alone<T, R, E>(
    next: &mut impl FnMut() -> Option<Costed<T>>,
    work: &impl Fn(T) -> R,
    take: &mut impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    while let Some(costed) = next() {
        take(work(costed.item))?;
    }
    Ok(())
}

struct Batch<T> {
    number: usize,
    items: Vec<T>,
    cost: usize,
}

fn read<T>(next: &mut impl FnMut() -> Option<Costed<T>>, to_work: &SyncSender<Batch<T>>, gate: &Gate) {
    let mut number = 0;
    loop {
        let mut batch = Batch { number, items: Vec::new(), cost: 0 };
        while batch.items.len() < BATCH_ITEMS && batch.cost < BATCH_COST {
            let Some(Costed { item, cost }) = next() else { break };
            batch.items.push(item);
            batch.cost += cost;
        }
        if batch.items.is_empty() || !gate.enter(batch.cost) || to_work.send(batch).is_err() {
            return;
        }
        number += 1;
    }
}

fn worker<T, R>(
    from_source: &Mutex<Receiver<Batch<T>>>,
    to_caller: &SyncSender<Batch<R>>,
    work: &impl Fn(T) -> R,
    gate: &Gate,
) {
    loop {
        let received = from_source.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Batch { number, items, cost }) = received else { return };
        if gate.is_open() {
            return;
        }
        let items = items.into_iter().map(work).collect();
        if to_caller.send(Batch { number, items, cost }).is_err() {
            return;
        }
    }
}

/// Lets cost in up to a budget; a single batch above the budget enters alone.
struct Gate {
    budget: usize,
    state: Mutex<GateState>,
    left: Condvar,
}

#[derive(Default)]
struct GateState {
    inside: usize,
    open: bool,
}

impl Gate {
    fn new(budget: usize) -> Self {
        Self { budget, state: Mutex::default(), left: Condvar::new() }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, GateState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for room; false when all is over.
    fn enter(&self, cost: usize) -> bool {
        let mut state = self.lock();
        while !state.open && state.inside > 0 && state.inside + cost > self.budget {
            state = self.left.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.inside += cost;
        !state.open
    }

    fn leave(&self, cost: usize) {
        self.lock().inside -= cost;
        self.left.notify_all();
    }

    fn is_open(&self) -> bool {
        self.lock().open
    }
}

/// Opens the gate for good when it is dropped.
struct Opener<'a> {
    gate: &'a Gate,
    on_panic_only: bool,
}

impl Drop for Opener<'_> {
    fn drop(&mut self) {
        if !self.on_panic_only || thread::panicking() {
            self.gate.lock().open = true;
            self.gate.left.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn count(to: usize, cost: usize) -> impl FnMut() -> Option<Costed<usize>> + Send {
        let mut items = 0..to;
        move || items.next().map(|item| Costed { item, cost })
    }

    #[test]
    fn results_come_in_order_whatever_the_number_of_threads() {
        for jobs in [0, 1, 2, 7] {
            for cost in [0, 1, BATCH_COST] {
                let mut got = Vec::new();
                let slow_first = |n: usize| {
                    if n == 0 {
                        thread::sleep(std::time::Duration::from_millis(20));
                    }
                    n * 2
                };
                let done = ordered(jobs, 4 * BATCH_COST, count(1_000, cost), slow_first, |n| {
                    got.push(n);
                    Ok::<_, ()>(())
                });
                assert_eq!(done, Ok(()));
                assert!(got.iter().copied().eq((0..1_000).map(|n| n * 2)), "{jobs} jobs, cost {cost}");
            }
        }
    }

    #[test]
    fn no_more_than_the_budget_is_under_way() {
        let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut items = count(50, BATCH_COST);
        let next = || {
            let item = items()?;
            most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            Some(item)
        };
        let take = |_| {
            inside.fetch_sub(1, Ordering::SeqCst);
            Ok::<_, ()>(())
        };
        ordered(3, 4 * BATCH_COST, next, |n| n, take).unwrap();
        // Four in the budget, one in the reader's hand, one whose room is given back after it was taken.
        assert!(most.load(Ordering::SeqCst) <= 6, "{most:?}");
    }

    #[test]
    fn an_error_and_a_panic_end_it() {
        let take = |n| if n == 500 { Err(n) } else { Ok(()) };
        assert_eq!(ordered(3, BATCH_COST, count(10_000, BATCH_COST / 2), |n| n, take), Err(500));
        crate::pipeline::quiet_panics();
        let work = |n: usize| if n == 500 { std::panic::resume_unwind(Box::new(n)) } else { n };
        let run = || ordered(3, BATCH_COST, count(10_000, BATCH_COST / 2), work, |_| Ok::<_, ()>(()));
        assert!(catch_unwind(AssertUnwindSafe(run)).is_err());
    }
}
