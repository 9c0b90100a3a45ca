import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { VisitorError } from '../errors/errors.ts';
import { wrongPlaces } from './wrong-places.ts';

/**
 * The door: every body, query and parameter that declares a schema is parsed by it, and what does not fit is refused
 * with the places that are wrong. What declares no schema passes unchanged.
 */
export class DoorPipe implements PipeTransform {
  async transform(value: unknown, { schema, type }: ArgumentMetadata): Promise<unknown> {
    if (!(schema instanceof z.ZodType)) return value;
    const parsed = await schema.safeParseAsync(type === 'query' ? withoutEmpty(value) : value, {
      reportInput: true,
    });
    if (parsed.success) return parsed.data;
    throw new VisitorError(
      type === 'body' ? 'invalid_body' : 'invalid_query',
      {},
      wrongPlaces(parsed.error.issues),
    );
  }
}

/** A form without script sends every field, also those left empty: empty means not asked for. */
const withoutEmpty = (query: unknown): unknown =>
  typeof query === 'object' && query !== null
    ? Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
    : query;
