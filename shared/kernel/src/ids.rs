//! Identifiers: one type per kind of thing, so that a deal cannot be passed where an invoice is meant.
//!
//! Inside is a UUID of version 7 (ordered by the moment of creation, which keeps index pages warm), or of version 5
//! when the identifier has to come out the same on every retry of its cause. Outside it is the hyphenated string.

use uuid::Uuid;

/// A string that is not a hyphenated UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a hyphenated UUID such as 01890a5d-ac96-774b-bcce-b302099a8057")]
pub struct IdError;

#[expect(clippy::disallowed_methods, reason = "the one place where identifiers are made")]
fn fresh() -> Uuid {
    Uuid::now_v7()
}

fn parse(text: &str) -> Result<Uuid, IdError> {
    const HYPHENATED: usize = 36;
    if text.len() != HYPHENATED {
        return Err(IdError);
    }
    Uuid::try_parse(text).map_err(|_malformed| IdError)
}

/// Declares identifier types. Each row is the documentation and the name; rows are kept in alphabetical order.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
        pub struct $name(Uuid);

        #[expect(clippy::new_without_default, reason = "a default that differs on every call would surprise")]
        impl $name {
            /// A new identifier: UUID version 7 of the current moment.
            pub fn new() -> Self {
                Self(fresh())
            }

            /// The identifier with this UUID inside.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID inside.
            pub const fn as_uuid(self) -> Uuid {
                self.0
            }

            /// The identifier derived from its cause: UUID version 5 of `name` within `namespace`. The same cause
            /// gives the same identifier on every retry.
            pub fn derived(namespace: Uuid, name: &str) -> Self {
                Self(Uuid::new_v5(&namespace, name.as_bytes()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self.0.as_hyphenated(), formatter)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, concat!(stringify!($name), "({})"), self.0.as_hyphenated())
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                parse(text).map(Self)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        wire_string!($name,
            expecting: "a hyphenated UUID in a JSON string",
            schema: { "type": "string", "format": "uuid", "title": stringify!($name) });
    )+};
}

