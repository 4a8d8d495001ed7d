//! A person's way through a sequence.

use chrono::{DateTime, Utc};
use contracts::crm::activities::Subject;
use contracts::crm::sequences::{
    self as crm, EnrolmentAdvanced, EnrolmentExited, EnrolmentFinished, EnrolmentMoved, EnrolmentStarted,
    EnrolmentStatus, ExitReason,
};
use kernel::{DealId, EnrolmentId, MailId, MemberId, Note, SequenceId, TimeZoneName};
use platform::{FieldError, Kind, Refusal};

/// An enrolment with what only this service keeps of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// Grows by one with each change.
    pub version: i64,
    /// The enrolment as others see it.
    pub image: crm::Enrolment,
    /// The mail of the step it stands at, while that waits to be sent. That mail decides when it goes on.
    pub waiting_mail_id: Option<MailId>,
    /// The last mail that was sent, which the next one may continue.
    pub last_mail_id: Option<MailId>,
    /// Who enrolled them: `member:<id>`, `api_key:<id>` or `system:<part>`.
    pub enrolled_by: String,
}

/// Why somebody was not enrolled, or cannot be moved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnrolmentError {
    /// They are in it, or somebody with their address is: one mailbox gets its mails once.
    #[error("They, or somebody else with their address, go through this sequence already.")]
    Active,
    /// They would leave it before the first step.
    #[error("They would leave the sequence before its first step: {0}.")]
    WouldExit(&'static str),
    /// It is over.
    #[error("This enrolment is over.")]
    Over,
    /// A mail is being sent.
    #[error("A mail of it waits to be sent; take it back first, or wait.")]
    Waiting,
    /// It is in that version.
    #[error("They go through this version already.")]
    SameVersion,
    /// Nobody said where people reach the installation, so nobody could unsubscribe.
    #[error(
        "Sequences with mails need an address at which people can unsubscribe: start the service with --links-url."
    )]
    NoLinks,
}

impl Refusal for EnrolmentError {
    fn kind(&self) -> Kind {
        Kind::Conflict
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Active => "already-enrolled",
            Self::WouldExit(_) => "cannot-be-enrolled",
            Self::Over => "enrolment-over",
            Self::Waiting => "enrolment-waits-for-a-mail",
            Self::SameVersion => "same-version",
            Self::NoLinks => "no-links-url",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        Vec::new()
    }
}

/// Who is enrolled, and how.
#[derive(Debug, Clone)]
pub struct Enrol {
    /// Into which sequence.
    pub sequence_id: SequenceId,
    /// Which version of it.
    pub sequence_version: i32,
    /// Who.
    pub person: Subject,
    /// The deal it is about.
    pub deal_id: Option<DealId>,
    /// Who gets the tasks and is told of answers.
    pub owner_id: Option<MemberId>,
    /// Zone of the person, when somebody said it.
    pub time_zone: Option<TimeZoneName>,
    /// Not before this.
    pub start_at: Option<DateTime<Utc>>,
    /// By whom.
    pub by: String,
}

/// A reason in words.
pub const fn in_words(reason: ExitReason) -> &'static str {
    match reason {
        ExitReason::Replied => "they answered",
        ExitReason::Meeting => "there was a meeting",
        ExitReason::Bounced => "mails to them do not arrive",
        ExitReason::Unsubscribed => "they want no such mails",
        ExitReason::DealWon => "their deal is won",
        ExitReason::DealLost => "their deal is lost",
        ExitReason::LeadConverted => "the lead was converted",
        ExitReason::LeadDisqualified => "the lead was given up",
        ExitReason::Gone => "they were merged, or have no address",
        ExitReason::NoConsent => "they have not agreed to be written to",
        ExitReason::Condition => "a condition says so",
        ExitReason::Removed => "a colleague took them out",
        ExitReason::SequenceArchived => "the sequence is archived",
        ExitReason::Failed => "a mail could not be sent",
    }
}

impl Enrolment {
    /// Somebody goes through a sequence from now on.
    pub fn start(enrol: Enrol, now: DateTime<Utc>) -> (Self, EnrolmentStarted) {
        let image = crm::Enrolment {
            enrolment_id: EnrolmentId::new(),
            sequence_id: enrol.sequence_id,
            sequence_version: enrol.sequence_version,
            person: enrol.person,
            deal_id: enrol.deal_id,
            owner_id: enrol.owner_id,
            time_zone: enrol.time_zone,
            status: EnrolmentStatus::Active,
            steps_done: 0,
            due_at: Some(enrol.start_at.unwrap_or(now).max(now)),
            enrolled_at: now,
            ended_at: None,
            exit_reason: None,
            exit_detail: None,
        };
        let started = EnrolmentStarted { enrolment: image.clone() };
        (Self { version: 1, image, waiting_mail_id: None, last_mail_id: None, enrolled_by: enrol.by }, started)
    }

