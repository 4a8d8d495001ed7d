/* Where a value lies on the axis of a chart; bars begin at zero, so zero is always on it. */
export type Scale = { readonly ticks: readonly number[]; /** In percent of the axis. */ readonly at: (value: number) => number };

/** Round numbers that hold all values, about five of them. */
export function scaleOf(values: readonly number[]): Scale {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const rough = (high - low || 1) / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((times) => times * unit >= rough * 0.999) ?? 10) * unit;
  const first = Math.floor(low / step + 0.001);
  const last = Math.max(Math.ceil(high / step - 0.001), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  return { ticks, at: (value) => ((value - first * step) / ((last - first) * step)) * 100 };
}

/** A bar from zero to the value, to either side. */
export function barOf(scale: Scale, value: number): { readonly from: number; readonly size: number } {
  const [zero, end] = [scale.at(0), scale.at(value)];
  return { from: Math.min(zero, end), size: Math.abs(end - zero) };
}
