import type { FormFault } from '@huiyin/contract';
import { faultOf } from '@huiyin/contract';
import { phoneFault } from '@huiyin/domain';
import type { z } from 'zod';
import { wrongPlaces } from '../platform/http/wrong-places.ts';

/** What is wrong with a telephone number that somebody typed; null when it can be dialled. */
export function faultOfPhone(phone: string): FormFault | null {
  const slip = phoneFault(phone);
  return slip === null ? null : faultOf('phone', `phone_${slip}`);
}

/** What a schema found wrong, by the last name in each place: that is what the field is called. */
export const faultsOfSchema = ({ issues }: z.ZodError): FormFault[] =>
  wrongPlaces(issues).map(({ pointer, zh, en }) => ({
    field: pointer.slice(pointer.lastIndexOf('/') + 1),
    zh,
    en,
  }));
