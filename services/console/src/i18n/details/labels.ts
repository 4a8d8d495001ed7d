/*
 * How what a request holds is called, for what a service refuses at a field that no form shows. In English it is read from the name
 * itself (`payment_terms_days`: "Payment terms days"); a check asks for each name that a request may hold.
 */

/** Names that say too little, or stand for something else. */
export const english: Readonly<Record<string, string>> = { cc: 'Copies', custom: 'Own fields', on: 'Day', to: 'To', url: 'Web address', vat_rate: 'VAT rate', imap: 'Server for incoming mails', smtp: 'Server for outgoing mails' };

export const labels: Readonly<Record<string, string>> = {
  about: 'Miről szól', accepted_on: 'Elfogadás napja', account: 'Ügyfél', account_custom: 'Az ügyfél egyéni mezői', account_id: 'Ügyfél', account_ids: 'Ügyfelek', account_name: 'Ügyfél neve',
  accounts_csv: 'Ügyfelek fájlja', action: 'Művelet', actions: 'Műveletek', active: 'Aktív', additional_emails: 'További e-mail-címek', additional_phones: 'További telefonszámok', additional_websites: 'További weboldalak',
  address: 'Cím', amount: 'Összeg', annual_revenue: 'Éves árbevétel', applications: 'Elszámolt számlák', archived: 'Archivált', assignment: 'Kiosztási szabályok', at_least: 'Legalább', attachment_id: 'Fájl',
  automation_ids: 'Automatizmusok', base_currency: 'Alap pénznem', basis: 'Jogalap', billable_hours: 'Számlázható órák', billable_item_ids: 'Teljesítés', billing: 'Számlázás', body: 'Szöveg',
  budget_amount: 'Keretösszeg', budget_hours: 'Órakeret', cadence: 'Gyakoriság', campaign: 'Kampány', capacity: 'Kapacitás', category_id: 'Kategória', cc: 'Másolat', charge: 'Továbbterhelés',
  choices: 'Választható értékek', chosen: 'Választott tételek', city: 'Település', claim_line_id: 'Tétel', closing: 'Záró szöveg', code: 'Kód', color: 'Szín', columns: 'Oszlopok', company: 'Cég', competitors: 'Versenytársak',
  completed_on: 'Teljesülés napja', condition: 'Feltétel', conditions: 'Feltételek', consent: 'Hozzájárulás', consent_purpose: 'A hozzájárulás célja', consent_text: 'A hozzájárulás szövege', contact_custom: 'A kapcsolattartó egyéni mezői',
  contact_id: 'Kapcsolattartó', contact_ids: 'Kapcsolattartók', contact_role: 'A kapcsolattartó szerepe', contacts: 'Kapcsolattartók', content: 'Tartalom', continues: 'Folytatás', cost_budget_share: 'Költségkeret aránya',
  cost_center_id: 'Költséghely', count: 'Alkalmak száma', country: 'Ország', currency: 'Pénznem', current_password: 'Jelenlegi jelszó', custom: 'Egyéni mezők', customer_id: 'Vevő', daily_cap: 'Napi korlát', date_order: 'Dátumok sorrendje',
  days: 'Napok', deal: 'Ügylet', deal_id: 'Ügylet', deal_ids: 'Ügyletek', deal_line_id: 'Az ügylet tétele', deal_line_ids: 'Az ügylet tételei', decimal_mark: 'Tizedesjel', description: 'Leírás', direction: 'Irány',
  discount_percent: 'Kedvezmény', disqualified_leads_months: 'Kizárt érdeklődők megőrzése', done: 'Kész', due_in_days: 'Határidő (nap)', due_on: 'Határidő', due_time: 'Időpont', duration_minutes: 'Időtartam', effective_from: 'Érvényesség kezdete',
  email: 'E-mail-cím', employees: 'Létszám', empty_words: 'Üresnek számító szavak', encoding: 'Kódolás', ends_at: 'Vége', estimated_hours: 'Becsült órák', estimated_value: 'Becsült érték', existing: 'Meglévők', expected_close_on: 'Várható zárás',
  external_ref: 'Külső hivatkozás', fax_number: 'Faxszám', field: 'Mező', field_id: 'Mező', fields: 'Mezők', files: 'Fájlok', filters: 'Szűrők', first_response_hours: 'Első válasz (óra)', folder: 'Mappa', force: 'Mindenképp',
  forecast_category: 'Előrejelzési kategória', form_token: 'Űrlapkulcs', founded_year: 'Alapítás éve', frequency: 'Ismétlődés', from: 'Kezdete', from_id: 'Honnan', from_name: 'Feladó neve', from_stage_id: 'Kezdő szakasz',
  given_at: 'Hozzájárulás ideje', given_name: 'Keresztnév', happened_at: 'Időpont', host: 'Kiszolgáló', hourly_cost: 'Önköltségi óradíj', hourly_limit: 'Óránkénti korlát', hourly_rate: 'Óradíj', hours: 'Órák', how: 'Hogyan',
  imap: 'Bejövő levelek kiszolgálója', imap_password: 'Bejövő levelek jelszava', industry: 'Iparág', interval: 'Gyakoriság', into_tag_id: 'Céljául választott címke', introduction: 'Bevezető', invoice_id: 'Számla', invoice_line_id: 'Számlatétel',
  is_default: 'Alapértelmezett', issued_on: 'Kiállítás napja', job_title: 'Beosztás', judged_odds: 'Becsült esély', key_prefix: 'Kulcs előtagja', kind: 'Fajta', known_clients_first: 'Ismert ügyfelek előre', label: 'Felirat', landing_page: 'Érkezési oldal',
  language: 'Nyelv', last_days: 'Utolsó napok', lead_id: 'Érdeklődő', lead_ids: 'Érdeklődők', lines: 'Tételek', list: 'Lista', loss_reason_id: 'Vesztés oka', lost: 'Elveszett', lost_on: 'Elvesztés napja', mailbox_id: 'Postafiók',
  mails_months: 'Levelek megőrzése', make_missing: 'Hiányzók felvétele', mark_read: 'Olvasottnak jelölés', member_id: 'Felhasználó', member_ids: 'Felhasználók', members: 'Felhasználók', mentions: 'Említettek', merged_id: 'Összevonandó rekord',
  message: 'Üzenet', message_id: 'Üzenetazonosító', milestone_id: 'Mérföldkő', milestones: 'Mérföldkövek', min_score: 'Legkisebb pontszám', move_to_stage_id: 'Új szakasz', moves: 'Áthelyezések', name: 'Megnevezés', needs_consent: 'Hozzájárulás szükséges',
  needs_token: 'Kulcs szükséges', new_password: 'Új jelszó', next_step: 'Következő lépés', note: 'Megjegyzés', notice_days: 'Előzetes értesítés (nap)', odds_percent: 'Esély', on: 'Nap', open: 'Nyitott', opened_on: 'Megnyitás napja',
  operator: 'Összehasonlítás', optional: 'Választható', organization: 'Szervezet', organization_id: 'Szervezet', origin: 'Eredet', otherwise_skip: 'Kihagyott lépések', outcome: 'Eredmény', own_fields: 'Egyéni mezők', owner: 'Felelős', owner_id: 'Felelős',
  parent_id: 'Anyavállalat', password: 'Jelszó', payment_details: 'Fizetési adatok', payment_terms_days: 'Fizetési határidő (nap)', periods: 'Időszakok száma', person: 'Személy', person_id: 'Munkatárs', phone: 'Telefonszám',
  pipeline_csv: 'Ügyletek fájlja', pipeline_id: 'Folyamat', place: 'Helyszín', planned_hours: 'Tervezett órák', points: 'Pontszám', port: 'Port', position: 'Sorrend', postal_code: 'Irányítószám', price: 'Ár', price_list_id: 'Árlista', prices: 'Árak',
  priority: 'Fontosság', product_id: 'Termék', products_csv: 'Termékek fájlja', project: 'Projekt', project_id: 'Projekt', promised: 'Ígéret', purpose: 'Cél', quantity: 'Mennyiség', quiet_after_days: 'Csend (nap)',
  quiet_contacts_months: 'Csendes kapcsolattartók megőrzése', quiet_leads_months: 'Csendes érdeklődők megőrzése', quote_id: 'Ajánlat', rate: 'Árfolyam', rates: 'Óradíjak', reason: 'Ok', received_at: 'Beérkezés ideje', received_on: 'Beérkezés napja',
  record: 'Rekord', recurrence: 'Ismétlődés', redirect_url: 'Átirányítás címe', reference: 'Hivatkozás', referrer: 'Hivatkozó oldal', region: 'Megye vagy állam', remember_address: 'Cím megjegyzése', remind_minutes_before: 'Emlékeztető', renamed: 'Átnevezések',
  reply_to_mail_id: 'Megválaszolt levél', required: 'Kötelező', requires: 'A szakasz feltételei', role: 'Szerep', roles: 'Szerepkörök', rule: 'Szabály', rule_id: 'Szabály', sales_teams_csv: 'Csapatok fájlja', same_address: 'Azonos cím', scoring: 'Pontozási szabályok',
  security: 'Titkosítás', seller_details: 'Az eladó adatai', send_at: 'Küldés ideje', sent: 'Elküldve', sent_folder: 'Elküldött levelek mappája', separator: 'Elválasztó', sequence_id: 'Sorozat', share_percent: 'Arány', shared: 'Megosztott',
  signature: 'Aláírás', sites: 'Webhelyek', smtp: 'Kimenő levelek kiszolgálója', sort: 'Rendezés', source: 'Forrás', span: 'Időszak', spent_on: 'Költés napja', stage_id: 'Szakasz', stages: 'Szakaszok', stale_after_days: 'Elakadás (nap)',
  start_at: 'Kezdete', starts_on: 'Kezdőnap', status: 'Állapot', step_id: 'Lépés', steps: 'Lépések', street: 'Utca, házszám', subject: 'Tárgy', tag_id: 'Címke', tags: 'Címkék', task_id: 'Feladat', tax_number: 'Adószám', team_id: 'Csapat',
  terms: 'Feltételek', test: 'Próba', text: 'Szöveg', time_entry_ids: 'Bejegyzések', time_zone: 'Időzóna', title: 'Cím', to: 'Címzett', to_id: 'Hová', to_stage_id: 'Új szakasz', trigger: 'Kiváltó esemény', unit: 'Egység', unit_price: 'Egységár',
  until: 'Vége', url: 'Webcím', user: 'Felhasználónév', utm_campaign: 'UTM-kampány', utm_content: 'UTM-tartalom', utm_medium: 'UTM-médium', utm_source: 'UTM-forrás', utm_term: 'UTM-kifejezés', valid_from: 'Érvényesség kezdete', valid_to: 'Érvényesség vége',
  valid_until: 'Érvényes', validity_days: 'Érvényesség (nap)', value: 'Érték', values: 'Értékek', vat_rate: 'Áfakulcs', version: 'Változat', versions: 'Változatok', was: 'Korábbi név', way: 'Mód', webhook_id: 'Webhook', website: 'Weboldal', weekdays: 'A hét napjai',
  when: 'Mikor', who: 'Kik', why: 'Miért', window: 'Küldési idő', wins_deals: 'Ügyletet nyer', won: 'Megnyert', won_deals: 'Megnyert ügyletek', won_on: 'Megnyerés napja', work_on: 'A munka napja', working_hours: 'Munkaidő',
  accepted_quote_id: 'Elfogadott ajánlat', end: 'Vége',
};
