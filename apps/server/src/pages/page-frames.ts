import type { Language, PageFrame } from '@huiyin/contract';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SiteSettingsService } from '../directory/site-settings.ts';
import { PageOrigin } from '../platform/http/page-origin.ts';

/** The frame of a page: whose site, which language, where the same page stands in the other one. */
@Injectable()
export class PageFrames {
  constructor(
    private readonly settings: SiteSettingsService,
    private readonly origin: PageOrigin,
  ) {}

  /** Never fails: a problem page must be shown while the database is away, with what is known. */
  async frameOf(language: Language, request: FastifyRequest): Promise<PageFrame> {
    const settings = await this.settings.siteSettings().catch((error: unknown) => {
      request.log.warn({ err: error }, 'whose site this is cannot be read; the page goes without it');
      return null;
    });
    return {
      language,
      path: withoutLanguage(request.url),
      origin: this.origin.of(request),
      owner: settings?.owner ?? { zh: '回音', en: 'Huiyin' },
      demonstration: settings?.demonstration ?? false,
      care: /(?:^|;\s*)care=on(?:;|$)/.test(request.headers.cookie ?? ''),
      staleSince: null,
    };
  }
}

/** /en/letters?q=… → /letters?q=… */
export const withoutLanguage = (url: string): string => {
  const rest = url.replace(/^\/en(?=\/|\?|$)/, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
};
