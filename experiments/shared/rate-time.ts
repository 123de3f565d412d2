/** Passes over the training set after which a run at constant η and S has come to this ηt [epochs]. */
export const epochsFor = (
  rateTime: number,
  {
    learningRate,
    batchSize,
    trainSize,
  }: {readonly learningRate: number; readonly batchSize: number; readonly trainSize: number},
): number => Number(((rateTime * batchSize) / (learningRate * trainSize)).toPrecision(6));
