//! The words of closed lists in Hungarian, as the console says them. A list that gains a word fails a test of `exports::routes!` until
//! the word stands here.

use exports::table::Words;

/// What a rule does.
pub(super) const ACTIONS: Words = &[
    ("create_task", "Teendő létrehozása"),
    ("move_stage", "Ügylet áthelyezése"),
    ("assign_owner", "Felelős kijelölése"),
    ("enrol", "Sorozat indítása"),
    ("notify", "Értesítés"),
    ("call_webhook", "Webhook hívása"),
];

/// What became of an action of a rule.
pub(super) const ACTION_OUTCOMES: Words =
    &[("done", "kész"), ("unchanged", "már így volt"), ("refused", "elutasítva"), ("failed", "nem sikerült")];

/// Kinds of activities.
pub(crate) const ACTIVITIES: Words =
    &[("note", "Jegyzet"), ("call", "Hívás"), ("meeting", "Megbeszélés"), ("email", "Levél"), ("hand_over", "Átadás")];

/// Whether a rule is used.
pub(super) const AUTOMATION: Words = &[("active", "Bekapcsolva"), ("paused", "Szünetel"), ("archived", "Archivált")];

/// Why data may be used.
pub(super) const BASES: Words = &[
    ("consent", "Hozzájárulás"),
    ("contract", "Szerződés"),
    ("legitimate_interest", "Jogos érdek"),
    ("legal_obligation", "Jogi kötelezettség"),
];

/// How something sold is billed.
pub(super) const BILLING: Words = &[
    ("fixed", "Fix díjas"),
    ("time_and_materials", "Ráfordítás alapú"),
    ("retainer", "Havi átalánydíj"),
    ("one_off", "Egyszeri"),
];

/// How sure a deal is.
pub(super) const CATEGORIES: Words = &[
    ("pipeline", "Folyamatban"),
    ("best_case", "Legjobb eset"),
    ("commit", "Biztosra vett"),
    ("omitted", "Kihagyott"),
];

/// How a lead came in.
pub(super) const CHANNELS: Words =
    &[("form", "Űrlap"), ("api", "Program"), ("manual", "Kézzel rögzítve"), ("import", "Importált fájl")];

/// Colours of tags.
pub(super) const COLORS: Words = &[
    ("gray", "Szürke"),
    ("blue", "Kék"),
    ("green", "Zöld"),
    ("yellow", "Sárga"),
    ("red", "Piros"),
    ("purple", "Lila"),
];

/// How a consent came.
pub(super) const CONSENT_SOURCES: Words = &[("form", "űrlapon"), ("manual", "kézzel felvéve"), ("api", "programmal")];

/// Where a deal stands.
pub(crate) const DEAL: Words = &[("open", "Nyitott"), ("won", "Megnyert"), ("lost", "Elvesztett")];

/// What people of the client are in a deal.
pub(super) const DEAL_ROLES: Words = &[
    ("decision_maker", "Döntéshozó"),
    ("champion", "Támogató"),
    ("influencer", "Befolyásoló"),
    ("user", "Felhasználó"),
    ("billing", "Számlázás"),
    ("legal", "Jog"),
    ("other", "Egyéb"),
];

/// Where the call of a webhook stands.
pub(super) const DELIVERY: Words = &[("waiting", "Vár"), ("delivered", "Kézbesítve"), ("failed", "Feladva")];

/// Whether something came in or went out.
pub(super) const DIRECTIONS: Words = &[("incoming", "bejövő"), ("outgoing", "kimenő")];

/// Where somebody stands in a sequence.
pub(super) const ENROLMENT: Words = &[("active", "folyamatban"), ("finished", "végigment"), ("exited", "kilépett")];

/// Why somebody was erased.
pub(super) const ERASURES: Words = &[("request", "Ő kérte"), ("retention", "Megőrzési szabály"), ("other", "Más ok")];

/// Why somebody left a sequence.
pub(super) const EXITS: Words = &[
    ("replied", "válaszolt"),
    ("meeting", "találkozó volt"),
    ("bounced", "a levelek nem érkeznek meg"),
    ("unsubscribed", "nem kér ilyen levelet"),
    ("deal_won", "az ügylet megnyerve"),
    ("deal_lost", "az ügylet elveszett"),
    ("lead_converted", "ügyfél lett"),
    ("lead_disqualified", "az érdeklődő kizárva"),
    ("gone", "összevonva, vagy nincs címe"),
    ("no_consent", "nem járult hozzá a levelekhez"),
    ("condition", "egy feltétel szerint"),
    ("removed", "egy munkatárs kivette"),
    ("sequence_archived", "a sorozat archivált"),
    ("failed", "valamit nem lehetett megírni vagy elküldeni"),
];

