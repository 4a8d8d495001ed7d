//! What may become of a deal.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::{
    self, CustomValues, DealCreated, DealForecast, DealLost, DealRecordedWon, DealReopened, DealStageChanged,
    DealStatus, DealUpdated, DealWon, ForecastCategory, Stage,
};
use kernel::{Currency, DealId, LossReasonId, MemberId, Money, Note, PipelineId, QuoteId, TagId};

use super::checks::{check_open_stage, check_requirements, judged, next_step, past_day, touches_terms, value};
use super::error::DealError;
use super::lines::{self, check_day};
use super::parties::{competitors, contacts};
use super::pricing::Prices;
use super::requests::{OpenDeal, ProjectChoice, ReopenDeal, UpdateDeal, WinDeal};
use crate::patch::Change;

/// A deal with what only this service keeps of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Deal {
    /// Grows by one with each change.
    pub version: i64,
    /// The deal as others see it.
    pub image: crm::Deal,
    /// Since when it stands in its stage; none once it is closed.
    pub in_stage_since: Option<NaiveDate>,
    /// After how many days in its stage it is stale.
    pub stale_after_days: Option<i16>,
    /// Why it was lost.
    pub lost_reason: Option<Note>,
    /// Which of the organisation's reasons that is.
    pub loss_reason_id: Option<LossReasonId>,
}

/// Where a deal is opened: by whom, with which currency unless it says another, and in which stage.
#[derive(Debug, Clone)]
pub struct Opening<'a> {
    /// What lines take their prices from.
    pub prices: Prices<'a>,
    /// The caller, who owns it unless somebody else is named.
    pub caller: Option<MemberId>,
    /// The organisation's currency.
    pub base_currency: Currency,
    /// The pipeline.
    pub pipeline_id: PipelineId,
    /// The stage.
    pub stage: &'a Stage,
    /// Its tags, known ones only.
    pub tags: Vec<TagId>,
    /// Its custom values, checked.
    pub custom: CustomValues,
}

/// What a change of a deal needs beside what the caller says.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    /// What lines take their prices from.
    pub prices: Prices<'a>,
    /// Its tags as they shall be, known ones only; none when they stay.
    pub tags: Option<Vec<TagId>>,
    /// Its custom values as they shall be, checked.
    pub custom: CustomValues,
    /// Who says all this; none when a program does.
    pub caller: Option<MemberId>,
    /// When.
    pub now: DateTime<Utc>,
}

/// Where a deal moves.
#[derive(Debug, Clone, Copy)]
pub struct Destination<'a> {
    /// The pipeline.
    pub pipeline_id: PipelineId,
    /// The stage.
    pub stage: &'a Stage,
    /// Whether the stage may ask for something. It may not when the deal goes there because its stage is no more.
    pub asks: bool,
}

/// Why a deal is lost.
#[derive(Debug, Clone)]
pub struct Because {
    /// In words.
    pub reason: Option<Note>,
    /// Which of the organisation's reasons.
    pub chosen: Option<crm::LossReason>,
}

impl Deal {
    /// Opens a deal.
    pub fn open(request: OpenDeal, opening: Opening<'_>) -> Result<(Self, DealCreated), DealError> {
        let Opening { prices, caller, base_currency, pipeline_id, stage, tags, custom } = opening;
        check_open_stage(stage)?;
        let today = prices.today;
        let opened_on = past_day("/opened_on", request.opened_on, today)?;
        if let Some(day) = request.expected_close_on {
            check_day("/expected_close_on", day)?;
        }
        let next_step = request.next_step.map(next_step).transpose()?;
        let currency = request.currency.unwrap_or(base_currency);
        let lines = lines::draft(request.lines, currency, &[], prices)?;
        let value = value(&lines, currency, request.value, Money::zero(currency))?;
        let image = crm::Deal {
            deal_id: DealId::new(),
            name: request.name,
            account_id: request.account_id,
            contact_id: request.contact_id,
            pipeline_id,
            stage_id: stage.stage_id,
            stage_name: stage.name.clone(),
            status: DealStatus::Open,
            owner_id: request.owner_id.or(caller),
            currency,
            value,
            lines,
            opened_on,
            expected_close_on: request.expected_close_on,
            closed_on: None,
            win_no: 0,
            external_ref: request.external_ref,
            next_step,
            accepted_quote_id: None,
            contacts: contacts(request.contacts)?,
            competitors: competitors(request.competitors)?,
            tags,
            custom,
            price_list_id: request.price_list_id,
            forecast: DealForecast { stage_odds_percent: Some(stage.odds_percent), ..DealForecast::default() },
        };
        check_requirements(stage, &image)?;
        let created = DealCreated { deal: image.clone() };
        let deal = Self {
            version: 1,
            image,
            in_stage_since: Some(opened_on),
            stale_after_days: stage.stale_after_days,
            lost_reason: None,
            loss_reason_id: None,
        };
        Ok((deal, created))
    }

