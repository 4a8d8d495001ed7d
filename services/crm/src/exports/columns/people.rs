//! Who people are to the organisation: who was merged, taken out, erased or kept, who works here and what they were told.

use crate::consents::http::ListConsents;
use crate::erasures::http::ListErasures;
use crate::exports::hungarian::{BASES, CONSENT_SOURCES, ERASURES, MERGED, NOTIFICATIONS};
use crate::members::http::ListMembers;
use crate::merges::http::ListMerges;
use crate::notifications::http::ListNotifications;
use crate::person_exports::http::ListExports;
use crate::retention::http::ListHolds;
use exports::Exported;
use exports::table::{Column, actor, day, moment, named, number, text, word};

impl Exported for ListMerges {
    const COLUMNS: &'static [Column] = &[
        moment("Merged at", "Összevonva", "/merged_at"),
        word("Kind", "Fajta", "/kind", MERGED),
        named("Goes on", "Megmaradt", "/survivor_id"),
        named("Ended", "Megszűnt", "/merged_id"),
        text("Filled in", "Kiegészült", "/filled"),
        actor("Merged by", "Ki vonta össze", "/merged_by"),
        moment("Undone at", "Visszavonva", "/undone_at"),
        actor("Undone by", "Ki vonta vissza", "/undone_by"),
        text("ID", "Azonosító", "/merge_id"),
    ];
}

impl Exported for ListConsents {
    const COLUMNS: &'static [Column] = &[
        text("Person", "Személy", "/person_name"),
        text("Purpose", "Cél", "/purpose"),
        word("Basis", "Jogalap", "/basis", BASES),
        word("Came by", "Érkezés módja", "/source", CONSENT_SOURCES),
        text("How they said so", "Hogyan jelezte", "/how"),
        text("Words they agreed to", "Mihez járult hozzá", "/text"),
        named("Form", "Űrlap", "/form_id"),
        moment("Given at", "Megadva", "/given_at"),
        moment("Written down at", "Rögzítve", "/recorded_at"),
        actor("Written down by", "Rögzítette", "/recorded_by"),
        moment("Taken back at", "Visszavonva", "/withdrawn_at"),
        text("How they took it back", "Hogyan vonta vissza", "/withdrawn_how"),
        actor("Taken back by", "Ki vonta vissza", "/withdrawn_by"),
        text("Contact ID", "Kapcsolattartó azonosítója", "/person/contact_id"),
        text("Lead ID", "Érdeklődő azonosítója", "/person/lead_id"),
        text("ID", "Azonosító", "/consent_id"),
    ];
}

impl Exported for ListErasures {
    const COLUMNS: &'static [Column] = &[
        moment("Erased at", "Törölve", "/erased_at"),
        word("Reason", "Ok", "/reason", ERASURES),
        text("Note", "Megjegyzés", "/note"),
        actor("Erased by", "Ki törölte", "/erased_by"),
        moment("Finished at", "Befejezve", "/finished_at"),
        text("Contact IDs", "Kapcsolattartók azonosítói", "/contact_ids"),
        text("Lead IDs", "Érdeklődők azonosítói", "/lead_ids"),
        number("Activities emptied", "Kiürített tevékenységek", "/counts/activities"),
        number("Follow-ups emptied", "Kiürített teendők", "/counts/follow_ups"),
        number("Mails emptied", "Kiürített levelek", "/counts/mails"),
        number("Files removed", "Eltávolított fájlok", "/counts/files"),
        text("ID", "Azonosító", "/erasure_id"),
    ];
}

impl Exported for ListExports {
    const COLUMNS: &'static [Column] = &[
        moment("Allowed at", "Engedélyezve", "/created_at"),
        actor("Allowed by", "Ki engedélyezte", "/created_by"),
        text("Note", "Megjegyzés", "/note"),
        moment("Can be fetched until", "Letölthető eddig", "/expires_at"),
        number("Fetched", "Letöltések", "/fetched"),
        moment("Fetched last at", "Utolsó letöltés", "/fetched_at"),
        actor("Fetched last by", "Ki töltötte le utoljára", "/fetched_by"),
        text("Contact IDs", "Kapcsolattartók azonosítói", "/contact_ids"),
        text("Lead IDs", "Érdeklődők azonosítói", "/lead_ids"),
        text("ID", "Azonosító", "/person_export_id"),
    ];
}

impl Exported for ListHolds {
    const COLUMNS: &'static [Column] = &[
        text("Name", "Név", "/name"),
        text("Reason", "Ok", "/reason"),
        day("Until", "Eddig", "/until"),
        moment("Kept since", "Megőrizve ettől", "/placed_at"),
        actor("By", "Ki", "/placed_by"),
    ];
}

impl Exported for ListMembers {
    const COLUMNS: &'static [Column] =
        &[text("Name", "Név", "/name"), text("Email", "E-mail-cím", "/email"), text("ID", "Azonosító", "/member_id")];
}

impl Exported for ListNotifications {
    const COLUMNS: &'static [Column] = &[
        moment("At", "Időpont", "/created_at"),
        word("Kind", "Fajta", "/kind", NOTIFICATIONS),
        text("About", "Mihez tartozik", "/subject_name"),
        text("Text", "Szöveg", "/text"),
        actor("By", "Ki", "/told_by"),
        moment("Read at", "Olvasva", "/read_at"),
        text("ID", "Azonosító", "/notification_id"),
    ];
}
