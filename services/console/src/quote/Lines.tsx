import { useId } from 'react';
import type { Line } from './data.ts';
import css from './quote.module.css';
import type { Speaking } from './texts.ts';

type Props = {
  readonly lines: readonly Line[];
  readonly words: Speaking;
  readonly chosen: ReadonlySet<string>;
  /** Called when an optional line is chosen or not; left out where nothing can be chosen any more. */
  readonly onToggle?: ((id: string) => void) | undefined;
};

/** What is offered, one below the other. */
export function Lines({ lines, words, chosen, onToggle }: Props) {
  return (
    <ul className={css.lines}>
      {lines.map((line) => (
        <OneLine key={line.deal_line_id} line={line} words={words} taken={onToggle ? chosen.has(line.deal_line_id) : line.chosen} onToggle={onToggle} />
      ))}
    </ul>
  );
}

function OneLine({ line, words, taken, onToggle }: { line: Line; words: Speaking; taken: boolean; onToggle: Props['onToggle'] }) {
  const { say, money, percent } = words;
  const id = useId();
  return (
    <li className={css.line} data-left={(line.optional && !taken) || undefined}>
      {line.optional && (
        <input type="checkbox" id={id} className={css.check} checked={taken} disabled={!onToggle} onChange={() => onToggle?.(line.deal_line_id)} aria-describedby={`${id}-more`} />
      )}
      <div className={css.what}>
        {line.optional ? (
          <label htmlFor={id} className={css.name}>
            {line.name}
          </label>
        ) : (
          <span className={css.name}>{line.name}</span>
        )}
        <div id={`${id}-more`}>
          {line.description && <p className={css.text}>{line.description}</p>}
          {billed(line, words).map((text) => (
            <p key={text} className={css.note}>
              {text}
            </p>
          ))}
          {line.discount && <p className={css.note}>{say('discount', { percent: percent(line.discount.percent), before: money(line.discount.before) })}</p>}
        </div>
      </div>
      <div className={css.price}>
        <span className="num">{money(line.net)}</span>
        <small>{say('eachVat', { rate: percent(line.vat_rate) })}</small>
      </div>
    </li>
  );
}

/** How a line is billed, in lines of their own. */
function billed({ billing }: Line, { say, money, day, number }: Speaking): string[] {
  switch (billing.kind) {
    case 'fixed':
      if (billing.milestones.length < 2) return [];
      return billing.milestones.map((one) => `${one.name}: ${money(one.amount)}${one.due_on ? ` (${day(one.due_on)})` : ''}`);
    case 'time_and_materials':
      return billing.rates.map((one) => say('hours', { role: one.role, hours: number(one.estimated_hours), rate: money(one.hourly_rate) }));
    case 'retainer':
      return [say(billing.cadence, { n: String(billing.periods), amount: money(billing.amount), day: day(billing.starts_on) })];
    case 'one_off':
      return [`${number(billing.quantity)} × ${money(billing.unit_price)}`];
  }
}
