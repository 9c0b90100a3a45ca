import type { z } from 'zod';
import type { WrongPlace } from '../errors/errors.ts';
import { placeSentence } from './place-sentence.ts';

const PLACES_MAX = 50;

/** The places of a message that a schema found wrong, each with a sentence in both languages, at most 50. */
export const wrongPlaces = (issues: readonly z.core.$ZodIssue[]): WrongPlace[] =>
  issues.flatMap((issue) => placesOf(issue, [])).slice(0, PLACES_MAX);

function placesOf(issue: z.core.$ZodIssue, base: readonly PropertyKey[]): WrongPlace[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0)
    return meantBy(issue.errors).flatMap((inner) => placesOf(withInput(inner, issue.input), path));
  return [{ pointer: pointerOf(path), ...placeSentence(issue) }];
}

/** The issues of a branch do not tell what was given at their place; what was given to the choice holds it. */
const withInput = (inner: z.core.$ZodIssue, input: unknown): z.core.$ZodIssue =>
  ({ ...inner, input: inner.input ?? valueAt(input, inner.path) }) as z.core.$ZodIssue;

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, step) => (at === null || at === undefined ? undefined : (at as Record<PropertyKey, unknown>)[step]),
    value,
  );

/** Of a choice between values, all of them; of a choice between shapes, the branch with the fewest mistakes. */
function meantBy(branches: readonly z.core.$ZodIssue[][]): readonly z.core.$ZodIssue[] {
  const choices = branches.flatMap(([issue, ...others]) =>
    issue?.code === 'invalid_value' && issue.path.length === 0 && others.length === 0 ? [issue] : [],
  );
  const [first] = choices;
  if (first !== undefined && choices.length > 1)
    return [{ ...first, values: choices.flatMap(({ values }) => values) }];
  return branches.reduce((best, branch) => (branch.length < best.length ? branch : best));
}

/** RFC 6901. */
const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => '/' + String(step).replace(/~/g, '~0').replace(/\//g, '~1')).join('');
