import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LetterListSchema } from '@huiyin/contract';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { DirectoryRepository } from '../directory/directory.repository.ts';
import { openSampleDoor } from '../directory/door.sample.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { bulkPublish } from './disclosure.bulk.ts';
import { DisclosureModule } from './disclosure.module.ts';
import { aPublishedLetter, sampleRules, storeSampleDirectory } from './published-letter.sample.ts';
import { PublishedCopiesRepository } from './published-copies.repository.ts';

let database: TestDatabase;
let app: NestFastifyApplication;

beforeAll(async () => {
  database = await openTestDatabase();
  const { manager } = database.source;
  await storeSampleDirectory(manager);
  const letters = [
    { number: 'L1', subject: '新图书馆开放时间' },
    { number: 'L2', subject: '停水' },
  ];
  await bulkPublish(
    manager,
    letters.map(aPublishedLetter),
    sampleRules,
    await new DirectoryRepository().read(manager),
  );
  await new PublishedCopiesRepository().withdraw(manager, 'L2', Date.now(), 'privacy');

  const sealer = new Sealer({ current: 1, sealing: new Map(), hashing: Buffer.alloc(32) });
  ({ app } = await openSampleDoor(DisclosureModule, database.source, sealer));
}, 60_000);
afterAll(async () => {
  await app.close();
  await database.close();
});

const get = async (path: string): Promise<{ status: number; body: Record<string, unknown> }> => {
  const answer = await app.inject({ method: 'GET', url: `/api/v1/letters${path}` });
  return { status: answer.statusCode, body: answer.json() };
};

describe('the public door to the letters', () => {
  it('answers a search as the contract says', async () => {
    const { status, body } = await get(`?q=${encodeURIComponent('图书馆')}&type=enquiry&type=help&limit=5`);
    expect(status).toBe(200);
    expect(LetterListSchema.parse(body).letters.map(({ number }) => number)).toEqual(['L1']);
  });

  it.each([
    ['/L1', 200, undefined],
    ['/L2', 410, 'letter_withdrawn'],
    ['/L3', 404, 'unknown_letter'],
    ['/%00', 404, 'unknown_letter'],
    ['?limit=0', 400, 'invalid_query'],
    ['?type=gossip', 400, 'invalid_query'],
    ['?cursor=x', 400, 'invalid_query'],
    ['?q=%00%ED%A0%80', 200, undefined],
    ['?department=nobody', 404, 'department_not_found'],
  ])('answers %s with %i', async (path, status, code) => {
    const answer = await get(path);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  it('stands in the OpenAPI document as public, with the shapes of its answers', () => {
    const { paths } = SwaggerModule.createDocument(app, new DocumentBuilder().build());
    for (const path of ['/api/v1/letters', '/api/v1/letters/{number}']) {
      const operation = paths[path]?.get;
      expect(operation?.security).toEqual([]);
      expect(JSON.stringify(operation?.responses['200'])).toContain('schema');
    }
  });
});
