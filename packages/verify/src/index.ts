export { hashOf, releaseFile } from './release-file.ts';
export { verify } from './verify.ts';
