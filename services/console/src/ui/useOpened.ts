import { useState } from 'react';

/**
 * What an editor was opened on, for as long as it is open. Live updates renew what the page shows, and its version with it: who saves
 * on that overwrites what others did meanwhile, without a word. Saved on what the editor began with, the service refuses, and the two
 * are brought together or asked about (`saveVersioned`).
 */
export function useOpened<T>(now: T): T {
  return useState({ now })[0].now;
}
