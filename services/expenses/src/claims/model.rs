//! A claim, its lines and its life.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use contracts::expenses::{
    Charge, Claim as Image, ClaimApproved, ClaimCreated, ClaimLine, ClaimRejected, ClaimStatus, ClaimSubmitted,
    ClaimUpdated, Receipt,
};
use kernel::{
    CategoryId, ClaimId, ClaimLineId, CostCenterId, Currency, MemberId, Money, MoneyError, Name, Note, ProjectId,
};
use platform::{FieldError, Kind, Refusal};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::categories::Category;
use crate::projects::KnownProject;

/// Most lines of a claim.
pub const MAX_LINES: usize = 200;

/// A claim with its version.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// As others see it.
    pub image: Image,
    /// Why it was sent back, while it is.
    pub reason: Option<Note>,
    /// Changes so far.
    pub version: i64,
}

/// A line as somebody writes it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLine {
    /// Id of the line when it is one the claim already has, whose receipts it keeps; left out for a new one.
    pub claim_line_id: Option<ClaimLineId>,
    /// Kind of expense.
    pub category_id: CategoryId,
    /// The project it was for.
    pub project_id: Option<ProjectId>,
    /// The cost centre it is held against.
    pub cost_center_id: Option<CostCenterId>,
    /// What was bought.
    pub description: Name,
    /// When; not in the future.
    pub spent_on: NaiveDate,
    /// How much it costs us; above zero, in the currency of the other lines.
    pub amount: Money,
    /// What the client of the project is charged for it, if anything.
    pub charge: Option<NewCharge>,
}

/// What a client is charged for an expense.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCharge {
    /// Amount without VAT; above zero.
    pub amount: Money,
    /// VAT rate in percent.
    pub vat_rate: kernel::VatRate,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// No such line.
    #[error("the claim has no such line; leave the id out for a new one")]
    Line,
    /// The same line twice.
    #[error("names a line that stands above already")]
    Twice,
    /// No such category.
    #[error("there is no such category; GET /v1/categories lists them")]
    Category,
    /// No such project.
    #[error("there is no such project, or it is not known here yet")]
    Project,
    /// No such cost centre.
    #[error("there is no such cost centre")]
    CostCenter,
    /// The cost centre is closed.
    #[error("this cost centre is closed; choose an open one")]
    CostCenterClosed,
    /// Spent in the future.
    #[error("lies in the future; today is {0}")]
    Future(NaiveDate),
    /// Not an amount that can have been paid.
    #[error("must be above zero and in whole minor units of its currency")]
    Amount,
    /// All lines have one currency.
    #[error("must be in {0}, the currency of the first line; write a claim for each currency")]
    Currency(Currency),
    /// Nobody to charge.
    #[error("needs a project with a client, who is charged")]
    NobodyToCharge,
}

/// Why a claim is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClaimError {
    /// A line cannot be.
    #[error("line {} of the claim: {fault}", place + 1)]
    Line {
        /// Which, from 0.
        place: usize,
        /// Which of its fields.
        field: &'static str,
        /// What is wrong.
        fault: LineFault,
    },
    /// None, or too many.
    #[error("a claim has 1 to {MAX_LINES} lines")]
    LineCount,
    /// The sum is out of range.
    #[error("the sum of the lines is out of range: {0}")]
    Total(#[from] MoneyError),
    /// Only drafts and claims that were sent back can be changed and handed in.
    #[error("this claim is {0}; only a draft or one that was sent back can be changed or handed in")]
    NotOpen(&'static str),
    /// Only what was handed in can be decided.
    #[error("this claim is {0}; only one that was handed in can be approved or sent back")]
    NotSubmitted(&'static str),
    /// Approving one's own expenses.
    #[error("nobody approves their own expenses; ask a colleague who may approve claims")]
    Own,
    /// Changing somebody else's claim.
    #[error("only who spent the money changes this claim or hands it in")]
    NotYours,
}

impl Refusal for ClaimError {
    fn kind(&self) -> Kind {
        match self {
            Self::Line { .. } | Self::LineCount | Self::Total(_) => Kind::Invalid,
            Self::NotOpen(_) | Self::NotSubmitted(_) | Self::Own => Kind::Conflict,
            Self::NotYours => Kind::Forbidden,
        }
    }
    fn code(&self) -> &'static str {
        match self {
            Self::Line { .. } | Self::LineCount | Self::Total(_) => "invalid-field",
            Self::NotOpen(_) => "claim-not-open",
            Self::NotSubmitted(_) => "claim-not-submitted",
            Self::Own => "own-claim",
            Self::NotYours => "not-your-claim",
        }
    }
    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Line { place, field, fault } => {
                vec![FieldError::new(format!("/lines/{place}/{field}"), fault.to_string())]
            }
            Self::LineCount | Self::Total(_) => vec![FieldError::new("/lines", self.to_string())],
            Self::NotOpen(_) | Self::NotSubmitted(_) | Self::Own | Self::NotYours => Vec::new(),
        }
    }
}

