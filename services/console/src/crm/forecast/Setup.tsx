import parts from '../parts/parts.module.css';
import { Rates } from './Rates.tsx';
import { Teams } from './Teams.tsx';

/** What forecasts go by: who sells together, and what other currencies are worth. */
export function Setup() {
  return (
    <div className={parts.stack}>
      <Teams />
      <Rates />
    </div>
  );
}
