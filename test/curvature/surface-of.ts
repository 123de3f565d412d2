import {
  lossSurface,
  type BatchNormMode,
  type LossSurface,
} from '../../src/curvature/loss-surface.ts';
import {sizeOf, type Weights} from '../../src/models/initialiser.ts';
import type {Model} from '../../src/models/model.ts';
import {imagesOf, modelOf, parametersOf, type Fixture} from '../models/fixtures.ts';

function statisticsOf(model: Model, {trainedStatistics}: Fixture): Weights {
  let start = 0;
  return Object.fromEntries(
    model.statistics.map(({name, shape}) => {
      const values = trainedStatistics.slice(start, start + sizeOf(shape));
      start += values.length;
      return [name, {shape, values}];
    }),
  );
}

/** The surface around the trained end of a fixture, over its examples. */
export function surfaceOf(
  fixture: Fixture,
  batchSize = fixture.labels.length,
  mode: BatchNormMode = 'evaluation',
): LossSurface {
  const model = modelOf(fixture);
  return lossSurface(
    model,
    {
      parameters: parametersOf(fixture, fixture.trained),
      statistics: statisticsOf(model, fixture),
    },
    {images: imagesOf(fixture), labels: Int32Array.from(fixture.labels)},
    {batchSize, mode},
  );
}