/// What lines may name.
#[derive(Debug, Clone)]
pub struct Known {
    /// Kinds of expenses.
    pub categories: Vec<Category>,
    /// Those of the named projects that there are.
    pub projects: HashMap<ProjectId, KnownProject>,
    /// Those of the named cost centres that there are, and whether they are open.
    pub cost_centers: HashMap<CostCenterId, bool>,
    /// Receipts of the lines the claim has.
    pub receipts: HashMap<ClaimLineId, Vec<Receipt>>,
    /// The business day.
    pub today: NaiveDate,
}

impl Known {
    /// Makes a line whole, or says which of its fields cannot be. `new_id` is for one the claim does not have yet.
    pub fn resolve(&self, place: usize, new_id: ClaimLineId, line: NewLine) -> Result<ClaimLine, ClaimError> {
        let refuse = |field: &'static str, fault: LineFault| ClaimError::Line { place, field, fault };
        let receipts = match line.claim_line_id.map(|id| self.receipts.get(&id)) {
            None => Vec::new(),
            Some(Some(receipts)) => receipts.clone(),
            Some(None) => return Err(refuse("claim_line_id", LineFault::Line)),
        };
        let category = self.categories.iter().find(|category| category.category_id == line.category_id);
        let category = category.ok_or_else(|| refuse("category_id", LineFault::Category))?;
        let project = match line.project_id {
            None => None,
            Some(id) => Some(self.projects.get(&id).ok_or_else(|| refuse("project_id", LineFault::Project))?),
        };
        match line.cost_center_id.map(|id| self.cost_centers.get(&id)) {
            Some(None) => return Err(refuse("cost_center_id", LineFault::CostCenter)),
            Some(Some(false)) => return Err(refuse("cost_center_id", LineFault::CostCenterClosed)),
            None | Some(Some(true)) => {}
        }
        if line.spent_on > self.today {
            return Err(refuse("spent_on", LineFault::Future(self.today)));
        }
        if !payable(line.amount) {
            return Err(refuse("amount", LineFault::Amount));
        }
        let account_id = project.and_then(|project| project.account_id);
        if let Some(charge) = &line.charge {
            if account_id.is_none() {
                return Err(refuse("charge", LineFault::NobodyToCharge));
            }
            if !payable(charge.amount) {
                return Err(refuse("charge/amount", LineFault::Amount));
            }
        }
        Ok(ClaimLine {
            claim_line_id: line.claim_line_id.unwrap_or(new_id),
            category_id: category.category_id,
            category_name: category.name.clone(),
            project_id: line.project_id,
            account_id,
            deal_id: project.and_then(|project| project.deal_id),
            cost_center_id: line.cost_center_id,
            description: line.description,
            spent_on: line.spent_on,
            amount: line.amount,
            charge: line.charge.map(|charge| Charge { amount: charge.amount, vat_rate: charge.vat_rate }),
            receipts,
        })
    }
}

fn payable(amount: Money) -> bool {
    amount.is_positive() && amount.is_minor()
}

/// The sum of lines, which must all have the currency of the first.
fn total(lines: &[ClaimLine]) -> Result<Money, ClaimError> {
    let first = lines.first().filter(|_| lines.len() <= MAX_LINES).ok_or(ClaimError::LineCount)?;
    let currency = first.amount.currency();
    if let Some(place) = lines.iter().position(|line| line.amount.currency() != currency) {
        return Err(ClaimError::Line { place, field: "amount", fault: LineFault::Currency(currency) });
    }
    let mut ids = HashSet::new();
    if let Some(place) = lines.iter().position(|line| !ids.insert(line.claim_line_id)) {
        return Err(ClaimError::Line { place, field: "claim_line_id", fault: LineFault::Twice });
    }
    Ok(Money::sum(lines.iter().map(|line| line.amount), currency)?)
}

/// The word for a status.
pub const fn word(status: ClaimStatus) -> &'static str {
    match status {
        ClaimStatus::Draft => "draft",
        ClaimStatus::Submitted => "submitted",
        ClaimStatus::Approved => "approved",
        ClaimStatus::Rejected => "rejected",
    }
}