/// What an own field holds.
pub(super) const FIELD_KINDS: Words = &[
    ("text", "Szöveg"),
    ("number", "Szám"),
    ("date", "Nap"),
    ("yes_no", "Igen vagy nem"),
    ("choice", "Egy a többből"),
    ("choices", "Több a felsoroltakból"),
    ("url", "Webcím"),
];

/// Where a task stands.
pub(super) const FOLLOW_UP: Words = &[("open", "Elvégzendő"), ("done", "Kész"), ("cancelled", "Elejtve")];

/// Kinds of what is forgotten.
pub(super) const FORGOTTEN: Words = &[("deal", "Ügylet"), ("lead", "Érdeklődő"), ("follow_up", "Teendő")];

/// The unit in which a task comes again.
pub(super) const FREQUENCIES: Words =
    &[("daily", "naponta"), ("weekly", "hetente"), ("monthly", "havonta"), ("yearly", "évente")];

/// Where an import stands.
pub(super) const IMPORT: Words = &[
    ("draft", "Előkészítés alatt"),
    ("checking", "Próba folyik"),
    ("checked", "Kipróbálva"),
    ("running", "Fut"),
    ("stopped", "Leállítva"),
    ("done", "Kész"),
    ("undoing", "Visszavonás folyik"),
    ("undone", "Visszavonva"),
];

/// Where an imported file comes from.
pub(super) const IMPORT_FORMATS: Words = &[
    ("table", "Táblázat"),
    ("hubspot", "HubSpot"),
    ("pipedrive", "Pipedrive"),
    ("salesforce", "Salesforce"),
    ("odoo", "Odoo"),
];

/// What the rows of an imported file are.
pub(super) const IMPORT_KINDS: Words = &[
    ("leads", "Érdeklődők"),
    ("contacts", "Kapcsolattartók"),
    ("accounts", "Ügyfelek"),
    ("deals", "Ügyletek"),
    ("activities", "Tevékenységek"),
];

/// Why something is forgotten.
pub(super) const LAPSES: Words = &[
    ("no_next_step", "Nincs következő lépés"),
    ("next_step_overdue", "Lejárt a következő lépés"),
    ("stale_in_stage", "Elakadt a szakaszában"),
    ("no_activity", "Nincs tevékenység"),
    ("close_date_passed", "Elmúlt a várható lezárás"),
    ("no_owner", "Nincs aktív felelőse"),
    ("response_overdue", "Nem kapott időben választ"),
    ("nurture_over", "Elmúlt a napja"),
    ("follow_up_overdue", "Lejárt"),
];

/// Where a lead stands.
pub(crate) const LEAD: Words = &[
    ("new", "Új"),
    ("working", "Folyamatban"),
    ("nurture", "Gondozás"),
    ("converted", "Átalakítva"),
    ("disqualified", "Kizárva"),
];

/// The lists saved views are of.
pub(super) const LISTS: Words = &[
    ("accounts", "Ügyfelek"),
    ("contacts", "Kapcsolattartók"),
    ("leads", "Érdeklődők"),
    ("deals", "Ügyletek"),
    ("board", "Ügyletek táblán"),
    ("follow_ups", "Teendők"),
    ("quotes", "Ajánlatok"),
    ("forgotten", "Elfelejtve"),
    ("mails", "Levelek"),
    ("products", "Termékek"),
    ("consents", "Hozzájárulások"),
    ("merges", "Összevonások"),
    ("suppressions", "Nem kap levelet"),
    ("suspected", "Gyanús üzenetek"),
    ("invoices", "Számlák"),
    ("payments", "Befizetések"),
    ("customers", "Vevők"),
    ("schedules", "Számlázási ütemtervek"),
    ("projects", "Projektek"),
    ("people", "Munkatársak"),
    ("claims", "Költségelszámolások"),
];

/// Where a mail stands.
pub(super) const MAIL: Words = &[
    ("queued", "küldésre vár"),
    ("preparing", "előkészítés alatt"),
    ("handing_over", "küldés alatt"),
    ("sent", "elküldve"),
    ("in_doubt", "lehet, hogy elment"),
    ("failed", "nem ment el"),
    ("cancelled", "visszavonva"),
    ("received", "beérkezett"),
];

