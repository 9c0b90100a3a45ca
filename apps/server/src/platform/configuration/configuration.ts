import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const switchSchema = z
  .enum(['', '0', '1'])
  .default('')
  .transform((value) => value === '1');

/** Empty for what is no address with a host. */
const schemeOf = (address: string): string => {
  const parsed = URL.canParse(address) ? new URL(address) : null;
  return parsed !== null && parsed.hostname !== '' ? parsed.protocol : '';
};

const EnvironmentSchema = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\/.+/),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/.+/)
    .optional(),
  HUIYIN_ORIGIN: z
    .string()
    .regex(/^https?:\/\/[^/?#\s]+\/?$/)
    .transform((origin) => origin.replace(/\/$/, ''))
    .optional(),
  HUIYIN_PROXIES: z
    .string()
    .regex(/^[\da-fA-F.:/, a-z]+$/)
    .default('loopback'),
  HUIYIN_CLAMD: z
    .string()
    .regex(/^[^\s/]+:\d{1,5}$/)
    .optional(),
  HUIYIN_MAIL: z
    .string()
    .refine((address) => /^smtps?:$/.test(schemeOf(address)))
    .optional(),
  HUIYIN_MAIL_FROM: z
    .string()
    .regex(/^([^<>@\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/)
    .optional(),
  HUIYIN_DATA: z.string().min(1).default('.data'),
  HUIYIN_SECRETS: z.string().min(1).optional(),
  HUIYIN_WEB: z.string().min(1).optional(),
  HUIYIN_LANES: z.enum(['all', 'prompt', 'long']).default('all'),
  HUIYIN_METRICS_FROM: z
    .string()
    .default('loopback')
    .pipe(z.enum(['loopback', 'anywhere'])),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  NO_DEMO: switchSchema,
});

/** What each variable must look like, for the sentence that names a wrong one. */
const EXPECTED: Readonly<Record<keyof z.infer<typeof EnvironmentSchema>, string>> = {
  PORT: 'a port number from 1 to 65535',
  HOST: 'an address to listen on, such as 127.0.0.1',
  DATABASE_URL: 'a PostgreSQL address, such as postgres://user:password@host:5432/huiyin',
  REDIS_URL: 'a Redis address, such as redis://host:6379',
  HUIYIN_ORIGIN: 'the address that visitors see, such as https://huiyin.example',
  HUIYIN_PROXIES: 'the addresses of proxies before the site, such as “loopback, 10.0.0.0/8”',
  HUIYIN_CLAMD: 'host and port of a ClamAV daemon, such as clamav:3310',
  HUIYIN_MAIL: 'the address of a mail server, such as smtps://user:password@host:465',
  HUIYIN_MAIL_FROM: 'who mails come from, such as “Huiyin <noreply@huiyin.example>”',
  HUIYIN_DATA: 'a folder',
  HUIYIN_SECRETS: 'a file',
  HUIYIN_WEB: 'the folder of the built pages',
  HUIYIN_LANES: '“all”, “prompt” or “long”',
  HUIYIN_METRICS_FROM: '“loopback” or “anywhere”',
  LOG_LEVEL: 'one of fatal, error, warn, info, debug, trace, silent',
  NO_DEMO: '1, or nothing',
};

/** How mails go out. */
export interface MailConfiguration {
  /** The address of the server; holds its password, so it is never logged. */
  readonly server: string;
  readonly from: string;
  /** Where the links in mails lead: never what a request says, which anybody can write. */
  readonly origin: string;
}

export interface Configuration {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  /** The queue runs on Redis when given, else on PostgreSQL. */
  readonly redisUrl: string | null;
  readonly dataFolder: string;
  /** Whose word on where a visitor comes from is believed: addresses, networks, `loopback`; comma-separated. */
  readonly proxies: string;
  /** Scheme and host that visitors see, without a slash at the end; null: as each of them asks. */
  readonly origin: string | null;
  /** Null: no mails are sent, and everything else works. */
  readonly mail: MailConfiguration | null;
  /** Host and port of the ClamAV daemon that looks at files; null when there is none. */
  readonly clamd: string | null;
  /** The file of the key ring; made at the first start when it does not exist. */
  readonly secretsFile: string;
  /** The built pages: `client/` and `server/entry-server.js` below it. */
  readonly webFolder: string;
  /** Which jobs a worker runs: those that follow a fact, those that reckon for seconds, or both. */
  readonly lanes: 'all' | 'prompt' | 'long';
  readonly metricsFrom: 'loopback' | 'anywhere';
  readonly logLevel: string;
  readonly demonstration: boolean;
}

/** Thrown for a variable that cannot be used; the message is one sentence that names it. */
export class ConfigurationError extends Error {}

/** Reads the configuration from the environment. Throws ConfigurationError naming every wrong variable. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const filled = withDatabaseUrlFromFile(
    Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')),
  );
  const parsed = EnvironmentSchema.safeParse(filled);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => issue.path[0] as keyof typeof EXPECTED))];
    throw new ConfigurationError(
      names.map((name) => `${name} must be ${EXPECTED[name]}${seen(name, environment[name])}.`).join(' '),
    );
  }
  const values = parsed.data;
  const dataFolder = resolve(values.HUIYIN_DATA);
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL ?? null,
    dataFolder,
    proxies: values.HUIYIN_PROXIES,
    origin: values.HUIYIN_ORIGIN ?? null,
    mail: mailOf(values),
    clamd: values.HUIYIN_CLAMD ?? null,
    secretsFile: resolve(values.HUIYIN_SECRETS ?? join(dataFolder, 'secrets.json')),
    webFolder: resolve(values.HUIYIN_WEB ?? join(import.meta.dirname, '../../../../web/dist')),
    lanes: values.HUIYIN_LANES,
    metricsFrom: values.HUIYIN_METRICS_FROM,
    logLevel: values.LOG_LEVEL,
    demonstration: !values.NO_DEMO,
  };
}

function mailOf({
  HUIYIN_MAIL: server,
  HUIYIN_MAIL_FROM: from,
  HUIYIN_ORIGIN: origin,
}: z.infer<typeof EnvironmentSchema>): MailConfiguration | null {
  if (server === undefined) return null;
  if (from === undefined)
    throw new ConfigurationError(
      `HUIYIN_MAIL_FROM must be ${EXPECTED.HUIYIN_MAIL_FROM}, because HUIYIN_MAIL is set.`,
    );
  if (origin === undefined)
    throw new ConfigurationError(
      `HUIYIN_ORIGIN must be ${EXPECTED.HUIYIN_ORIGIN}, because HUIYIN_MAIL is set and mails hold links.`,
    );
  return { server, from, origin };
}

/** Secrets may come as files: DATABASE_URL_FILE names one that holds the address. */
function withDatabaseUrlFromFile(environment: Readonly<Record<string, string | undefined>>) {
  const file = environment['DATABASE_URL_FILE'];
  if (file === undefined || environment['DATABASE_URL'] !== undefined) return environment;
  try {
    return { ...environment, DATABASE_URL: readFileSync(file, 'utf8').trim() };
  } catch {
    throw new ConfigurationError(`DATABASE_URL_FILE must be a readable file, and ${file} is not.`);
  }
}

/** A wrong value is repeated to its owner, except an address, which may hold a password. */
const seen = (name: string, value: string | undefined): string =>
  value === undefined
    ? ' and is not set'
    : name.endsWith('_URL') || name === 'HUIYIN_MAIL'
      ? ''
      : `, not “${value}”`;
