//! Projects: what was sold, as work, with milestones to reach and tasks to log time on.
//!
//! A won deal opens its project by itself, and the same deal won again goes on in the same project. When the win is taken
//! back, a project in which nothing happened is cancelled; otherwise it is put on hold and a person decides. A project is
//! active, on hold, cancelled or completed; time is logged in active ones only.

pub mod http;
pub mod model;
pub mod parts;
pub mod sale;
pub mod store;
pub mod work;

use contracts::crm::redaction::{GONE, was_before};
use contracts::crm::{Account, Deal};
use contracts::projects::project_of;
use kernel::{EventId, Note};
use platform::{Result, Tx};

use self::model::Project;
use self::sale::TakenBack;
use crate::decisions::{self, Action};
use crate::time;

/// A deal was won: opens its project, or goes on with the one it has. A win that was heard of before, or an earlier one
/// than the project stands for, changes nothing. One that was already taken back ends at once, so that the order in
/// which the two arrive makes no difference.
pub async fn win(tx: &mut Tx, deal: &Deal, account: &Account, event: EventId) -> Result<()> {
    let sold = sale::sold(deal, account, tx.today())?;
    let mut project = match store::lock(tx, sold.project_id).await? {
        Some(project) if project.image.win_no >= deal.win_no => return Ok(()),
        Some(mut project) => {
            let logged = store::logged_tasks(tx, sold.project_id).await?;
            let resumed = project.sell_again(sold, &logged);
            store::save(tx, &project).await?;
            decisions::settle(tx, &project, Action::Resume, None).await?;
            tx.publish(project.version, &resumed)?;
            project
        }
        None => {
            let (project, created) = Project::open(sold);
            store::insert(tx, &project).await?;
            tx.publish(project.version, &created)?;
            project
        }
    };
    match store::tombstone(tx, deal.deal_id).await? {
        Some((win_no, reason)) if win_no >= deal.win_no => stop(tx, &mut project, reason, event).await,
        _ => Ok(()),
    }
}

/// A win was taken back: ends its project, or asks a person. When the win is not known here yet, that it was taken back
/// is remembered instead.
pub async fn take_back(tx: &mut Tx, deal: &Deal, reason: Note, event: EventId) -> Result<()> {
    if deal.win_no == 0 {
        return Ok(());
    }
    match store::lock(tx, project_of(deal.deal_id)).await? {
        Some(project) if project.image.win_no > deal.win_no => Ok(()),
        Some(mut project) if project.image.win_no == deal.win_no => stop(tx, &mut project, reason, event).await,
        _ => store::bury(tx, deal.deal_id, deal.win_no, &reason).await,
    }
}

/// A deal says nothing more of somebody who was erased: its project, milestones and tasks lose the same words, and time that is
/// logged on them, and so does why the win was taken back. What is called otherwise meanwhile stays.
pub async fn redact(tx: &mut Tx, deal: &Deal, reason: Option<&Note>) -> Result<()> {
    let id = project_of(deal.deal_id);
    let mut project = store::lock(tx, id).await?;
    if let Some(project) = &mut project {
        let (updated, tasks) = project.redact(deal)?;
        for (task, name) in &tasks {
            time::store::rename_task(tx, *task, name).await?;
        }
        if let Some(updated) = updated {
            store::save(tx, project).await?;
            tx.publish(project.version, &updated)?;
        }
    }
    let Some(reason) = reason.filter(|reason| reason.as_str().contains(GONE)) else { return Ok(()) };
    for held in store::reasons(tx, deal.deal_id, id).await? {
        if was_before(reason.as_str(), held.as_str()) {
            store::replace_reason(tx, (deal.deal_id, id), &held, reason).await?;
        }
    }
    Ok(())
}

async fn stop(tx: &mut Tx, project: &mut Project, reason: Note, event: EventId) -> Result<()> {
    let worked = store::has_time(tx, project.image.project_id).await?;
    match project.take_back(reason.clone(), worked) {
        TakenBack::Nothing => Ok(()),
        TakenBack::Cancelled(cancelled) => {
            store::save(tx, project).await?;
            decisions::settle(tx, project, Action::Cancel, Some(&reason)).await?;
            tx.publish(project.version, &cancelled).map(|_| ())
        }
        TakenBack::Undecided(held) => {
            decisions::raise(tx, project, &reason, event).await?;
            let Some(held) = held else { return Ok(()) };
            store::save(tx, project).await?;
            tx.publish(project.version, &held).map(|_| ())
        }
    }
}

/// A person says how a project goes on; whatever question was open about it is answered thereby. `note` is the reason
/// when it is given up.
pub async fn decide(
    tx: &mut Tx,
    project: &mut Project,
    action: Action,
    note: Option<&Note>,
    reason: Note,
) -> Result<()> {
    match action {
        Action::Cancel => {
            let cancelled = project.cancel(reason)?;
            tx.publish(project.version, &cancelled)?;
        }
        Action::Resume => {
            let resumed = project.resume()?;
            tx.publish(project.version, &resumed)?;
        }
        Action::Complete => {
            let completed = project.complete()?;
            tx.publish(project.version, &completed)?;
        }
    }
    store::save(tx, project).await?;
    decisions::settle(tx, project, action, note).await
}
