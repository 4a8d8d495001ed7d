import type { Tag } from './queries.ts';
import css from './settings.module.css';

/** A tag as it is shown: its colour is a hint, its name says it. */
export const TagName = ({ tag }: { readonly tag: Pick<Tag, 'name' | 'color'> }) => (
  <span className={css.tag}>
    <span className={css.dot} data-color={tag.color} aria-hidden />
    {tag.name}
  </span>
);

/** The tags of a record; those that are not known yet are left out. */
export function TagNames({ ids, tags }: { readonly ids: readonly string[]; readonly tags: readonly Tag[] | undefined }) {
  const shown = ids.flatMap((id) => tags?.find((tag) => tag.tag_id === id) ?? []);
  if (shown.length === 0) return <>–</>;
  return (
    <span className={css.tags}>
      {shown.map((tag) => (
        <TagName key={tag.tag_id} tag={tag} />
      ))}
    </span>
  );
}
