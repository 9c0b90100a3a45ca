import { createHash } from 'node:crypto';
import type { Page, PageFrame, WriteHelp } from '@huiyin/contract';
import { inLanguage, paths } from '@huiyin/contract';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../platform/clock/clock.ts';
import { isOutage } from '../platform/errors/outage.ts';
import { languageOf } from '../platform/http/language.ts';
import { PageFrames } from './page-frames.ts';
import type { PageAnswer } from './page-answer.ts';
import { PageMemory } from './page-memory.ts';
import { PageRenderer } from './page-renderer.ts';

/** Where people begin who look for the site; blank, these forms are nobody's own. */
const DOORS: readonly string[] = [paths.write(), paths.track()];

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

  /** Sends what a request came to: a page of one's own, or on to another address in the same language. */
  async sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: PageAnswer): Promise<void> {
    if (answer.kind === 'page') return this.sendOwn(request, reply, answer.page, answer.status);
    const to = inLanguage(answer.to, languageOf(request.url, undefined));
    await reply.header('cache-control', 'no-store').redirect(to, 303);
  }

  /** Answers the script of the page on which somebody is writing: a piece of that page, kept by nobody. */
  async sendHelp(request: FastifyRequest, reply: FastifyReply, help: WriteHelp): Promise<void> {
    const frame = await this.frames.frameOf(languageOf(request.url, undefined), request);
    const html = await this.renderer.renderHelp(help, frame);
    await reply.status(200).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html);
  }

  /**
   * Answers with a page that is one person's own or will be sent back: kept by nobody, found by no search engine unless it
   * is a blank door, and its address, which may carry a token, is told to no other site.
   */
  private async sendOwn(
    request: FastifyRequest,
    reply: FastifyReply,
    page: Page,
    status = 200,
  ): Promise<void> {
    const frame = await this.frames.frameOf(languageOf(request.url, undefined), request);
    const html = await this.renderer.render(page, frame);
    reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    if (request.method !== 'GET' || !DOORS.includes(frame.path)) reply.header('x-robots-tag', 'noindex');
    await reply.status(status).type('text/html; charset=utf-8').send(html);
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
