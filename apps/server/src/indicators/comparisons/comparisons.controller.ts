import type { ComparisonDownloadQuery } from '@huiyin/contract';
import { ComparisonDownloadQuerySchema, ComparisonSchema } from '@huiyin/contract';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerJson, answerText, wantsCsv } from '../answer.ts';
import { COMPARISON_COLUMNS, comparisonCsv } from './comparison-csv.ts';
import { ComparisonsService } from './comparisons.service.ts';

const CSV_COLUMNS = COMPARISON_COLUMNS.map(({ name, means }) => `\`${name}\`: ${means}`).join('; ');

/** One figure compared, for everybody. */
@ApiTags('figures')
@Controller('api/v1/comparisons')
export class ComparisonsController {
  constructor(private readonly comparisons: ComparisonsService) {}

  @Get()
  @ApiOperation({
    summary: 'One figure among its peers, against earlier periods, and up the hierarchy',
    description: `Changes are taken apart into what the parts changed by themselves (rate) and what came from their shares (mix). With \`format=csv\` or \`Accept: text/csv\` the parts, with the columns ${CSV_COLUMNS}.`,
    security: [],
  })
  @ApiProduces('application/json', 'text/csv')
  @ApiOkResponse({ standardSchema: ComparisonSchema, description: 'The comparison.' })
  async compare(
    @Query({ schema: ComparisonDownloadQuerySchema }) query: ComparisonDownloadQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const comparison = await this.comparisons.compare(query);
    if (!wantsCsv(request, query.format)) return answerJson(request, reply, comparison);
    reply.header('content-disposition', 'attachment; filename="comparison.csv"');
    return answerText(request, reply, 'text/csv; charset=utf-8', comparisonCsv(comparison));
  }
}
