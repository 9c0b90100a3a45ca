import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page, PageFrame, RenderPage } from '@huiyin/contract';
import { Inject, Injectable } from '@nestjs/common';
import type { Configuration } from '../platform/configuration/configuration.ts';
import { DefectError } from '../platform/errors/errors.ts';
import { CONFIGURATION } from '../platform/tokens.ts';

/** Turns the data of a page into HTML with the built bundle of the web app, which is loaded once. */
@Injectable()
export class PageRenderer {
  private loading: Promise<RenderPage> | null = null;

  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  async render(page: Page, frame: PageFrame): Promise<string> {
    const render = await (this.loading ??= this.load());
    return render(page, frame);
  }

  /** Called at start-up, so that a missing build is told then and not to the first reader. */
  async load(): Promise<RenderPage> {
    const file = join(this.configuration.webFolder, 'server', 'entry-server.js');
    try {
      const bundle = (await import(pathToFileURL(file).href)) as { renderPage: RenderPage };
      return bundle.renderPage;
    } catch (error) {
      this.loading = null;
      throw new DefectError(
        `The pages are not built: ${file} cannot be loaded. Run npm start, which builds them.`,
        error,
      );
    }
  }
}
