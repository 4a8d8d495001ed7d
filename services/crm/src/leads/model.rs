//! What may become of a lead.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use contracts::crm::CustomValues;
use contracts::crm::mail::SendWindow;
use contracts::leads::{
    self, KnownClient, LeadAssigned, LeadConsent, LeadConverted, LeadCreated, LeadOrigin, LeadStatus,
    LeadStatusChanged, LeadUpdated,
};
use kernel::{AccountId, ContactId, DealId, LeadId, MemberId, Name, Note, TagId, TimeZoneName};
use platform::{FieldError, Kind, Refusal};

use super::checks::{agreed, check_day, check_further, check_reach, check_value, next_step, past};
use super::requests::{CreateLead, UpdateLead};
use crate::lead_settings::scoring::Score;
use crate::patch::Change;
use crate::reaches;
use crate::sequences::window;

/// A lead with what only this service keeps of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lead {
    /// Grows by one with each change.
    pub version: i64,
    /// The lead as others see it.
    pub image: leads::Lead,
    /// When the person was erased; it says nothing of them since.
    pub erased_at: Option<DateTime<Utc>>,
    /// Its points. They follow from the lead and the rules, so they have no part in its versions.
    pub score: Score,
    /// Whether rules apply to it and nobody they name had room; it is handed out when somebody has.
    pub waits_for_room: bool,
}

/// Who looks after a lead, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeper {
    /// Whom somebody named, or nobody.
    Named(Option<MemberId>),
    /// Whom the rule of this name chose.
    ByRule(MemberId, Name),
    /// Who looks after the client it is of.
    OfClient(MemberId, KnownClient),
    /// Nobody yet: whom rules name has no room.
    WhenThereIsRoom,
}

/// How soon a lead has to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Within how many hours.
    pub hours: i32,
    /// The hours that count, and in which time zone; every hour when there are none.
    pub working: Option<(SendWindow, TimeZoneName)>,
}

impl Clock {
    /// When a lead has to be answered that came at a moment; none where that cannot be said in years of four digits.
    fn due(&self, since: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match &self.working {
            Some((window, zone)) => Some(window::open_hours_after(window, since, self.hours, *zone)),
            None => since.checked_add_signed(Duration::hours(i64::from(self.hours))),
        }
    }
}

/// The moment something happens to a lead: when, on which business day, and how soon it has to be answered.
#[derive(Debug, Clone)]
pub struct Moment {
    /// When.
    pub now: DateTime<Utc>,
    /// The business day.
    pub today: NaiveDate,
    /// How soon a lead is answered; none when no time is set.
    pub clock: Option<Clock>,
}

impl Moment {
    /// When a lead has to be answered that came then.
    fn due(&self, since: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.clock.as_ref().and_then(|clock| clock.due(since))
    }
}

/// Why a lead refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LeadError {
    /// It is closed.
    #[error("The lead was converted. Go on with the account, the contact and the deal it became.")]
    Converted,
    /// It was given up.
    #[error("The lead is disqualified. Reopen it first: POST /v1/leads/{{lead_id}}/reopen.")]
    Disqualified,
    /// Nobody knows any more who it was.
    #[error("The person was erased. What is left of them says nothing and cannot be changed.")]
    Erased,
    /// It went on in another one.
    #[error("The lead was merged into lead {0}. Go on with that one.")]
    Merged(LeadId),
    /// It stands there already.
    #[error("The lead is {0} already.")]
    Already(&'static str),
    /// Only a lead that was given up can be reopened.
    #[error("The lead was not given up; there is nothing to reopen.")]
    Open,
    /// The rules choose nobody for it.
    #[error("No rule applies to the lead. Give it to somebody by name, or add a rule that takes every lead.")]
    NoRule,
    /// The rules choose nobody for it now.
    #[error("Nobody the rules name has room for another lead.")]
    NobodyHasRoom,
    /// It was answered before.
    #[error("The first response to this lead is recorded already.")]
    Responded,
    /// A field that cannot be.
    #[error("{pointer}: {detail}")]
    Field {
        /// Which.
        pointer: &'static str,
        /// How to mend it.
        detail: String,
    },
}

