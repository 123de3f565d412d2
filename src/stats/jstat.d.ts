declare module 'jstat' {
  /** The few functions of jStat that are used here; the package brings no types. */
  const jstat: {
    /** Regularised incomplete beta function I_x(a, b). */
    ibeta(x: number, a: number, b: number): number;
    readonly normal: {cdf(x: number, mean: number, deviation: number): number};
    readonly studentt: {inv(probability: number, degreesOfFreedom: number): number};
  };
  export default jstat;
}
