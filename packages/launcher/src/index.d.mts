// The same, for TypeScript. launcher.test.ts checks that the two files name the same things.

export interface Postgres {
  /** of the database `huiyin`, as its superuser */
  readonly url: string;
  readonly pid: number;
  /** resolves with the end of the log once it is gone, whoever ended it */
  readonly exited: Promise<string>;
  stop(): Promise<void>;
}

export function startPostgres(
  wish: { dir: string; ephemeral?: false } | { ephemeral: true },
): Promise<Postgres>;

export function createTestDatabase(wish?: {
  template?: string;
}): Promise<{ url: string; drop: () => Promise<void> }>;

export function makeTemplateDatabase(
  template: string,
  prepare: (url: string) => Promise<void>,
  from?: string,
): Promise<void>;
