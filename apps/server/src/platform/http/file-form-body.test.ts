import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import { VisitorError } from '../errors/errors.ts';
import { filesOf, readFileForms } from './file-form-body.ts';
import { FILE_LIMIT } from './limits.ts';

const BOUNDARY = 'x-boundary';
const part = (head: string, content: string | Buffer) => [
  Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
  Buffer.from(content),
  Buffer.from('\r\n'),
];
const form = (...parts: Buffer[][]) => Buffer.concat([...parts.flat(), Buffer.from(`--${BOUNDARY}--\r\n`)]);

describe('a form with files', () => {
  let server: FastifyInstance;
  let held = Promise.resolve();
  beforeAll(async () => {
    server = fastify();
    readFileForms(server, FILE_LIMIT * 1.5);
    const answer = (request: Parameters<typeof filesOf>[0]) => ({
      fields: request.body,
      files: filesOf(request).map(({ field, name, content, left }) => ({
        field,
        name,
        size: content?.length ?? null,
        left,
      })),
    });
    server.post('/files', { config: { takesFiles: true } }, async (request) => {
      await held;
      return answer(request);
    });
    server.post('/none', (request) => answer(request));
    server.setErrorHandler((error, _, reply) =>
      reply.status(400).send({ code: error instanceof VisitorError ? error.code : String(error) }),
    );
    await server.ready();
  });
  afterAll(() => server.close());
  const send = async (payload: Buffer, url = '/files', type = `multipart/form-data; boundary=${BOUNDARY}`) =>
    (
      await server.inject({ method: 'POST', url, headers: { 'content-type': type }, payload })
    ).json<unknown>();

  it('gives its fields and files, in order', async () => {
    const payload = form(
      part('name="body"', '一行\r\n二行'),
      part('name="keep"', 'a'),
      part('name="keep"', 'b'),
      part('name="files"; filename="社保卡.jpg"', Buffer.alloc(3000, 1)),
      part('name="files"; filename="../../etc/passwd"', 'x'),
      part('name="files"; filename=""', ''),
    );
    expect(await send(payload)).toEqual({
      fields: { body: ['一行\n二行'], keep: ['a', 'b'] },
      files: [
        { field: 'files', name: '社保卡.jpg', size: 3000, left: null },
        { field: 'files', name: 'passwd', size: 1, left: null },
      ],
    });
  });

  it('keeps the fields of one whose file is too large', async () => {
    const payload = form(
      part('name="files"; filename="a.jpg"', Buffer.alloc(FILE_LIMIT + 1)),
      part('name="body"', '还在'),
    );
    expect(await send(payload)).toEqual({
      fields: { body: ['还在'] },
      files: [{ field: 'files', name: 'a.jpg', size: null, left: 'too_large' }],
    });
  });

  it('tells that the room for files is full, and has room again when one is answered', async () => {
    const one = form(part('name="files"; filename="a.jpg"', Buffer.alloc(FILE_LIMIT - 1)));
    let answer!: () => void;
    held = new Promise((done) => (answer = done));
    const first = send(one);
    const second = send(one);
    const leftOf = async (sent: Promise<unknown>) =>
      ((await sent) as { files: { left: string }[] }).files[0]!.left;
    await new Promise((done) => setTimeout(done, 300));
    answer();
    expect([await leftOf(first), await leftOf(second)].sort()).toEqual(['busy', null]);
    expect(await leftOf(send(one))).toBeNull();
  });

  it.each([
    { code: 'malformed_form', payload: form(part('name="a"', 'b')).subarray(0, 60) },
    { code: 'malformed_form', payload: Buffer.from('x'), type: 'multipart/form-data' },
    { code: 'invalid_encoding', payload: form(part('name="a"', Buffer.from([0xff, 0xfe]))) },
    { code: 'body_too_large', payload: form(part('name="a"', Buffer.alloc(1_048_577, 'a'))) },
    {
      code: 'body_too_large',
      payload: form(...Array.from({ length: 80 }, () => part('name="a"', 'b'))),
    },
  ])('is refused with $code', async ({ code, payload, type }) => {
    expect(await send(payload, '/files', type)).toEqual({ code });
  });

  it('is refused where none is taken', async () => {
    expect(await send(form(part('name="a"', 'b')), '/none')).toEqual({ code: 'unsupported_type' });
  });
});