impl Refusal for LeadError {
    fn kind(&self) -> Kind {
        match self {
            Self::Field { .. } => Kind::Invalid,
            Self::Converted
            | Self::Disqualified
            | Self::Erased
            | Self::Merged(_)
            | Self::Already(_)
            | Self::Open
            | Self::NoRule
            | Self::NobodyHasRoom
            | Self::Responded => Kind::Conflict,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Converted => "lead-converted",
            Self::Disqualified => "lead-disqualified",
            Self::Erased => "person-erased",
            Self::Merged(_) => "lead-merged",
            Self::Already(_) => "lead-status",
            Self::Open => "lead-open",
            Self::NoRule => "no-rule",
            Self::NobodyHasRoom => "nobody-has-room",
            Self::Responded => "lead-responded",
            Self::Field { .. } => "invalid-field",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Field { pointer, detail } => vec![FieldError::new(*pointer, detail)],
            Self::Converted
            | Self::Disqualified
            | Self::Erased
            | Self::Merged(_)
            | Self::Already(_)
            | Self::Open
            | Self::NoRule
            | Self::NobodyHasRoom
            | Self::Responded => Vec::new(),
        }
    }
}

pub(super) type Result<T> = std::result::Result<T, LeadError>;

pub(super) fn refuse<T>(pointer: &'static str, detail: impl Into<String>) -> Result<T> {
    Err(LeadError::Field { pointer, detail: detail.into() })
}

/// How a status is written in a column and in sentences.
pub fn status_text(status: LeadStatus) -> &'static str {
    match status {
        LeadStatus::New => "new",
        LeadStatus::Working => "working",
        LeadStatus::Nurture => "nurture",
        LeadStatus::Converted => "converted",
        LeadStatus::Disqualified => "disqualified",
    }
}

/// The status a column says; none for a text that is not one.
pub fn status_from(text: &str) -> Option<LeadStatus> {
    use LeadStatus::{Converted, Disqualified, New, Nurture, Working};
    [New, Working, Nurture, Converted, Disqualified].into_iter().find(|status| status_text(*status) == text)
}

impl Lead {
    /// Takes a lead in. Who looks after it, and its custom values, are said afterwards; then [`Lead::created`] tells of it.
    pub fn capture(request: CreateLead, origin: LeadOrigin, moment: &Moment) -> Result<Self> {
        check_value(request.estimated_value)?;
        check_reach(request.phone.as_ref(), request.website.as_ref())?;
        check_further(&request.additional_emails, &request.additional_phones)?;
        let received_at = past("/received_at", request.received_at, moment.now)?;
        let consent = request.consent.map(|consent| agreed(consent, moment.now)).transpose()?;
        let next_step = request.next_step.map(next_step).transpose()?;
        let mut image = leads::Lead {
            lead_id: LeadId::new(),
            name: request.name,
            given_name: request.given_name,
            email: request.email,
            additional_emails: request.additional_emails,
            phone: request.phone,
            additional_phones: request.additional_phones,
            job_title: request.job_title,
            company: request.company,
            website: request.website,
            country: request.country,
            origin,
            consent,
            status: LeadStatus::New,
            status_reason: None,
            nurture_until: None,
            owner_id: None,
            assigned_by: None,
            note: request.note,
            estimated_value: request.estimated_value,
            external_ref: request.external_ref,
            next_step,
            received_at,
            last_touch_at: received_at,
            touches: 1,
            first_response_due_at: moment.due(received_at),
            first_responded_at: None,
            account_id: None,
            contact_id: None,
            deal_id: None,
            merged_into: None,
            known_client: None,
            tags: request.tags,
            custom: CustomValues::new(),
        };
        reaches::settle_lead(&mut image);
        Ok(Self { version: 1, image, erased_at: None, score: Score::default(), waits_for_room: false })
    }

    /// Says who looks after a lead that was just taken in or came forward again, and why.
    pub fn hand_to(&mut self, keeper: Keeper) {
        self.waits_for_room = keeper == Keeper::WhenThereIsRoom;
        let (owner, rule, client) = match keeper {
            Keeper::Named(owner) => (owner, None, None),
            Keeper::ByRule(owner, rule) => (Some(owner), Some(rule), None),
            Keeper::OfClient(owner, client) => (Some(owner), None, Some(client)),
            Keeper::WhenThereIsRoom => (None, None, None),
        };
        self.image.owner_id = owner;
        self.image.assigned_by = rule;
        self.image.known_client = client;
    }

    /// Gives it a tag; none when it has it already.
    pub fn tag(&mut self, tag: TagId) -> Result<Option<LeadUpdated>> {
        let mut tags = self.image.tags.clone();
        if !tags.contains(&tag) {
            tags.push(tag);
        }
        self.have_tags(tags)
    }

    /// Takes a tag from it; none when it has it not.
    pub fn untag(&mut self, tag: TagId) -> Result<Option<LeadUpdated>> {
        let tags = self.image.tags.iter().copied().filter(|one| *one != tag).collect();
        self.have_tags(tags)
    }

