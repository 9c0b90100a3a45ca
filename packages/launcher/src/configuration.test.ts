import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { readConfiguration, serverEnvironment } from './configuration.mjs';
import { root } from './places.mjs';

describe('the configuration by environment', () => {
  it('needs nothing', () => {
    expect(readConfiguration({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      redisUrl: null,
      dataFolder: path.join(root, '.data'),
      demonstration: true,
    });
  });

  it('takes an empty value as not given', () => {
    const empty = { PORT: '', HOST: '', DATABASE_URL: '', REDIS_URL: '', HUIYIN_DATA: '', NO_DEMO: '' };
    expect(readConfiguration(empty)).toEqual(readConfiguration({}));
  });

  it('reads what is given', () => {
    const given = {
      PORT: '65535',
      HOST: '::1',
      DATABASE_URL: 'postgresql://me@db/huiyin',
      REDIS_URL: 'rediss://cache:6380',
      HUIYIN_DATA: '/srv/huiyin',
      NO_DEMO: '1',
    };
    expect(readConfiguration(given)).toEqual({
      port: 65535,
      host: '::1',
      databaseUrl: 'postgresql://me@db/huiyin',
      redisUrl: 'rediss://cache:6380',
      dataFolder: '/srv/huiyin',
      demonstration: false,
    });
  });

  it.each([
    [{ PORT: '0' }, 'PORT must be a whole number from 1 to 65535, but it is "0".'],
    [{ PORT: '65536' }, 'PORT must be a whole number from 1 to 65535, but it is "65536".'],
    [{ PORT: '3000x' }, 'PORT must be a whole number from 1 to 65535, but it is "3000x".'],
    [{ NO_DEMO: 'yes' }, 'NO_DEMO must be 1 or 0, but it is "yes".'],
    [
      { REDIS_URL: 'localhost:6379' },
      'REDIS_URL must be an address that begins with redis://, but it is not one.',
    ],
    [{ HUIYIN_DATA: 'package.json' }, `HUIYIN_DATA must be a folder, but ${root}/package.json is a file.`],
  ])('names a wrong value: %p', (env, sentence) => {
    expect(() => readConfiguration(env)).toThrow(sentence);
  });

  it('does not repeat the password of a wrong DATABASE_URL', () => {
    const read = () => readConfiguration({ DATABASE_URL: 'mysql://me:secret@db/huiyin' });
    expect(read).toThrow('DATABASE_URL must be an address that begins with postgres://, but it is not one.');
    expect(read).not.toThrow('secret');
  });

  it('tells the server the database that was chosen and an absolute data folder', () => {
    expect(serverEnvironment(readConfiguration({ PORT: '4000' }), 'postgres://chosen/huiyin')).toMatchObject({
      PORT: '4000',
      DATABASE_URL: 'postgres://chosen/huiyin',
      HUIYIN_DATA: path.join(root, '.data'),
    });
  });
});
