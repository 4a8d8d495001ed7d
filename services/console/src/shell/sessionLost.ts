import { store } from '../ui/store.ts';

/** Set when a service says that nobody is logged in any more; the frame then asks to log in, above the page as it is. */
export const sessionLost = store(false);
