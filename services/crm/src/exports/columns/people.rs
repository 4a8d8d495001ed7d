//! Who people are to the organisation: who was merged, taken out, erased or kept, who works here and what they were told.

use crate::consents::http::ListConsents;
use crate::erasures::http::ListErasures;
use crate::members::http::ListMembers;
use crate::merges::http::ListMerges;
use crate::notifications::http::ListNotifications;
use crate::person_exports::http::ListExports;
use crate::retention::http::ListHolds;
use exports::Exported;
use exports::table::{Column, actor, day, moment, named, number, text};

impl Exported for ListMerges {
    const COLUMNS: &'static [Column] = &[
        moment("Merged at", "/merged_at"),
        text("Kind", "/kind"),
        named("Goes on", "/survivor_id"),
        named("Ended", "/merged_id"),
        text("Filled in", "/filled"),
        actor("Merged by", "/merged_by"),
        moment("Undone at", "/undone_at"),
        actor("Undone by", "/undone_by"),
        text("ID", "/merge_id"),
    ];
}

impl Exported for ListConsents {
    const COLUMNS: &'static [Column] = &[
        text("Person", "/person_name"),
        text("Purpose", "/purpose"),
        text("Basis", "/basis"),
        text("Came by", "/source"),
        text("How they said so", "/how"),
        text("Words they agreed to", "/text"),
        named("Form", "/form_id"),
        moment("Given at", "/given_at"),
        moment("Written down at", "/recorded_at"),
        actor("Written down by", "/recorded_by"),
        moment("Taken back at", "/withdrawn_at"),
        text("How they took it back", "/withdrawn_how"),
        actor("Taken back by", "/withdrawn_by"),
        text("Contact ID", "/person/contact_id"),
        text("Lead ID", "/person/lead_id"),
        text("ID", "/consent_id"),
    ];
}

impl Exported for ListErasures {
    const COLUMNS: &'static [Column] = &[
        moment("Erased at", "/erased_at"),
        text("Reason", "/reason"),
        text("Note", "/note"),
        actor("Erased by", "/erased_by"),
        moment("Finished at", "/finished_at"),
        text("Contact IDs", "/contact_ids"),
        text("Lead IDs", "/lead_ids"),
        number("Activities emptied", "/counts/activities"),
        number("Follow-ups emptied", "/counts/follow_ups"),
        number("Mails emptied", "/counts/mails"),
        number("Files removed", "/counts/files"),
        text("ID", "/erasure_id"),
    ];
}

impl Exported for ListExports {
    const COLUMNS: &'static [Column] = &[
        moment("Allowed at", "/created_at"),
        actor("Allowed by", "/created_by"),
        text("Note", "/note"),
        moment("Can be fetched until", "/expires_at"),
        number("Fetched", "/fetched"),
        moment("Fetched last at", "/fetched_at"),
        actor("Fetched last by", "/fetched_by"),
        text("Contact IDs", "/contact_ids"),
        text("Lead IDs", "/lead_ids"),
        text("ID", "/person_export_id"),
    ];
}

impl Exported for ListHolds {
    const COLUMNS: &'static [Column] = &[
        text("Name", "/name"),
        text("Reason", "/reason"),
        day("Until", "/until"),
        moment("Kept since", "/placed_at"),
        actor("By", "/placed_by"),
    ];
}

impl Exported for ListMembers {
    const COLUMNS: &'static [Column] = &[text("Name", "/name"), text("Email", "/email"), text("ID", "/member_id")];
}

impl Exported for ListNotifications {
    const COLUMNS: &'static [Column] = &[
        moment("At", "/created_at"),
        text("Kind", "/kind"),
        text("About", "/subject_name"),
        text("Text", "/text"),
        actor("By", "/told_by"),
        moment("Read at", "/read_at"),
        text("ID", "/notification_id"),
    ];
}
