//! What a prepared text may be.

use contracts::crm::mail::{self as crm, MailTemplateCreated, MailTemplateUpdated};
use platform::{FieldError, Kind, Refusal};

use super::variables::{self, VariableError};

/// A prepared text with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Grows by one with each change.
    pub version: i64,
    /// The text as others see it.
    pub image: crm::MailTemplate,
}

/// Why a text was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {error}")]
pub struct TemplateError {
    pointer: &'static str,
    error: VariableError,
}

impl Refusal for TemplateError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "invalid-field"
    }
    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError::new(self.pointer, self.error.to_string())]
    }
}

impl Template {
    /// Makes a text.
    pub fn make(image: crm::MailTemplate) -> Result<(Self, MailTemplateCreated), TemplateError> {
        check(&image)?;
        let created = MailTemplateCreated { mail_template: image.clone() };
        Ok((Self { version: 1, image }, created))
    }

    /// Changes it to this.
    pub fn update(&mut self, image: crm::MailTemplate) -> Result<MailTemplateUpdated, TemplateError> {
        check(&image)?;
        *self = Self { version: self.version + 1, image };
        Ok(MailTemplateUpdated { mail_template: self.image.clone() })
    }
}

fn check(image: &crm::MailTemplate) -> Result<(), TemplateError> {
    let of = |pointer, text| variables::check(text).map_err(|error| TemplateError { pointer, error });
    of("/subject", image.subject.as_str())?;
    of("/body", image.body.as_str())
}
