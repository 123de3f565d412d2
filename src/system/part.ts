/**
 * A module that is known by its place before it is loaded; its default export is a `Shape`. What a node hands to the
 * body of its stage is one: the bundle of the node holds the body and these modules, so that its key depends on no
 * other module of the kind.
 */
export interface Part<Shape> {
  readonly module: URL;
  /** The same module in this process; the compiler holds its default export to `Shape`. */
  readonly load: () => Promise<{readonly default: Shape}>;
}

/** Names a part: `part<Family>(new URL('./mlp.ts', import.meta.url), () => import('./mlp.ts'))`. */
export const part = <Shape>(module: URL, load: Part<Shape>['load']): Part<Shape> => ({
  module,
  load,
});
