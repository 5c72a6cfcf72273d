//! The window's processes: its own and those that WebKit started for it.

use std::collections::HashMap;
use std::fs;
use std::time::Duration;

use offhook_tests::window::program;

/// A process and all that descend from it, as they were when looked for.
pub(crate) struct Tree {
    processes: Vec<u32>,
}

/// What they hold now.
pub(crate) struct Memory {
    /// Pages that several of them share count for each.
    pub(crate) resident_kib: u64,
    /// Pages that several share are divided among them.
    pub(crate) proportional_kib: u64,
}

/// Nanoseconds by thread.
pub(crate) struct Cpu(HashMap<u32, u64>);

impl Cpu {
    /// What was spent since; threads that have ended meanwhile are not in it.
    pub(crate) fn since(&self, before: &Self) -> Duration {
        let spent = self.0.iter().map(|(thread, ns)| {
            ns.saturating_sub(before.0.get(thread).copied().unwrap_or_default())
        });
        Duration::from_nanos(spent.sum())
    }
}

impl Tree {
    /// The window that this program opened.
    ///
    /// # Panics
    /// When there is none, or more than one.
    pub(crate) fn of_the_window() -> Self {
        let parents: HashMap<u32, u32> =
            running().filter_map(|id| Some((id, parent(id)?))).collect();
        let own = std::process::id();
        let program = program();
        let is_ours = |id: &u32| descends(&parents, *id, own);
        let is_window =
            |id: &u32| fs::read_link(format!("/proc/{id}/exe")).is_ok_and(|exe| exe == program);
        let windows: Vec<u32> = parents.keys().copied().filter(is_ours).filter(is_window).collect();
        let [root] = windows[..] else { panic!("one window is open, not {windows:?}") };
        let below =
            parents.keys().copied().filter(|id| *id != root && descends(&parents, *id, root));
        Self { processes: [root].into_iter().chain(below).collect() }
    }

    /// The window's own process.
    pub(crate) fn root(&self) -> u32 {
        self.processes[0]
    }

    /// What the processor has spent on each of their threads, by the kernel's scheduler.
    pub(crate) fn cpu(&self) -> Cpu {
        let tasks = self.processes.iter().flat_map(|id| {
            fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten()
        });
        let spent = tasks.filter_map(|task| {
            let told = fs::read_to_string(task.path().join("schedstat")).ok()?;
            let spent_ns = told.split_whitespace().next()?.parse().ok()?;
            Some((task.file_name().to_str()?.parse().ok()?, spent_ns))
        });
        Cpu(spent.collect())
    }

    /// What they hold now.
    pub(crate) fn memory(&self) -> Memory {
        let sum = |field: &str| {
            let of = |id: &u32| {
                let told = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
                let line = told.lines().find_map(|line| line.strip_prefix(field))?;
                line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()
            };
            self.processes.iter().filter_map(of).sum()
        };
        Memory { resident_kib: sum("Rss:"), proportional_kib: sum("Pss:") }
    }
}

fn running() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

fn parent(process: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn descends(parents: &HashMap<u32, u32>, mut process: u32, from: u32) -> bool {
    while let Some(parent) = parents.get(&process) {
        if *parent == from {
            return true;
        }
        process = *parent;
    }
    false
}
