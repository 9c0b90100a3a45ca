import type { FigureDownloadQuery } from '@huiyin/contract';
import { FigureDownloadQuerySchema, FigureListSchema } from '@huiyin/contract';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerJson, answerText, wantsCsv } from './answer.ts';
import { FIGURE_COLUMNS, figuresCsv } from './figure-csv.ts';
import { FigureListService } from './figure-list.service.ts';

const CSV_COLUMNS = FIGURE_COLUMNS.map(({ name, means }) => `\`${name}\`: ${means}`).join('; ');

/** All figures, for everybody. */
@ApiTags('figures')
@Controller('api/v1/figures')
export class FiguresController {
  constructor(private readonly figures: FigureListService) {}

  @Get()
  @ApiOperation({
    summary: 'All figures, page by page, as JSON or CSV',
    description: `With \`format=csv\` or \`Accept: text/csv\` the columns are ${CSV_COLUMNS}. Days and weeks are not public: with them small groups could be found by subtraction. The next page is in \`nextCursor\`, for CSV in the Link header.`,
    security: [],
  })
  @ApiProduces('application/json', 'text/csv')
  @ApiOkResponse({
    standardSchema: FigureListSchema,
    description: 'One page of figures in order of code, period and indicator.',
  })
  async list(
    @Query({ schema: FigureDownloadQuerySchema }) query: FigureDownloadQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const list = await this.figures.list(query);
    if (!wantsCsv(request, query.format)) return answerJson(request, reply, list);
    if (list.nextCursor !== null)
      reply.header('link', `<${nextUrl(request.url, list.nextCursor)}>; rel="next"`);
    reply.header('content-disposition', 'attachment; filename="figures.csv"');
    return answerText(request, reply, 'text/csv; charset=utf-8', figuresCsv(list.figures));
  }
}

function nextUrl(url: string, cursor: string): string {
  const next = new URL(url, 'http://localhost');
  next.searchParams.set('cursor', cursor);
  return next.pathname + next.search;
}
