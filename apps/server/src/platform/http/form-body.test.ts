import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import type { FormFields } from './form-body.ts';
import { fieldOf, readFormBodies } from './form-body.ts';

describe('a form sent without a script', () => {
  const fastify = Fastify();
  beforeAll(() => {
    readFormBodies(fastify);
    fastify.post('/*', (request) => request.body);
  });
  afterAll(() => fastify.close());
  const send = async (payload: string | Buffer, url = '/rate') => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fastify.inject({ method: 'POST', url, payload, headers });
    return { status: answer.statusCode, fields: answer.json<FormFields>() };
  };

  it('gives each field its values in order, in UTF-8, with LF', async () => {
    const text = 'tag=a&tag=b&comment=' + encodeURIComponent('等了\r\n两次 & 50%') + '&empty=&bare&plus=a+b';
    expect((await send(text)).fields).toEqual({
      tag: ['a', 'b'],
      comment: ['等了\n两次 & 50%'],
      empty: [''],
      bare: [''],
      plus: ['a b'],
    });
    expect((await send('')).fields).toEqual({});
  });

  it('reads what browsers never send: names of prototypes, escapes that are none', async () => {
    const { fields } = await send('constructor=x&a=%zz&b=%');
    expect(fieldOf(fields, 'constructor')).toBe('x');
    expect(fields['a']).toEqual(['%zz']);
    expect(fieldOf({}, 'anything')).toBe('');
  });

  it('is refused when it is not UTF-8, and by the API whatever it is', async () => {
    expect((await send('a=%ff')).status).not.toBe(200);
    expect((await send(Buffer.from([0x61, 0x3d, 0xb0, 0xa1]))).status).not.toBe(200);
    expect((await send('level=5', '/api/v1/ratings')).status).not.toBe(200);
  });
});
