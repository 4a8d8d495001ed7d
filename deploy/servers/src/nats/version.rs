//! Versions of the NATS server.

use std::fmt;
use std::str::FromStr;

/// A version of the NATS server, compared by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version {
    /// First number.
    major: u32,
    /// Second number.
    minor: u32,
    /// Third number.
    patch: u32,
}

impl Version {
    /// The lowest version whose streams survive a kill.
    pub(crate) const MINIMUM: Self = Self { major: 2, minor: 10, patch: 23 };
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// The text is no version such as `2.10.23`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no version such as 2.10.23; ask the server with `nats-server --version`")]
pub(crate) struct NoVersion(String);

impl FromStr for Version {
    type Err = NoVersion;

    /// Reads `2.10.23`, `v2.10.23`, `nats-server: v2.10.23`. A suffix such as `-beta.1` or `-RC.2` is ignored.
    fn from_str(text: &str) -> Result<Self, NoVersion> {
        let word = text.split_whitespace().last().unwrap_or_default().trim_start_matches('v');
        let numbers = word.split(['-', '+']).next().unwrap_or_default();
        let mut numbers = numbers.split('.').map(str::parse);
        match (numbers.next(), numbers.next(), numbers.next(), numbers.next()) {
            (Some(Ok(major)), Some(Ok(minor)), Some(Ok(patch)), None) => Ok(Self { major, minor, patch }),
            _ => Err(NoVersion(text.trim().to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, NoVersion> {
        text.parse::<Version>().map(|version| version.to_string())
    }

    #[test]
    fn versions_are_read_as_servers_print_them() {
        assert_eq!(read("nats-server: v2.15.1\n").as_deref(), Ok("2.15.1"));
        assert_eq!(read("2.10.23").as_deref(), Ok("2.10.23"));
        assert_eq!(read("v2.12.0-RC.2").as_deref(), Ok("2.12.0"));
        for wrong in ["", "2.10", "2.10.23.4", "nats-server", "2.x.1", "2.-1.0"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn versions_are_compared_by_number() -> Result<(), NoVersion> {
        assert!("2.9.25".parse::<Version>()? < Version::MINIMUM);
        assert!("2.10.9".parse::<Version>()? < Version::MINIMUM);
        assert!("2.10.23".parse::<Version>()? >= Version::MINIMUM);
        assert!("3.0.0".parse::<Version>()? > Version::MINIMUM);
        Ok(())
    }
}
