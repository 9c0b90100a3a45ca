import type { Language, Problem } from '@huiyin/contract';
import { PROBLEMS, problemText } from '@huiyin/contract';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BODY_LIMIT_WORDS } from './limits.ts';
import { languageOf } from './language.ts';
import { problemOf } from './problem-of.ts';

/** After an outage, how long a client should wait before it tries again. Seconds. */
const RETRY_AFTER = 5;

/** Turns whatever was thrown into one clear answer: RFC 9457 problem details, never a stack trace. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    await this.answer(error, request, reply);
  }

  async answer(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { code, blanks, places } = problemOf(error);
    const { status } = PROBLEMS[code];
    if (status >= 500) request.log.error({ err: error, trace: request.id, code }, 'request failed');
    if (reply.sent) return;
    const language = languageOf(request.url, request.headers['accept-language']);
    const filled = { limit: BODY_LIMIT_WORDS, trace: request.id, ...blanks };
    const problem: Problem = {
      type: `/api/docs#problem-${code}`,
      title: code.replaceAll('_', ' '),
      status,
      detail: problemText(code, language, filled),
      code,
      instance: request.id,
      ...(places.length > 0 ? { places: [...places] } : {}),
    };
    reply.status(status).header('cache-control', 'no-store');
    if (code === 'key_needed') reply.header('www-authenticate', 'Bearer');
    if (code === 'outage') reply.header('retry-after', String(RETRY_AFTER));
    await this.present(problem, language, request, reply);
  }

  /** How the problem is shown; pages show it as a page. */
  protected async present(
    problem: Problem,
    _language: Language,
    _request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    await reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  }
}
