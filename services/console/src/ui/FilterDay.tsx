import { DayInput } from './form/DayInput.tsx';

type Props = { readonly label: string; readonly value: string; readonly onChange: (value: string | undefined) => void };

/** A day, or none. */
export const FilterDay = ({ label, value, onChange }: Props) => <DayInput bare label={label} value={value} onChange={(day) => onChange(day || undefined)} />;
