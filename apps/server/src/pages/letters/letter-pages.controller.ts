import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { inLanguage, paths } from '@huiyin/contract';
import { VisitorError } from '../../platform/errors/errors.ts';
import { filesOf } from '../../platform/http/file-form-body.ts';
import type { FormFields } from '../../platform/http/form-body.ts';
import { FormFieldsSchema } from '../../platform/http/form-body.ts';
import { languageOf } from '../../platform/http/language.ts';
import { networkOf } from '../../platform/limits/network.ts';
import { markDevice, visitorOf } from '../../platform/limits/visitor.ts';
import { both } from '../both.ts';
import { PageOrigin } from '../../platform/http/page-origin.ts';
import { PageSender } from '../page-sender.ts';
import { TrackPagesService } from './track-pages.service.ts';
import { WritePagesService } from './write-pages.service.ts';

/** Where a link may say what the letter begins with. */
const GIVEN = ['type', 'department', 'region', 'subject'] as const;

/** Writing a letter and following it. The pass to one's letter is a cookie that ends with the browser. */
@ApiExcludeController()
@Controller()
export class LetterPagesController {
  constructor(
    private readonly sender: PageSender,
    private readonly writing: WritePagesService,
    private readonly tracking: TrackPagesService,
    private readonly origin: PageOrigin,
  ) {}

  @Get(both('/write'))
  async blank(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const fields = Object.fromEntries(
      GIVEN.flatMap((name) => (typeof query[name] === 'string' ? [[name, [query[name].slice(0, 120)]]] : [])),
    );
    return this.sender.sendAnswer(request, reply, await this.writing.blank(fields));
  }

  @Post(both('/write'))
  @RouteConfig({ takesFiles: true })
  async write(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body({ schema: FormFieldsSchema }) sent: FormFields,
  ): Promise<void> {
    const { answer, pass } = await this.writing.send(
      sent,
      filesOf(request),
      visitorOf(request),
      languageOf(request.url, undefined),
    );
    if (pass !== null) markDevice(request, reply, this.origin.isSecure(request));
    if (pass !== null) this.givePass(request, reply, pass);
    return this.sender.sendAnswer(request, reply, answer);
  }

  /** For the script of that page. Above the limit it answers with nothing, and the script falls silent. */
  @Post(both('/write/help'))
  async help(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body({ schema: FormFieldsSchema }) sent: FormFields,
  ): Promise<void> {
    const help = await this.writing.help(sent, networkOf(request.ip));
    if (help === null) return void (await reply.status(429).header('cache-control', 'no-store').send());
    return this.sender.sendHelp(request, reply, help);
  }

  @Get(both('/track'))
  door(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query('number') number: unknown,
  ): Promise<void> {
    const known = typeof number === 'string' ? number.slice(0, 40) : '';
    return this.sender.sendAnswer(request, reply, this.tracking.door(known));
  }

  @Post(both('/track'))
  async enter(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body({ schema: FormFieldsSchema }) sent: FormFields,
  ): Promise<void> {
    const { answer, pass } = await this.tracking.enter(sent, networkOf(request.ip));
    if (pass !== null) this.givePass(request, reply, pass);
    return this.sender.sendAnswer(request, reply, answer);
  }

  @Get(both('/track/:number'))
  async letter(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('number') number: string,
  ): Promise<void> {
    return this.withPass(request, reply, number, async (pass) =>
      this.sender.sendAnswer(request, reply, await this.tracking.letter(pass, number)),
    );
  }

  /** Never shown as a page of this site: whatever a file holds, nothing in it runs. */
  @Get(both('/track/:number/files/:id'))
  async file(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('number') number: string,
    @Param('id') id: string,
  ): Promise<void> {
    return this.withPass(request, reply, number, async (pass) => {
      const { name, mediaType, content } = await this.tracking.file(pass, number, id);
      await reply
        .headers({
          'cache-control': 'no-store',
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
          'content-security-policy': "default-src 'none'; sandbox",
        })
        .type(mediaType)
        .send(content);
    });
  }

  @Post(both('/track/:number'))
  @RouteConfig({ takesFiles: true })
  async do(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('number') number: string,
    @Body({ schema: FormFieldsSchema }) sent: FormFields,
  ): Promise<void> {
    return this.withPass(request, reply, number, async (pass) =>
      this.sender.sendAnswer(request, reply, await this.tracking.do(pass, number, sent, filesOf(request))),
    );
  }

  /** Without a pass that fits, the door is shown, with the number filled in. */
  private async withPass(
    request: FastifyRequest,
    reply: FastifyReply,
    number: string,
    work: (pass: string) => Promise<void>,
  ): Promise<void> {
    const pass = /(?:^|;\s*)letter=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    try {
      await work(pass);
    } catch (error) {
      if (!(error instanceof VisitorError) || error.code !== 'pass_needed') throw error;
      const door = inLanguage(paths.track(), languageOf(request.url, undefined));
      await reply
        .header('cache-control', 'no-store')
        .redirect(`${door}?number=${encodeURIComponent(number.slice(0, 40))}`, 303);
    }
  }

  /** Strict: no other site can make a browser do something with it. */
  private givePass(request: FastifyRequest, reply: FastifyReply, pass: string): void {
    const secure = this.origin.isSecure(request) ? '; Secure' : '';
    void reply.header('set-cookie', `letter=${pass}; Path=/; HttpOnly; SameSite=Strict${secure}`);
  }
}
