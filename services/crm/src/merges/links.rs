//! What belongs to an account or a contact, and moving it to another one.

use std::collections::BTreeMap;

use contracts::crm::DealUpdated;
use contracts::leads::LeadUpdated;
use kernel::{AccountId, ContactId, DealId, LeadId};
use platform::{Result, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::store;
use crate::deals::model::Deal;
use crate::{accounts, contacts, deals, leads, timeline};

/// Records that point to an account or a contact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "MovedLinks")]
pub struct Links {
    /// Accounts below it.
    pub account_ids: Vec<AccountId>,
    /// People at it.
    pub contact_ids: Vec<ContactId>,
    /// Its deals.
    pub deal_ids: Vec<DealId>,
    /// How often each of the deals had been won by then; those that never were are left out.
    #[serde(default)]
    pub wins: BTreeMap<DealId, i32>,
    /// Deals in which the person has a role.
    #[serde(default)]
    pub role_deal_ids: Vec<DealId>,
    /// Leads that became it.
    pub lead_ids: Vec<LeadId>,
}

impl Links {
    /// What points to an account.
    pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Self> {
        store::links_of_account(tx, account).await
    }

    /// What points to a contact.
    pub async fn of_contact(tx: &mut Tx, contact: ContactId) -> Result<Self> {
        store::links_of_contact(tx, contact).await
    }

    /// Gives these of an account that ends to the one that goes on, and keeps how often each deal had been won.
    pub async fn give(&mut self, tx: &mut Tx, ended: AccountId, survivor: AccountId) -> Result<()> {
        self.wins = self.move_account(tx, ended, survivor, |_| true).await?;
        Ok(())
    }

    /// Gives these back to an account that goes on again. What points elsewhere by now stays there, and so does a deal that
    /// was won meanwhile, since what follows from that win is made out to the account it was won for.
    pub async fn give_back(&self, tx: &mut Tx, survivor: AccountId, ended: AccountId) -> Result<()> {
        let as_before = |deal: &Deal| {
            let wins = self.wins.get(&deal.image.deal_id).copied();
            wins.unwrap_or_default() == deal.image.win_no
        };
        self.move_account(tx, survivor, ended, as_before).await.map(drop)
    }

    /// Moves what still points to the one account to the other, of the deals those that `may_move`; answers how often each
    /// of them was won.
    async fn move_account(
        &self,
        tx: &mut Tx,
        from: AccountId,
        to: AccountId,
        may_move: impl Fn(&Deal) -> bool,
    ) -> Result<BTreeMap<DealId, i32>> {
        let mut wins = BTreeMap::new();
        for id in &self.account_ids {
            let Some(mut child) = accounts::store::lock(tx, *id).await? else { continue };
            if child.image.parent_id == Some(from) && *id != to {
                let mut image = child.image.clone();
                image.parent_id = Some(to);
                let updated = child.update(image, child.external_ref.clone())?;
                accounts::store::save(tx, &child).await?;
                tx.publish(child.version, &updated)?;
            }
        }
        for id in &self.contact_ids {
            let Some(mut contact) = contacts::store::lock(tx, *id).await? else { continue };
            if contact.image.account_id == Some(from) {
                let mut image = contact.image.clone();
                image.account_id = Some(to);
                let updated = contact.update(image, contact.external_ref.clone());
                contacts::store::save(tx, &contact).await?;
                tx.publish(contact.version, &updated)?;
                timeline::store::move_to_account(tx, id.as_uuid(), Some(from), Some(to)).await?;
            }
        }
        for id in &self.deal_ids {
            let Some(mut deal) = deals::store::lock(tx, *id).await? else { continue };
            if deal.image.account_id == Some(from) && may_move(&deal) {
                if deal.image.win_no > 0 {
                    wins.insert(*id, deal.image.win_no);
                }
                deal.image.account_id = Some(to);
                keep_deal(tx, deal).await?;
                timeline::store::move_to_account(tx, id.as_uuid(), Some(from), Some(to)).await?;
            }
        }
        for id in &self.lead_ids {
            let Some(mut lead) = leads::store::lock(tx, *id).await? else { continue };
            if lead.image.account_id == Some(from) {
                lead.image.account_id = Some(to);
                keep_lead(tx, lead).await?;
            }
        }
        Ok(wins)
    }

    /// Moves these from a contact to another one. What points elsewhere by now stays there.
    pub async fn move_contact(&self, tx: &mut Tx, from: ContactId, to: ContactId) -> Result<()> {
        for id in &self.deal_ids {
            let Some(mut deal) = deals::store::lock(tx, *id).await? else { continue };
            if deal.image.contact_id == Some(from) {
                deal.image.contact_id = Some(to);
                keep_deal(tx, deal).await?;
            }
        }
        for id in &self.role_deal_ids {
            let Some(mut deal) = deals::store::lock(tx, *id).await? else { continue };
            let people = &mut deal.image.contacts;
            let has = |who| people.iter().any(|person| person.contact_id == who);
            // Where both have a part, each keeps it: who ended still says where they went.
            if has(from) && !has(to) {
                for person in people.iter_mut().filter(|person| person.contact_id == from) {
                    person.contact_id = to;
                }
                keep_deal(tx, deal).await?;
            }
        }
        for id in &self.lead_ids {
            let Some(mut lead) = leads::store::lock(tx, *id).await? else { continue };
            if lead.image.contact_id == Some(from) {
                lead.image.contact_id = Some(to);
                keep_lead(tx, lead).await?;
            }
        }
        Ok(())
    }
}

async fn keep_deal(tx: &mut Tx, mut deal: Deal) -> Result<()> {
    deal.version += 1;
    deals::store::save(tx, &deal).await?;
    tx.publish(deal.version, &DealUpdated { deal: deal.image.clone() })?;
    Ok(())
}

async fn keep_lead(tx: &mut Tx, mut lead: leads::model::Lead) -> Result<()> {
    lead.version += 1;
    leads::store::save(tx, &lead).await?;
    tx.publish(lead.version, &LeadUpdated { lead: lead.image.clone() })?;
    Ok(())
}