impl Claim {
    /// Begins a claim.
    pub fn draft(
        claim_id: ClaimId,
        claimant_id: Option<MemberId>,
        title: Name,
        lines: Vec<ClaimLine>,
    ) -> Result<(Self, ClaimCreated), ClaimError> {
        let image = Image { claim_id, claimant_id, title, status: ClaimStatus::Draft, total: total(&lines)?, lines };
        Ok((Self { image: image.clone(), reason: None, version: 1 }, ClaimCreated { claim: image }))
    }

    /// Refuses anybody but who spent the money; a claim that a program recorded is the programs' own.
    pub fn check_writer(&self, member: Option<MemberId>, manages_all: bool) -> Result<(), ClaimError> {
        if manages_all || self.image.claimant_id == member { Ok(()) } else { Err(ClaimError::NotYours) }
    }

    /// Changes title or lines; what is not given stays.
    pub fn change(&mut self, title: Option<Name>, lines: Option<Vec<ClaimLine>>) -> Result<ClaimUpdated, ClaimError> {
        self.check_open()?;
        if let Some(lines) = lines {
            self.image.total = total(&lines)?;
            self.image.lines = lines;
        }
        self.image.title = title.unwrap_or_else(|| self.image.title.clone());
        self.version += 1;
        Ok(ClaimUpdated { claim: self.image.clone() })
    }

    /// Hands it in.
    pub fn submit(&mut self) -> Result<ClaimSubmitted, ClaimError> {
        self.check_open()?;
        self.image.status = ClaimStatus::Submitted;
        self.reason = None;
        self.version += 1;
        Ok(ClaimSubmitted { claim: self.image.clone() })
    }

    /// Approves it: it is a cost from now on. Nobody approves their own, except who manages the organisation, since
    /// there may be nobody above them.
    pub fn approve(&mut self, by: Option<MemberId>, manages_all: bool) -> Result<ClaimApproved, ClaimError> {
        self.check_submitted()?;
        if self.image.claimant_id.is_some() && self.image.claimant_id == by && !manages_all {
            return Err(ClaimError::Own);
        }
        self.image.status = ClaimStatus::Approved;
        self.version += 1;
        Ok(ClaimApproved { claim: self.image.clone(), approved_by: by })
    }

    /// Sends it back.
    pub fn reject(&mut self, reason: Note) -> Result<ClaimRejected, ClaimError> {
        self.check_submitted()?;
        self.image.status = ClaimStatus::Rejected;
        self.reason = Some(reason.clone());
        self.version += 1;
        Ok(ClaimRejected { claim: self.image.clone(), reason })
    }

    /// Refuses a change of what was handed in.
    pub fn check_open(&self) -> Result<(), ClaimError> {
        match self.image.status {
            ClaimStatus::Draft | ClaimStatus::Rejected => Ok(()),
            status @ (ClaimStatus::Submitted | ClaimStatus::Approved) => Err(ClaimError::NotOpen(word(status))),
        }
    }

