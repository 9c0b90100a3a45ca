// Makes large photos smaller before they are sent: a minute less over a slow network, and where they were taken stays on
// the device. What cannot be made smaller is sent as it is; the server says what it thinks of it.

const SIDE = 2560;
const LARGE = 1_500_000;
const LIMIT = 10 * 1_048_576;
const QUALITY = 0.85;

interface Words {
  readonly shrinking: string;
  readonly tooLarge: string;
}

async function smaller(file: File): Promise<File> {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size <= LARGE) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
    if (drawn === null || drawn.size >= file.size) return file;
    return new File([drawn], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' });
  } catch {
    return file;
  }
}

export function shrinkPhotos(field: HTMLInputElement): void {
  const words = JSON.parse(field.dataset['files'] ?? '{}') as Words;
  const status = document.createElement('p');
  status.className = 'hint';
  status.setAttribute('role', 'status');
  field.after(status);
  field.addEventListener('change', () => {
    void (async () => {
      status.textContent = words.shrinking;
      const chosen = new DataTransfer();
      for (const file of field.files ?? []) chosen.items.add(await smaller(file));
      field.files = chosen.files;
      const large = [...chosen.files].find(({ size }) => size > LIMIT);
      status.textContent = large === undefined ? '' : words.tooLarge.replace('{name}', large.name);
    })();
  });
}
