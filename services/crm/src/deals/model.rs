//! What may become of a deal.

use chrono::NaiveDate;
use contracts::crm::{self, DealCreated, DealLost, DealReopened, DealStageChanged, DealStatus, DealUpdated, DealWon};
use kernel::{Currency, DealId, MemberId, Money, Note, PipelineId};
use platform::{FieldError, Kind, Refusal};

use super::lines::{self, check_amount, check_day};
use super::requests::{NextStepRequest, OpenDeal, ProjectChoice, ReopenDeal, UpdateDeal, WinDeal};
use crate::patch::Change;
use crate::pipelines::model::Stage;

/// A deal with what only this service keeps of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Deal {
    /// Grows by one with each change.
    pub version: i64,
    /// The deal as others see it.
    pub image: crm::Deal,
    /// How likely deals of its stage are won, in percent.
    pub stage_odds_percent: i16,
    /// Since when it stands in its stage; none once it is closed.
    pub in_stage_since: Option<NaiveDate>,
    /// Why it was lost.
    pub lost_reason: Option<Note>,
}

/// Why a deal refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DealError {
    /// Only open deals can do that.
    #[error("The deal is {0}. Reopen it first: POST /v1/deals/{{deal_id}}/reopen.")]
    NotOpen(&'static str),
    /// Only closed deals can be reopened.
    #[error("The deal is open; there is nothing to reopen.")]
    Open,
    /// It would move to where it is.
    #[error("The deal already stands in this stage.")]
    InStage,
    /// Nobody to sell to.
    #[error("A deal can only be won when it says who buys: set its account_id first.")]
    NoAccount,
    /// Nothing to deliver and bill.
    #[error("A deal can only be won when it says what is sold: give it lines first.")]
    NoLines,
    /// It was won before.
    #[error(
        "The deal was won before and has a project. Say \"project\": \"revive\" to go on with that project under what \
         the deal says now; for separate work open a new deal."
    )]
    ProjectExists,
    /// Invoices are out.
    #[error(
        "Invoice {0} was already issued for this deal. Credit it in billing first; or, with the permission \
         crm:deal:force_reopen, say \"force\": true: then the project is put on hold and issued invoices stay."
    )]
    Invoiced(String),
    /// A field that cannot be.
    #[error("{pointer}: {detail}")]
    Field {
        /// Which.
        pointer: String,
        /// How to mend it.
        detail: String,
    },
}

impl DealError {
    /// A field that cannot be.
    pub fn field(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::Field { pointer: pointer.into(), detail: detail.into() }
    }
}

impl Refusal for DealError {
    fn kind(&self) -> Kind {
        match self {
            Self::NotOpen(_) | Self::Open | Self::InStage | Self::ProjectExists | Self::Invoiced(_) => Kind::Conflict,
            Self::NoAccount | Self::NoLines | Self::Field { .. } => Kind::Invalid,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotOpen(_) => "deal-not-open",
            Self::Open => "deal-open",
            Self::InStage => "deal-in-stage",
            Self::NoAccount => "deal-without-account",
            Self::NoLines => "deal-without-lines",
            Self::ProjectExists => "project-exists",
            Self::Invoiced(_) => "deal-invoiced",
            Self::Field { .. } => "invalid-field",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Field { pointer, detail } => vec![FieldError::new(pointer, detail)],
            Self::NoAccount => vec![FieldError::new("/account_id", "the deal has none")],
            Self::NoLines => vec![FieldError::new("/lines", "the deal has none")],
            Self::ProjectExists => vec![FieldError::new("/project", "say \"revive\"")],
            Self::NotOpen(_) | Self::Open | Self::InStage | Self::Invoiced(_) => Vec::new(),
        }
    }
}