/// Kinds of mails.
pub(super) const MAIL_KINDS: Words =
    &[("message", "levél"), ("auto_reply", "automatikus válasz"), ("bounce", "levelezőkiszolgáló jelentése")];

/// What people are told.
pub(super) const NOTIFICATIONS: Words = &[
    ("mention", "Említés"),
    ("hand_over", "Átadás"),
    ("assigned", "Kiosztás"),
    ("quote_accepted", "Egy ügyfél elfogadott egy ajánlatot"),
    ("quote_declined", "Egy ügyfél elutasított egy ajánlatot"),
    ("reminder", "Emlékeztető"),
    ("lead_came_back", "Újra jelentkezett egy érdeklődő"),
    ("lead_without_owner", "Új érdeklődő felelős nélkül"),
    ("mail_received", "Levél érkezett"),
    ("mail_failed", "Egy levél nem ment el, vagy bizonytalan, hogy elment-e"),
];

/// How urgent a task is.
pub(super) const PRIORITIES: Words = &[("low", "Ráér"), ("normal", "Szokásos"), ("high", "Sürgős")];

/// Where a quote stands.
pub(super) const QUOTE: Words = &[
    ("draft", "Piszkozat"),
    ("sent", "Elküldve"),
    ("expired", "Lejárt"),
    ("accepted", "Elfogadva"),
    ("declined", "Elutasítva"),
    ("superseded", "Felváltva"),
    ("withdrawn", "Visszavonva"),
];

/// Kinds of records.
pub(super) const RECORDS: Words =
    &[("account", "Ügyfél"), ("contact", "Kapcsolattartó"), ("deal", "Ügylet"), ("lead", "Érdeklődő")];

/// Kinds of records that are merged.
pub(super) const MERGED: Words = &[("account", "Ügyfél"), ("contact", "Kapcsolattartó"), ("lead", "Érdeklődő")];

/// What a stage asks for.
pub(super) const REQUIREMENTS: Words = &[
    ("value", "Érték"),
    ("account", "Ügyfél"),
    ("contact", "Kapcsolattartó"),
    ("owner", "Felelős"),
    ("expected_close_on", "Várható lezárás"),
    ("lines", "Tételek"),
    ("next_step", "Következő lépés"),
    ("accepted_quote", "Elfogadott ajánlat"),
    ("contact_role", "Szerep az ügyletben"),
    ("custom_field", "Egyéni mező"),
];

/// What became of a run of a rule.
pub(super) const RUNS: Words =
    &[("done", "Kész"), ("refused", "Részben elutasítva"), ("stopped", "Megállítva"), ("failed", "Sikertelen")];

/// Whether a sequence is used.
pub(super) const SEQUENCE: Words =
    &[("draft", "Piszkozat"), ("active", "Működik"), ("paused", "Szünetel"), ("archived", "Archivált")];

/// How long goals last.
pub(super) const SPANS: Words = &[("month", "Hónap"), ("quarter", "Negyedév")];

/// What a step of a sequence does.
pub(super) const STEPS: Words =
    &[("mail", "Levél"), ("task", "Teendő"), ("wait", "Várakozás"), ("condition", "Feltétel")];

/// Why an address gets no mails of sequences.
pub(super) const SUPPRESSIONS: Words =
    &[("unsubscribed", "Leiratkozott"), ("bounced", "Nem érkeznek meg a levelek"), ("manual", "Kézzel felvéve")];

/// Why a message looks like spam.
pub(super) const SUSPICIONS: Words = &[
    ("no_token", "nem mondta meg, mikor nyitották meg az oldalát"),
    ("too_fast", "az oldal megnyitása után három másodpercen belül küldték"),
    ("too_old", "az oldalát több mint egy nappal korábban nyitották meg"),
    ("used_twice", "ugyanarról az oldalról kétszer küldték"),
    ("many_links", "legalább három webcím van benne"),
    ("link_in_name", "egy név webcím"),
    ("markup", "a hivatkozásai úgy vannak írva, ahogy programok írják"),
    ("known_phrase", "azt írja, amit a hirdetések"),
];

