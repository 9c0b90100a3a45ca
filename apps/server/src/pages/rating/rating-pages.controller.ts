import type { ChoiceQuery, RateQuery } from '@huiyin/contract';
import { ChoiceQuerySchema, RateQuerySchema } from '@huiyin/contract';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FormFields } from '../../platform/http/form-body.ts';
import { FormFieldsSchema } from '../../platform/http/form-body.ts';
import { both } from '../both.ts';
import { markDevice, visitorOf } from '../../platform/limits/visitor.ts';
import { PageOrigin } from '../../platform/http/page-origin.ts';
import { PageSender } from '../page-sender.ts';
import { ChoiceService } from './choice.service.ts';
import { RatingPagesService } from './rating-pages.service.ts';

/** Rating on a page: by a link, at a terminal, or by choosing; and one's own receipt. A GET stores nothing, whoever asks. */
@ApiExcludeController()
@Controller()
export class RatingPagesController {
  constructor(
    private readonly sender: PageSender,
    private readonly pages: RatingPagesService,
    private readonly choices: ChoiceService,
    private readonly origin: PageOrigin,
  ) {}

  @Get(both('/rate'))
  async choose(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query({ schema: ChoiceQuerySchema }) query: ChoiceQuery,
  ): Promise<void> {
    if (query.department !== undefined && (query.item !== undefined || query.whole !== undefined))
      return this.sender.sendAnswer(request, reply, await this.pages.chosen(query));
    const data = await this.choices.choice(query);
    return this.sender.send(request, reply, () => Promise.resolve({ page: 'rate-choice', data }));
  }

  @Post(both('/rate'))
  async rateChosen(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body({ schema: FormFieldsSchema }) sent: FormFields,
  ): Promise<void> {
    const answer = await this.pages.answerChosen(sent, visitorOf(request));
    markDevice(request, reply, this.origin.isSecure(request));
    return this.sender.sendAnswer(request, reply, answer);
  }

  @Get(both('/rate/:token'))
  async offered(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Query({ schema: RateQuerySchema }) query: RateQuery,
  ): Promise<void> {
    return this.sender.sendAnswer(request, reply, await this.pages.offered(token, query));
  }

  @Post(both('/rate/:token'))
  async rate(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Body({ schema: FormFieldsSchema }) sent: FormFields,
  ): Promise<void> {
    const answer = await this.pages.answer(token, sent, visitorOf(request));
    markDevice(request, reply, this.origin.isSecure(request));
    return this.sender.sendAnswer(request, reply, answer);
  }

  /** Sent by the page itself at the first touch: a program that looks at links touches nothing. */
  @Post('/rate/:token/opened')
  @HttpCode(204)
  async opened(@Param('token') token: string): Promise<void> {
    await this.pages.opened(token);
  }

  @Get(both('/kiosk/:token'))
  async kiosk(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Query({ schema: RateQuerySchema }) query: RateQuery,
  ): Promise<void> {
    return this.sender.sendAnswer(request, reply, await this.pages.offered(token, query, true));
  }

  @Post(both('/kiosk/:token'))
  async rateAtKiosk(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Body({ schema: FormFieldsSchema }) sent: FormFields,
  ): Promise<void> {
    return this.sender.sendAnswer(
      request,
      reply,
      await this.pages.answer(token, sent, visitorOf(request, { shared: true }), true),
    );
  }

  @Get(both('/kiosk/:token/:own'))
  async kioskReceipt(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('token') token: string,
    @Param('own') own: string,
  ): Promise<void> {
    const terminal = { token, origin: this.origin.of(request) };
    return this.sender.sendAnswer(request, reply, await this.pages.receipt(own, terminal));
  }

  @Get(both('/receipt/:own'))
  async receipt(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('own') own: string,
  ): Promise<void> {
    return this.sender.sendAnswer(request, reply, await this.pages.receipt(own, null));
  }

  @Get(both('/receipt/:own/amend'))
  async amending(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('own') own: string,
  ): Promise<void> {
    return this.sender.sendAnswer(request, reply, await this.pages.amending(own));
  }

  @Post(both('/receipt/:own/amend'))
  async amend(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('own') own: string,
    @Body({ schema: FormFieldsSchema }) sent: FormFields,
  ): Promise<void> {
    return this.sender.sendAnswer(request, reply, await this.pages.amend(own, sent));
  }

  @Post(both('/receipt/:own/withdraw'))
  async withdraw(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('own') own: string,
  ): Promise<void> {
    return this.sender.sendAnswer(request, reply, await this.pages.withdraw(own));
  }
}
