import { ImportProblem } from '../sentences.ts';
import { RECORD_MAX } from './source-table.ts';

export interface JsonRecord {
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * The objects of a JSON array, one at a time: only the object being read is in memory. Throws ImportProblem where the text is
 * no array of objects, ends early, or has an object beyond all measure.
 */
export async function* jsonRecords(text: AsyncIterable<string>): AsyncGenerator<JsonRecord> {
  const scanner = new ArrayScanner();
  for await (const chunk of text) yield* scanner.take(chunk);
  scanner.end();
}

/** Where the scanner stands: the next thing may be the array, an object or its end, an object, a comma or the end, nothing. */
type Place = 'array' | 'first' | 'object' | 'comma' | 'inside' | 'after';

/** Cuts an array into the texts of its objects by counting brackets outside of texts; JSON.parse judges each. */
class ArrayScanner {
  private place: Place = 'array';
  private line = 1;
  private startLine = 1;
  private depth = 0;
  private inText = false;
  private escaped = false;
  private piece = '';

  *take(chunk: string): Generator<JsonRecord> {
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const character = chunk[at]!;
      if (character === '\n') this.line += 1;
      if (this.place !== 'inside') {
        if (this.opens(character)) start = at;
      } else if (this.closes(character)) {
        yield {
          line: this.startLine,
          values: parseObject(this.piece + chunk.slice(start, at + 1), this.startLine),
        };
        this.piece = '';
        this.place = 'comma';
      }
    }
    if (this.place === 'inside') this.piece += chunk.slice(start);
    if (this.piece.length > RECORD_MAX)
      throw new ImportProblem('cell_too_big', { line: this.startLine, limit: RECORD_MAX });
  }

  end(): void {
    if (this.place !== 'after') throw new ImportProblem('bad_json', { line: this.line });
  }

  /** A character between objects; true when it begins one. */
  private opens(character: string): boolean {
    if (/\s|\ufeff/.test(character)) return false;
    if (character === '{' && (this.place === 'first' || this.place === 'object')) {
      Object.assign(this, { place: 'inside', depth: 1, startLine: this.line });
      return true;
    }
    const next = NEXT[this.place]?.[character];
    if (next === undefined) throw new ImportProblem('bad_json', { line: this.line });
    this.place = next;
    return false;
  }

  /** A character of an object; true when it is the object's last. */
  private closes(character: string): boolean {
    if (this.inText) {
      if (this.escaped) this.escaped = false;
      else if (character === '\\') this.escaped = true;
      else if (character === '"') this.inText = false;
    } else if (character === '"') this.inText = true;
    else if (character === '{' || character === '[') this.depth += 1;
    else if (character === '}' || character === ']') this.depth -= 1;
    return this.depth === 0;
  }
}

const NEXT: Readonly<Partial<Record<Place, Readonly<Record<string, Place>>>>> = {
  array: { '[': 'first' },
  first: { ']': 'after' },
  comma: { ',': 'object', ']': 'after' },
};

function parseObject(text: string, line: number): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new ImportProblem('bad_json', { line }, error);
  }
}
