//! Languages in which something is written for people outside.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language documents are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Hungarian.
    Hu,
}

impl Language {
    /// Its tag (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Hu => "hu",
        }
    }
}
