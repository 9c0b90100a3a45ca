import type { Named, PublishedLetterBrief } from '@huiyin/contract';
import { Injectable } from '@nestjs/common';
import { DirectoryService } from '../../directory/directory.service.ts';
import { PublishedLettersService } from '../../disclosure/published-letters.service.ts';

/** As many letters are looked at for whom they were written to; the first few are shown. */
const LOOKED_AT = 24;
const SHOWN = 3;
const SUGGESTED = 3;

/** What is known already about the matter of a letter that is being written. */
export interface KnownMatter {
  readonly answers: readonly PublishedLetterBrief[];
  readonly departments: readonly Named[];
}

/** Published letters that may answer a letter before it is sent, and the departments that such letters go to. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly letters: PublishedLettersService,
    private readonly directory: DirectoryService,
  ) {}

  /**
   * By the words of the subject. The departments are those of the writer's region (or the nearest above it) on the function
   * lines that most of the letters found went to: who answered a neighbour may be the wrong office for this writer.
   */
  async about(subject: string, regionCode: string): Promise<KnownMatter> {
    const q = subject.trim().slice(0, 100);
    if ([...q].length < 4) return { answers: [], departments: [] };
    const { letters } = await this.letters.list({ q, limit: LOOKED_AT });
    const directory = await this.directory.snapshot();
    const lines = new Map<string, number>();
    for (const { department } of letters) {
      const line = directory.departmentByCode.get(department.code)?.lineCode;
      if (line !== undefined) lines.set(line, (lines.get(line) ?? 0) + 1);
    }
    const lineage = directory.lineageOf(regionCode).map(({ code }) => code);
    const departments = [...lines]
      .sort((a, b) => b[1] - a[1])
      .flatMap(([line]) => {
        const offices = directory.departments.filter(
          ({ active, lineCode, regionCode: at }) => active && lineCode === line && lineage.includes(at),
        );
        const nearest = offices.sort(
          (a, b) => lineage.indexOf(a.regionCode) - lineage.indexOf(b.regionCode),
        )[0];
        return nearest === undefined ? [] : [{ code: nearest.code, name: nearest.name }];
      })
      .slice(0, SUGGESTED);
    // By their subjects alone: whoever writes wants to see at a glance whether one of them is it.
    const answers = letters.slice(0, SHOWN).map((one) => ({ ...one, markedSubject: null, snippet: null }));
    return { answers, departments };
  }
}
