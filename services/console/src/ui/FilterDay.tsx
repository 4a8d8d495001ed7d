import type { CSSProperties } from 'react';
import { DayInput } from './form/DayInput.tsx';

type Props = { readonly className: string | undefined; readonly style: CSSProperties; readonly label: string; readonly value: string; readonly onChange: (value: string | undefined) => void };

/** A day, or none. */
export const FilterDay = ({ className, style, label, value, onChange }: Props) => (
  <div className={className} style={style}>
    <DayInput bare label={label} value={value} onChange={(day) => onChange(day || undefined)} />
  </div>
);