    /// Whether they still go through it.
    pub fn is_active(&self) -> bool {
        self.image.status == EnrolmentStatus::Active
    }

    /// Steps behind them, as a place in the list of steps.
    pub fn place(&self) -> usize {
        usize::try_from(self.image.steps_done).unwrap_or_default()
    }

    /// The next step is this one, and taken at the earliest then.
    pub fn go_to(&mut self, place: usize, due_at: DateTime<Utc>) {
        self.image.steps_done = i32::try_from(place).unwrap_or(i32::MAX);
        self.image.due_at = Some(due_at);
    }

    /// A mail of the step it stands at waits to be sent.
    pub fn wait_for(&mut self, mail: MailId) {
        self.waiting_mail_id = Some(mail);
    }

    /// The mail was sent: the next step may come.
    pub fn mail_sent(&mut self, mail: MailId, now: DateTime<Utc>) {
        self.waiting_mail_id = None;
        self.last_mail_id = Some(mail);
        self.go_to(self.place() + 1, now);
    }

    /// What it became by steps that were taken, or put off.
    pub fn advanced(&mut self) -> EnrolmentAdvanced {
        self.version += 1;
        EnrolmentAdvanced { enrolment: self.image.clone() }
    }

    /// They have been through all of it.
    pub fn finish(&mut self, now: DateTime<Utc>) -> EnrolmentFinished {
        self.end(EnrolmentStatus::Finished, now);
        EnrolmentFinished { enrolment: self.image.clone() }
    }

    /// They leave it.
    pub fn exit(&mut self, reason: ExitReason, detail: Option<Note>, now: DateTime<Utc>) -> EnrolmentExited {
        self.image.exit_reason = Some(reason);
        self.image.exit_detail = detail;
        self.end(EnrolmentStatus::Exited, now);
        EnrolmentExited { enrolment: self.image.clone() }
    }

    /// They go through another version from now on, at this place.
    pub fn move_to(
        &mut self,
        version: i32,
        place: usize,
        now: DateTime<Utc>,
    ) -> Result<EnrolmentMoved, EnrolmentError> {
        if !self.is_active() {
            return Err(EnrolmentError::Over);
        }
        if self.waiting_mail_id.is_some() {
            return Err(EnrolmentError::Waiting);
        }
        if version == self.image.sequence_version {
            return Err(EnrolmentError::SameVersion);
        }
        let due_at = self.image.due_at.unwrap_or(now);
        self.image.sequence_version = version;
        self.go_to(place, due_at);
        self.version += 1;
        Ok(EnrolmentMoved { enrolment: self.image.clone() })
    }

    fn end(&mut self, status: EnrolmentStatus, now: DateTime<Utc>) {
        self.image.status = status;
        self.image.due_at = None;
        self.image.ended_at = Some(now);
        self.waiting_mail_id = None;
        self.version += 1;
    }
}

#[cfg(test)]
mod tests {
    use kernel::LeadId;

    use super::*;

    fn enrolment() -> Enrolment {
        let enrol = Enrol {
            sequence_id: SequenceId::new(),
            sequence_version: 1,
            person: Subject::Lead(LeadId::new()),
            deal_id: None,
            owner_id: None,
            time_zone: None,
            start_at: None,
            by: "system:crm".to_owned(),
        };
        Enrolment::start(enrol, now()).0
    }

    fn now() -> DateTime<Utc> {
        "2026-03-02T10:00:00Z".parse().unwrap()
    }

    #[test]
    fn it_goes_on_when_its_mail_was_sent() {
        let (mut one, mail) = (enrolment(), MailId::new());
        one.wait_for(mail);
        assert_eq!(one.move_to(2, 0, now()), Err(EnrolmentError::Waiting));
        one.mail_sent(mail, now());
        assert_eq!((one.place(), one.waiting_mail_id, one.last_mail_id), (1, None, Some(mail)));
        assert_eq!(one.move_to(1, 0, now()), Err(EnrolmentError::SameVersion));
        assert_eq!(one.move_to(2, 0, now()).unwrap().enrolment.sequence_version, 2);
    }

    #[test]
    fn what_is_over_has_a_reason_and_nothing_due() {
        let mut one = enrolment();
        let exited = one.exit(ExitReason::Replied, None, now()).enrolment;
        assert_eq!((exited.status, exited.due_at, exited.ended_at), (EnrolmentStatus::Exited, None, Some(now())));
        assert_eq!(one.move_to(2, 0, now()), Err(EnrolmentError::Over));
        let finished = enrolment().finish(now()).enrolment;
        assert_eq!((finished.status, finished.exit_reason), (EnrolmentStatus::Finished, None));
    }
}
