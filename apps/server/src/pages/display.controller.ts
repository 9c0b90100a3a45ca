import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { FormFields } from '../platform/http/form-body.ts';
import { FormFieldsSchema, fieldOf } from '../platform/http/form-body.ts';

const A_YEAR = 365 * 24 * 3600;

/** 关怀模式 on or off, kept by the browser and told to nobody else; works without a script. */
@ApiExcludeController()
@Controller()
export class DisplayController {
  @Post('/display')
  async choose(
    @Body({ schema: FormFieldsSchema }) sent: FormFields,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const on = fieldOf(sent, 'care') === 'on';
    const back = fieldOf(sent, 'back');
    // Only a place of our own: a path, not another host.
    const place = /^\/(?![/\\])[\x21-\x7e]*$/.test(back) ? back : '/';
    await reply
      .header(
        'set-cookie',
        `care=${on ? 'on' : 'off'}; Path=/; Max-Age=${on ? A_YEAR : 0}; SameSite=Lax; HttpOnly`,
      )
      .header('cache-control', 'no-store')
      .redirect(place, 303);
  }
}
