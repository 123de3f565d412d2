/** How the schedules of E6 and E8 are called in figures. */
const names: ReadonlyMap<string, string> = new Map([
  ['cyclic-learning-rate', 'cyclic η'],
  ['cyclic-batch-size', 'cyclic S'],
  ['triangle-learning-rate', 'triangle η'],
  ['constant-small', 'constant η, S'],
  ['constant-loud', 'constant 5η, S'],
  ['constant-large', 'constant 5η, 5S'],
  ['rescaled-by-root', 'constant √5η, 5S'],
]);

export const scheduleName = (schedule: string): string => names.get(schedule) ?? schedule;
