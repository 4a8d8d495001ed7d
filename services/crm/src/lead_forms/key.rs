//! The key of a form: its organisation and 128 random bits, in 43 letters, digits, `-` and `_`.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::OrgId;

/// The key of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormKey(String);

impl FormKey {
    /// The key of an organisation's form with these random bytes.
    pub fn of(org: OrgId, random: [u8; 16]) -> Self {
        let bytes = [*org.as_uuid().as_bytes(), random].concat();
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// A key as somebody sent it, with the organisation it names. None for what is no key at all.
    pub fn read(text: &str) -> Option<(Self, OrgId)> {
        let bytes: [u8; 32] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        let org: [u8; 16] = bytes.first_chunk().copied()?;
        Some((Self(text.to_owned()), OrgId::from_uuid(uuid::Uuid::from_bytes(org))))
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_key_names_its_organisation(org: u128, random: [u8; 16]) {
            let org = OrgId::from_uuid(uuid::Uuid::from_u128(org));
            let key = FormKey::of(org, random);
            prop_assert_eq!(key.as_str().len(), 43);
            prop_assert_eq!(FormKey::read(key.as_str()), Some((key.clone(), org)));
        }

        #[test]
        fn what_is_no_key_is_none(text in "\\PC{0,60}") {
            prop_assert!(FormKey::read(&text).is_none() || text.len() == 43);
        }
    }
}
