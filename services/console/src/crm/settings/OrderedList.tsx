import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { IconGripVertical } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { t } from '../../i18n/index.ts';
import css from './settings.module.css';

type Item = { readonly id: string; readonly name: string; readonly content: ReactNode };
type Props = {
  readonly label: string;
  readonly items: readonly Item[];
  /** Puts the item that stands at one place to another. Left out where nobody may. */
  readonly onMove?: (from: number, to: number) => void;
};

/** Things in an order that people choose: by dragging, or with the arrows while the handle has the focus. */
export function OrderedList({ label, items, onMove }: Props) {
  const list = useId();
  const [said, say] = useState('');
  const focus = useRef<string>(undefined);
  const box = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (!focus.current) return;
    box.current?.querySelector<HTMLElement>(`[data-handle="${focus.current}"]`)?.focus();
    focus.current = undefined;
  });
  const move = (from: number, to: number) => {
    const item = items[from];
    if (!item || !onMove || to < 0 || to >= items.length || from === to) return;
    say(t('crm.order.moved', { name: item.name, place: to + 1 }));
    onMove(from, to);
  };
  return (
    <>
      <ul ref={box} className={css.items} aria-label={label}>
        {items.map((item, index) => (
          <Row
            key={item.id}
            item={item}
            list={list}
            index={index}
            {...(onMove
              ? {
                  onDrop: (from: number) => move(from, index),
                  onStep: (by: number) => {
                    focus.current = item.id;
                    move(index, index + by);
                  },
                }
              : {})}
          />
        ))}
      </ul>
      <p className="hidden" role="status">
        {said}
      </p>
    </>
  );
}

type RowProps = { readonly item: Item; readonly list: string; readonly index: number; readonly onDrop?: (from: number) => void; readonly onStep?: (by: number) => void };

function Row({ item, list, index, onDrop, onStep }: RowProps) {
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLButtonElement>(null);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  const [over, setOver] = useState(false);
  const movable = onDrop !== undefined;
  useEffect(() => {
    if (!movable || !row.current || !handle.current) return;
    const stopDragging = draggable({ element: row.current, dragHandle: handle.current, getInitialData: () => ({ list, index }) });
    const stopTaking = dropTargetForElements({
      element: row.current,
      canDrop: ({ source }) => source.data.list === list,
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source }) => {
        setOver(false);
        drop.current?.(Number(source.data.index));
      },
    });
    return () => {
      stopDragging();
      stopTaking();
    };
  }, [movable, list, index]);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    onStep?.(by);
  };
  return (
    <li ref={row} data-over={over || undefined}>
      {movable && (
        <button ref={handle} type="button" className={css.handle} data-handle={item.id} aria-label={t('crm.order.handle', { name: item.name })} onKeyDown={onKeyDown}>
          <IconGripVertical size={16} aria-hidden />
        </button>
      )}
      {item.content}
    </li>
  );
}
