//! What people say of the future: chances of deals, goals of members and teams, and what other currencies are worth.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Currency, ExchangeRateId, GoalId, MemberId, Money, Month, Name, Note, Rate, TeamId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::event::{events, facts};

/// How sure somebody is of an open deal. Won and lost ones have none: what is won has come in, what is lost will not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ForecastCategory {
    /// Under way, and no more is said.
    Pipeline,
    /// It may come if all goes well.
    BestCase,
    /// It will come.
    Commit,
    /// It is not to be counted on at all; it is in no sum of a forecast.
    Omitted,
}

impl ForecastCategory {
    /// From these odds of its stage on, in percent, a deal counts as committed when nobody says otherwise.
    pub const COMMIT_FROM: i16 = 75;
    /// From these odds of its stage on, in percent, it counts as best case.
    pub const BEST_CASE_FROM: i16 = 50;

    /// The category of a deal of which nobody says another: by the odds of its stage.
    pub const fn of_stage(odds_percent: i16) -> Self {
        match odds_percent {
            Self::COMMIT_FROM.. => Self::Commit,
            Self::BEST_CASE_FROM.. => Self::BestCase,
            _ => Self::Pipeline,
        }
    }

    /// Its word, as in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pipeline => "pipeline",
            Self::BestCase => "best_case",
            Self::Commit => "commit",
            Self::Omitted => "omitted",
        }
    }
}

/// What is said of the chances of a deal. The odds of its stage and what a person says stand beside each other; neither
/// ever becomes the other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DealForecast {
    /// How likely deals of its stage are won, in percent, as the pipeline says; none in events from before it was told.
    #[serde(default)]
    pub stage_odds_percent: Option<i16>,
    /// The category somebody chose; none when it follows from the odds of the stage, and once the deal is closed.
    #[serde(default)]
    pub category: Option<ForecastCategory>,
    /// The odds somebody gave it. They stay, whatever stage it moves to, until they are taken back or the deal closes.
    #[serde(default)]
    pub odds: Option<JudgedOdds>,
}

/// The odds a person gave a deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct JudgedOdds {
    /// How likely it is won, in percent, 1 to 99.
    pub odds_percent: i16,
    /// Why.
    pub reason: Note,
    /// Who said so; none when a program did.
    pub said_by: Option<MemberId>,
    /// When.
    pub said_at: DateTime<Utc>,
}

/// Members who sell together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Team {
    /// Its id.
    pub team_id: TeamId,
    /// What it is called.
    pub name: Name,
    /// Who is in it. Somebody may be in several.
    pub member_ids: Vec<MemberId>,
    /// Whether it is out of use.
    pub archived: bool,
}

/// How long a goal is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GoalSpan {
    /// One month.
    Month,
    /// Three months, beginning with January, April, July or October.
    Quarter,
}

/// What somebody is to win in a time: a member, a team, or the whole organisation when neither is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Goal {
    /// Its id.
    pub goal_id: GoalId,
    /// The member whose goal it is.
    pub member_id: Option<MemberId>,
    /// The team whose goal it is.
    pub team_id: Option<TeamId>,
    /// Its first month.
    pub from: Month,
    /// How long it is for.
    pub span: GoalSpan,
    /// Value of deals to be won, without VAT, in the organisation's currency.
    pub amount: Money,
}

/// What one unit of a currency is worth on a day, and until another rate is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExchangeRate {
    /// Its id.
    pub exchange_rate_id: ExchangeRateId,
    /// The currency that is valued.
    pub currency: Currency,
    /// The currency it is valued in: the organisation's.
    pub base_currency: Currency,
    /// From which day on.
    pub on: NaiveDate,
    /// What one unit of `currency` is worth in `base_currency`; above 0.
    pub rate: Rate,
}

facts! {
    /// A team was made.
    TeamCreated { /// The team as it now is.
        team: Team }
    /// A team has another name or other members, or is out of use.
    TeamUpdated { /// The team as it now is.
        team: Team }
    /// A goal was set.
    GoalCreated { /// The goal as it now is.
        goal: Goal }
    /// A goal has another amount.
    GoalUpdated { /// The goal as it now is.
        goal: Goal }
    /// A goal was taken back.
    GoalRemoved { /// The goal as it was.
        goal: Goal }
    /// A rate was given.
    ExchangeRateCreated { /// The rate as it now is.
        exchange_rate: ExchangeRate }
    /// A rate was corrected.
    ExchangeRateUpdated { /// The rate as it now is.
        exchange_rate: ExchangeRate }
}

events! {
    TeamCreated = "crm.team.created.v1" of "team" by |e| e.team.team_id;
    TeamUpdated = "crm.team.updated.v1" of "team" by |e| e.team.team_id;
    GoalCreated = "crm.goal.created.v1" of "goal" by |e| e.goal.goal_id;
    GoalUpdated = "crm.goal.updated.v1" of "goal" by |e| e.goal.goal_id;
    GoalRemoved = "crm.goal.removed.v1" of "goal" by |e| e.goal.goal_id;
    ExchangeRateCreated = "crm.exchange_rate.created.v1" of "exchange_rate" by |e| e.exchange_rate.exchange_rate_id;
    ExchangeRateUpdated = "crm.exchange_rate.updated.v1" of "exchange_rate" by |e| e.exchange_rate.exchange_rate_id;
}
