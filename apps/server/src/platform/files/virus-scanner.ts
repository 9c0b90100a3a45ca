import NodeClam from 'clamscan';
import { Readable } from 'node:stream';

/** What a scanner says of a file. `away`: it cannot be asked just now, so somebody must ask again. */
export type ScanResult = 'clean' | 'infected' | 'away';

const TIMEOUT_MS = 20_000;

/** Asks the ClamAV daemon of the city, if it has one. */
export class VirusScanner {
  private scanner: Promise<NodeClam> | null = null;

  /** `address` is host:port; null when there is no scanner. */
  constructor(private readonly address: string | null) {}

  /** Without a scanner everything is clean. */
  async scan(content: Buffer): Promise<ScanResult> {
    if (this.address === null) return 'clean';
    try {
      this.scanner ??= this.connect(this.address);
      const { isInfected } = await (await this.scanner).scanStream(Readable.from([content]));
      return isInfected === null ? 'away' : isInfected ? 'infected' : 'clean';
    } catch {
      this.scanner = null;
      return 'away';
    }
  }

  private connect(address: string): Promise<NodeClam> {
    const cut = address.lastIndexOf(':');
    return new NodeClam().init({
      clamscan: { active: false },
      clamdscan: {
        host: address.slice(0, cut),
        port: Number(address.slice(cut + 1)),
        timeout: TIMEOUT_MS,
        localFallback: false,
      },
      preference: 'clamdscan',
    });
  }
}