ids! {
    /// A company or person the organisation sells to, in CRM.
    AccountId;
    /// Something that was done with or for a client: a note, a call, a meeting.
    ActivityId;
    /// A key with which a program calls the API.
    ApiKeyId;
    /// A file kept beside something in CRM.
    AttachmentId;
    /// A rule that does something when something happens.
    AutomationId;
    /// What a rule did about one event.
    AutomationRunId;
    /// A piece of approved work or expense that waits to be invoiced.
    BillableItemId;
    /// A budget of a cost centre or project.
    BudgetId;
    /// A category of expense.
    CategoryId;
    /// An expense claim.
    ClaimId;
    /// A line of an expense claim.
    ClaimLineId;
    /// What a person agreed to.
    ConsentId;
    /// A person at an account.
    ContactId;
    /// A cost centre.
    CostCenterId;
    /// The billing side of an account: whom invoices are addressed to.
    CustomerId;
    /// An event a consumer could not process and put aside.
    DeadLetterId;
    /// A deal.
    DealId;
    /// A line of a deal, which says what is sold and how it is billed.
    DealLineId;
    /// A question that waits for a person.
    DecisionId;
    /// A person's way through a sequence of mails and tasks.
    EnrolmentId;
    /// A person who was made unknown.
    ErasureId;
    /// An event in a journal and on the bus.
    EventId;
    /// What a currency is worth from a day on.
    ExchangeRateId;
    /// Something a member is going to do by a day.
    FollowUpId;
    /// A custom field, which an organisation adds to its accounts, contacts or deals.
    FieldId;
    /// What somebody is to win in a month or quarter.
    GoalId;
    /// A file whose rows become records in CRM.
    ImportId;
    /// One amount of a billing schedule, due on a date or with a milestone.
    InstallmentId;
    /// An invitation of somebody with a log-in to an organisation.
    InvitationId;
    /// An invoice or credit note.
    InvoiceId;
    /// A line of an invoice.
    InvoiceLineId;
    /// That something was forgotten, once.
    LapseId;
    /// A reason deals are lost for.
    LossReasonId;
    /// A form with which people leave their name.
    LeadFormId;
    /// Somebody who may become a client.
    LeadId;
    /// A mail that was sent, received or is about to be sent.
    MailId;
    /// A prepared text for mails.
    MailTemplateId;
    /// An address mails are sent from and come in at.
    MailboxId;
    /// A user's membership in an organisation.
    MemberId;
    /// Two records that were made one.
    MergeId;
    /// A milestone of a deal line, carried into the project and the billing schedule.
    MilestoneId;
    /// Something a member is told.
    NotificationId;
    /// An organisation: the tenant every row belongs to.
    OrgId;
    /// A payment received.
    PaymentId;
    /// What is known of a person, taken out as one file.
    PersonExportId;
    /// A person who works on projects, with capacity and cost rates.
    PersonId;
    /// A sales pipeline.
    PipelineId;
    /// A posting in the reporting ledger.
    PostingId;
    /// A price list.
    PriceListId;
    /// A product that is sold.
    ProductId;
    /// A project.
    ProjectId;
    /// A version of a quote.
    QuoteId;
    /// A receipt of a claim line.
    ReceiptId;
    /// A rule an organisation has set, such as one that scores leads.
    RuleId;
    /// A billing schedule.
    ScheduleId;
    /// A signed-in session.
    SessionId;
    /// A sequence of mails and tasks.
    SequenceId;
    /// A step of a sequence.
    SequenceStepId;
    /// A stage of a pipeline.
    StageId;
    /// An address that gets no mails of sequences.
    SuppressionId;
    /// A message that came by a form and looks like spam.
    SuspectedMessageId;
    /// A tag, which records are sorted by.
    TagId;
    /// A task of a project.
    TaskId;
    /// Members who sell together.
    TeamId;
    /// An entry of worked time.
    TimeEntryId;
    /// Someone who signs in.
    UserId;
    /// A saved view of a list.
    ViewId;
    /// A call of a webhook, with all its attempts.
    WebhookDeliveryId;
    /// An address of another program that is told of things.
    WebhookId;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn json_round_trip(bits: u128) {
            let id = DealId::from_uuid(Uuid::from_u128(bits));
            let json = serde_json::to_string(&id).unwrap();
            prop_assert_eq!(&json, &format!("\"{}\"", id.as_uuid().as_hyphenated()));
            prop_assert_eq!(serde_json::from_str::<DealId>(&json).unwrap(), id);
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }

        #[test]
        fn only_the_hyphenated_form_is_read(text in "[0-9a-fA-F{}:-]{0,45}") {
            if text.parse::<DealId>().is_ok() {
                prop_assert_eq!(text.len(), 36);
            }
        }
    }

    #[test]
    fn new_ids_are_version_7_and_differ() {
        let (one, other) = (InvoiceId::new(), InvoiceId::new());
        assert_ne!(one, other);
        assert_eq!(one.as_uuid().get_version_num(), 7);
    }

    #[test]
    fn derived_ids_repeat() {
        let namespace = Uuid::from_u128(7);
        let id = ProjectId::derived(namespace, "deal-won");
        assert_eq!(id, ProjectId::derived(namespace, "deal-won"));
        assert_ne!(id, ProjectId::derived(namespace, "deal-lost"));
        assert_eq!(id.as_uuid().get_version_num(), 5);
    }

    #[test]
    fn refusals_say_what_is_expected() {
        let error = serde_json::from_str::<DealId>("\"deal 7\"").unwrap_err().to_string();
        assert!(error.contains("must be a hyphenated UUID such as 0189"), "{error}");
        let error = serde_json::from_str::<DealId>("7").unwrap_err().to_string();
        assert!(error.contains("a hyphenated UUID in a JSON string"), "{error}");
        let braced = format!("{{{}}}", Uuid::from_u128(7).as_simple());
        assert_eq!(braced.parse::<DealId>(), Err(IdError));
    }

    #[test]
    fn debug_names_the_kind() {
        let id = OrgId::from_uuid(Uuid::from_u128(1));
        assert_eq!(format!("{id:?}"), "OrgId(00000000-0000-0000-0000-000000000001)");
    }

    #[test]
    fn schema_is_an_inline_uuid() {
        let schema = schemars::schema_for!(DealId);
        assert_eq!(schema.get("format"), Some(&"uuid".into()));
        assert_eq!(schema.get("title"), Some(&"DealId".into()));
    }
}
