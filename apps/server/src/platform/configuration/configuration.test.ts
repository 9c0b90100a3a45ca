import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigurationError, readConfiguration } from './configuration.ts';

const DATABASE_URL = 'postgres://huiyin:secret@localhost/huiyin';

describe('the configuration', () => {
  it('needs nothing but a database', () => {
    expect(readConfiguration({ DATABASE_URL })).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      redisUrl: null,
      metricsFrom: 'loopback',
      demonstration: true,
    });
  });

  it.each([
    ['PORT', 'eighty', 'PORT must be a port number from 1 to 65535, not “eighty”.'],
    ['PORT', '70000', 'PORT must be a port number'],
    ['REDIS_URL', 'localhost:6379', 'REDIS_URL must be a Redis address'],
    ['NO_DEMO', 'yes', 'NO_DEMO must be 1, or nothing, not “yes”.'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL must be one of'],
    ['HUIYIN_MAIL', 'mail.example:25', 'HUIYIN_MAIL must be the address of a mail server'],
    ['HUIYIN_MAIL', 'smtp://', 'HUIYIN_MAIL must be the address of a mail server'],
    ['HUIYIN_MAIL', 'smtp://host', 'HUIYIN_MAIL_FROM must be who mails come from'],
    ['HUIYIN_MAIL_FROM', 'nobody', 'HUIYIN_MAIL_FROM must be who mails come from'],
    ['HUIYIN_LANES', 'short', 'HUIYIN_LANES must be “all”, “prompt” or “long”, not “short”'],
    ['HUIYIN_METRICS_FROM', 'mars', 'HUIYIN_METRICS_FROM must be'],
  ])('names %s=%s in one sentence', (name, value, sentence) => {
    expect(() => readConfiguration({ DATABASE_URL, [name]: value })).toThrow(sentence);
  });

  it('does not repeat an address, which may hold a password', () => {
    const tell = () => readConfiguration({ DATABASE_URL: 'mysql://me:hunter2@host/db' });
    expect(tell).toThrow(ConfigurationError);
    expect(tell).not.toThrow(/hunter2/);
  });

  it('sends mails only when it knows from whom and where their links lead', () => {
    const mail = {
      HUIYIN_MAIL: 'smtps://me:hunter2@host:465',
      HUIYIN_MAIL_FROM: 'Huiyin <noreply@huiyin.example>',
    };
    expect(() => readConfiguration({ DATABASE_URL, ...mail })).toThrow('HUIYIN_ORIGIN must be');
    expect(
      readConfiguration({ DATABASE_URL, ...mail, HUIYIN_ORIGIN: 'https://huiyin.example/' }).mail,
    ).toEqual({
      server: mail.HUIYIN_MAIL,
      from: mail.HUIYIN_MAIL_FROM,
      origin: 'https://huiyin.example',
    });
    expect(readConfiguration({ DATABASE_URL }).mail).toBeNull();
    const wrong = () => readConfiguration({ DATABASE_URL, HUIYIN_MAIL: 'imap://me:hunter2@host' });
    expect(wrong).toThrow(ConfigurationError);
    expect(wrong).not.toThrow(/hunter2/);
  });

  it('takes an empty value as none', () => {
    expect(readConfiguration({ DATABASE_URL, REDIS_URL: '', PORT: '' })).toMatchObject({
      redisUrl: null,
      port: 3000,
    });
  });

  it('reads the address of the database from a file when it is named', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'huiyin-')), 'database-url');
    writeFileSync(file, `${DATABASE_URL}\n`);
    expect(readConfiguration({ DATABASE_URL_FILE: file }).databaseUrl).toBe(DATABASE_URL);
    expect(() => readConfiguration({ DATABASE_URL_FILE: `${file}.missing` })).toThrow(
      'DATABASE_URL_FILE must be a readable file',
    );
  });
});
