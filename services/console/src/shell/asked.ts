/* What people ask for now and then, in one file: each of its own would make the first page heavier by its address. */
export { GuestBand } from './GuestBand.tsx';
export { KeySheet } from './KeySheet.tsx';
export { LogInAgain } from './LogInAgain.tsx';
export { PersonChoices } from './PersonChoices.tsx';
export { PeekHost } from './PeekHost.tsx';
