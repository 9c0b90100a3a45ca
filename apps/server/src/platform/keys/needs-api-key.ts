import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable, SetMetadata, UseGuards, applyDecorators, createParamDecorator } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../clock/clock.ts';
import { VisitorError } from '../errors/errors.ts';
import type { ApiKey, ApiScope } from './api-key.ts';
import { ApiKeysService } from './api-keys.service.ts';

/** The name of the key in the API document. */
export const API_KEY_SECURITY = 'apiKey';

const SCOPE = Symbol('ApiScope');

type KeyedRequest = FastifyRequest & { apiKey?: ApiKey };

/**
 * Lets a request by whose key is for what is asked. Throws VisitorError key_needed, the same whether the key is missing,
 * no key, unknown, wrong or revoked; and key_scope for one that is for something else.
 */
@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(
    private readonly keys: ApiKeysService,
    private readonly clock: Clock,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<KeyedRequest>();
    const key = await this.keys.authenticate(bearerOf(request.headers.authorization), this.clock.now());
    if (key === null) throw new VisitorError('key_needed');
    const scope = this.reflector.get<ApiScope>(SCOPE, context.getHandler());
    if (!key.scopes.includes(scope)) throw new VisitorError('key_scope', { scope });
    request.apiKey = key;
    return true;
  }
}

/** Opens an operation to bearers of a key for `scope` alone, and says so in the API document. */
export const NeedsApiKey = (scope: ApiScope): MethodDecorator =>
  applyDecorators(SetMetadata(SCOPE, scope), UseGuards(ApiKeyGuard), ApiBearerAuth(API_KEY_SECURITY));

/** The key that a request came with, behind NeedsApiKey. */
export const KeyOfRequest = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<KeyedRequest>().apiKey,
);

const bearerOf = (authorization = ''): string => /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '';
