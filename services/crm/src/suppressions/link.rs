//! The address with which whoever got a mail of a sequence says that they want no more. It is signed with the key of the
//! installation, so it needs no table, works for ever, and cannot be made up for somebody else's mail.

use kernel::{MailId, OrgId};
use platform::seal::Sealer;
use platform::{Result, Tx};

const PURPOSE: &str = "unsubscribe";

/// What an address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Whose rows may be seen at all.
    pub org: OrgId,
    /// The mail it stood in.
    pub mail_id: MailId,
}

impl Link {
    fn text(self) -> String {
        format!("{}.{}", self.org, self.mail_id)
    }

    /// The last part of the address.
    pub fn write(self, sealer: &Sealer) -> Result<String> {
        let text = self.text();
        Ok(format!("{text}.{}", sealer.sign(PURPOSE, &text)?))
    }

    /// What the last part of an address names; none when it was not signed here.
    pub fn read(sealer: &Sealer, text: &str) -> Option<Self> {
        let (named, signature) = text.rsplit_once('.')?;
        let (org, mail) = named.split_once('.')?;
        let link = Self { org: org.parse().ok()?, mail_id: mail.parse().ok()? };
        sealer.signed(PURPOSE, &link.text(), signature).then_some(link)
    }
}

/// The whole address for a mail; none when nobody said where people reach the installation.
pub fn address(tx: &Tx, mail_id: MailId) -> Result<Option<String>> {
    let Some(base) = tx.links_url() else { return Ok(None) };
    let last = Link { org: tx.org, mail_id }.write(tx.sealer())?;
    Ok(Some(format!("{base}/api/crm/v1/public/unsubscribes/{last}")))
}

#[cfg(test)]
mod tests {
    use platform::config::Secret;

    use super::*;

    #[test]
    fn a_link_is_for_one_mail() {
        let sealer = Sealer::new(Some(&Secret::new("7".repeat(64)))).unwrap();
        let link = Link { org: OrgId::new(), mail_id: MailId::new() };
        let text = link.write(&sealer).unwrap();
        assert_eq!(Link::read(&sealer, &text), Some(link));
        let other = text.replace(&link.mail_id.to_string(), &MailId::new().to_string());
        for wrong in [other.as_str(), "", "a.b.c", &text[..text.len() - 1]] {
            assert_eq!(Link::read(&sealer, wrong), None, "{wrong}");
        }
    }
}
