import { createStore, del, get, set, values } from 'idb-keyval';
import type { Fields, FormPlace } from './forms.ts';
import { valueOf } from './forms.ts';

/** What page and worker say to each other: send what is kept, and: something of it was sent. */
export const SEND_KEPT = 'send-kept';

/** A form that waits on this device. It goes nowhere else, and is deleted once its answer was seen. */
export interface KeptForm extends FormPlace {
  /** Stays the same while the id in the form may be renewed. */
  readonly key: string;
  /** Where it is sent, language included. */
  readonly action: string;
  readonly fields: Fields;
  /** Milliseconds since 1970. */
  readonly keptAt: number;
  readonly state: 'waiting' | 'arrived' | 'refused';
}

// Opened on first use: most visitors keep nothing.
let opened: ReturnType<typeof createStore> | undefined;
const store = () => (opened ??= createStore('huiyin', 'kept'));

/** The oldest first. */
export const keptForms = async (): Promise<KeptForm[]> =>
  (await values<KeptForm>(store())).sort((a, b) => a.keptAt - b.keptAt);

/** The kept form with this id in it. Forms without an id are none of ours. */
export const keptFormOf = async (fields: Fields): Promise<KeptForm | undefined> => {
  const id = valueOf(fields, 'id');
  return (await keptForms()).find((form) => valueOf(form.fields, 'id') === id);
};

/** One write, so that whatever ends in between leaves the form as it was or as it is to be. */
export const keepForm = (form: KeptForm): Promise<void> => set(form.key, form, store());

export const dropForm = ({ key }: KeptForm): Promise<void> => del(key, store());

/** False when it was thrown away meanwhile. */
export const isKept = async ({ key }: KeptForm): Promise<boolean> =>
  (await get<KeptForm>(key, store())) !== undefined;