    /// How likely deals like it are won, in percent, by its stage: certainty comes only from closing it.
    pub fn odds_percent(&self) -> i16 {
        match self.image.status {
            DealStatus::Open => self.stage_odds_percent(),
            DealStatus::Won => 100,
            DealStatus::Lost => 0,
        }
    }

    fn stage_odds_percent(&self) -> i16 {
        self.image.forecast.stage_odds_percent.unwrap_or_default().clamp(1, 99)
    }

    /// The category it counts in while it is open: the one somebody chose, or that of its stage.
    pub fn forecast_category(&self) -> Option<ForecastCategory> {
        let of_stage = || ForecastCategory::of_stage(self.stage_odds_percent());
        (self.image.status == DealStatus::Open).then(|| self.image.forecast.category.unwrap_or_else(of_stage))
    }

    /// Whether it stands in its stage for longer than the stage allows.
    pub fn is_stale(&self, today: NaiveDate) -> bool {
        let since = self.in_stage_since.zip(self.stale_after_days);
        since.is_some_and(|(since, days)| (today - since).num_days() > i64::from(days))
    }

    /// Changes what it says. Of a closed deal only what does not touch the terms may change.
    pub fn update(&mut self, request: UpdateDeal, known: Known<'_>) -> Result<DealUpdated, DealError> {
        let Known { prices, tags, custom, caller, now } = known;
        if touches_terms(&request) {
            self.must_be_open()?;
        }
        let mut image = self.image.clone();
        if let Some(opened_on) = request.opened_on {
            image.opened_on = past_day("/opened_on", Some(opened_on), prices.today)?;
        }
        if let Some(day) = request.expected_close_on.value() {
            check_day("/expected_close_on", *day)?;
        }
        if let Change::Set(step) = request.next_step {
            image.next_step = step.map(next_step).transpose()?;
        }
        if let Change::Set(odds) = request.judged_odds {
            image.forecast.odds = odds.map(|odds| judged(odds, caller, now)).transpose()?;
        }
        request.forecast_category.apply(&mut image.forecast.category);
        let currency = request.currency.unwrap_or(image.currency);
        if let Some(requests) = request.lines {
            image.lines = lines::draft(requests, currency, &self.image.lines, prices)?;
        } else if currency != image.currency && !image.lines.is_empty() {
            return Err(DealError::field("/lines", format!("send the lines in {currency} together with the currency")));
        }
        image.value = value(&image.lines, currency, request.value, image.value)?;
        image.currency = currency;
        if let Some(name) = request.name {
            image.name = name;
        }
        if let Some(requests) = request.contacts {
            image.contacts = contacts(requests)?;
        }
        if let Some(names) = request.competitors {
            image.competitors = competitors(names)?;
        }
        image.tags = tags.unwrap_or(image.tags);
        image.custom = custom;
        request.account_id.apply(&mut image.account_id);
        let other_client = self.image.account_id.is_some() && image.account_id != self.image.account_id;
        if other_client || image.lines != self.image.lines || currency != self.image.currency {
            // A client said yes to what it was, not to what it is.
            image.accepted_quote_id = None;
        }
        request.contact_id.apply(&mut image.contact_id);
        request.owner_id.apply(&mut image.owner_id);
        request.expected_close_on.apply(&mut image.expected_close_on);
        request.external_ref.apply(&mut image.external_ref);
        request.price_list_id.apply(&mut image.price_list_id);
        Ok(self.now_is(image))
    }

