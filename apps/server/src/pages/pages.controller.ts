import type { DirectoryQuery, LetterSearchQuery, RankingQuery, SubjectQuery } from '@huiyin/contract';
import {
  DirectoryQuerySchema,
  LetterSearchQuerySchema,
  RankingQuerySchema,
  ReleaseListQuerySchema,
  SubjectQuerySchema,
} from '@huiyin/contract';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DirectoryService } from '../directory/directory.service.ts';
import { PublishedLettersService } from '../disclosure/published-letters.service.ts';
import { DepartmentService } from '../indicators/department.service.ts';
import { DirectoryPageService } from '../indicators/directory-page.service.ts';
import { IndicatorPagesService } from '../indicators/indicator-pages.service.ts';
import { OverviewService } from '../indicators/overview.service.ts';
import { RankingService } from '../indicators/ranking.service.ts';
import { RegionService } from '../indicators/region.service.ts';
import { ReleasesService } from '../releases/releases.service.ts';
import { both } from './both.ts';
import { PageSender } from './page-sender.ts';

/** The permanent addresses of the public pages. */
@ApiExcludeController()
@Controller()
export class PagesController {
  constructor(
    private readonly sender: PageSender,
    private readonly overviews: OverviewService,
    private readonly rankings: RankingService,
    private readonly departments: DepartmentService,
    private readonly regions: RegionService,
    private readonly releases: ReleasesService,
    private readonly directories: DirectoryPageService,
    private readonly indicators: IndicatorPagesService,
    private readonly letters: PublishedLettersService,
    private readonly directory: DirectoryService,
  ) {}

  @Get(both('/'))
  overview(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.sender.send(request, reply, async () => ({
      page: 'overview',
      data: await this.overviews.overview(),
    }));
  }

  @Get(both('/rankings'))
  ranking(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query({ schema: RankingQuerySchema }) query: RankingQuery,
  ): Promise<void> {
    return this.sender.send(request, reply, async () => ({
      page: 'rankings',
      data: await this.rankings.ranking(query),
    }));
  }

  @Get(both('/departments'))
  allDepartments(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query({ schema: DirectoryQuerySchema }) query: DirectoryQuery,
  ): Promise<void> {
    return this.sender.send(request, reply, async () => ({
      page: 'departments',
      data: await this.directories.directory(query),
    }));
  }

  @Get(both('/departments/:code'))
  department(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('code') code: string,
    @Query({ schema: SubjectQuerySchema }) query: SubjectQuery,
  ): Promise<void> {
    return this.sender.send(request, reply, async () => ({
      page: 'department',
      data: await this.departments.department(code, query),
    }));
  }

  @Get(both('/regions/:code'))
  region(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('code') code: string,
    @Query({ schema: SubjectQuerySchema }) query: SubjectQuery,
  ): Promise<void> {
    return this.sender.send(request, reply, async () => ({
      page: 'region',
      data: await this.regions.region(code, query),
    }));
  }

  @Get(both('/releases'))
  allReleases(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query({ schema: ReleaseListQuerySchema }) { on }: z.infer<typeof ReleaseListQuerySchema>,
  ): Promise<void> {
    return this.sender.send(request, reply, async () => ({
      page: 'releases',
      data: await this.releases.list(on),
    }));
  }

  @Get(both('/releases/:id'))
  release(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    return this.sender.send(request, reply, async () => ({
      page: 'release',
      data: await this.releases.page(id),
    }));
  }

  @Get(both('/letters'))
  allLetters(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query({ schema: LetterSearchQuerySchema }) query: LetterSearchQuery,
  ): Promise<void> {
    return this.sender.send(request, reply, async () => {
      const [data, { departments }] = await Promise.all([
        this.letters.list(query),
        this.directory.snapshot(),
      ]);
      return {
        page: 'letters',
        data,
        query,
        departments: departments.map(({ code, name }) => ({ code, name })),
      };
    });
  }

  @Get(both('/letters/:number'))
  letter(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('number') number: string,
  ): Promise<void> {
    return this.sender.send(request, reply, async () => ({
      page: 'letter',
      data: await this.letters.letter(number),
    }));
  }

  @Get(both('/indicators'))
  allIndicators(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.sender.send(request, reply, async () => ({
      page: 'indicators',
      data: await this.indicators.indicatorList(),
    }));
  }

  @Get(both('/indicators/:code'))
  indicator(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('code') code: string,
  ): Promise<void> {
    return this.sender.send(request, reply, async () => ({
      page: 'indicator',
      data: await this.indicators.indicator(code),
    }));
  }
}
