/* What the frame needs once a page is there, in one file: each of its own would make the first page heavier by its address. */
export { listen } from './liveLink.ts';
export { warm } from './warm.ts';
