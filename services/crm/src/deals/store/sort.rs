//! The orders of lists of deals.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::order::ByColumn;

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
pub enum Sort {
    /// Newest first.
    #[default]
    #[serde(rename = "-opened_on")]
    Newest,
    /// Oldest first.
    #[serde(rename = "opened_on")]
    Oldest,
    /// Largest value in the organisation's currency first, those of a currency without a rate last.
    #[serde(rename = "-value")]
    Largest,
    /// By name.
    #[serde(rename = "name")]
    Name,
    /// Longest in its stage first; closed ones, which stand in none, last.
    #[serde(rename = "in_stage_since")]
    Stale,
    /// The next step that is due first; those for which no day is planned, and closed ones, last.
    #[serde(rename = "next_step_due_on")]
    NextDue,
    /// By name, downwards.
    #[serde(rename = "-name")]
    NameDown,
    /// Smallest value in the organisation's currency first, those of a currency without a rate last.
    #[serde(rename = "value")]
    Smallest,
    /// By the name of who would buy, those without a value last.
    #[serde(rename = "account")]
    Account,
    /// By the name of who would buy, downwards, those without a value last.
    #[serde(rename = "-account")]
    AccountDown,
    /// By pipeline and the place of the stage in it, those without a value last.
    #[serde(rename = "stage")]
    Stage,
    /// By pipeline and the place of the stage in it, downwards, those without a value last.
    #[serde(rename = "-stage")]
    StageDown,
    /// By where it stands, those without a value last.
    #[serde(rename = "status")]
    Status,
    /// By where it stands, downwards, those without a value last.
    #[serde(rename = "-status")]
    StatusDown,
    /// By the name of who works on it, those without a value last.
    #[serde(rename = "owner")]
    Owner,
    /// By the name of who works on it, downwards, those without a value last.
    #[serde(rename = "-owner")]
    OwnerDown,
    /// By the day on which it is expected to close, those without a value last.
    #[serde(rename = "expected_close_on")]
    Close,
    /// By the day on which it is expected to close, downwards, those without a value last.
    #[serde(rename = "-expected_close_on")]
    CloseDown,
    /// By the day of the next step, those without a value last.
    #[serde(rename = "next_step")]
    Step,
    /// By the day of the next step, downwards, those without a value last.
    #[serde(rename = "-next_step")]
    StepDown,
    /// By odds, those without a value last.
    #[serde(rename = "odds_percent")]
    Odds,
    /// By odds, downwards, those without a value last.
    #[serde(rename = "-odds_percent")]
    OddsDown,
    /// By the names of competitors, those without one last.
    #[serde(rename = "competitor")]
    Competitor,
    /// By the names of competitors, downwards, those without one last.
    #[serde(rename = "-competitor")]
    CompetitorDown,
    /// By the custom field `sort_field`, those without a value last.
    #[serde(rename = "custom")]
    Custom,
    /// By the custom field `sort_field`, downwards, those without a value last.
    #[serde(rename = "-custom")]
    CustomDown,
}

impl Sort {
    /// Whether it needs to be told by which field.
    pub fn is_custom(self) -> bool {
        matches!(self, Self::Custom | Self::CustomDown)
    }

    /// The column, of an order without an index.
    pub(super) fn by_column(self) -> Option<ByColumn> {
        Some(match self {
            Self::Newest | Self::Oldest | Self::Largest | Self::Name | Self::Stale | Self::NextDue => return None,
            Self::NameDown => ByColumn::down("name"),
            Self::Smallest => ByColumn::up("value"),
            Self::Account => ByColumn::up("account"),
            Self::AccountDown => ByColumn::down("account"),
            Self::Stage => ByColumn::up("stage"),
            Self::StageDown => ByColumn::down("stage"),
            Self::Status => ByColumn::up("status"),
            Self::StatusDown => ByColumn::down("status"),
            Self::Owner => ByColumn::up("owner"),
            Self::OwnerDown => ByColumn::down("owner"),
            Self::Close => ByColumn::up("expected_close_on"),
            Self::CloseDown => ByColumn::down("expected_close_on"),
            Self::Step => ByColumn::up("next_step"),
            Self::StepDown => ByColumn::down("next_step"),
            Self::Odds => ByColumn::up("odds_percent"),
            Self::OddsDown => ByColumn::down("odds_percent"),
            Self::Competitor => ByColumn::up("competitor"),
            Self::CompetitorDown => ByColumn::down("competitor"),
            Self::Custom => ByColumn::up("custom"),
            Self::CustomDown => ByColumn::down("custom"),
        })
    }
}