    fn check_submitted(&self) -> Result<(), ClaimError> {
        match self.image.status {
            ClaimStatus::Submitted => Ok(()),
            status @ (ClaimStatus::Draft | ClaimStatus::Approved | ClaimStatus::Rejected) => {
                Err(ClaimError::NotSubmitted(word(status)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel::{AccountId, Decimal, OrgId};
    use proptest::prelude::*;

    use super::*;

    fn known() -> Known {
        let today = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let categories = crate::categories::of(OrgId::from_uuid(uuid::Uuid::from_u128(1))).unwrap();
        let project = KnownProject { account_id: Some(AccountId::new()), deal_id: None };
        let internal = KnownProject { account_id: None, deal_id: None };
        let id = |number| ProjectId::from_uuid(uuid::Uuid::from_u128(number));
        Known {
            categories,
            projects: [(id(1), project), (id(2), internal)].into(),
            cost_centers: HashMap::new(),
            receipts: HashMap::new(),
            today,
        }
    }

    fn money(cents: i64, currency: Currency) -> Money {
        Money::new(Decimal::new(cents, 2), currency).unwrap()
    }

    fn line(known: &Known, cents: i64) -> NewLine {
        NewLine {
            claim_line_id: None,
            category_id: known.categories[0].category_id,
            project_id: None,
            cost_center_id: None,
            description: Name::new("Train").unwrap(),
            spent_on: known.today,
            amount: money(cents, Currency::EUR),
            charge: None,
        }
    }

    fn refused(known: &Known, line: NewLine) -> String {
        known.resolve(0, ClaimLineId::new(), line).unwrap_err().fields()[0].pointer.clone()
    }

    #[test]
    fn each_fault_points_to_its_field() {
        let known = known();
        let good = line(&known, 100);
        assert!(known.resolve(0, ClaimLineId::new(), good.clone()).is_ok());
        let project = |number| Some(ProjectId::from_uuid(uuid::Uuid::from_u128(number)));
        let charge = |cents| Some(NewCharge { amount: money(cents, Currency::EUR), vat_rate: kernel::VatRate::zero() });
        let faults = [
            (NewLine { claim_line_id: Some(ClaimLineId::new()), ..good.clone() }, "claim_line_id"),
            (NewLine { category_id: CategoryId::new(), ..good.clone() }, "category_id"),
            (NewLine { project_id: project(9), ..good.clone() }, "project_id"),
            (NewLine { cost_center_id: Some(CostCenterId::new()), ..good.clone() }, "cost_center_id"),
            (NewLine { spent_on: known.today.succ_opt().unwrap(), ..good.clone() }, "spent_on"),
            (NewLine { amount: money(0, Currency::EUR), ..good.clone() }, "amount"),
            (NewLine { amount: money(-1, Currency::EUR), ..good.clone() }, "amount"),
            (NewLine { charge: charge(5), ..good.clone() }, "charge"),
            (NewLine { charge: charge(5), project_id: project(2), ..good.clone() }, "charge"),
            (NewLine { charge: charge(0), project_id: project(1), ..good.clone() }, "charge/amount"),
        ];
        for (line, field) in faults {
            assert_eq!(refused(&known, line), format!("/lines/0/{field}"));
        }
        assert!(
            known.resolve(0, ClaimLineId::new(), NewLine { charge: charge(5), project_id: project(1), ..good }).is_ok()
        );
    }

    fn drafted(cents: &[i64]) -> Result<Claim, ClaimError> {
        let known = known();
        let lines =
            cents.iter().map(|cents| known.resolve(0, ClaimLineId::new(), line(&known, *cents)).unwrap()).collect();
        Claim::draft(ClaimId::new(), Some(MemberId::new()), Name::new("Trip").unwrap(), lines).map(|(claim, _)| claim)
    }

    #[test]
    fn currencies_do_not_mix_and_there_is_a_line() {
        assert_eq!(drafted(&[]).unwrap_err(), ClaimError::LineCount);
        let mut lines = drafted(&[1, 2]).unwrap().image.lines;
        lines[1].amount = money(1, Currency::HUF);
        let error = Claim::draft(ClaimId::new(), None, Name::new("Trip").unwrap(), lines).unwrap_err();
        assert_eq!(error.fields()[0].pointer, "/lines/1/amount");
    }

    #[test]
    fn nobody_approves_their_own() {
        let mut claim = drafted(&[100]).unwrap();
        let claimant = claim.image.claimant_id;
        claim.submit().unwrap();
        assert_eq!(claim.approve(claimant, false), Err(ClaimError::Own));
        assert!(claim.clone().approve(claimant, true).is_ok());
        assert!(claim.approve(Some(MemberId::new()), false).is_ok());
    }

    proptest! {
        #[test]
        fn the_total_is_the_sum(cents in proptest::collection::vec(1_i64..1_000_000, 1..20)) {
            let claim = drafted(&cents).unwrap();
            prop_assert_eq!(claim.image.total, money(cents.iter().sum(), Currency::EUR));
        }

        /// Whatever is tried, an approved claim stays as it was approved, and each change is one version.
        #[test]
        fn approved_is_final(steps in proptest::collection::vec(0_u8..4, 0..12)) {
            let mut claim = drafted(&[100]).unwrap();
            let (mut changes, mut approved) = (1, None);
            for step in steps {
                let changed = match step {
                    0 => claim.change(None, None).is_ok(),
                    1 => claim.submit().is_ok(),
                    2 => claim.approve(None, false).is_ok(),
                    _ => claim.reject(Note::new("No receipt").unwrap()).is_ok(),
                };
                changes += i64::from(changed);
                prop_assert_eq!(claim.version, changes);
                if let Some(approved) = &approved {
                    prop_assert_eq!(approved, &claim);
                } else if claim.image.status == ClaimStatus::Approved {
                    approved = Some(claim.clone());
                }
            }
        }
    }
}
