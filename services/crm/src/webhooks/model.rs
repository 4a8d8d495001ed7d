//! What a webhook and its calls may be.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::crm::automations::{self as crm, WebhookCreated, WebhookUpdated};
use kernel::{Name, WebhookId};
use platform::{FieldError, Kind, Refusal};
use reqwest::Url;

/// Most characters of an address.
const MOST_CHARS: usize = 2_000;
/// How long a call is tried.
pub const GIVE_UP_AFTER: TimeDelta = TimeDelta::days(3);
/// How long is waited after each attempt, in seconds; after the last of these, as long again.
const WAITS: [i64; 8] = [10, 60, 5 * 60, 30 * 60, 2 * 3600, 6 * 3600, 12 * 3600, 24 * 3600];

/// A webhook with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Grows by one with each change.
    pub version: i64,
    /// The webhook as others see it.
    pub image: crm::Webhook,
}

/// Why a webhook refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    /// Its address cannot be.
    #[error("{0}")]
    Address(&'static str),
}

impl Refusal for WebhookError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }

    fn code(&self) -> &'static str {
        "invalid-field"
    }

    fn fields(&self) -> Vec<FieldError> {
        let Self::Address(detail) = self;
        vec![FieldError::new("/url", *detail)]
    }
}

/// Reads an address. `private` says whether the installation lets webhooks call private addresses; only then the call may be
/// in the clear.
///
/// # Errors
/// How to mend it.
pub fn address(text: &str, private: bool) -> Result<Url, WebhookError> {
    let refuse = |detail| Err(WebhookError::Address(detail));
    if text.chars().count() > MOST_CHARS {
        return refuse("may have at most 2000 characters");
    }
    let Ok(url) = Url::parse(text) else {
        return refuse("must be an address such as https://example.com/hooks/1");
    };
    match url.scheme() {
        "https" => {}
        "http" if private => {}
        _ => return refuse("must begin with https://"),
    }
    if url.host_str().is_none_or(str::is_empty) {
        return refuse("must name a host");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return refuse("must not hold a user or password; the signature says who calls");
    }
    if url.fragment().is_some() {
        return refuse("must not have a part behind #, which is never sent");
    }
    Ok(url)
}

impl Webhook {
    /// Makes a webhook.
    pub fn make(name: Name, url: &Url) -> (Self, WebhookCreated) {
        let image = crm::Webhook {
            webhook_id: WebhookId::new(),
            name,
            origin: url.origin().ascii_serialization(),
            active: true,
        };
        let created = WebhookCreated { webhook: image.clone() };
        (Self { version: 1, image }, created)
    }

    /// Changes it; what is left out stays.
    pub fn update(&mut self, name: Option<Name>, url: Option<&Url>, active: Option<bool>) -> WebhookUpdated {
        let image = &mut self.image;
        image.name = name.unwrap_or_else(|| image.name.clone());
        image.origin = url.map_or_else(|| image.origin.clone(), |url| url.origin().ascii_serialization());
        image.active = active.unwrap_or(image.active);
        self.version += 1;
        WebhookUpdated { webhook: self.image.clone() }
    }
}

/// When a call is tried again after so many attempts; none when it is given up.
pub fn next_attempt(attempts: i32, now: DateTime<Utc>, give_up_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let place = usize::try_from(attempts.saturating_sub(1)).unwrap_or_default().min(WAITS.len() - 1);
    let wait = WAITS.get(place).copied().unwrap_or_default();
    let next = now + TimeDelta::seconds(wait);
    (next < give_up_at).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_can_be_called_safely_are_taken() {
        assert!(address("https://hooks.example/a?b=c", false).is_ok());
        assert!(address("http://127.0.0.1:9/a", true).is_ok());
        for text in [
            "http://hooks.example/a",
            "ftp://hooks.example",
            "https://",
            "hooks.example",
            "https://me:secret@hooks.example/",
            "https://hooks.example/#a",
            "file:///etc/passwd",
            "javascript:alert(1)",
        ] {
            assert!(address(text, false).is_err(), "{text}");
        }
        assert!(address(&format!("https://hooks.example/{}", "a".repeat(2_000)), false).is_err());
    }

    #[test]
    fn attempts_lie_further_and_further_apart_and_end_after_three_days() {
        let begin = DateTime::<Utc>::UNIX_EPOCH;
        let (mut now, mut attempts, mut before) = (begin, 1, TimeDelta::zero());
        while let Some(next) = next_attempt(attempts, now, begin + GIVE_UP_AFTER) {
            assert!(next - now >= before);
            (before, now, attempts) = (next - now, next, attempts + 1);
        }
        assert!((8..=12).contains(&attempts), "{attempts}");
        assert!(now > begin + TimeDelta::days(1));
    }
}
