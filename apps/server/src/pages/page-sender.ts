import { createHash } from 'node:crypto';
import type { Page, PageFrame } from '@huiyin/contract';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../platform/clock/clock.ts';
import { isOutage } from '../platform/errors/outage.ts';
import { languageOf } from '../platform/http/language.ts';
import { PageFrames } from './page-frames.ts';
import { PageMemory } from './page-memory.ts';
import { PageRenderer } from './page-renderer.ts';

/** Answers a request for a page: gathers its data, renders it, and says 304 to who has it already. */
@Injectable()
export class PageSender {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly frames: PageFrames,
    private readonly memory: PageMemory,
    private readonly clock: Clock,
  ) {}

  async send(request: FastifyRequest, reply: FastifyReply, gather: () => Promise<Page>): Promise<void> {
    const frame = await this.frames.frameOf(languageOf(request.url, undefined), request);
    const { page, staleSince } = await this.gather(frame.path, gather);
    const html = await this.renderer.render(page, { ...frame, staleSince });
    const etag = `W/"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
    reply.headers({ etag, 'cache-control': 'public, no-cache', vary: 'cookie' });
    if (request.headers['if-none-match'] === etag) return void (await reply.status(304).send());
    await reply.type('text/html; charset=utf-8').send(html);
  }

  /** While the database is away, what was last seen at this address, and since when. */
  private async gather(
    address: string,
    gather: () => Promise<Page>,
  ): Promise<{ page: Page } & Pick<PageFrame, 'staleSince'>> {
    try {
      const page = await gather();
      this.memory.remember(address, page, this.clock.now());
      return { page, staleSince: null };
    } catch (error) {
      const remembered = isOutage(error) ? this.memory.recall(address) : undefined;
      if (remembered === undefined) throw error;
      return { page: remembered.page, staleSince: new Date(remembered.at).toISOString() };
    }
  }
}
