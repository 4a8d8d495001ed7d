import { useEffect, useRef, useState } from 'react';
import { newKey } from '../../api/client.ts';
import { refusalOf, toFormErrors, type Refusal } from '../../api/problems.ts';

export type Values = Readonly<Record<string, string | boolean>>;
export type Errors<V> = { readonly [K in keyof V]?: string | undefined };

/** What is wrong with a value that was typed, in words. */
export type Rule = (typed: string) => string | undefined;

type Options<V extends Values, R> = {
  /** Where unsaved input is kept, one per form: `crm.deal.new`; with the id for an edit. */
  readonly name: string;
  readonly initial: V;
  /** JSON pointer of each field in the request; `/<field>` when left out. */
  readonly pointers?: { readonly [K in keyof V]?: string };
  /** What can be said without the service. Called on blur and on submit. */
  readonly validate?: (values: V) => Errors<V>;
  /** `key` is the Idempotency-Key: the same for every try of the same form. */
  readonly submit: (values: V, key: string) => Promise<R>;
  readonly onDone: (result: R) => void;
  /** Holds a password: nothing of it is kept in the browser. */
  readonly secret?: boolean;
};

export type Form<V extends Values> = {
  readonly values: V;
  readonly set: (patch: Partial<V>) => void;
  readonly errors: Errors<V>;
  readonly summary: readonly string[];
  readonly blur: (field: keyof V & string) => void;
  /** What a field itself knows to be wrong, whatever the form says of it; undefined takes it back. */
  readonly rule: (field: keyof V & string, rule: Rule | undefined) => void;
  readonly submit: () => void;
  readonly busy: boolean;
  /** True if the last try did not arrive: the button then says "try again". */
  readonly again: boolean;
  /** Why the last try failed. */
  readonly refusal: Refusal;
  readonly dirty: boolean;
  readonly discard: () => void;
  readonly id: (field: keyof V & string) => string;
  /** Grows with every failed try, so that the summary takes the focus. */
  readonly failures: number;
};

type Kept<V> = {
  readonly values: V;
  /** What the form began with. */
  readonly from?: V;
  readonly key: string;
};

export function useForm<V extends Values, R>(options: Options<V, R>): Form<V> {
  const stored = `gerinc.form.${options.name}`;
  const start = useRef<Kept<V>>(undefined as never);
  // The key is born with the form and lives as long as its input does: a reload in the middle of a send repeats nothing.
  start.current ??= (options.secret ? undefined : restore<V>(stored, options.initial)) ?? { values: options.initial, key: newKey() };
  const from = useRef(options.initial);
  const [values, setValues] = useState(start.current.values);
  const key = useRef(start.current.key);
  const [errors, setErrors] = useState<Errors<V>>({});
  const [summary, setSummary] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>('mend');
  const again = refusal === 'notSent';
  const [failures, setFailures] = useState(0);
  const dirty = JSON.stringify(values) !== JSON.stringify(options.initial);

  useEffect(() => {
    if (dirty && !options.secret) sessionStorage.setItem(stored, JSON.stringify({ values, from: from.current, key: key.current }));
    else sessionStorage.removeItem(stored);
  }, [dirty, stored, values, options.secret]);

  const pointer = (field: string) => options.pointers?.[field] ?? `/${field}`;
  const failed = (found: Errors<V>, rest: readonly string[]) => {
    setErrors(found);
    setSummary(rest);
    setFailures((count) => count + 1);
  };

  const rules = useRef(new Map<keyof V, Rule>());
  const wrong = (): Errors<V> => {
    const own = [...rules.current].map(([field, rule]) => [field, rule(String(values[field] ?? ''))]);
    const said = Object.entries(options.validate?.(values) ?? {}).filter(([, error]) => error);
    return Object.fromEntries([...own, ...said]) as Errors<V>;
  };

  const submit = async () => {
    if (busy) return;
    const found = wrong();
    if (Object.values(found).some(Boolean)) {
      setRefusal('mend');
      return failed(found, []);
    }
    setBusy(true);
    setErrors({});
    setSummary([]);
    try {
      const result = await options.submit(values, key.current);
      sessionStorage.removeItem(stored);
      options.onDone(result);
      key.current = newKey();
    } catch (error) {
      const why = refusalOf(error);
      // What was refused never happened, so the corrected input is another request.
      if (why !== 'notSent') key.current = newKey();
      setRefusal(why);
      // The log-in stands in front of the form and says what is to be done; there is nothing to mend behind it.
      if (why === 'loggedOut') return;
      const fields = Object.keys(options.initial);
      const sorted = toFormErrors(error, fields.map(pointer));
      failed(Object.fromEntries(fields.map((field) => [field, sorted.fields[pointer(field)]])) as Errors<V>, sorted.rest);
    } finally {
      setBusy(false);
    }
  };

  return {
    values,
    errors,
    summary,
    busy,
    again,
    refusal,
    dirty,
    failures,
    set: (patch) => {
      setValues((before) => ({ ...before, ...patch }));
      // An error is gone as soon as its field is touched; a new one comes after blur, never while typing.
      setErrors((before) => ({ ...before, ...Object.fromEntries(Object.keys(patch).map((field) => [field, undefined])) }));
    },
    blur: (field) => {
      const found = wrong()[field];
      if (found && values[field] !== options.initial[field]) setErrors((before) => ({ ...before, [field]: found }));
    },
    rule: (field, rule) => void (rule ? rules.current.set(field, rule) : rules.current.delete(field)),
    submit: () => void submit(),
    discard: () => {
      sessionStorage.removeItem(stored);
      setValues(options.initial);
      setErrors({});
      setSummary([]);
    },
    id: (field) => `${options.name.replaceAll('.', '-')}-${field}`,
  };
}

/**
 * What was typed before, in a form that may have another beginning by now: only what was touched comes back, so that nothing that
 * others changed meanwhile is written over with what it was; and what is then sent is another request.
 */
export function restored<V extends Values>({ values, from, key }: Kept<V>, initial: V): Kept<V> {
  const touched = Object.fromEntries(Object.entries(values).filter(([field, value]) => !from || value !== from[field])) as Partial<V>;
  const again = Object.keys(initial).every((field) => !from || initial[field] === from[field]);
  return { key: again ? key : newKey(), values: { ...initial, ...touched } };
}

function restore<V extends Values>(name: string, initial: V): Kept<V> | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? 'null') as Kept<V> | null;
    return kept ? restored(kept, initial) : undefined;
  } catch {
    return undefined;
  }
}
