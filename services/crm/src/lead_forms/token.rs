//! Tokens of forms: when the page with a form was opened.
//!
//! Programs that fill forms in send at once, or send again what they kept; people need some seconds and come back within the day. A token
//! is signed with the secret key of the installation, so nothing is kept of it until it is used; then its number is, since it counts once.

use chrono::{DateTime, TimeDelta, Utc};
use platform::Result;
use platform::seal::Sealer;
use uuid::Uuid;

use super::key::FormKey;

/// For what it is signed.
const PURPOSE: &str = "lead form";
/// Nobody fills a form in faster.
pub const LEAST: TimeDelta = TimeDelta::seconds(3);
/// A page that was opened longer ago says nothing any more.
pub const MOST: TimeDelta = TimeDelta::hours(24);

/// When a page was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormToken {
    /// Its number, by which it counts once.
    pub nonce: Uuid,
    /// When it was given, in milliseconds since 1970.
    at_ms: i64,
}

/// What a token says of what was sent with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// The page was open for as long as people need.
    Fits,
    /// It was sent faster than anybody can write.
    TooFast,
    /// The page was opened too long ago.
    TooOld,
}

impl FormToken {
    /// A new one, for a page that is opened now.
    pub fn give(now: DateTime<Utc>, random: [u8; 16]) -> Self {
        Self { nonce: Uuid::from_bytes(random), at_ms: now.timestamp_millis() }
    }

    fn text(&self, key: &FormKey) -> String {
        format!("{}.{}.{}", key.as_str(), self.nonce.simple(), self.at_ms)
    }

    /// The token as the page sends it.
    ///
    /// # Errors
    /// When the installation has no key to sign with.
    pub fn write(&self, key: &FormKey, sealer: &Sealer) -> Result<String> {
        let signature = sealer.sign(PURPOSE, &self.text(key))?;
        Ok(format!("{}.{}.{signature}", self.nonce.simple(), self.at_ms))
    }

    /// A token that was sent with this form; none when it was not given for it.
    pub fn read(text: &str, key: &FormKey, sealer: &Sealer) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let token = Self { nonce: Uuid::try_parse(parts.next()?).ok()?, at_ms: parts.next()?.parse().ok()? };
        sealer.signed(PURPOSE, &token.text(key), parts.next()?).then_some(token)
    }

    /// What it says of what is sent with it now.
    pub fn timing(&self, now: DateTime<Utc>) -> Timing {
        match TimeDelta::milliseconds(now.timestamp_millis().saturating_sub(self.at_ms)) {
            age if age < LEAST => Timing::TooFast,
            age if age > MOST => Timing::TooOld,
            _ => Timing::Fits,
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel::OrgId;
    use platform::config::Secret;
    use proptest::prelude::*;

    use super::*;

    fn at(ms: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(1_800_000_000_000 + ms).unwrap()
    }

    #[test]
    fn what_is_sent_at_once_or_a_day_later_does_not_fit() {
        let token = FormToken::give(at(0), [7; 16]);
        for (ms, timing) in [
            (-1, Timing::TooFast),
            (2_999, Timing::TooFast),
            (3_000, Timing::Fits),
            (86_400_000, Timing::Fits),
            (86_400_001, Timing::TooOld),
        ] {
            assert_eq!(token.timing(at(ms)), timing, "{ms}");
        }
    }

    proptest! {
        #[test]
        fn a_token_is_of_its_form_and_says_what_it_said(random: [u8; 16], ms in 0..1_000_000_000_i64, cut in 0..40_usize) {
            let sealer = Sealer::new(Some(&Secret::new("7".repeat(64)))).unwrap();
            let (key, other) = (FormKey::of(OrgId::new(), [1; 16]), FormKey::of(OrgId::new(), [2; 16]));
            let token = FormToken::give(at(ms), random);
            let text = token.write(&key, &sealer).unwrap();
            prop_assert_eq!(FormToken::read(&text, &key, &sealer), Some(token));
            prop_assert_eq!(FormToken::read(&text, &other, &sealer), None);
            prop_assert_eq!(FormToken::read(&text[cut..], &key, &sealer).is_some(), cut == 0);
            let later = FormToken { at_ms: token.at_ms + 1, ..token }.write(&key, &sealer).unwrap();
            let (_, signature) = text.rsplit_once('.').unwrap();
            let (claims, _) = later.rsplit_once('.').unwrap();
            prop_assert_eq!(FormToken::read(&format!("{claims}.{signature}"), &key, &sealer), None);
        }
    }
}
