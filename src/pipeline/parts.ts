import type {Part} from '../system/part.ts';
import type {Stage} from './define.ts';

export {part, type Part} from '../system/part.ts';

/** What a stage asks for under one name; the type of a part's default export is known to the compiler alone. */
export interface PartSlot<Shape = unknown, Form extends 'one' | 'each' = 'one' | 'each'> {
  readonly form: Form;
  readonly shape?: Shape;
}

/** One part. */
export const onePart = <Shape>(): PartSlot<Shape, 'one'> => ({form: 'one'});

/** Any number of parts, by name. */
export const eachPart = <Shape>(): PartSlot<Shape, 'each'> => ({form: 'each'});

export type PartSpec = Readonly<Record<string, PartSlot>>;
/** A stage without parts: a record that has no name. */
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type
export type NoParts = Readonly<Record<never, PartSlot>>;

type PartsOf<S extends Stage> = NonNullable<S['parts']>;

/** The parts that a node must name. */
export type GivenParts<S extends Stage> = {
  readonly [Name in keyof PartsOf<S>]: PartsOf<S>[Name] extends PartSlot<infer Shape, infer Form>
    ? Form extends 'one'
      ? Part<Shape>
      : Readonly<Record<string, Part<Shape>>>
    : never;
};

/** The default exports of the parts, as a body gets them. */
export type BodyParts<S extends Stage> = {
  readonly [Name in keyof PartsOf<S>]: PartsOf<S>[Name] extends PartSlot<infer Shape, infer Form>
    ? Form extends 'one'
      ? Shape
      : Readonly<Record<string, Shape>>
    : never;
};

/** Modules by the name under which a body gets them. */
export type PartModules = Readonly<Record<string, URL | Readonly<Record<string, URL>>>>;

type AnyParts = Readonly<Record<string, Part<unknown> | Readonly<Record<string, Part<unknown>>>>>;

/** Tells one part from parts by name. */
const isPart = (value: AnyParts[string]): value is Part<unknown> =>
  'module' in value && value.module instanceof URL;

/** The modules behind the parts of a node. */
export const modulesOf = (parts: AnyParts): PartModules =>
  Object.fromEntries(
    Object.entries(parts).map(([name, value]) => [
      name,
      isPart(value)
        ? value.module
        : Object.fromEntries(Object.entries(value).map(([key, {module}]) => [key, module])),
    ]),
  );
