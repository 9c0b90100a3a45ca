import type { Language, Problem, ProblemData } from '@huiyin/contract';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemFilter } from '../platform/http/problem.filter.ts';
import { PageRenderer } from './page-renderer.ts';
import { PageFrames } from './page-frames.ts';

const MACHINE_PATHS = /^\/(api|health|metrics|assets)(\/|$|\?)/;

/** A reader gets a problem as a page in their language; machines get problem details. */
@Injectable()
export class PageProblemFilter extends ProblemFilter {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly frames: PageFrames,
  ) {
    super();
  }

  protected override async present(
    problem: Problem,
    language: Language,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const html = MACHINE_PATHS.test(request.url) ? null : await this.page(problem, language, request);
    if (html === null) return super.present(problem, language, request, reply);
    await reply.type('text/html; charset=utf-8').send(html);
  }

  /** Null when even the page of the problem cannot be made: then the plain answer must do. */
  private async page(problem: Problem, language: Language, request: FastifyRequest): Promise<string | null> {
    try {
      const frame = await this.frames.frameOf(language, request);
      return await this.renderer.render({ page: 'problem', data: problemData(problem, language) }, frame);
    } catch (error) {
      request.log.error({ err: error }, 'the page of a problem could not be made');
      return null;
    }
  }
}

const problemData = ({ status, code, detail, places = [] }: Problem, language: Language): ProblemData => ({
  status,
  code,
  text: detail,
  places: places.map((place) => ({ name: place.pointer.replace(/^\//, ''), text: place[language] })),
});
