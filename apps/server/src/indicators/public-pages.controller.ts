import type { DirectoryQuery, RankingQuery, SubjectQuery } from '@huiyin/contract';
import {
  DepartmentPageSchema,
  DirectoryQuerySchema,
  DirectorySchema,
  IndicatorListSchema,
  IndicatorPageSchema,
  OverviewSchema,
  RankingQuerySchema,
  RankingSchema,
  RegionPageSchema,
  SubjectQuerySchema,
} from '@huiyin/contract';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { answerJson, answerText, wantsCsv } from './answer.ts';
import { DepartmentService } from './department.service.ts';
import { DirectoryPageService } from './directory-page.service.ts';
import { IndicatorPagesService } from './indicator-pages.service.ts';
import { OverviewService } from './overview.service.ts';
import { rankingCsv, RANKING_COLUMNS } from './ranking-csv.ts';
import { RankingService } from './ranking.service.ts';
import { RegionService } from './region.service.ts';

const RankingAsSchema = RankingQuerySchema.extend({ format: z.enum(['json', 'csv']).optional() });

const CSV_COLUMNS = RANKING_COLUMNS.map(({ name, means }) => `\`${name}\`: ${means}`).join('; ');

/** What the public pages show, for everybody's own programs: the same data behind the same codes. */
@ApiTags('figures')
@Controller('api/v1')
export class PublicPagesController {
  constructor(
    private readonly overviews: OverviewService,
    private readonly rankings: RankingService,
    private readonly departments: DepartmentService,
    private readonly regions: RegionService,
    private readonly directories: DirectoryPageService,
    private readonly indicators: IndicatorPagesService,
  ) {}

  @Get('overview')
  @ApiOperation({ summary: 'The whole province in its latest complete quarter', security: [] })
  @ApiOkResponse({
    standardSchema: OverviewSchema,
    description: 'Key figures, what changed, who needs attention, the newest disclosed letters.',
  })
  async overview(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return answerJson(request, reply, await this.overviews.overview());
  }

  @Get('rankings')
  @ApiOperation({
    summary: 'Departments of one peer group in rank bands',
    description: `With \`format=csv\` or \`Accept: text/csv\` the columns are ${CSV_COLUMNS}.`,
    security: [],
  })
  @ApiProduces('application/json', 'text/csv')
  @ApiOkResponse({
    standardSchema: RankingSchema,
    description:
      'Rank intervals that hold together with 95 % confidence, the funnel, and what can be chosen.',
  })
  async ranking(
    @Query({ schema: RankingAsSchema }) { format, ...query }: RankingQuery & { format?: 'json' | 'csv' },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const ranking = await this.rankings.ranking(query);
    if (!wantsCsv(request, format)) return answerJson(request, reply, ranking);
    reply.header('content-disposition', 'attachment; filename="ranking.csv"');
    return answerText(request, reply, 'text/csv; charset=utf-8', rankingCsv(ranking));
  }

  @Get('departments')
  @ApiOperation({ summary: 'The departments by region, with their latest figures', security: [] })
  @ApiOkResponse({
    standardSchema: DirectorySchema,
    description: 'The directory, or what of it was looked for.',
  })
  async directory(
    @Query({ schema: DirectoryQuerySchema }) query: DirectoryQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerJson(request, reply, await this.directories.directory(query));
  }

  @Get('departments/:code')
  @ApiOperation({ summary: 'One department over time and among its peers', security: [] })
  @ApiOkResponse({
    standardSchema: DepartmentPageSchema,
    description: 'Its figures, its waiting curve, its peers, its items, its disclosed letters.',
  })
  async department(
    @Param('code') code: string,
    @Query({ schema: SubjectQuerySchema }) query: SubjectQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerJson(request, reply, await this.departments.department(code, query));
  }

  @Get('regions/:code')
  @ApiOperation({ summary: 'One region over time, and what it is summed from', security: [] })
  @ApiOkResponse({ standardSchema: RegionPageSchema, description: 'Its figures and those below it.' })
  async region(
    @Param('code') code: string,
    @Query({ schema: SubjectQuerySchema }) query: SubjectQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerJson(request, reply, await this.regions.region(code, query));
  }

  @Get('indicators')
  @ApiOperation({ summary: 'Every indicator with its latest figure', security: [] })
  @ApiOkResponse({
    standardSchema: IndicatorListSchema,
    description: 'In the order in which they are shown.',
  })
  async indicatorList(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return answerJson(request, reply, await this.indicators.indicatorList());
  }

  @Get('indicators/:code')
  @ApiOperation({
    summary: 'One indicator: what it counts, its versions, its figures over time',
    security: [],
  })
  @ApiOkResponse({
    standardSchema: IndicatorPageSchema,
    description: 'The declaration that the computation itself uses.',
  })
  async indicator(
    @Param('code') code: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerJson(request, reply, await this.indicators.indicator(code));
  }
}
