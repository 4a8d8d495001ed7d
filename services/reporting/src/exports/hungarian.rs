//! The words of closed lists in Hungarian, as the console says them. A list that gains a word fails a test of `exports::routes!` until
//! the word stands here.

use exports::table::Words;

/// Accounts of the ledger.
pub(super) const ACCOUNTS: Words = &[
    ("cash", "Pénzeszköz"),
    ("receivables", "Vevőkövetelések"),
    ("unbilled_work", "Számlázatlan teljesítés"),
    ("vat_payable", "Fizetendő áfa"),
    ("customer_credit", "Vevői túlfizetés"),
    ("employee_payable", "Tartozás munkatársak felé"),
    ("accrued_labour", "Elhatárolt munkadíj"),
    ("revenue", "Árbevétel"),
    ("labour_cost", "Munkaköltség"),
    ("expense_cost", "Egyéb költség"),
    ("pipeline", "Nyitott ügyletek értéke"),
    ("pipeline_contra", "Nyitott ügyletek értéke, ellenszámla"),
    ("order_book", "Rendelésállomány"),
    ("order_book_contra", "Rendelésállomány, ellenszámla"),
    ("scheduled", "Ütemezett számlázás"),
    ("scheduled_contra", "Ütemezett számlázás, ellenszámla"),
    ("unapproved_labour", "Jóváhagyásra váró munka"),
    ("unapproved_labour_contra", "Jóváhagyásra váró munka, ellenszámla"),
    ("unapproved_expenses", "Jóváhagyásra váró költség"),
    ("unapproved_expenses_contra", "Jóváhagyásra váró költség, ellenszámla"),
    ("unapproved_revenue", "Jóváhagyásra váró árbevétel"),
    ("unapproved_revenue_contra", "Jóváhagyásra váró árbevétel, ellenszámla"),
    ("planned_revenue", "Ütemezett árbevétel"),
    ("planned_revenue_contra", "Ütemezett árbevétel, ellenszámla"),
    ("held_revenue", "Befagyasztott ütemezés árbevétele"),
    ("held_revenue_contra", "Befagyasztott ütemezés árbevétele, ellenszámla"),
    ("unbilled_time", "Számlázatlan idő"),
    ("unbilled_time_contra", "Számlázatlan idő, ellenszámla"),
    ("project_budget", "Projekt költségkerete"),
    ("project_budget_contra", "Projekt költségkerete, ellenszámla"),
    ("cost_budget", "Költségkeret"),
    ("cost_budget_contra", "Költségkeret, ellenszámla"),
];

/// How sure a deal is.
pub(super) const CATEGORIES: Words = &[
    ("pipeline", "Folyamatban"),
    ("best_case", "Legjobb eset"),
    ("commit", "Biztosra vett"),
    ("omitted", "Kihagyott"),
];

/// The columns of a forecast.
pub(super) const FIGURES: Words = &[
    ("commit", "Biztosra vett"),
    ("by_stage", "Szakasz esélye szerint"),
    ("by_learned", "Tanult esély szerint"),
    ("by_people", "Becsült esély szerint"),
];

/// What an account is.
pub(super) const KINDS: Words = &[
    ("asset", "Eszköz"),
    ("liability", "Kötelezettség"),
    ("income", "Bevétel"),
    ("cost", "Költség"),
    ("memo", "Nyilvántartási"),
];
