import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { deflateSync, gzipSync } from 'node:zlib';
import { cleanedFile } from './cleaned-file.ts';

const picture = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 90, b: 40 } } });

/** A photo that says where, with what and by whom it was taken, and that it lies on its side. */
const photo = () =>
  picture()
    .withExif({
      IFD0: { Make: 'Camera of Lin', Artist: 'Lin Xiaoman' },
      IFD3: { GPSLatitude: '30/1 33/1 0/1', GPSLongitude: '117/1 2/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

/** A PNG whose head claims any size, with a body that is a few bytes of zeros, packed. */
function claimingPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const whole = Buffer.alloc(12 + data.length);
    whole.writeUInt32BE(data.length, 0);
    body.copy(whole, 4);
    whole.writeUInt32BE(crc32(body), 8 + data.length);
    return whole;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  head[9] = 2;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

describe('a file that a citizen sends', () => {
  it('is drawn anew as a photo, upright, without what the camera wrote', async () => {
    const before = await photo();
    expect(before.includes('Camera of Lin')).toBe(true);
    expect((await sharp(before).metadata()).exif).toBeDefined();
    const after = await cleanedFile(before);
    if (after.kind !== 'clean') throw new Error(after.kind);
    expect(after.mediaType).toBe('image/jpeg');
    const { exif, xmp, iptc, icc, width, height } = await sharp(after.content).metadata();
    expect({ exif, xmp, iptc, icc }).toEqual({
      exif: undefined,
      xmp: undefined,
      iptc: undefined,
      icc: undefined,
    });
    expect(after.content.includes('Camera of Lin')).toBe(false);
    expect({ width, height }).toEqual({ width: 40, height: 60 });
  });

  it('is made no larger than needed', async () => {
    const large = await picture(6000, 1500).jpeg().toBuffer();
    const after = await cleanedFile(large);
    if (after.kind !== 'clean') throw new Error(after.kind);
    expect(await sharp(after.content).metadata()).toMatchObject({ width: 2560, height: 640 });
  });

  it.each(['png', 'webp', 'gif'] as const)('may be a %s', async (format) => {
    const after = await cleanedFile(await picture().toFormat(format).toBuffer());
    expect(after.kind).toBe('clean');
  });

  it('loses what hides behind a picture', async () => {
    const hidden = Buffer.concat([
      await picture().jpeg().toBuffer(),
      Buffer.from('<script>alert(1)</script>'),
    ]);
    const after = await cleanedFile(hidden);
    if (after.kind !== 'clean') throw new Error(after.kind);
    expect(after.content.includes('script')).toBe(false);
  });

  it('stays as it is when it is a PDF', async () => {
    const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
    expect(await cleanedFile(pdf)).toEqual({ kind: 'clean', mediaType: 'application/pdf', content: pdf });
  });

  it.each<[string, Buffer, object]>([
    ['a program that is called photo', Buffer.from('MZ'.padEnd(400, '\0')), { kind: 'type', is: 'EXE' }],
    [
      'a drawing with a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
      { kind: 'type', is: 'SVG' },
    ],
    ['a drawing that begins as XML', Buffer.from('<?xml version="1.0"?><svg onload="1"/>'), { kind: 'type' }],
    ['a page', Buffer.from('\n <!doctype html><script>1</script>'), { kind: 'type', is: 'HTML' }],
    ['a thousand times packed zeros', gzipSync(Buffer.alloc(50_000_000)), { kind: 'type', is: 'GZ' }],
    [
      'a packed folder',
      Buffer.concat([Buffer.from('504b0304140000000800', 'hex'), Buffer.alloc(60)]),
      { kind: 'type', is: 'Word/Excel/ZIP' },
    ],
    ['words', Buffer.from('only words'), { kind: 'type', is: null }],
    ['nothing', Buffer.alloc(0), { kind: 'type', is: null }],
    ['a picture that claims 2.5 thousand million points', claimingPng(50_000, 50_000), { kind: 'pixels' }],
    ['a picture whose body is not there', claimingPng(500, 500), { kind: 'broken' }],
    [
      'a photo of a kind that few can open',
      Buffer.concat([Buffer.from('0000002066747970686569630000000068656963', 'hex'), Buffer.alloc(40)]),
      { kind: 'heic' },
    ],
  ])('is not taken when it is %s', async (_, content, refused) => {
    expect(await cleanedFile(content)).toMatchObject(refused);
  });

  it('is not taken when half of it is missing', async () => {
    const whole = await photo();
    expect(await cleanedFile(whole.subarray(0, whole.length / 2))).toEqual({ kind: 'broken' });
  });
});
