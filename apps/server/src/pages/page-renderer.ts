import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page, PageFrame, RenderHelp, RenderPage, WriteHelp } from '@huiyin/contract';
import { Inject, Injectable } from '@nestjs/common';
import type { Configuration } from '../platform/configuration/configuration.ts';
import { DefectError } from '../platform/errors/errors.ts';
import { CONFIGURATION } from '../platform/tokens.ts';

interface Bundle {
  readonly renderPage: RenderPage;
  readonly renderHelp: RenderHelp;
}

/** Turns the data of a page into HTML with the built bundle of the web app, which is loaded once. */
@Injectable()
export class PageRenderer {
  private loading: Promise<Bundle> | null = null;

  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  async render(page: Page, frame: PageFrame): Promise<string> {
    const { renderPage } = await (this.loading ??= this.load());
    return renderPage(page, frame);
  }

  async renderHelp(help: WriteHelp, frame: PageFrame): Promise<string> {
    const { renderHelp } = await (this.loading ??= this.load());
    return renderHelp(help, frame);
  }

  /** Called at start-up, so that a missing build is told then and not to the first reader. */
  async load(): Promise<Bundle> {
    const file = join(this.configuration.webFolder, 'server', 'entry-server.js');
    try {
      return (await import(pathToFileURL(file).href)) as Bundle;
    } catch (error) {
      this.loading = null;
      throw new DefectError(
        `The pages are not built: ${file} cannot be loaded. Run npm start, which builds them.`,
        error,
      );
    }
  }
}
