use contracts::imports::ImportStatus as S;
use proptest::prelude::*;

use super::*;
use crate::imports::file;

fn by() -> By {
    By { actor: "member:anna".to_owned(), now: "2026-03-02T10:00:00Z".parse().unwrap() }
}

fn import(text: &str) -> Import {
    let table = file::read(text.as_bytes(), &Reading::default(), None).unwrap();
    let settings = propose(ImportFormat::Table, ImportKind::Leads, &columns(&table));
    let received = Received { file_name: Name::new("a.csv").unwrap(), format: ImportFormat::Table, settings };
    Import::receive(received, &table, by()).0
}

fn fields(settings: &Settings) -> Vec<Option<Field>> {
    settings.columns.iter().map(|rule| rule.field).collect()
}

#[test]
fn what_columns_mean_is_proposed() {
    let import =
        import("Name,First name,E-mail,Work email,Company,Notes,Colour,Phone\nAnna,Anna,a@b.hu,c@d.hu,Acme,x,red,\n");
    let proposed = [
        Some(Field::Name),
        Some(Field::FirstName),
        Some(Field::Email),
        Some(Field::Email),
        Some(Field::Account),
        Some(Field::Note),
        None,
        None,
    ];
    assert_eq!(fields(&import.settings), proposed, "an empty column becomes nothing");
    assert!(import.settings.check(8).is_ok());
}

#[test]
fn that_won_deals_are_won_here_is_said_of_each_file() {
    let mut settings = import("Name,Company\nAnna,Acme\n").settings;
    settings.existing = Existing::Fill;
    let proposed = settings.clone();
    assert_eq!(proposed.won_deals, WonDeals::History);
    for said in [WonDeals::Win, WonDeals::LeaveOut] {
        settings.won_deals = said;
        assert_eq!(settings.clone().for_another_file(), proposed, "everything else is kept");
    }
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let import = import("Name,Company\nAnna,Acme\n");
    let with = |change: &dyn Fn(&mut Settings)| {
        let mut settings = import.settings.clone();
        change(&mut settings);
        settings.check(2)
    };
    assert!(with(&|_| ()).is_ok());
    assert!(with(&|settings| drop(settings.columns.pop())).is_err(), "a column is missing");
    assert!(with(&|settings| settings.columns[0].field = Some(Field::Stage)).is_err(), "leads have no stage");
    assert!(with(&|settings| settings.columns[0].field = Some(Field::Account)).is_err(), "twice");
    assert!(with(&|settings| settings.columns[0].field_id = Some(FieldId::new())).is_err(), "no custom field");
    assert!(with(&|settings| settings.key_prefix = "a b".to_owned()).is_err());
}

#[test]
fn it_is_tried_out_run_stopped_and_undone() {
    let mut import = import("Name\nAnna\nBence\n");
    assert_eq!(import.undo(by()), Err(ImportError::NothingDone));
    assert_eq!(import.stop(by().now), Err(ImportError::Idle));
    import.check(by()).unwrap();
    assert_eq!(import.set(import.settings.clone()), Err(ImportError::Busy));
    let one = |done, ends| Step {
        done,
        ends,
        counts: ImportCounts { created: done, ..Default::default() },
        ..Step::default()
    };
    assert!(matches!(import.progress(one(1, false), by().now), Told::Progressed(_)));
    assert!(matches!(import.progress(one(1, true), by().now), Told::Finished(_)));
    assert_eq!((import.image.status, import.image.counts.created), (S::Checked, 2));
    import.run(by()).unwrap();
    assert_eq!((import.image.done, import.image.counts.created), (0, 0));
    import.progress(one(1, false), by().now);
    import.stop(by().now).unwrap();
    assert_eq!(import.discard(), Err(ImportError::Begun));
    import.run(by()).unwrap();
    assert_eq!((import.image.status, import.image.done), (S::Running, 1), "it goes on where it was");
    import.progress(one(1, true), by().now);
    assert_eq!(import.run(by()), Err(ImportError::Done));
    import.undo(by()).unwrap();
    assert_eq!(import.undo(by()), Err(ImportError::Busy));
    import.progress(Step { done: 2, kept: 1, ends: true, ..Step::default() }, by().now);
    assert_eq!((import.image.status, import.image.kept), (S::Undone, 1));
    assert_eq!(import.undo(by()), Err(ImportError::Undone));
    assert_eq!(import.run(by()), Err(ImportError::Undone));
}

proptest! {
    /// Whatever is asked in whatever order: what is refused changes nothing, and what is done makes the next version.
    #[test]
    fn versions_grow_by_one_or_not_at_all(asked in prop::collection::vec(0_u8..7, 0..20)) {
        let mut import = import("Name\nAnna\n");
        for one in asked {
            let before = import.clone();
            let done = match one {
                0 => import.set(import.settings.clone()).is_ok(),
                1 => import.check(by()).is_ok(),
                2 => import.run(by()).is_ok(),
                3 => import.stop(by().now).is_ok(),
                4 => import.undo(by()).is_ok(),
                _ if matches!(import.image.status, S::Checking | S::Running | S::Undoing) => {
                    import.progress(Step { ends: one == 5, ..Step::default() }, by().now);
                    true
                }
                _ => false,
            };
            if done {
                prop_assert_eq!(import.version, before.version + 1);
            } else {
                prop_assert_eq!(&import, &before);
            }
        }
    }
}
