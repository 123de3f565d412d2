import {EngineError} from './errors.ts';

/**
 * What a variable chooses of `choices`; the first when it is not set or empty.
 *
 * @throws {EngineError} `ENGINE_CHOICE` for what is none of them: a typing error must not pass for a choice.
 */
export function readChoice<Choice extends string>(
  variable: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const value = process.env[variable] ?? '';
  const found = value === '' ? choices[0] : choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new EngineError({
    code: 'ENGINE_CHOICE',
    message: `${variable} says nothing that is known.`,
    received: value,
    next: `Set it to one of ${choices.join(', ')}, or leave it out.`,
  });
}
