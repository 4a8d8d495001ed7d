/* Another organisation in the same browser. All its tabs share the session, so all begin anew: what they show and what was
   typed in them belongs to the organisation before. */
const moved = 'gerinc.moved';

function restart(): void {
  sessionStorage.clear();
  location.assign('/');
}

/** After the session went to another organisation. */
export function beginAnew(): void {
  localStorage.setItem(moved, crypto.randomUUID());
  restart();
}

/** Follows what other tabs do; answers how to stop. */
export function followMoves(): () => void {
  const heard = (event: StorageEvent) => {
    if (event.key === moved) restart();
  };
  addEventListener('storage', heard);
  return () => removeEventListener('storage', heard);
}
