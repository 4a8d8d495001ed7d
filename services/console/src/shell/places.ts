/* Whose session this browser has. All its tabs share it: when it goes to somebody else, to another organisation or to nobody, all
   begin anew, since what they show and what was typed in them is of whom it was before. */

const key = 'gerinc.whose';
/** Whose it was when this tab asked; undefined until then. */
let mine: string | undefined;

function restart(): void {
  sessionStorage.clear();
  location.assign('/');
}

/** Called with who is found to be logged in: a member, and so of one organisation. */
export function noteWhose(whose: string): void {
  localStorage.setItem(key, whose);
  if (mine && mine !== whose) restart();
  mine = whose;
}

/** After a log-out. This tab goes on by itself. */
export function noteNobody(): void {
  mine = undefined;
  localStorage.setItem(key, '');
}

/** After the session went to another organisation. */
export function beginAnew(): void {
  noteNobody();
  restart();
}

/** Follows what other tabs do, and did since it was asked who is logged in; answers how to stop. */
export function followMoves(): () => void {
  const compare = (whose: string | null) => {
    if (mine && whose !== null && whose !== mine) restart();
  };
  compare(localStorage.getItem(key));
  const heard = (event: StorageEvent) => {
    if (event.key === key) compare(event.newValue);
  };
  addEventListener('storage', heard);
  return () => removeEventListener('storage', heard);
}
