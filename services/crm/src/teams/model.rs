//! What a team may become.

use contracts::crm::forecasting::{Team, TeamCreated, TeamUpdated};
use kernel::{MemberId, Name, TeamId};
use platform::{FieldError, Kind, Refusal};

/// Most members of a team.
const MAX_MEMBERS: usize = 200;

/// A team with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamState {
    /// Grows by one with each change.
    pub version: i64,
    /// The team as others see it.
    pub image: Team,
}

/// Changes of a team; what is left out stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// What it is called.
    pub name: Option<Name>,
    /// Who is in it, all of them.
    pub member_ids: Option<Vec<MemberId>>,
    /// Whether it is out of use.
    pub archived: Option<bool>,
}

/// Why a team refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TeamError {
    /// Too many members.
    #[error("a team can have at most {MAX_MEMBERS} members")]
    TooMany,
    /// Somebody is named twice.
    #[error("somebody is named twice; name each member once")]
    Twice,
}

impl Refusal for TeamError {
    fn kind(&self) -> Kind {
        Kind::Invalid
    }
    fn code(&self) -> &'static str {
        "invalid-field"
    }
    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError::new("/member_ids", self.to_string())]
    }
}

impl TeamState {
    /// Makes a team.
    ///
    /// # Errors
    /// [`TeamError`] for members a team cannot have.
    pub fn make(name: Name, member_ids: Vec<MemberId>) -> Result<(Self, TeamCreated), TeamError> {
        let image = Team { team_id: TeamId::new(), name, member_ids: members(member_ids)?, archived: false };
        let created = TeamCreated { team: image.clone() };
        Ok((Self { version: 1, image }, created))
    }

    /// Changes it.
    ///
    /// # Errors
    /// [`TeamError`] for members a team cannot have.
    pub fn update(&mut self, edit: Edit) -> Result<TeamUpdated, TeamError> {
        let Edit { name, member_ids, archived } = edit;
        if let Some(member_ids) = member_ids {
            self.image.member_ids = members(member_ids)?;
        }
        self.image.name = name.unwrap_or_else(|| self.image.name.clone());
        self.image.archived = archived.unwrap_or(self.image.archived);
        self.version += 1;
        Ok(TeamUpdated { team: self.image.clone() })
    }
}

/// The members in one order, each once.
fn members(mut members: Vec<MemberId>) -> Result<Vec<MemberId>, TeamError> {
    let named = members.len();
    members.sort_unstable();
    members.dedup();
    match members.len() {
        kept if kept < named => Err(TeamError::Twice),
        kept if kept > MAX_MEMBERS => Err(TeamError::TooMany),
        _ => Ok(members),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_member_is_in_it_once() {
        let (one, other) = (MemberId::new(), MemberId::new());
        let name = Name::new("North").unwrap();
        assert_eq!(TeamState::make(name.clone(), vec![one, one]).unwrap_err(), TeamError::Twice);
        let many = (0..=MAX_MEMBERS).map(|_| MemberId::new()).collect();
        assert_eq!(TeamState::make(name.clone(), many).unwrap_err(), TeamError::TooMany);
        let (mut team, _) = TeamState::make(name.clone(), vec![other]).unwrap();
        let updated = team.update(Edit { member_ids: Some(vec![other, one]), ..Edit::default() }).unwrap();
        assert_eq!((team.version, updated.team.member_ids.len(), updated.team.name), (2, 2, name));
    }
}
