//! Why an import refuses.

use platform::{FieldError, Kind, Refusal};

use super::file::FileError;

/// Most files of an organisation that wait to be run.
pub const MOST_DRAFTS: i64 = 20;
/// Days after which a file that was never run is thrown away.
pub const DRAFT_DAYS: i64 = 14;
/// Days for which the rows of an import, and what they brought, are kept after it came to an end. So long it can be taken back.
pub const KEPT_DAYS: i64 = 30;

/// Why an import refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The file.
    #[error("The file cannot be imported: {0}.")]
    File(#[from] FileError),
    /// It has begun.
    #[error("The import has begun; what its columns mean cannot change any more.")]
    Begun,
    /// It is being done.
    #[error("The import is at work; wait until it is done, or stop it.")]
    Busy,
    /// There is nothing to stop.
    #[error("The import is not at work; there is nothing to stop.")]
    Idle,
    /// It is done.
    #[error("Every row of the import is done.")]
    Done,
    /// It was taken back.
    #[error("The import was undone already; nothing of it is left to undo or to go on with.")]
    Undone,
    /// It was never run.
    #[error("Nothing was made of the import; there is nothing to undo. It can be thrown away.")]
    NothingDone,
    /// Its rows are gone.
    #[error(
        "The import came to an end more than {KEPT_DAYS} days ago: its rows are removed, so it can neither go on nor be undone."
    )]
    Cleared,
    /// Too many files wait.
    #[error("{MOST_DRAFTS} files wait already that were never run; run or throw away one of them first.")]
    TooManyDrafts,
    /// Something that cannot be said.
    #[error("{pointer}: {detail}")]
    Field {
        /// Where.
        pointer: String,
        /// How to mend it.
        detail: String,
    },
}

impl ImportError {
    /// Something that cannot be said.
    pub fn field(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::Field { pointer: pointer.into(), detail: detail.into() }
    }
}

impl Refusal for ImportError {
    fn kind(&self) -> Kind {
        match self {
            Self::File(_) | Self::Field { .. } => Kind::Invalid,
            Self::Begun
            | Self::Busy
            | Self::Idle
            | Self::Done
            | Self::Undone
            | Self::NothingDone
            | Self::Cleared
            | Self::TooManyDrafts => Kind::Conflict,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::File(_) => "unreadable-file",
            Self::Field { .. } => "invalid-field",
            Self::Begun => "import-begun",
            Self::Busy => "import-busy",
            Self::Idle => "import-idle",
            Self::Done => "import-done",
            Self::Undone => "import-undone",
            Self::NothingDone => "import-not-run",
            Self::Cleared => "import-cleared",
            Self::TooManyDrafts => "too-many-imports",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Field { pointer, detail } => vec![FieldError::new(pointer, detail)],
            Self::File(_)
            | Self::Begun
            | Self::Busy
            | Self::Idle
            | Self::Done
            | Self::Undone
            | Self::NothingDone
            | Self::Cleared
            | Self::TooManyDrafts => Vec::new(),
        }
    }
}
