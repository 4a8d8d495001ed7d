//! The query of lists that are sorted by any of their columns, whichever way.

/// A page of the places of an order: from which table, called `x`, with what is joined to it; which of its columns is the id; the key
/// of each column the list can be sorted by, as `when 'column' then key`; and which rows.
///
/// One query goes both ways. Arguments of the conditions begin with `$7`.
macro_rules! places {
    (
        $db:expr, $sort:expr, $cursor:expr, $limit:expr,
        from $from:literal id $id:literal keys $keys:literal filter $filter:literal, $($argument:expr),* $(,)?
    ) => {{
        let by = $crate::order::ByColumn::of($sort.word());
        let (key, id) = by.after($cursor)?;
        let org = $db.org.as_uuid();
        let rows = sqlx::query_as!(
            $crate::order::Place,
            r#"select o.id as "id!", o.key as "key!" from "# + $from + r#"
                cross join lateral (
                  select "# + $id + r#" as id,
                         coalesce(case $2::text "# + $keys + r#" end, case when $3::boolean then '' else chr(1114111) end)
                           collate "C" as key) o
                where x.org_id = $1
                  and ($4::text is null or case when $3 then (o.key, o.id) < ($4, $5::uuid) else (o.key, o.id) > ($4, $5) end)
                  and "# + $filter + r#"
                order by case when $3 then o.key end desc, case when $3 then o.id end desc, o.key, o.id
                limit $6"#,
            org,
            by.column,
            by.downwards,
            key,
            id,
            $limit.fetch(),
            $($argument),*
        )
        .fetch_all($db.conn())
        .await?;
        kernel::Page::from_rows(rows, $limit, |place| by.cursor(place))
    }};
}
pub(crate) use places;
