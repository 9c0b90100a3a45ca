import { filetypeinfo } from 'magic-bytes.js';
import sharp from 'sharp';

/** What a file is kept as. A photo is drawn anew, so that only what can be seen of it is left. */
export type MediaType = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf';

export interface CleanedFile {
  readonly kind: 'clean';
  readonly mediaType: MediaType;
  readonly content: Buffer;
}

/** Why a file is not taken; `is` is what it really is, when that can be told. */
export type RefusedFile =
  { readonly kind: 'type'; readonly is: string | null } | { readonly kind: 'heic' | 'broken' | 'pixels' };

/** A photo of the largest cameras of telephones still passes; what claims more is there to fill the memory. */
const PIXELS = 120_000_000;

/** Enough to read a small print on a photo of a page. */
const SIDE = 2560;

const SECONDS = 20;

// Only the readers of these four are ever used, whatever a file says it is.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif'],
});

const IMAGES: Readonly<Record<string, 'jpeg' | 'png' | 'webp'>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'png',
};

const MEDIA = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const;

/** What people know a packed file as: the office programs pack theirs. */
const PACKED = 'Word/Excel/ZIP';

/**
 * A file as it may be kept. What it is is told by its content, never by its name. Photos are turned upright, made no larger
 * than needed and drawn anew without what the camera wrote beside the picture, such as where it was taken; PDF stays as it
 * is, and is only ever handed on, never opened here.
 */
export async function cleanedFile(content: Buffer): Promise<CleanedFile | RefusedFile> {
  const [type] = filetypeinfo(content);
  if (type === undefined) return { kind: 'type', is: isPage(content) ? 'HTML' : null };
  if (type.mime === 'application/pdf') return { kind: 'clean', mediaType: type.mime, content };
  if (type.mime === 'image/heif' || type.mime === 'image/heic') return { kind: 'heic' };
  const format = IMAGES[type.mime ?? ''];
  if (format === undefined)
    return { kind: 'type', is: type.typename === 'zip' ? PACKED : type.typename.toUpperCase() };
  try {
    const drawn = await sharp(content, { limitInputPixels: PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
      .timeout({ seconds: SECONDS })
      .toFormat(format, format === 'png' ? {} : { quality: 82 })
      .toBuffer();
    return { kind: 'clean', mediaType: MEDIA[format], content: drawn };
  } catch (error) {
    return { kind: /pixel limit|timeout/i.test(String(error)) ? 'pixels' : 'broken' };
  }
}

/** Pages are text, which has no mark of its own. */
const isPage = (content: Buffer): boolean =>
  /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|svg|script)/i.test(content.subarray(0, 200).toString('latin1'));
