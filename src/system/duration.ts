/** A duration [s] as a person says it, by its two largest parts: `0.4 s`, `12 s`, `3 min 20 s`, `45 min`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  if (seconds < 599.5) return inTwo(Math.round(seconds), ['min', 's']);
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : inTwo(minutes, ['h', 'min']);
}

/** `count` of the smaller of two units, sixty of which make one of the larger. */
function inTwo(count: number, [large, small]: readonly [string, string]): string {
  const rest = count % 60;
  return `${Math.floor(count / 60)} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`;
}