/// Where a deal is opened: by whom, on which day, with which currency unless it says another, and in which stage.
#[derive(Debug, Clone, Copy)]
pub struct Opening<'a> {
    /// The business day.
    pub today: NaiveDate,
    /// The caller, who owns it unless somebody else is named.
    pub caller: Option<MemberId>,
    /// The organisation's currency.
    pub base_currency: Currency,
    /// The pipeline.
    pub pipeline_id: PipelineId,
    /// The stage.
    pub stage: &'a Stage,
}

impl Deal {
    /// Opens a deal.
    pub fn open(request: OpenDeal, opening: Opening<'_>) -> Result<(Self, DealCreated), DealError> {
        let Opening { today, caller, base_currency, pipeline_id, stage } = opening;
        check_open_stage(stage)?;
        let opened_on = past_day("/opened_on", request.opened_on, today)?;
        if let Some(day) = request.expected_close_on {
            check_day("/expected_close_on", day)?;
        }
        let next_step = request.next_step.map(next_step).transpose()?;
        let currency = request.currency.unwrap_or(base_currency);
        let lines = lines::draft(request.lines, currency, &[])?;
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
        };
        let created = DealCreated { deal: image.clone() };
        let stage_odds_percent = stage.odds_percent;
        let in_stage_since = Some(opened_on);
        Ok((Self { version: 1, image, stage_odds_percent, in_stage_since, lost_reason: None }, created))
    }

    /// How likely it is won, in percent: certainty comes only from closing it.
    pub fn odds_percent(&self) -> i16 {
        match self.image.status {
            DealStatus::Open => self.stage_odds_percent.clamp(1, 99),
            DealStatus::Won => 100,
            DealStatus::Lost => 0,
        }
    }

    /// Changes what it says. Of a closed deal only who looks after it may change.
    pub fn update(&mut self, request: UpdateDeal, today: NaiveDate) -> Result<DealUpdated, DealError> {
        if touches_terms(&request) {
            self.must_be_open()?;
        }
        let mut image = self.image.clone();
        if let Some(opened_on) = request.opened_on {
            image.opened_on = past_day("/opened_on", Some(opened_on), today)?;
        }
        if let Some(day) = request.expected_close_on.value() {
            check_day("/expected_close_on", *day)?;
        }
        if let Change::Set(step) = request.next_step {
            image.next_step = step.map(next_step).transpose()?;
        }
        let currency = request.currency.unwrap_or(image.currency);
        if let Some(requests) = request.lines {
            image.lines = lines::draft(requests, currency, &self.image.lines)?;
        } else if currency != image.currency && !image.lines.is_empty() {
            return Err(DealError::field("/lines", format!("send the lines in {currency} together with the currency")));
        }
        image.value = value(&image.lines, currency, request.value, image.value)?;
        image.currency = currency;
        if let Some(name) = request.name {
            image.name = name;
        }
        request.account_id.apply(&mut image.account_id);
        request.contact_id.apply(&mut image.contact_id);
        request.owner_id.apply(&mut image.owner_id);
        request.expected_close_on.apply(&mut image.expected_close_on);
        request.external_ref.apply(&mut image.external_ref);
        self.image = image;
        self.version += 1;
        Ok(DealUpdated { deal: self.image.clone() })
    }

    /// Moves it to another open stage.
    pub fn move_to(
        &mut self,
        stage: &Stage,
        on: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<DealStageChanged, DealError> {
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
        let from_stage_id = self.image.stage_id;
        self.image.stage_id = stage.stage_id;
        self.image.stage_name = stage.name.clone();
        self.stage_odds_percent = stage.odds_percent;
        self.in_stage_since = Some(on);
        self.version += 1;
        Ok(DealStageChanged { deal: self.image.clone(), from_stage_id })
    }

    /// The client said yes. `account` is the one the deal names.
    pub fn win(
        &mut self,
        request: &WinDeal,
        account: Option<crm::Account>,
        today: NaiveDate,
    ) -> Result<DealWon, DealError> {
        self.must_be_open()?;
        let account = account.ok_or(DealError::NoAccount)?;
        if self.image.lines.is_empty() {
            return Err(DealError::NoLines);
        }
        let won_on = self.closing_day("/won_on", request.won_on, today)?;
        if self.image.win_no > 0 && request.project != Some(ProjectChoice::Revive) {
            return Err(DealError::ProjectExists);
        }
        self.image.win_no += 1;
        self.close(DealStatus::Won, won_on);
        Ok(DealWon { deal: self.image.clone(), account })
    }

    /// The client said no, or nobody pursues it.
    pub fn lose(&mut self, reason: Note, lost_on: Option<NaiveDate>, today: NaiveDate) -> Result<DealLost, DealError> {
        self.must_be_open()?;
        let lost_on = self.closing_day("/lost_on", lost_on, today)?;
        self.close(DealStatus::Lost, lost_on);
        self.lost_reason = Some(reason.clone());
        Ok(DealLost { deal: self.image.clone(), reason })
    }

    /// Opens it again, in the stage it stood in. `first_invoice` names one that was issued for it; then only a caller
    /// who may and says so can do it. What becomes of the project and the schedule is decided where they live.
    pub fn reopen(
        &mut self,
        request: ReopenDeal,
        first_invoice: Option<String>,
        may_force: bool,
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
        self.version += 1;
        Ok(DealReopened { deal: self.image.clone(), was, reason: request.reason })
    }

    fn close(&mut self, status: DealStatus, on: NaiveDate) {
        self.image.status = status;
        self.image.closed_on = Some(on);
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

    fn must_be_open(&self) -> Result<(), DealError> {
        match self.image.status {
            DealStatus::Open => Ok(()),
            DealStatus::Won => Err(DealError::NotOpen("won")),
            DealStatus::Lost => Err(DealError::NotOpen("lost")),
        }
    }
}

/// Whether a change touches more than who looks after the deal.
fn touches_terms(request: &UpdateDeal) -> bool {
    request.name.is_some()
        || request.account_id.is_set()
        || request.currency.is_some()
        || request.value.is_some()
        || request.lines.is_some()
        || request.opened_on.is_some()
        || request.expected_close_on.is_set()
        || request.external_ref.is_set()
        || request.next_step.is_set()
}

/// Closing stages are reached by closing, so that certainty is never a matter of dragging a card.
fn check_open_stage(stage: &Stage) -> Result<(), DealError> {
    match stage.status {
        DealStatus::Open => Ok(()),
        DealStatus::Won => Err(DealError::field("/stage_id", "a deal gets there by POST /v1/deals/{deal_id}/win")),
        DealStatus::Lost => Err(DealError::field("/stage_id", "a deal gets there by POST /v1/deals/{deal_id}/lose")),
    }
}

/// A day that has come: today when none is given.
fn past_day(at: &str, day: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, DealError> {
    let day = day.unwrap_or(today);
    check_day(at, day)?;
    if day > today {
        return Err(DealError::field(at, format!("must not be in the future; today is {today}")));
    }
    Ok(day)
}

/// What is done next, when its day can be one.
fn next_step(request: NextStepRequest) -> Result<crm::NextStep, DealError> {
    if let Some(day) = request.due_on {
        check_day("/next_step/due_on", day)?;
    }
    Ok(crm::NextStep { text: request.text, due_on: request.due_on })
}

/// The value of a deal: the sum of its lines, or an estimate while it has none.
fn value(
    lines: &[crm::DealLine],
    currency: Currency,
    estimate: Option<Money>,
    before: Money,
) -> Result<Money, DealError> {
    match estimate {
        Some(_) if !lines.is_empty() => {
            Err(DealError::field("/value", "is the sum of the lines; leave it out, or send no lines"))
        }
        Some(estimate) => check_amount("/value", estimate, currency).map(|()| estimate),
        None if !lines.is_empty() => lines::total(lines, currency),
        None if before.currency == currency => Ok(before),
        None if before.is_zero() => Ok(Money::zero(currency)),
        None => Err(DealError::field("/value", format!("send the value in {currency} together with the currency"))),
    }
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
