//! What settings about quotes may be.

use contracts::crm::quotes::{QuoteSettings, QuoteSettingsUpdated};
use kernel::{Language, Note, OrgId};
use platform::{FieldError, Kind, Refusal};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::patch::{Change, given};

/// For how many days a quote is valid unless the organisation says otherwise.
const VALIDITY_DAYS: i32 = 30;
/// Longest validity in days.
const MAX_VALIDITY_DAYS: i32 = 730;

/// Settings with their version.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Grows by one with each change; 0 while nothing was set.
    pub version: i64,
    /// The settings as others see them.
    pub image: QuoteSettings,
}

/// Why settings are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("/validity_days: must be from 1 to {MAX_VALIDITY_DAYS}")]
pub struct SettingsError;

impl Refusal for SettingsError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "invalid-field"
    }
    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError::new("/validity_days", format!("must be from 1 to {MAX_VALIDITY_DAYS}"))]
    }
}

/// Changes of the settings: what is left out stays, `null` empties.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateQuoteSettings {
    /// Whether an accepted quote wins its deal.
    #[serde(default, deserialize_with = "given")]
    pub wins_deals: Option<bool>,
    /// For how many days a quote is valid unless it says otherwise, 1 to 730.
    #[serde(default, deserialize_with = "given")]
    pub validity_days: Option<i32>,
    /// Language of quotes unless they say otherwise.
    #[serde(default, deserialize_with = "given")]
    pub language: Option<Language>,
    /// What is said before the lines unless a quote says otherwise.
    #[serde(default)]
    pub introduction: Change<Note>,
    /// Terms unless a quote says otherwise.
    #[serde(default)]
    pub terms: Change<Note>,
    /// Address and whatever else stands on documents about the organisation, line by line.
    #[serde(default)]
    pub seller_details: Change<Note>,
}

impl Settings {
    /// What holds until something is set.
    pub fn default_of(org_id: OrgId) -> Self {
        let image = QuoteSettings {
            org_id,
            wins_deals: true,
            validity_days: VALIDITY_DAYS,
            language: Language::default(),
            introduction: None,
            terms: None,
            seller_details: None,
        };
        Self { version: 0, image }
    }

    /// Changes them.
    pub fn update(&mut self, request: UpdateQuoteSettings) -> Result<QuoteSettingsUpdated, SettingsError> {
        let mut image = self.image.clone();
        image.wins_deals = request.wins_deals.unwrap_or(image.wins_deals);
        image.validity_days = request.validity_days.unwrap_or(image.validity_days);
        if !(1..=MAX_VALIDITY_DAYS).contains(&image.validity_days) {
            return Err(SettingsError);
        }
        image.language = request.language.unwrap_or(image.language);
        request.introduction.apply(&mut image.introduction);
        request.terms.apply(&mut image.terms);
        request.seller_details.apply(&mut image.seller_details);
        self.image = image;
        self.version += 1;
        Ok(QuoteSettingsUpdated { settings: self.image.clone() })
    }
}
