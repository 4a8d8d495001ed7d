import { Kbd, Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBolt, type Icon } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { searchIn, type Found } from '../api/changes.ts';
import { domains } from '../domains.ts';
import { loadTexts, t, tMaybe } from '../i18n/index.ts';
import { caps, useScopes, type Scope } from '../keys/index.ts';
import { usePeek } from '../ui/peek.ts';
import css from './palette.module.css';
import { useFocusBack } from '../ui/focusBack.ts';

// What is found is called by texts that do not come with the frame.
await loadTexts('talk', 'forecast');

type Line = { id: string; icon: Icon; label: string; detail?: string; snippet?: Found['snippet']; group: string; keys?: string; run: () => void };

/** Commands of this page first, then records found by name in every service, then everything else. Each shows its key. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  useFocusBack();
  // The commands as they were when the palette opened: its own layer adds none.
  const scopes = useScopes();
  const found = useFound(typed.trim());
  const lines = useMemo(() => [...commandLines(scopes, typed), ...found].slice(0, 60), [scopes, typed, found]);
  const index = Math.min(at, lines.length - 1);

  const choose = (line: Line | undefined) => {
    if (!line) return;
    onClose();
    // After the palette is gone, so that the command finds the focus where it was.
    setTimeout(line.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const next = (index + step + lines.length) % Math.max(lines.length, 1);
      setAt(next);
      list.current?.querySelector(`#${CSS.escape(`${id}-${next}`)}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(lines[index]);
    }
  };

  return (
    <Modal.Root opened onClose={onClose} yOffset="12vh" size={560} padding={0}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={t('shell.search.label')} data-palette>
      <input
        className={css.field}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={lines.length > 0 ? `${id}-${index}` : undefined}
        aria-label={t('shell.search.label')}
        placeholder={t('shell.search.label')}
        data-autofocus
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={`${id}-list`} role="listbox" className={css.list} aria-label={t('shell.search.results')}>
        {groups(lines).map(({ name, first, of }) => (
          <div key={`${name} ${first}`} role="group" aria-label={name}>
            <div className={css.group} aria-hidden>
              {name}
            </div>
            {of.map((line, place) => (
              <Option key={line.id} line={line} id={`${id}-${first + place}`} chosen={first + place === index} onChoose={() => choose(line)} onPoint={() => setAt(first + place)} />
            ))}
          </div>
        ))}
      </div>
      {lines.length === 0 && <p className={css.nothing}>{t('common.nothingFound')}</p>}
      </Modal.Content>
    </Modal.Root>
  );
}

/** The sign of the place in the menu to which an address belongs; of what is done here, a bolt. */
function iconOf(address: string | undefined): Icon {
  const fitting = domains.flatMap(({ menu }) => menu).filter(({ to }) => address === to || (to !== '/' && address?.startsWith(to)));
  return fitting.toSorted((one, other) => other.to.length - one.to.length)[0]?.icon ?? IconBolt;
}

function Option({ line, id, chosen, onChoose, onPoint }: { line: Line; id: string; chosen: boolean; onChoose: () => void; onPoint: () => void }) {
  const { icon: Icon } = line;
  return (
    <div id={id} role="option" aria-selected={chosen} className={css.option} onClick={onChoose} onMouseMove={onPoint}>
      <Icon size={16} stroke={1.6} aria-hidden />
      <span className={css.label}>
        {line.label}
        {line.snippet && line.snippet.length > 0 && (
          <span className={css.snippet}>{line.snippet.map((piece, part) => (piece.hit ? <mark key={part}>{piece.text}</mark> : piece.text))}</span>
        )}
      </span>
      {line.detail && <span className={css.detail}>{line.detail}</span>}
      {line.keys && caps(line.keys).map((cap, part) => <Kbd key={`${cap}${part}`} size="xs">{cap}</Kbd>)}
    </div>
  );
}

/** Lines under their headings, in their order. */
function groups(lines: readonly Line[]): { name: string; first: number; of: Line[] }[] {
  const found: { name: string; first: number; of: Line[] }[] = [];
  for (const [place, line] of lines.entries()) {
    const last = found.at(-1);
    if (last?.name === line.group) last.of.push(line);
    else found.push({ name: line.group, first: place, of: [line] });
  }
  return found;
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function commandLines(scopes: readonly Scope[], typed: string): Line[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const lines = scopes.toReversed().flatMap((scope) =>
    scope.commands.flatMap(({ id, label, keys, run, to, quiet }) =>
      run && !quiet && words.every((word) => fold(label).includes(word)) ? [{ id: `${scope.name} ${id}`, icon: iconOf(to), label, keys, run, group: scope.title }] : [],
    ),
  );
  // What a page offers by a key of its own is not offered again from everywhere.
  return lines.filter((line, index) => lines.findIndex((other) => other.label === line.label) === index);
}

const searched = domains.flatMap((domain) => (domain.searches ? [domain.searches] : []));
const pages: Readonly<Record<string, (id: string) => string>> = Object.assign({}, ...domains.map((domain) => domain.pages ?? {}));

const icons: Readonly<Record<string, Icon>> = Object.assign({}, ...domains.map((domain) => domain.icons ?? {}));

/** The kind and the id of what opens: what was noted or said is shown where it stands. */
function whatIsShown({ kind, id, activity }: Found): readonly [kind: string, id: string] {
  const [about] = Object.entries(activity?.about ?? {});
  return about ? [about[0].replace(/_id$/, ''), about[1]] : [kind, id];
}

function useFound(typed: string): Line[] {
  const [text] = useDebouncedValue(typed, 150);
  const navigate = useNavigate();
  const { open } = usePeek();
  const results = useQueries({
    queries: searched.map((service) => ({
      queryKey: [service, 'search', text],
      queryFn: ({ signal }: { signal: AbortSignal }) => searchIn(service, text, signal),
      enabled: text.length > 1,
      retry: false,
      staleTime: 10_000,
    })),
    combine: (all) => all.flatMap((one) => one.data ?? []),
  });
  return useMemo(() => {
    const go = (one: Found) => {
      const [shown, of] = whatIsShown(one);
      const page = pages[shown];
      if (page) void navigate({ to: page(of) } as never);
      else open(shown, of);
    };
    // Kind by kind, each where its best stands.
    const kinds = [...new Set(results.map((one) => one.kind))];
    return kinds.flatMap((kind) =>
      results
        .filter((one) => one.kind === kind)
        .map((one) => ({
          id: `${one.kind} ${one.id}`,
          icon: icons[one.kind] ?? iconOf(pages[whatIsShown(one)[0]]?.('')),
          label: one.title,
          detail: [one.activity && tMaybe(`talk.kind.${one.activity.kind}`, one.activity.kind), one.detail, one.nearly && t('forecast.found.nearly')].filter(Boolean).join(' · '),
          ...(one.snippet ? { snippet: one.snippet } : {}),
          group: tMaybe(`forecast.found.${one.kind}`, t('shell.search.results')),
          run: () => go(one),
        })),
    );
  }, [results, navigate, open]);
}
