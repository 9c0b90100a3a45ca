import { ReleaseListQuerySchema, ReleaseListSchema, ReleasePageSchema } from '@huiyin/contract';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { answerJson, answerText } from '../indicators/answer.ts';
import { RELEASE_FILES } from './release-files.ts';
import { ReleasesService } from './releases.service.ts';

const FILES = RELEASE_FILES.map(({ name, holds }) => `\`${name}\`: ${holds.en}`).join('; ');

/** What was published, for everybody: frozen, hashed, and never taken back. */
@ApiTags('releases')
@Controller('api/v1/releases')
export class ReleasesController {
  constructor(private readonly releases: ReleasesService) {}

  @Get()
  @ApiOperation({
    summary: 'All releases, newest first; with `on`, those that were current at the end of that day',
    security: [],
  })
  @ApiOkResponse({ standardSchema: ReleaseListSchema, description: 'The releases and when the next is due.' })
  async list(
    @Query({ schema: ReleaseListQuerySchema }) { on }: z.infer<typeof ReleaseListQuerySchema>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerJson(request, reply, await this.releases.list(on));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One release: its hash, its files, what it corrects', security: [] })
  @ApiOkResponse({ standardSchema: ReleasePageSchema, description: 'The release and its other editions.' })
  async release(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerJson(request, reply, await this.releases.page(id));
  }

  @Get(':id/:file')
  @ApiOperation({
    summary: 'One file of a release',
    description: `The files are ${FILES}. \`npx huiyin verify <address of release.json>\` recomputes it.`,
    security: [],
  })
  @ApiProduces('application/json', 'text/csv')
  async file(
    @Param('id') id: string,
    @Param('file') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { type, text } = await this.releases.file(id, name);
    reply.header('content-disposition', `attachment; filename="huiyin-${id}-${name}"`);
    return answerText(request, reply, type, text);
  }
}
