import fc from 'fast-check';
import {inverse, Matrix} from 'ml-matrix';
import {expect, test} from 'vitest';
import {RatioGroup} from '../../../src/pipeline/run/ratio-tree.ts';

/** A group below the first, below another of them, and what was seen in it. */
const Member = fc.record({
  above: fc.nat(),
  spread: fc.double({min: 0.1, max: 1, noNaN: true}),
  seen: fc.array(
    fc.record({
      value: fc.double({min: -2, max: 2, noNaN: true}),
      variance: fc.double({min: 0.05, max: 1, noNaN: true}),
    }),
    {maxLength: 2},
  ),
  load: fc.double({min: 0, max: 10, noNaN: true}),
});

test('means and the variance of the sum are those of the joint normal law', () => {
  fc.assert(
    fc.property(fc.array(Member, {minLength: 1, maxLength: 7}), (members) => {
      const aboveOf = (index: number) => (index === 0 ? undefined : members[index].above % index);
      const groups: RatioGroup[] = [];
      for (const [index, {spread, seen, load}] of members.entries()) {
        const above = aboveOf(index);
        const group =
          above === undefined
            ? new RatioGroup(spread)
            : groups[above].at([{name: String(index), spread}]);
        for (const {value, variance} of seen) group.see(value, variance);
        group.load = load;
        groups.push(group);
      }
      groups[0].settle();

      // Row r of `paths`: which deviations add up to the ratio of group r.
      const paths = Matrix.zeros(members.length, members.length);
      for (const row of members.keys())
        for (let at: number | undefined = row; at !== undefined; at = aboveOf(at))
          paths.set(row, at, 1);
      const spreads = Matrix.diag(members.map(({spread}) => spread ** 2));
      const prior = paths.mmul(spreads).mmul(paths.transpose());
      const precision = Matrix.diag(members.map(({seen}) => sum(seen, (one) => 1 / one.variance)));
      const told = Matrix.columnVector(
        members.map(({seen}) => sum(seen, (one) => one.value / one.variance)),
      );
      const posterior = inverse(Matrix.add(inverse(prior), precision));
      const means = posterior.mmul(told).to1DArray();
      const loads = Matrix.columnVector(members.map(({load}) => load));
      const variance = loads.transpose().mmul(posterior).mmul(loads).get(0, 0);

      for (const [index, {mean}] of groups.entries()) expect(mean).toBeCloseTo(means[index], 6);
      expect(groups[0].uncertainty()).toBeCloseTo(variance, 6);
    }),
  );
});

const sum = <T>(items: readonly T[], value: (item: T) => number) =>
  items.reduce((total, item) => total + value(item), 0);

test('what is taken back was never seen', () => {
  const root = new RatioGroup(0.5);
  const group = root.at([{name: 'a', spread: 0.2}]);
  group.see(1, 0.1);
  root.settle();
  const before = group.mean;
  group.see(-2, 0.3);
  group.unsee(-2, 0.3);
  root.settle();
  expect(group.mean).toBeCloseTo(before);
});
