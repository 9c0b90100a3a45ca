import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { withSubjects, wordsOf } from './command.ts';
import { CentresRepository } from './directory/centres.repository.ts';
import { DirectoryService } from './directory/directory.service.ts';
import { Refusal, runMain } from './platform/run-main.ts';

const HOW = `npm run centres -- list
npm run centres -- set REGION --department CODE`;

/** Who takes the letters of those who do not know whom to write to, region by region. */
await runMain(async () => {
  const { verb, what, named } = wordsOf(['department'], HOW);
  if (verb !== 'list' && verb !== 'set') throw new Refusal(HOW);
  await withSubjects(async (app) => {
    const directory = await app.get(DirectoryService).snapshot();
    if (verb === 'list') {
      for (const { code, name } of directory.regions)
        console.log(`${code}  ${name.zh}  ${directory.centreOf(code)?.code ?? 'nobody'}`);
      return;
    }
    const { department = '' } = named;
    const region = directory.regionByCode.get(what);
    const centre = directory.departmentByCode.get(department);
    if (region === undefined) throw new Refusal(`There is no region with the code "${what}".`);
    if (centre === undefined || !centre.active)
      throw new Refusal(`There is no department with the code "${department}".`);
    await app.get(CentresRepository).set(app.get(DataSource).manager, region.code, centre.id);
    console.log(`Letters of ${region.name.zh} for nobody in particular go to ${centre.name.zh}.`);
  });
});