/// When a rule runs.
pub(super) const TRIGGERS: Words = &[
    ("lead_created", "Érdeklődő érkezik űrlapon, programból vagy munkatárstól"),
    ("lead_updated", "Változnak egy érdeklődő adatai, vagy újra jelentkezik"),
    ("lead_status_changed", "Változik egy érdeklődő állapota"),
    ("lead_assigned", "Változik vagy megszűnik egy érdeklődő felelőse"),
    ("lead_converted", "Egy érdeklődőből ügyfél lesz"),
    ("account_created", "Új ügyfelet vesznek fel"),
    ("account_updated", "Egy ügyfél adatai változnak"),
    ("contact_created", "Új kapcsolattartót vesznek fel"),
    ("contact_updated", "Egy kapcsolattartó adatai változnak"),
    ("deal_created", "Ügyletet nyitnak"),
    ("deal_updated", "Változnak egy ügylet tételei, dátumai, felelőse vagy ügyfele"),
    ("deal_stage_entered", "Egy ügylet másik szakaszba ér"),
    ("deal_won", "Megnyernek egy ügyletet"),
    ("deal_lost", "Elveszítenek egy ügyletet"),
    ("deal_reopened", "Újranyitnak egy lezárt ügyletet"),
    ("quote_sent", "Ajánlatot küldenek"),
    ("quote_viewed", "Az ügyfél először olvassa az ajánlatot"),
    ("quote_accepted", "Az ügyfél elfogad egy ajánlatot"),
    ("quote_declined", "Az ügyfél elutasít egy ajánlatot"),
    ("mail_received", "Levél érkezik"),
    ("mail_replied", "Valaki válaszol egy levélre"),
    ("mail_bounced", "Egy levél nem érkezett meg"),
    ("mail_failed", "Egy levelet nem lehetett elküldeni"),
    ("activity_recorded", "Jegyzetet, hívást vagy megbeszélést rögzítenek"),
    ("follow_up_done", "Elvégeznek egy teendőt"),
    ("deal_forgotten", "Egy ügyletre senki sem figyel, vagy lejárt egy határideje"),
    ("lead_forgotten", "Egy érdeklődőre senki sem figyel, vagy lejárt egy határideje"),
    ("follow_up_overdue", "Egy teendőt nem végeztek el időben"),
    ("sequence_finished", "Valaki végigment egy sorozaton"),
    ("sequence_left", "Valaki a vége előtt kilép egy sorozatból"),
    ("project_started", "Projekt kezdődik"),
    ("project_held", "Felfüggesztenek egy projektet"),
    ("project_completed", "Elkészül egy projekt"),
    ("milestone_reached", "Teljesítenek egy mérföldkövet"),
    ("invoice_issued", "Számlát állítanak ki"),
    ("invoice_overdue", "Egy számlát nem fizettek ki időben"),
    ("invoice_paid", "Egy számlát teljesen kifizetnek"),
    ("payment_received", "Egy ügyfél fizet"),
];

/// Days of the week.
pub(super) const WEEKDAYS: Words = &[
    ("monday", "hétfő"),
    ("tuesday", "kedd"),
    ("wednesday", "szerda"),
    ("thursday", "csütörtök"),
    ("friday", "péntek"),
    ("saturday", "szombat"),
    ("sunday", "vasárnap"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use contracts::crm::ContactRole;
    use contracts::crm::activities::Recurrence;
    use exports::checks::unspoken;

    use super::*;
    use crate::automations::triggers;

    #[derive(schemars::JsonSchema)]
    #[expect(dead_code, reason = "only what it would look like counts")]
    struct Said {
        role: ContactRole,
        basis: contracts::crm::privacy::LawfulBasis,
        recurrence: Recurrence,
        action: contracts::crm::automations::ActionResult,
        actions: Vec<contracts::crm::automations::AutomationAction>,
    }

    #[test]
    fn words_that_stand_among_others_have_their_hungarian() {
        for (place, words) in [
            ("/role", DEAL_ROLES),
            ("/basis", BASES),
            ("/recurrence/frequency", FREQUENCIES),
            ("/recurrence/weekdays", WEEKDAYS),
            ("/action/outcome", ACTION_OUTCOMES),
            ("/actions/*/kind", ACTIONS),
        ] {
            assert_eq!(unspoken::<Said>(place, words), Vec::<String>::new(), "{place}");
        }
    }

    #[test]
    fn every_trigger_has_its_hungarian() {
        let there: BTreeSet<&str> = triggers::TRIGGERS.iter().map(|trigger| trigger.name).collect();
        let said: BTreeSet<&str> = TRIGGERS.iter().map(|(name, _)| *name).collect();
        assert_eq!(said, there);
    }
}
