//! What expenses publishes: cost centres, claims and cost budgets.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    AccountId, BudgetId, CategoryId, ClaimId, ClaimLineId, CostCenterId, DealId, MemberId, Money, Name, Note, Percent,
    ProjectId, ReceiptId, ShortCode, VatRate,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::event::{events, facts};

/// The cost budget of a deal's project; the same on every retry and for every win.
pub fn budget_of(deal: DealId) -> BudgetId {
    BudgetId::derived(deal.as_uuid(), "budget")
}

/// A part of the organisation that costs are held against.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CostCenter {
    /// Its id.
    pub cost_center_id: CostCenterId,
    /// Short code: "MKT".
    pub code: ShortCode,
    /// Name.
    pub name: Name,
    /// False once closed.
    pub active: bool,
}

/// Where a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClaimStatus {
    /// Still being written.
    Draft,
    /// Waits for approval.
    Submitted,
    /// Counts as cost.
    Approved,
    /// Sent back.
    Rejected,
}

/// Money somebody spent for the organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// Its id.
    pub claim_id: ClaimId,
    /// Who spent it; none when a program recorded it.
    pub claimant_id: Option<MemberId>,
    /// What it was for.
    pub title: Name,
    /// Where it stands.
    pub status: ClaimStatus,
    /// Sum of its lines.
    pub total: Money,
    /// Its lines.
    pub lines: Vec<ClaimLine>,
}

/// One receipt of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimLine {
    /// Its id.
    pub claim_line_id: ClaimLineId,
    /// Kind of expense.
    pub category_id: CategoryId,
    /// Name of that kind.
    pub category_name: Name,
    /// The project it was for.
    pub project_id: Option<ProjectId>,
    /// The client of that project.
    pub account_id: Option<AccountId>,
    /// The deal of that project.
    pub deal_id: Option<DealId>,
    /// The cost centre it is held against.
    pub cost_center_id: Option<CostCenterId>,
    /// What was bought.
    pub description: Name,
    /// When.
    pub spent_on: NaiveDate,
    /// How much it costs us.
    pub amount: Money,
    /// What the client is charged for it, without VAT; none when it is not charged on.
    pub charge: Option<Charge>,
    /// What proves it, in the order it was handed in.
    #[serde(default)]
    pub receipts: Vec<Receipt>,
}

/// What a receipt may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ReceiptType {
    /// A photograph.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A picture.
    #[serde(rename = "image/png")]
    Png,
    /// A picture.
    #[serde(rename = "image/webp")]
    Webp,
    /// A document.
    #[serde(rename = "application/pdf")]
    Pdf,
}

/// A file that proves an expense. Its content stays with the service and is asked for over HTTP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Receipt {
    /// Its id.
    pub receipt_id: ReceiptId,
    /// What the file is called.
    pub name: Name,
    /// What it is.
    pub content_type: ReceiptType,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// SHA-256 of its content, in hexadecimal digits.
    pub sha256: String,
    /// When it was handed in.
    pub uploaded_at: DateTime<Utc>,
}

/// What a client is charged for an expense.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Charge {
    /// Amount without VAT.
    pub amount: Money,
    /// VAT rate in percent.
    pub vat_rate: VatRate,
}

/// Where a budget stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BudgetStatus {
    /// May be spent.
    Active,
    /// Waits for a decision.
    Frozen,
    /// Not to be spent.
    Cancelled,
}

/// What a project may cost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Budget {
    /// Its id; [`budget_of`] the deal.
    pub budget_id: BudgetId,
    /// The deal.
    pub deal_id: DealId,
    /// Which win of the deal.
    pub win_no: i32,
    /// The project.
    pub project_id: ProjectId,
    /// The client.
    pub account_id: AccountId,
    /// Name of the deal.
    pub name: Name,
    /// Where it stands.
    pub status: BudgetStatus,
    /// What was sold, without VAT.
    pub contract_value: Money,
    /// Part of what was sold that may be spent, in percent.
    pub share: Percent,
    /// What may be spent.
    pub amount: Money,
}

facts! {
    /// A cost centre was opened.
    CostCenterCreated { /// The cost centre as it now is.
        cost_center: CostCenter }
    /// A cost centre was renamed, closed or opened again.
    CostCenterUpdated { /// The cost centre as it now is.
        cost_center: CostCenter }
    /// A claim was begun.
    ClaimCreated { /// The claim as it now is.
        claim: Claim }
    /// A draft or rejected claim changed.
    ClaimUpdated { /// The claim as it now is.
        claim: Claim }
    /// A claim was handed in.
    ClaimSubmitted { /// The claim as it now is.
        claim: Claim }
    /// A claim was approved: it is a cost.
    ClaimApproved { /// The claim as it now is.
        claim: Claim, /// By which member.
        approved_by: Option<MemberId> }
    /// A claim was sent back.
    ClaimRejected { /// The claim as it now is.
        claim: Claim, /// Why.
        reason: Note }
    /// A won deal's project got its cost budget.
    BudgetCreated { /// The budget as it now is.
        budget: Budget }
    /// A budget changed.
    BudgetUpdated { /// The budget as it now is.
        budget: Budget }
}

events! {
    CostCenterCreated = "expenses.cost_center.created.v1" of "cost_center" by |e| e.cost_center.cost_center_id;
    CostCenterUpdated = "expenses.cost_center.updated.v1" of "cost_center" by |e| e.cost_center.cost_center_id;
    ClaimCreated = "expenses.claim.created.v1" of "claim" by |e| e.claim.claim_id;
    ClaimUpdated = "expenses.claim.updated.v1" of "claim" by |e| e.claim.claim_id;
    ClaimSubmitted = "expenses.claim.submitted.v1" of "claim" by |e| e.claim.claim_id;
    ClaimApproved = "expenses.claim.approved.v1" of "claim" by |e| e.claim.claim_id;
    ClaimRejected = "expenses.claim.rejected.v1" of "claim" by |e| e.claim.claim_id;
    BudgetCreated = "expenses.budget.created.v1" of "budget" by |e| e.budget.budget_id;
    BudgetUpdated = "expenses.budget.updated.v1" of "budget" by |e| e.budget.budget_id;
}
