import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Configuration } from '../configuration/configuration.ts';
import { CONFIGURATION } from '../tokens.ts';

/** Scheme and host that visitors see: as configured, else as this one asked. For codes and links that leave the page. */
@Injectable()
export class PageOrigin {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'origin'>) {}

  of(request: FastifyRequest): string {
    return this.configuration.origin ?? `${request.protocol}://${request.host}`;
  }

  /** Whether cookies may ask for an encrypted connection. */
  isSecure(request: FastifyRequest): boolean {
    return this.of(request).startsWith('https:');
  }
}
