import { useMediaQuery } from '@mantine/hooks';
import { density } from '../../keys/preferences.ts';

/** The height of a row as tokens.css has it, in numbers, for the virtual list. */
export function useRowHeight(): number {
  const coarse = useMediaQuery('(pointer: coarse)', undefined, { getInitialValueInEffect: false });
  const chosen = density.use();
  return coarse ? 44 : chosen === 'compact' ? 28 : 36;
}
