//! Secret addresses of calendars.

use kernel::OrgId;
use sha2::{Digest, Sha256};

/// What an address ends with.
const ENDING: &str = ".ics";
/// Random bytes of a secret.
const BYTES: usize = 32;

/// What names a calendar: an organisation, and a secret of one of its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// Whose rows may be seen at all.
    pub org: OrgId,
    /// SHA-256 of the secret.
    pub hash: [u8; 32],
}

/// A new secret: the last part of its address, and what is kept of it.
pub fn make(org: OrgId) -> (String, Secret) {
    let bytes: [u8; BYTES] = rand::random();
    (format!("{org}.{}{ENDING}", hex::encode(bytes)), Secret { org, hash: Sha256::digest(bytes).into() })
}

/// What the last part of an address names; none when it is none of ours.
pub fn read(text: &str) -> Option<Secret> {
    let (org, secret) = text.strip_suffix(ENDING)?.split_once('.')?;
    let bytes: [u8; BYTES] = hex::decode(secret).ok()?.try_into().ok()?;
    Some(Secret { org: org.parse().ok()?, hash: Sha256::digest(bytes).into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_and_no_two_are_alike() {
        let org = OrgId::new();
        let (text, secret) = make(org);
        assert_eq!(read(&text), Some(secret.clone()));
        assert_ne!(make(org).1, secret);
        assert_ne!(read(&text.replace(&org.to_string(), &OrgId::new().to_string())).unwrap().org, org);
    }

    #[test]
    fn what_is_no_address_names_nothing() {
        let (text, _) = make(OrgId::new());
        for wrong in ["", ".ics", "x.y.ics", &text[1..], &text[..text.len() - 1], &text.replace(".ics", "00.ics")] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
