import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { renderToString } from '@vue/server-renderer';
import { createSSRApp, type Component } from 'vue';
import transform from '../jest/transform.cjs';

/** Only vue-tsc knows the type of a .vue file; named like this, nobody asks for it. */
const greetingFile: string = '../jest/samples/Greeting.vue';

@Injectable()
class Clock {
  readonly year = 2026;
}

@Injectable()
class Calendar {
  constructor(readonly clock: Clock) {}
}

@Module({ providers: [Clock, Calendar] })
class CalendarModule {}

describe('what Jest loads', () => {
  it('keeps the constructor types that NestJS injects by', async () => {
    const context = await NestFactory.createApplicationContext(CalendarModule, { logger: false });
    expect(context.get(Calendar).clock.year).toBe(2026);
    await context.close();
  });

  it('renders a Vue component', async () => {
    const { default: Greeting } = (await import(greetingFile)) as { default: Component };
    expect(await renderToString(createSSRApp(Greeting, { name: 'ada' }))).toBe('<p class="greeting">ADA</p>');
  });

  it('knows where a module lies', () => {
    expect(path.basename(new URL(import.meta.url).pathname)).toBe('jest-transform.test.ts');
  });

  it('lifts a mock above the imports', () => {
    const { code } = transform.process(
      "import { x } from './x.ts';\njest.mock('./x.ts');\nx();",
      '/a/b.test.ts',
    );
    expect(code.indexOf('jest.mock(')).toBeLessThan(code.indexOf('require('));
  });

  it('leaves CommonJS as it is', () => {
    expect(transform.process('module.exports = 1;', '/a/b.cjs')).toEqual({ code: 'module.exports = 1;' });
  });

  it('forgets a cached result when the source or the file name changes', () => {
    const key = (code: string, name: string) => transform.getCacheKey(code, name, { instrument: false });
    const keys = [key('a', '/x.ts'), key('b', '/x.ts'), key('a', '/y.ts')];
    expect(new Set(keys).size).toBe(3);
    expect(key('a', '/x.ts')).toBe(keys[0]);
  });
});
