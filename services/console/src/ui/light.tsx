import type { ComponentProps } from 'react';
import css from './light.module.css';

/*
 * The two buttons of the frame. They look like the theme's, without what those bring along (loading states, transitions):
 * that is 4 kB before the first page stands.
 */

export function LightButton(props: Omit<ComponentProps<'button'>, 'type' | 'className'>) {
  return <button {...props} type="button" className={css.button} />;
}

export function LightIcon(props: Omit<ComponentProps<'button'>, 'type' | 'className'> & { 'aria-label': string }) {
  return <button {...props} type="button" className={css.icon} />;
}
