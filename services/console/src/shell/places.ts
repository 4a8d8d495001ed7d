/* Another organisation in the same browser. All its tabs share the session, so all begin anew: what they show and what was
   typed in them belongs to the organisation before. */
const moved = 'gerinc.moved';

function restart(): void {
  sessionStorage.clear();
  location.assign('/');
}

/** The last move when this tab first asked whose session it is; undefined until then. */
let before: string | null | undefined;

/** Called before it is asked who is logged in: what this tab shows belongs to the organisation of that moment. */
export function noteMoves(): void {
  if (before === undefined) before = localStorage.getItem(moved);
}

/** After the session went to another organisation. */
export function beginAnew(): void {
  localStorage.setItem(moved, crypto.randomUUID());
  restart();
}

/** Follows what other tabs do, and did since it was asked who is logged in; answers how to stop. */
export function followMoves(): () => void {
  if (before !== undefined && localStorage.getItem(moved) !== before) restart();
  const heard = (event: StorageEvent) => {
    if (event.key === moved) restart();
  };
  addEventListener('storage', heard);
  return () => removeEventListener('storage', heard);
}
