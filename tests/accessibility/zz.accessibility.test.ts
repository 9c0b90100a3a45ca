import { it } from '@jest/globals';
import { serveFixtures } from './served-fixtures.ts';
import { writeFileSync, existsSync } from 'node:fs';
it('x', async () => { const s = await serveFixtures(); writeFileSync('/tmp/t/origin', s.origin); for (let i = 0; i < 1500 && !existsSync('/tmp/t/stop'); i++) await new Promise((r) => setTimeout(r, 500)); await s.close(); }, 900000);
