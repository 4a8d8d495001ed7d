//! How far somebody has heard: a sequence number for each source. It is the id of every event, opaque to clients.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::{Each, SOURCES, Source};

/// How far somebody has heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    /// Which streams the numbers are of: one that was made anew counts from 1 again.
    pub streams: u32,
    /// The last sequence number heard of each source.
    pub sequences: Each<u64>,
}

impl Position {
    /// Notes that a change was heard; answers whether it is a new one.
    pub(super) fn hear(&mut self, source: Source, sequence: u64) -> bool {
        let new = self.sequences[source] < sequence;
        if new {
            self.sequences[source] = sequence;
        }
        new
    }
}

/// What tells streams apart: when each was made.
pub(super) fn streams(made: &Each<i128>) -> u32 {
    let digest = made.iter().fold(Sha256::new(), |digest, at| digest.chain_update(at.to_le_bytes())).finalize();
    u32::from_le_bytes([digest[0], digest[1], digest[2], digest[3]])
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.streams)?;
        self.sequences.iter().try_for_each(|sequence| write!(f, "-{sequence}"))
    }
}

/// A text that is no position.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoPosition;

impl FromStr for Position {
    type Err = NoPosition;

    fn from_str(text: &str) -> Result<Self, NoPosition> {
        let mut parts = text.split('-');
        let streams = parts.next().and_then(|part| u32::from_str_radix(part, 16).ok()).ok_or(NoPosition)?;
        let sequences: Vec<u64> = parts.map(str::parse).collect::<Result<_, _>>().map_err(|_unread| NoPosition)?;
        let sequences: Each<u64> = sequences.try_into().map_err(|_other: Vec<u64>| NoPosition)?;
        Ok(Self { streams, sequences })
    }
}

/// Nothing heard yet.
pub(super) const NOTHING: Each<u64> = [0; SOURCES.len()];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_read_back() {
        let position = Position { streams: 0xab, sequences: [1, 0, 77, u64::MAX, 5] };
        assert_eq!(position.to_string(), "000000ab-1-0-77-18446744073709551615-5");
        assert_eq!(position.to_string().parse(), Ok(position));
        for text in ["", "x", "ab", "ab-1-2-3-4", "ab-1-2-3-4-5-6", "ab-1-2-3-4--5", "ab-1-2-3-4-18446744073709551616"]
        {
            assert_eq!(text.parse::<Position>(), Err(NoPosition), "{text}");
        }
    }

    #[test]
    fn streams_made_at_another_time_are_others() {
        assert_ne!(streams(&[1, 2, 3, 4, 5]), streams(&[1, 2, 3, 4, 6]));
        assert_eq!(streams(&[1, 2, 3, 4, 5]), streams(&[1, 2, 3, 4, 5]));
    }
}
