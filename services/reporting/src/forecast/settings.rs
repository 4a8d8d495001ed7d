//! What else events say that forecasts need: odds of stages, teams, goals and exchange rates.

use chrono::{DateTime, Utc};
use contracts::crm::forecasting::{
    ExchangeRate, ExchangeRateCreated, ExchangeRateUpdated, Goal, GoalCreated, GoalRemoved, GoalUpdated, Team,
    TeamCreated, TeamUpdated,
};
use contracts::crm::{Deal, DealStatus, Pipeline, PipelineCreated, PipelineUpdated};
use contracts::{Envelope, Event};
use kernel::EventId;
use uuid::Uuid;

use crate::ledger::model::LedgerError;

/// The odds of a stage from a moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageOdds {
    /// The stage.
    pub stage_id: Uuid,
    /// From when on.
    pub told_at: DateTime<Utc>,
    /// The event that told.
    pub event_id: EventId,
    /// The odds, in percent.
    pub odds_percent: i16,
    /// Whether the pipeline itself told; a deal tells what it saw, which may be older.
    pub by_pipeline: bool,
}

/// What a batch of events says.
#[derive(Debug, Default)]
pub struct Told {
    /// Odds of stages.
    pub odds: Vec<StageOdds>,
    /// Teams, with the place in their sequence.
    pub teams: Vec<(i64, Team)>,
    /// Goals, with the place in their sequence and whether they were taken back.
    pub goals: Vec<(i64, Goal, bool)>,
    /// Rates, with the place in their sequence and when they were given.
    pub rates: Vec<(i64, DateTime<Utc>, ExchangeRate)>,
}

impl Told {
    /// Takes what an event says of how selling is set up.
    ///
    /// # Errors
    /// [`LedgerError::Payload`] when it does not say what its type promises.
    pub fn read(&mut self, event: &Envelope) -> Result<(), LedgerError> {
        let seq = event.aggregateseq;
        match event.event_type.as_str() {
            PipelineCreated::TYPE => self.pipeline(event, &decode::<PipelineCreated>(event)?.pipeline),
            PipelineUpdated::TYPE => self.pipeline(event, &decode::<PipelineUpdated>(event)?.pipeline),
            TeamCreated::TYPE => self.teams.push((seq, decode::<TeamCreated>(event)?.team)),
            TeamUpdated::TYPE => self.teams.push((seq, decode::<TeamUpdated>(event)?.team)),
            GoalCreated::TYPE => self.goals.push((seq, decode::<GoalCreated>(event)?.goal, false)),
            GoalUpdated::TYPE => self.goals.push((seq, decode::<GoalUpdated>(event)?.goal, false)),
            GoalRemoved::TYPE => self.goals.push((seq, decode::<GoalRemoved>(event)?.goal, true)),
            ExchangeRateCreated::TYPE => {
                self.rates.push((seq, event.time, decode::<ExchangeRateCreated>(event)?.exchange_rate));
            }
            ExchangeRateUpdated::TYPE => {
                self.rates.push((seq, event.time, decode::<ExchangeRateUpdated>(event)?.exchange_rate));
            }
            _ => {}
        }
        Ok(())
    }

    fn pipeline(&mut self, event: &Envelope, pipeline: &Pipeline) {
        for stage in pipeline.stages.iter().filter(|stage| stage.status == DealStatus::Open) {
            self.stage(event, stage.stage_id.as_uuid(), stage.odds_percent, true);
        }
    }

    /// Takes the odds of its stage from an open deal: a pipeline tells of itself only when it changes.
    pub fn deal(&mut self, event: &Envelope, deal: &Deal) {
        let odds = deal.forecast.stage_odds_percent.filter(|_| deal.status == DealStatus::Open);
        if let Some(odds) = odds {
            self.stage(event, deal.stage_id.as_uuid(), odds, false);
        }
    }

    /// Everything that was told is taken, what says the same as before, too: something else may have been told between the two and
    /// come later.
    fn stage(&mut self, event: &Envelope, stage_id: Uuid, odds_percent: i16, by_pipeline: bool) {
        self.odds.push(StageOdds { stage_id, told_at: event.time, event_id: event.id, odds_percent, by_pipeline });
    }
}

fn decode<E: Event>(event: &Envelope) -> Result<E, LedgerError> {
    event
        .decode()
        .map_err(|error| LedgerError::Payload { event_type: event.event_type.clone(), cause: error.to_string() })
}
