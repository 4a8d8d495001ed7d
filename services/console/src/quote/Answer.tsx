import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { accept, decline, Refused, type Money, type Offer } from './data.ts';
import css from './quote.module.css';
import { counting } from './sums.ts';
import type { Speaking } from './texts.ts';

type Props = {
  readonly address: string;
  readonly offer: Offer;
  readonly words: Speaking;
  readonly chosen: ReadonlySet<string>;
  readonly gross: Money;
  readonly onOffer: (offer: Offer) => void;
  readonly onReload: () => void;
};

/** Yes or no, always in sight. */
export function Answer({ address, offer, words, chosen, gross, onOffer, onReload }: Props) {
  const { say, money } = words;
  const [asked, setAsked] = useState<'accept' | 'decline'>();
  const [note, setNote] = useState<string>();
  const answer = async (send: () => Promise<Offer>): Promise<string | undefined> => {
    try {
      onOffer(await send());
      return undefined;
    } catch (error) {
      const { code, status } = error as Refused;
      // It changed, expired or was withdrawn meanwhile: what is true now is shown, and has to be read first.
      if (status === 409 || status === 404) {
        setAsked(undefined);
        onReload();
        return undefined;
      }
      return say(status === 429 ? 'tooMany' : code === 'offline' ? 'offline' : 'failed');
    }
  };
  const take = () => {
    if (counting(offer.lines, chosen).length === 0) setNote(say('chooseOne'));
    else setAsked('accept');
  };
  return (
    <>
      <section className={css.bar} aria-label={say('answer')}>
        <p className={css.barNote} role="alert">
          {note}
        </p>
        <span className={css.barSum}>
          {say('total')} <strong className="num">{money(gross)}</strong>
        </span>
        <button type="button" className={css.secondary} onClick={() => setAsked('decline')}>
          {say('decline')}
        </button>
        <button type="button" className={css.primary} onClick={take}>
          {say('accept')}
        </button>
      </section>
      {asked === 'accept' && (
        <Asked title={say('acceptTitle')} words={words} submit={say('confirm')} onClose={() => setAsked(undefined)} fields={[{ name: 'name', label: say('name'), autoComplete: 'name', needed: true }]} onSend={(values) => answer(() => accept(address, offer, values.name ?? '', [...chosen]))}>
          <p>{say('acceptText', { gross: money(gross) })}</p>
        </Asked>
      )}
      {asked === 'decline' && (
        <Asked
          title={say('declineTitle')}
          words={words}
          submit={say('declineConfirm')}
          onClose={() => setAsked(undefined)}
          fields={[
            { name: 'reason', label: say('reason'), long: true, needed: true },
            { name: 'name', label: say('name'), autoComplete: 'name' },
          ]}
          onSend={(values) => answer(() => decline(address, offer, values.reason ?? '', values.name ?? ''))}
        />
      )}
    </>
  );
}

type Field = { readonly name: string; readonly label: string; readonly long?: boolean; readonly needed?: boolean; readonly autoComplete?: string };
type AskedProps = {
  readonly title: string;
  readonly words: Speaking;
  readonly submit: string;
  readonly fields: readonly Field[];
  readonly children?: ReactNode;
  readonly onClose: () => void;
  /** Answers what went wrong, if anything did. */
  readonly onSend: (values: Record<string, string>) => Promise<string | undefined>;
};

/** A question in a dialog of the browser's own. */
function Asked({ title, words: { say }, submit, fields, children, onClose, onSend }: AskedProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [values, setValues] = useState<Record<string, string>>({});
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const missing = fields.filter((field) => field.needed && !values[field.name]?.trim());
    setWrong(Object.fromEntries(missing.map((field) => [field.name, say('needed')])));
    const [first] = missing;
    if (first) return void document.querySelector<HTMLElement>(`#${CSS.escape(`${id}-${first.name}`)}`)?.focus();
    setBusy(true);
    setFailure(await onSend(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()]))));
    setBusy(false);
  };
  return (
    <dialog ref={dialog} className={css.dialog} aria-labelledby={`${id}-title`} onClose={onClose}>
      <form noValidate onSubmit={(event) => void send(event)}>
        <h2 id={`${id}-title`}>{title}</h2>
        {children}
        {fields.map((field) => {
          const shared = {
            id: `${id}-${field.name}`,
            value: values[field.name] ?? '',
            required: Boolean(field.needed),
            maxLength: field.long ? 2000 : 200,
            autoComplete: field.autoComplete,
            'aria-invalid': Boolean(wrong[field.name]),
            'aria-describedby': wrong[field.name] ? `${id}-${field.name}-wrong` : undefined,
            onChange: ({ target }: { readonly target: { readonly value: string } }) => setValues((now) => ({ ...now, [field.name]: target.value })),
          };
          return (
            <div key={field.name} className={css.field}>
              <label htmlFor={shared.id}>{field.label}</label>
              {field.long ? <textarea rows={4} {...shared} /> : <input type="text" {...shared} />}
              {wrong[field.name] && (
                <span id={`${shared.id}-wrong`} className={css.wrong}>
                  {wrong[field.name]}
                </span>
              )}
            </div>
          );
        })}
        <p className={css.wrong} role="alert">
          {failure}
        </p>
        <div className={css.buttons}>
          <button type="button" className={css.secondary} onClick={() => dialog.current?.close()}>
            {say('cancel')}
          </button>
          <button type="submit" className={css.primary} disabled={busy}>
            {submit}
          </button>
        </div>
      </form>
    </dialog>
  );
}
