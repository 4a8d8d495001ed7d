//! What the processes of a suite use: processor time and memory, from `/proc`.

use std::collections::BTreeMap;
use std::fs;

/// Use of one kind of process.
#[derive(Debug, Clone, Copy, Default)]
pub struct Use {
    /// Processor time in milliseconds, ended children included.
    pub cpu_ms: f64,
    /// Proportional memory in megabytes.
    pub memory_mb: f64,
}

/// What a process and all it started use, by what they are.
pub fn used_by(root: u32) -> BTreeMap<String, Use> {
    let mut parents: BTreeMap<u32, u32> = BTreeMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        if let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse().ok())
            && let Some(fields) = stat(pid)
            && let Some(parent) = fields.get(1).and_then(|field| field.parse().ok())
        {
            parents.insert(pid, parent);
        }
    }
    let mut used: BTreeMap<String, Use> = BTreeMap::new();
    for pid in parents.keys().copied().filter(|pid| descends(&parents, *pid, root)) {
        let Some(fields) = stat(pid) else { continue };
        let ticks: f64 = (11..15).filter_map(|index| fields.get(index)?.parse::<f64>().ok()).sum();
        let entry = used.entry(kind(pid)).or_default();
        // The kernel counts in hundredths of a second.
        entry.cpu_ms += ticks * 10.0;
        entry.memory_mb += memory_mb(pid);
    }
    used
}

fn descends(parents: &BTreeMap<u32, u32>, mut pid: u32, root: u32) -> bool {
    while pid != root {
        match parents.get(&pid) {
            Some(parent) if *parent > 1 => pid = *parent,
            _ => return false,
        }
    }
    true
}

/// The fields of `/proc/<pid>/stat` after the name, which may itself contain spaces.
fn stat(pid: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(')')?;
    Some(rest.split_whitespace().map(str::to_owned).collect())
}

fn kind(pid: u32) -> String {
    let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    let line = String::from_utf8_lossy(&line).replace('\0', " ");
    let words: Vec<&str> = line.split_whitespace().collect();
    if line.contains("nats-server") && !line.contains("sh -c") {
        return "nats-server".to_owned();
    }
    if line.contains("postgres") && !line.contains("sh -c") {
        return "postgresql".to_owned();
    }
    match words.iter().position(|word| *word == "serve") {
        Some(place) => words.get(place + 1).map_or_else(String::new, |name| (*name).to_owned()),
        None if line.contains("gerinc") && !line.contains("sh -c") => "gerinc".to_owned(),
        None => "guards".to_owned(),
    }
}

fn memory_mb(pid: u32) -> f64 {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("Pss:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
