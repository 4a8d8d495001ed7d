//! The addresses of files.

/// The routes of the lists of a service, each under two addresses, one for each kind of file: who knows the names of things
/// ([`Names`](crate::Names)), and for each list the module of the handlers, the name in the address, the permission the list asks
/// for, the list, and what it is called. Limit and cursor of a list mean nothing here: a file holds all of it. Beside the filters of
/// the list an address takes the language of the file.
///
/// It makes `routes()`, and a test that every column stands where its list answers something and says it in Hungarian, too.
#[macro_export]
macro_rules! routes {
    ($names:ident; $($name:ident $path:literal $permission:ident $list:ident, $what:literal;)+) => {
        /// What exports answer.
        pub fn routes() -> ::platform::Routes {
            ::platform::Routes::new("exports")
                $(.get(
                    concat!("/v1/exports/", $path, ".csv"),
                    ::kernel::Permission::$permission,
                    concat!("A list of ", $what, " as CSV"),
                    $name::csv,
                )
                .get(
                    concat!("/v1/exports/", $path, ".xlsx"),
                    ::kernel::Permission::$permission,
                    concat!("A list of ", $what, " as a workbook"),
                    $name::xlsx,
                ))+
        }

        $(mod $name {
            use ::platform::files::FileReply;
            use ::platform::{Read, Result};
            use $crate::asked::Asked;
            use $crate::sheet::Kind;

            pub(super) async fn csv(db: Read, asked: Asked<super::$list>) -> Result<FileReply> {
                $crate::file::<super::$list, super::$names>(db, asked, $path, Kind::Csv).await
            }

            pub(super) async fn xlsx(db: Read, asked: Asked<super::$list>) -> Result<FileReply> {
                $crate::file::<super::$list, super::$names>(db, asked, $path, Kind::Xlsx).await
            }
        })+

        #[cfg(test)]
        mod tables {
            #[test]
            fn every_column_stands_where_its_list_answers_something_and_speaks_hungarian() {
                let wrong: Vec<String> =
                    [$($crate::checks::wrong::<super::$list>($path)),+].into_iter().flatten().collect();
                assert!(wrong.is_empty(), "{wrong:#?}");
            }
        }
    };
}
