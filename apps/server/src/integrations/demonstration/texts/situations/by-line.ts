import type { LineCode } from '../../province/lines.ts';
import type { Situation } from '../situation.ts';
import { CIVIL } from './civil.ts';
import { DATA } from './data.ts';
import { EDUCATION } from './education.ts';
import { ENVIRONMENT } from './environment.ts';
import { HOUSING } from './housing.ts';
import { HRSS } from './hrss.ts';
import { MARKET } from './market.ts';
import { MEDICAL } from './medical.ts';
import { POLICE } from './police.ts';
import { TRANSPORT } from './transport.ts';

/** What people write about to the offices of each line. */
export const SITUATIONS: Readonly<Record<LineCode, readonly Situation[]>> = {
  hrss: HRSS,
  medical: MEDICAL,
  housing: HOUSING,
  education: EDUCATION,
  police: POLICE,
  civil: CIVIL,
  market: MARKET,
  transport: TRANSPORT,
  environment: ENVIRONMENT,
  data: DATA,
};
