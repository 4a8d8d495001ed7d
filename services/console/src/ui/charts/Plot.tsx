import { useParentSize } from '@visx/responsive';
import { Bars } from './Bars.tsx';
import type { Plotted } from './chart.ts';
import css from './charts.module.css';
import { Columns } from './Columns.tsx';
import { Lines } from './Lines.tsx';

const drawings = { bars: Bars, columns: Columns, lines: Lines };

/** The drawing itself, as wide as its place. It comes with the library, after the page. */
export function Plot(props: Plotted) {
  const { parentRef, width } = useParentSize({ debounceTime: 0, ignoreDimensions: ['height', 'top', 'left'] });
  const Drawing = drawings[props.kind];
  return (
    <div className={css.plot} ref={parentRef}>
      {width > 0 && <Drawing {...props} width={Math.floor(width)} />}
    </div>
  );
}
