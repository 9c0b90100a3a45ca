import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as launcher from './index.mjs';
import { root } from './places.mjs';
import { parts } from './test/parts.mjs';

describe('the launcher', () => {
  it('declares to TypeScript exactly what it exports', () => {
    const declared = readFileSync(new URL('./index.d.mts', import.meta.url), 'utf8');
    const names = [...declared.matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
    expect(names.sort()).toEqual(Object.keys(launcher).sort());
  });

  it('runs every kind of test that Jest knows, in exactly one part', async () => {
    const { default: config } = await import('../../../jest.config.js');
    const known = config.projects.map(({ displayName }: { displayName: string }) => displayName);
    expect(parts.flatMap(({ projects = [] }) => projects).sort()).toEqual(known.sort());
  });

  it('has a command in package.json for every part', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    for (const { name, projects } of parts) {
      expect(scripts[projects ? `test:${name}` : name]).toBe(
        `node packages/launcher/launch.cjs test ${name}`,
      );
    }
  });

  it('names programs that are installed', () => {
    const programs = parts.flatMap(({ checks = [] }) => checks.map(([program = '']) => program));
    expect(programs.filter((program) => !existsSync(program))).toEqual([]);
  });
});
