//! What stands in the columns of each list. The columns of accounts, contacts, deals, leads and activities have the headings by
//! which an import knows them again.

mod mails;
mod people;
mod records;
mod rules;
mod work;
