//! Who matters for a deal beside its account: people of the client, and who else offers.

use contracts::crm;
use kernel::Name;

use super::error::DealError;
use super::requests::DealContactRequest;

/// Most people of the client in a deal, and most competitors.
const MAX_PARTIES: usize = 50;

/// People of the client, each role of a person once.
pub fn contacts(requests: Vec<DealContactRequest>) -> Result<Vec<crm::DealContact>, DealError> {
    if requests.len() > MAX_PARTIES {
        return Err(DealError::field("/contacts", format!("a deal can have at most {MAX_PARTIES}")));
    }
    if let Some((twice, _)) = requests.iter().enumerate().find(|(index, one)| requests[..*index].contains(one)) {
        return Err(DealError::field(format!("/contacts/{twice}"), "has this role already"));
    }
    let contact = |one: DealContactRequest| crm::DealContact { contact_id: one.contact_id, role: one.role };
    Ok(requests.into_iter().map(contact).collect())
}

/// Who else offers, each once.
pub fn competitors(names: Vec<Name>) -> Result<Vec<Name>, DealError> {
    if names.len() > MAX_PARTIES {
        return Err(DealError::field("/competitors", format!("a deal can have at most {MAX_PARTIES}")));
    }
    let same = |one: &Name, other: &Name| one.as_str().to_lowercase() == other.as_str().to_lowercase();
    let twice = names.iter().enumerate().find(|(index, one)| names[..*index].iter().any(|other| same(one, other)));
    match twice {
        Some((twice, _)) => Err(DealError::field(format!("/competitors/{twice}"), "is there already")),
        None => Ok(names),
    }
}
