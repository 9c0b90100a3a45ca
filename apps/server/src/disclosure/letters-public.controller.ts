import type { LetterList, LetterSearchQuery, PublishedLetter } from '@huiyin/contract';
import { LetterListSchema, LetterSearchQuerySchema, PublishedLetterSchema } from '@huiyin/contract';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PublishedLettersService } from './published-letters.service.ts';

/** The disclosed letters, for everybody. */
@ApiTags('letters')
@Controller('api/v1/letters')
export class LettersPublicController {
  constructor(private readonly letters: PublishedLettersService) {}

  @Get()
  @ApiOperation({ summary: 'Search and browse the disclosed letters', security: [] })
  @ApiOkResponse({
    standardSchema: LetterListSchema,
    description: 'One page of the letters found, with counts over all of them.',
  })
  list(@Query({ schema: LetterSearchQuerySchema }) query: LetterSearchQuery): Promise<LetterList> {
    return this.letters.list(query);
  }

  @Get(':number')
  @ApiOperation({
    summary: 'A disclosed letter with its replies, its timeline and the writer’s own word',
    security: [],
  })
  @ApiOkResponse({
    standardSchema: PublishedLetterSchema,
    description: 'The redacted copy. 404 when there is none, 410 when it was withdrawn.',
  })
  letter(@Param('number') number: string): Promise<PublishedLetter> {
    return this.letters.letter(number);
  }
}
