//! What there is to say of a row.

use platform::Problem;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fields::Field;

/// Something there is to say of a row: what was mended, or why it became nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportRemarkCode")]
pub enum Code {
    /// The value cannot be read as what it should be; left out.
    Unreadable,
    /// The value is too long; cut.
    Shortened,
    /// The amount was rounded to whole minor units.
    Rounded,
    /// Quotation marks around the whole value were taken away.
    Unquoted,
    /// There is no such colleague; it is looked after by whoever looks after what names nobody.
    UnknownOwner,
    /// There is no such stage; the deal begins in the first one.
    UnknownStage,
    /// There is no such pipeline in use; the stage says where the deal stands, or it begins in the usual one.
    UnknownPipeline,
    /// The value means no status; open, or new.
    UnknownStatus,
    /// There is no such country; left out.
    UnknownCountry,
    /// There is no such currency; the usual one is taken.
    UnknownCurrency,
    /// There is no such tag; left out.
    UnknownTag,
    /// There is no such price list in use; left out.
    UnknownPriceList,
    /// There is no such reason for losing deals in use; it stays in these words.
    UnknownLossReason,
    /// There is no such kind of activity; a note.
    UnknownType,
    /// What the row became has no place for the value, or says another one; left out.
    NoPlace,
    /// The custom field does not take the value; left out.
    NotOfField,
    /// The account that is named is not there; left out.
    NoAccount,
    /// The contact that is named is not there; left out.
    NoContact,
    /// The deal, lead or other record that is named is not there; left out.
    NoRecord,
    /// Bytes of the file are no characters in the way it was read; they stand as question marks.
    BadCharacters,
    /// Several accounts are called so; the oldest was taken.
    SeveralAccounts,
    /// It has no name; it is called by what is known of it.
    NoName,
    /// The day cannot be so; another one was taken.
    MovedDay,
    /// It does not say when the deal was closed; this day was taken: when it was expected to close, or today.
    NoClosingDay,
    /// An account or contact that the row names was made, too.
    AlsoMade,
    /// The record with this key is there already.
    SameKey,
    /// A record that is the same is there already.
    SameRecord,
    /// An earlier row of the file is the same.
    SameRow,
    /// Nothing that is unknown of the record could be filled in.
    NothingNew,
    /// The file says that it is to be left out.
    LeaveOut,
    /// The deal was won elsewhere.
    WonElsewhere,
    /// The row has more cells than the heading has columns.
    TooManyCells,
    /// The quotation mark opened in this line is never closed; close it in the file, or take it away.
    OpenQuote,
    /// The row stood between quotation marks as a whole; it was taken apart into its columns.
    Unpacked,
    /// The row stands between quotation marks as a whole, and does not come apart into the columns of the heading.
    Packed,
    /// It has to do with more earlier rows than could be tried out with it: what becomes of it may turn out otherwise.
    Unsure,
    /// A rule refuses it.
    Rule,
}

/// Something there is to say of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ImportRemark")]
pub struct Remark {
    /// What.
    pub code: Code,
    /// Of which field.
    pub field: Option<Field>,
    /// The value, or what it is called, or why.
    pub detail: Option<String>,
    /// Name of the problem, where a rule refuses the row as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

impl Remark {
    /// A remark.
    pub fn new(code: Code, field: Option<Field>, detail: Option<&str>) -> Self {
        Self { code, field, detail: detail.map(|detail| detail.chars().take(200).collect()), problem: None }
    }

    /// A rule refuses the row with this problem.
    pub fn refused(problem: &Problem) -> Self {
        Self { problem: Some(problem.code().to_owned()), ..Self::new(Code::Rule, None, Some(problem.detail())) }
    }
}

impl Code {
    /// Whether it says that something was mended.
    pub const fn is_mend(self) -> bool {
        match self {
            Self::Unreadable
            | Self::Shortened
            | Self::Rounded
            | Self::Unquoted
            | Self::Unpacked
            | Self::UnknownOwner
            | Self::UnknownStage
            | Self::UnknownPipeline
            | Self::UnknownStatus
            | Self::UnknownCountry
            | Self::UnknownCurrency
            | Self::UnknownTag
            | Self::UnknownPriceList
            | Self::UnknownLossReason
            | Self::UnknownType
            | Self::NoPlace
            | Self::NoRecord
            | Self::BadCharacters
            | Self::NotOfField
            | Self::NoAccount
            | Self::NoContact
            | Self::SeveralAccounts
            | Self::NoName
            | Self::MovedDay
            | Self::NoClosingDay => true,
            Self::AlsoMade
            | Self::SameKey
            | Self::SameRecord
            | Self::SameRow
            | Self::NothingNew
            | Self::LeaveOut
            | Self::WonElsewhere
            | Self::TooManyCells
            | Self::OpenQuote
            | Self::Packed
            | Self::Unsure
            | Self::Rule => false,
        }
    }
}