    /// Lets it have these tags, known ones only; none when it has them already. What became of it does not matter.
    pub fn have_tags(&mut self, mut tags: Vec<TagId>) -> Result<Option<LeadUpdated>> {
        self.must_be_there()?;
        tags.sort_unstable();
        if tags == self.image.tags {
            return Ok(None);
        }
        self.change(leads::Lead { tags, ..self.image.clone() });
        Ok(Some(LeadUpdated { lead: self.image.clone() }))
    }

    /// What is told of a lead that was just taken in.
    pub fn created(&self) -> LeadCreated {
        LeadCreated { lead: self.image.clone() }
    }

    /// Whether nobody has answered it in time. Beginning to work on it tells them nothing yet.
    pub fn response_overdue(&self, now: DateTime<Utc>) -> bool {
        matches!(self.image.status, LeadStatus::New | LeadStatus::Working)
            && self.image.first_responded_at.is_none()
            && self.image.first_response_due_at.is_some_and(|due| due < now)
    }

    /// Changes what is known of it; `custom` are the values of custom fields it has then. Its tags are known ones.
    pub fn update(&mut self, request: UpdateLead, custom: CustomValues, moment: &Moment) -> Result<LeadUpdated> {
        self.must_be_open()?;
        check_value(request.estimated_value.value().copied())?;
        check_reach(request.phone.value(), request.website.value())?;
        let (emails, phones) = (request.additional_emails.as_deref(), request.additional_phones.as_deref());
        check_further(emails.unwrap_or_default(), phones.unwrap_or_default())?;
        let mut image = self.image.clone();
        if let Change::Set(step) = request.next_step {
            image.next_step = step.map(next_step).transpose()?;
        }
        if let Change::Set(consent) = request.consent {
            image.consent = consent.map(|consent| agreed(consent, moment.now)).transpose()?;
        }
        if let Some(name) = request.name {
            image.name = name;
        }
        request.given_name.apply(&mut image.given_name);
        let emails = (request.email, request.additional_emails);
        reaches::change(&mut image.email, &mut image.additional_emails, emails, reaches::email_key);
        let phones = (request.phone, request.additional_phones);
        reaches::change(&mut image.phone, &mut image.additional_phones, phones, reaches::phone_key);
        request.job_title.apply(&mut image.job_title);
        request.company.apply(&mut image.company);
        request.website.apply(&mut image.website);
        request.country.apply(&mut image.country);
        request.note.apply(&mut image.note);
        request.estimated_value.apply(&mut image.estimated_value);
        request.external_ref.apply(&mut image.external_ref);
        image.tags = request.tags.unwrap_or(image.tags);
        image.custom = custom;
        self.change(image);
        Ok(LeadUpdated { lead: self.image.clone() })
    }

    /// The person came forward again: what was unknown of them is filled in, what they agree to now counts, and whoever
    /// waits for a day or was never answered has to be answered anew. Answers whether it stood elsewhere before.
    pub fn touch(
        &mut self,
        said: CreateLead,
        consent: Option<LeadConsent>,
        custom: &CustomValues,
        moment: &Moment,
    ) -> Result<LeadStatus> {
        self.must_be_open()?;
        let was = self.image.status;
        let mut image = self.image.clone();
        let CreateLead { given_name, phone, job_title, company, website, country, note, received_at: said_at, .. } =
            said;
        fill(&mut image.given_name, given_name);
        if let Some(phone) = phone {
            reaches::add(&mut image.phone, &mut image.additional_phones, phone, reaches::phone_key);
        }
        fill(&mut image.job_title, job_title);
        fill(&mut image.company, company);
        fill(&mut image.website, website);
        fill(&mut image.country, country);
        fill(&mut image.note, note);
        for (field, value) in custom {
            image.custom.entry(*field).or_insert_with(|| value.clone());
        }
        image.consent = consent.or(image.consent);
        image.touches += 1;
        let came_at = past("/received_at", said_at, moment.now)?;
        image.last_touch_at = image.last_touch_at.max(came_at);
        if was == LeadStatus::Nurture {
            image.status = LeadStatus::New;
            image.status_reason = None;
            image.nurture_until = None;
            image.first_responded_at = None;
            image.first_response_due_at = moment.due(came_at);
        }
        self.change(image);
        Ok(was)
    }

    /// Somebody takes it up. That tells them nothing, so it stops no clock.
    pub fn work(&mut self) -> Result<LeadStatusChanged> {
        self.must_be_open()?;
        if self.image.status == LeadStatus::Working {
            return Err(LeadError::Already("working"));
        }
        Ok(self.stand(LeadStatus::Working, None, None))
    }

