import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FormFields } from '../../platform/http/form-body.ts';
import { FormFieldsSchema } from '../../platform/http/form-body.ts';
import { both } from '../both.ts';
import { PageSender } from '../page-sender.ts';
import { AnswerPagesService } from './answer-pages.service.ts';

/** Where the links of a mail lead: was it solved? */
@ApiExcludeController()
@Controller()
export class AnswerPagesController {
  constructor(
    private readonly sender: PageSender,
    private readonly answers: AnswerPagesService,
  ) {}

  @Get(both('/answer/:pass'))
  async ask(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('pass') pass: string,
    @Query('verdict') verdict: unknown,
    @Query('change') change: unknown,
  ): Promise<void> {
    const wanted = typeof verdict === 'string' ? verdict : '';
    return this.sender.sendAnswer(request, reply, await this.answers.ask(pass, wanted, change === 'on'));
  }

  @Post(both('/answer/:pass'))
  async answer(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('pass') pass: string,
    @Body({ schema: FormFieldsSchema }) sent: FormFields,
  ): Promise<void> {
    return this.sender.sendAnswer(request, reply, await this.answers.answer(pass, sent));
  }
}
