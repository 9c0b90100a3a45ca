/** The parts of a load, in order, with the share of the whole time that each takes. */
const PARTS = [
  { name: 'ratings', says: 'ratings', weight: 50 },
  { name: 'letters', says: 'letters', weight: 13 },
  { name: 'publications', says: 'published letters', weight: 12 },
  { name: 'tallies', says: 'daily tallies', weight: 15 },
  { name: 'figures', says: 'figures', weight: 10 },
] as const;

export type PartName = (typeof PARTS)[number]['name'];

const STEP = 5;

/** Turns shares of parts into lines such as “Demonstration:  35 %, ratings”, one for every step of five percent. */
export class Progress {
  private said = -1;

  constructor(private readonly say: (line: string) => void) {}

  /** Takes the share of one part that is done, 0–1. */
  part(name: PartName): (share: number) => void {
    const place = PARTS.findIndex((part) => part.name === name);
    const before = PARTS.slice(0, place).reduce((sum, { weight }) => sum + weight, 0);
    const part = PARTS[place] as (typeof PARTS)[number];
    return (share) => {
      const percent = Math.floor((before + part.weight * share) / STEP) * STEP;
      if (percent <= this.said) return;
      this.said = percent;
      this.say(`Demonstration: ${String(percent).padStart(3)} %, ${part.says}`);
    };
  }
}
