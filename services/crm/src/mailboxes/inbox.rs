//! Secret addresses at which mails come in.

use kernel::OrgId;
use sha2::{Digest, Sha256};

/// Random bytes of a secret.
const BYTES: usize = 32;

/// What names an inbox: an organisation, and a secret of one of its mailboxes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inbox {
    /// Whose rows may be seen at all.
    pub org: OrgId,
    /// SHA-256 of the secret.
    pub hash: [u8; 32],
}

/// A new secret: the last part of its address, and what is kept of it.
pub fn make(org: OrgId) -> (String, Inbox) {
    let bytes: [u8; BYTES] = rand::random();
    (format!("{org}.{}", hex::encode(bytes)), Inbox { org, hash: Sha256::digest(bytes).into() })
}

/// What the last part of an address names; none when it is none of ours.
pub fn read(text: &str) -> Option<Inbox> {
    let (org, secret) = text.split_once('.')?;
    let bytes: [u8; BYTES] = hex::decode(secret).ok()?.try_into().ok()?;
    Some(Inbox { org: org.parse().ok()?, hash: Sha256::digest(bytes).into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_and_nothing_else_does() {
        let (text, inbox) = make(OrgId::new());
        assert_eq!(read(&text), Some(inbox.clone()));
        assert_ne!(make(inbox.org).1, inbox);
        for wrong in ["", ".", "x.y", &text[1..], &text[..text.len() - 2], &format!("{text}00")] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