    /// Takes over the lines of a quote the client accepted, as they are.
    pub fn take(&mut self, quote: QuoteId, lines: Vec<crm::DealLine>) -> Result<DealUpdated, DealError> {
        self.must_be_open()?;
        let mut image = self.image.clone();
        image.value = lines::total(&lines, image.currency)?;
        image.lines = lines;
        image.accepted_quote_id = Some(quote);
        Ok(self.now_is(image))
    }

    /// Gives it a tag; none when it has it.
    pub fn tag(&mut self, tag: TagId) -> Option<DealUpdated> {
        let mut image = self.image.clone();
        image.tags.push(tag);
        image.tags.sort_unstable();
        (!self.image.tags.contains(&tag)).then(|| self.now_is(image))
    }

    /// Takes a tag from it; none when it has it not.
    pub fn untag(&mut self, tag: TagId) -> Option<DealUpdated> {
        let mut image = self.image.clone();
        image.tags.retain(|one| *one != tag);
        self.image.tags.contains(&tag).then(|| self.now_is(image))
    }

    pub(super) fn now_is(&mut self, image: crm::Deal) -> DealUpdated {
        self.image = image;
        self.version += 1;
        DealUpdated { deal: self.image.clone() }
    }

    /// Moves it to another open stage, of its pipeline or another one.
    pub fn move_to(
        &mut self,
        to: Destination<'_>,
        on: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<DealStageChanged, DealError> {
        let Destination { pipeline_id, stage, asks } = to;
        self.must_be_open()?;
        check_open_stage(stage)?;
        if stage.stage_id == self.image.stage_id {
            return Err(DealError::InStage);
        }
        let on = past_day("/on", on, today)?;
        if let Some(since) = self.in_stage_since.filter(|since| on < *since) {
            return Err(DealError::field(
                "/on",
                format!("the deal stands in its stage since {since}; not before that"),
            ));
        }
        if asks {
            check_requirements(stage, &self.image)?;
        }
        let from_stage_id = self.image.stage_id;
        self.image.pipeline_id = pipeline_id;
        self.stand_in(stage, on);
        self.version += 1;
        Ok(DealStageChanged { deal: self.image.clone(), from_stage_id })
    }

    fn stand_in(&mut self, stage: &Stage, on: NaiveDate) {
        self.image.stage_id = stage.stage_id;
        self.image.stage_name = stage.name.clone();
        self.image.forecast.stage_odds_percent = Some(stage.odds_percent);
        self.stale_after_days = stage.stale_after_days;
        self.in_stage_since = Some(on);
    }

    /// The client said yes. `account` is the one the deal names, `won` the stage of won deals.
    pub fn win(
        &mut self,
        request: &WinDeal,
        account: Option<crm::Account>,
        won: Option<&Stage>,
        today: NaiveDate,
    ) -> Result<DealWon, DealError> {
        self.must_be_open()?;
        let account = account.ok_or(DealError::NoAccount)?;
        if self.image.lines.is_empty() {
            return Err(DealError::NoLines);
        }
        if let Some(won) = won {
            check_requirements(won, &self.image)?;
        }
        let won_on = self.closing_day("/won_on", request.won_on, today)?;
        if self.image.win_no > 0 && request.project != Some(ProjectChoice::Revive) {
            return Err(DealError::ProjectExists);
        }
        self.image.win_no += 1;
        self.close(DealStatus::Won, won_on);
        Ok(DealWon { deal: self.image.clone(), account })
    }

    /// The client said yes elsewhere, and here that is history: nothing follows from it, so it asks neither for a client nor for lines,
    /// nor for what the stage of won deals asks of those who win now.
    pub fn record_won(&mut self, won_on: Option<NaiveDate>, today: NaiveDate) -> Result<DealRecordedWon, DealError> {
        self.must_be_open()?;
        if self.image.win_no > 0 {
            return Err(DealError::ProjectExists);
        }
        let won_on = self.closing_day("/won_on", won_on, today)?;
        self.close(DealStatus::Won, won_on);
        Ok(DealRecordedWon { deal: self.image.clone() })
    }

    /// Whether it is won, but never was here: it came as history, and nothing follows from it.
    pub fn is_won_elsewhere(&self) -> bool {
        is_won_elsewhere(self.image.status, self.image.win_no)
    }

    /// The client said no, or nobody pursues it. `lost` is the stage of lost deals.
    pub fn lose(
        &mut self,
        why: Because,
        lost: Option<&Stage>,
        lost_on: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<DealLost, DealError> {
        self.must_be_open()?;
        let Because { reason, chosen } = why;
        let named = chosen.as_ref().map(|chosen| Note::new(chosen.name.as_str())).transpose();
        let named = named.map_err(|error| DealError::field("/loss_reason_id", error.to_string()))?;
        let missing = || DealError::field("/loss_reason_id", "say why: choose a reason, or give one in words");
        let reason = reason.or(named).ok_or_else(missing)?;
        if let Some(lost) = lost {
            check_requirements(lost, &self.image)?;
        }
        let lost_on = self.closing_day("/lost_on", lost_on, today)?;
        self.close(DealStatus::Lost, lost_on);
        self.lost_reason = Some(reason.clone());
        self.loss_reason_id = chosen.as_ref().map(|chosen| chosen.loss_reason_id);
        let loss_reason =
            chosen.map(|chosen| crm::LostFor { loss_reason_id: chosen.loss_reason_id, name: chosen.name });
        Ok(DealLost { deal: self.image.clone(), reason, loss_reason })
    }

    /// Opens it again, in the stage it stood in; in `instead` when that is no more. `first_invoice` names one that was issued for it; then only a caller
    /// who may and says so can do it. What becomes of the project and the schedule is decided where they live.
    pub fn reopen(
        &mut self,
        request: ReopenDeal,
        first_invoice: Option<String>,
        may_force: bool,
        instead: Option<&Stage>,
        today: NaiveDate,
    ) -> Result<DealReopened, DealError> {
        let was = self.image.status;
        if was == DealStatus::Open {
            return Err(DealError::Open);
        }
        if let Some(invoice) = first_invoice.filter(|_| was == DealStatus::Won && !(may_force && request.force)) {
            return Err(DealError::Invoiced(invoice));
        }
        self.image.status = DealStatus::Open;
        self.image.closed_on = None;
        self.in_stage_since = Some(today);
        self.lost_reason = None;
        self.loss_reason_id = None;
        // That yes was for what is over. Whoever goes on under it applies its quote once more.
        self.image.accepted_quote_id = None;
        if let Some(stage) = instead {
            self.stand_in(stage, today);
        }
        self.version += 1;
        Ok(DealReopened { deal: self.image.clone(), was, reason: request.reason })
    }

    fn close(&mut self, status: DealStatus, on: NaiveDate) {
        self.image.status = status;
        self.image.closed_on = Some(on);
        // Nothing is expected of it any more; what was said stays in its events.
        self.image.forecast.category = None;
        self.image.forecast.odds = None;
        self.in_stage_since = None;
        self.version += 1;
    }

    fn closing_day(&self, at: &str, day: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, DealError> {
        let day = past_day(at, day, today)?;
        if day < self.image.opened_on {
            let opened_on = self.image.opened_on;
            return Err(DealError::field(at, format!("the deal was opened on {opened_on}; not before that")));
        }
        Ok(day)
    }

    pub(super) fn must_be_open(&self) -> Result<(), DealError> {
        match self.image.status {
            DealStatus::Open => Ok(()),
            DealStatus::Won => Err(DealError::NotOpen("won")),
            DealStatus::Lost => Err(DealError::NotOpen("lost")),
        }
    }
}

/// Whether a deal that stands so, and was won here so often, came as history.
pub fn is_won_elsewhere(status: DealStatus, win_no: i32) -> bool {
    status == DealStatus::Won && win_no == 0
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
