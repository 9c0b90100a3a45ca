import { afterEach, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { VirusScanner } from './virus-scanner.ts';

/** Speaks as a ClamAV daemon does: INSTREAM with chunks of counted length; what holds the word “virus” is infected. */
function daemon(): Promise<Server> {
  const server = createServer((socket) => {
    let sent = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      sent = Buffer.concat([sent, chunk]);
      const text = sent.toString('latin1');
      if (/^[nz]?(PING|VERSION)/.test(text)) {
        socket.end(text.includes('PING') ? 'PONG\n' : 'ClamAV 1.0.0/1/now\0');
        return;
      }
      if (!text.startsWith('zINSTREAM\0')) return;
      let at = 10;
      const body: Buffer[] = [];
      while (at + 4 <= sent.length) {
        const length = sent.readUInt32BE(at);
        if (length === 0) {
          const found = Buffer.concat(body).includes('virus');
          socket.end(found ? 'stream: Test-Signature FOUND\0' : 'stream: OK\0');
          return;
        }
        body.push(sent.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

describe('the virus scanner', () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.close();
    server = null;
  });
  const address = () => `127.0.0.1:${(server!.address() as AddressInfo).port}`;

  it('says what the daemon says', async () => {
    server = await daemon();
    const scanner = new VirusScanner(address());
    expect(await scanner.scan(Buffer.from('a photo'))).toBe('clean');
    expect(await scanner.scan(Buffer.from('a virus'))).toBe('infected');
    expect(await scanner.scan(Buffer.alloc(2_000_000, 'x'))).toBe('clean');
  });

  it('says when the daemon is away, and asks it again when it is back', async () => {
    server = await daemon();
    const there = address();
    const port = Number(there.split(':')[1]);
    await new Promise((done) => server!.close(done));
    const scanner = new VirusScanner(there);
    expect(await scanner.scan(Buffer.from('a virus'))).toBe('away');
    server = await daemon().then(
      (other) =>
        new Promise<Server>((done) =>
          other.close(() => {
            const back = other.listen(port, '127.0.0.1', () => done(back));
          }),
        ),
    );
    expect(await scanner.scan(Buffer.from('a virus'))).toBe('infected');
  });

  it('finds everything clean where there is none', async () => {
    expect(await new VirusScanner(null).scan(Buffer.from('a virus'))).toBe('clean');
  });
});
