import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Header, Module, StreamableFile } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLogger } from '../logging/logger.ts';
import { Metrics } from '../metrics/metrics.ts';
import type { ProblemFilter } from './problem.filter.ts';
import { createAdapter, furnish } from './serve.ts';

/** More than any buffer on the way takes, so that it stays unread where nobody reads. In pieces of a mebibyte. */
const PIECES = 64;
const PIECE = Buffer.alloc(1024 * 1024, 'x');

@Controller()
class LargeAnswers {
  @Get('large')
  @Header('content-type', 'application/octet-stream')
  large(): StreamableFile {
    return new StreamableFile(Readable.from(Array.from({ length: PIECES }, () => PIECE)));
  }
}

@Module({
  controllers: [LargeAnswers],
  providers: [{ provide: Metrics, useFactory: () => new Metrics('api') }],
})
class LargeModule {}

const refusals = { catch: () => undefined, answer: async () => undefined } as unknown as ProblemFilter;

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

async function serve(): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    LargeModule,
    createAdapter(createLogger('silent', 'api'), 'loopback', () => refusals),
    { logger: false, bodyParser: false },
  );
  await furnish(app, refusals);
  await app.listen(0, '127.0.0.1');
  return app;
}

/** Asks for the large answer, and reads only its beginning. */
async function ask(app: NestFastifyApplication): Promise<Socket> {
  const { port } = app.getHttpServer().address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  socket.write('GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(socket, 'readable');
  socket.read();
  return socket;
}

const secondsOf = async (work: Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work;
  return (performance.now() - started) / 1000;
};

describe('the server, when it stops', () => {
  it('ends within seconds though somebody never reads an answer', async () => {
    const app = await serve();
    await ask(app);
    const seconds = await secondsOf(app.close());
    // It did wait for the answer to be read, so there was something to wait for.
    expect(seconds).toBeGreaterThan(4);
    expect(seconds).toBeLessThan(9);
  }, 30_000);

  it('lets an answer that is being read be read to its end', async () => {
    const app = await serve();
    const socket = await ask(app);
    const closed = secondsOf(app.close());
    await delay(500);
    let bytes = 0;
    socket.on('data', (part) => (bytes += part.length));
    expect(await closed).toBeLessThan(9);
    expect(bytes).toBeGreaterThan((PIECES - 8) * PIECE.length);
  }, 30_000);
});
