//! Why a deal refuses.

use kernel::Name;
use platform::{FieldError, Kind, Refusal};

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
    /// The stage asks for more.
    #[error("A deal comes to {stage} only when it says more: {}.", told(fields))]
    Incomplete {
        /// Name of the stage.
        stage: Name,
        /// What is missing.
        fields: Vec<FieldError>,
    },
    /// A field that cannot be.
    #[error("{pointer}: {detail}")]
    Field {
        /// Which.
        pointer: String,
        /// How to mend it.
        detail: String,
    },
}

/// What is missing, in a sentence.
fn told(fields: &[FieldError]) -> String {
    fields.iter().map(|field| format!("{} {}", field.pointer, field.detail)).collect::<Vec<_>>().join("; ")
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
            Self::NoAccount | Self::NoLines | Self::Incomplete { .. } | Self::Field { .. } => Kind::Invalid,
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
            Self::Incomplete { .. } => "stage-requirements",
            Self::Field { .. } => "invalid-field",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Field { pointer, detail } => vec![FieldError::new(pointer, detail)],
            Self::Incomplete { fields, .. } => fields.clone(),
            Self::NoAccount => vec![FieldError::new("/account_id", "the deal has none")],
            Self::NoLines => vec![FieldError::new("/lines", "the deal has none")],
            Self::ProjectExists => vec![FieldError::new("/project", "say \"revive\"")],
            Self::NotOpen(_) | Self::Open | Self::InStage | Self::Invoiced(_) => Vec::new(),
        }
    }
}
