import type { Language } from '@huiyin/contract';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Configuration } from '../../platform/configuration/configuration.ts';
import { PlatformModule } from '../../platform/platform.module.ts';
import type { ImportChoices } from './command-line.ts';
import { ImportModule } from './import.module.ts';
import type { ImportSummary } from './import.service.ts';
import { ImportService } from './import.service.ts';
import type { Progress } from './progress.ts';
import { SILENT } from './progress.ts';

/** Imports one file into the database of the configuration, as the command does. Throws ImportProblem. */
export async function runImport(
  choices: ImportChoices,
  configuration: Configuration,
  progress: Progress = SILENT,
): Promise<ImportSummary> {
  @Module({ imports: [PlatformModule.with(configuration, 'worker'), ImportModule] })
  class ImportProgram {}
  const program = await NestFactory.createApplicationContext(ImportProgram, {
    // What is amiss with the site, such as a calendar that ends soon, is for the site's own log.
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  try {
    return await program.get(ImportService).run(choices, progress);
  } finally {
    await program.close();
  }
}

/** The summary as the command prints it. */
export function summaryText(summary: ImportSummary, language: Language): string {
  const { read, accepted, updated, repeated, skipped, rejected, departmentsMade } = summary;
  const zh = language === 'zh';
  const parts = zh
    ? [`读取 ${read} 行`, `新增 ${accepted}`, ...(updated > 0 ? [`更新 ${updated}`] : []), `已有 ${repeated}`]
    : [
        `${read} ${read === 1 ? 'row' : 'rows'} read`,
        `${accepted} accepted`,
        ...(updated > 0 ? [`${updated} updated`] : []),
        `${repeated} repeated`,
      ];
  if (skipped > 0) parts.push(zh ? `按映射略过 ${skipped}` : `${skipped} skipped as the mapping says`);
  parts.push(zh ? `未导入 ${rejected}` : `${rejected} rejected`);
  if (departmentsMade > 0)
    parts.push(
      zh
        ? `新建部门 ${departmentsMade} 个`
        : `${departmentsMade} ${departmentsMade === 1 ? 'department' : 'departments'} made`,
    );
  parts.push(zh ? `用时 ${summary.seconds.toFixed(1)} 秒` : `${summary.seconds.toFixed(1)} s`);
  const lines = [parts.join(zh ? '，' : ', ') + (zh ? '。' : '.')];
  if (summary.dryRun)
    lines.push(zh ? '这是试运行，没有保存任何数据。' : 'This was a dry run; nothing was kept.');
  if (summary.report !== null)
    lines.push(
      zh ? `未导入和略过的行见 ${summary.report}` : `The rows left out are listed in ${summary.report}`,
    );
  return lines.join('\n');
}
