import 'reflect-metadata';
import { withSubjects, wordsOf } from './command.ts';
import { createKey, listKeys, revokeKey } from './integrations/keys/key-deeds.ts';
import { API_SCOPES } from './platform/keys/api-key.ts';
import { Refusal, runMain } from './platform/run-main.ts';

const HOW = `npm run api-keys -- create --name "Hall system" --scope ${API_SCOPES.join('|')} [--department CODE]
npm run api-keys -- list
npm run api-keys -- revoke ID`;

/** Keys by which the systems of departments come in by themselves: made, listed, revoked. */
await runMain(async () => {
  const { verb, what, named } = wordsOf(['name', 'scope', 'department'], HOW);
  if (verb !== 'create' && verb !== 'list' && (verb !== 'revoke' || what === '')) throw new Refusal(HOW);
  await withSubjects(async (app) => {
    if (verb === 'list') {
      for (const line of await listKeys(app)) console.log(line);
    } else if (verb === 'revoke') {
      await revokeKey(app, what);
      console.log(`${what} opens nothing any more.`);
    } else {
      const { id, text } = await createKey(app, named);
      console.log(
        `${text}\nThis is shown once: hand it over now. To take it back: npm run api-keys -- revoke ${id}`,
      );
    }
  });
});