    /// It is too early: they are looked at again on a day.
    pub fn nurture(&mut self, until: NaiveDate, reason: Option<Note>, moment: &Moment) -> Result<LeadStatusChanged> {
        self.must_be_open()?;
        check_day("/until", until)?;
        if until <= moment.today {
            return refuse("/until", format!("must be after today, {}", moment.today));
        }
        Ok(self.stand(LeadStatus::Nurture, reason, Some(until)))
    }

    /// They will not become a client.
    pub fn disqualify(&mut self, reason: Note) -> Result<LeadStatusChanged> {
        self.must_be_open()?;
        Ok(self.stand(LeadStatus::Disqualified, Some(reason), None))
    }

    /// They may become a client after all: somebody works on it again.
    pub fn reopen(&mut self, reason: Option<Note>) -> Result<LeadStatusChanged> {
        match (self.image.status, self.image.merged_into) {
            _ if self.erased_at.is_some() => Err(LeadError::Erased),
            (_, Some(survivor)) => Err(LeadError::Merged(survivor)),
            (LeadStatus::Disqualified, None) => Ok(self.stand(LeadStatus::Working, reason, None)),
            (LeadStatus::Converted, None) => Err(LeadError::Converted),
            (LeadStatus::New | LeadStatus::Working | LeadStatus::Nurture, None) => Err(LeadError::Open),
        }
    }

    /// They were answered at a moment, and the clock stops. Nobody is answered before they came.
    pub fn respond(&mut self, at: DateTime<Utc>) -> Result<LeadUpdated> {
        self.must_be_open()?;
        if self.image.first_responded_at.is_some() {
            return Err(LeadError::Responded);
        }
        let first_responded_at = Some(at.max(self.image.received_at));
        self.change(leads::Lead { first_responded_at, ..self.image.clone() });
        Ok(LeadUpdated { lead: self.image.clone() })
    }

    /// Somebody else looks after it, or nobody.
    pub fn assign(&mut self, keeper: Keeper) -> Result<LeadAssigned> {
        self.must_be_open()?;
        let was = self.image.owner_id;
        self.hand_to(keeper);
        self.version += 1;
        Ok(LeadAssigned { lead: self.image.clone(), was })
    }

    /// It became these.
    pub fn convert(
        &mut self,
        account: AccountId,
        contact: ContactId,
        deal: Option<DealId>,
        moment: &Moment,
    ) -> Result<LeadConverted> {
        self.must_be_open()?;
        self.image.first_responded_at.get_or_insert(moment.now);
        self.image.account_id = Some(account);
        self.image.contact_id = Some(contact);
        self.image.deal_id = deal;
        let changed = self.stand(LeadStatus::Converted, None, None);
        Ok(LeadConverted { lead: changed.lead })
    }

    /// Lets it end in another lead, or go on again.
    pub fn end(&mut self, merged_into: Option<LeadId>) {
        self.change(leads::Lead { merged_into, ..self.image.clone() });
    }

    /// Refuses what only an open lead can do.
    pub fn must_be_open(&self) -> Result<()> {
        self.must_be_there()?;
        match self.image.status {
            LeadStatus::Converted => Err(LeadError::Converted),
            LeadStatus::Disqualified => Err(LeadError::Disqualified),
            LeadStatus::New | LeadStatus::Working | LeadStatus::Nurture => Ok(()),
        }
    }

    /// Refuses what cannot be done with a lead that ended in another one or whose person was erased.
    fn must_be_there(&self) -> Result<()> {
        match self.image.merged_into {
            _ if self.erased_at.is_some() => Err(LeadError::Erased),
            Some(survivor) => Err(LeadError::Merged(survivor)),
            None => Ok(()),
        }
    }

    fn stand(&mut self, status: LeadStatus, reason: Option<Note>, until: Option<NaiveDate>) -> LeadStatusChanged {
        let was = self.image.status;
        self.change(leads::Lead { status, status_reason: reason, nurture_until: until, ..self.image.clone() });
        LeadStatusChanged { lead: self.image.clone(), was }
    }

    fn change(&mut self, image: leads::Lead) {
        self.image = image;
        self.version += 1;
    }
}

/// Takes over what was not known.
pub fn fill<T>(known: &mut Option<T>, said: Option<T>) {
    if known.is_none() {
        *known = said;
    }
}

#[cfg(test)]
#[path = "model_tests.rs"]
pub mod tests;
