import {imageBytes, type ImageShape} from './dataset.ts';

/** A picture of many images of one size, tiled without gaps in reading order. */
export interface ContactSheet {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** [height, width, channels] */
  readonly pixels: Uint8Array;
}

/** Tiles images [N, h, w, c] into rows of `columns`; places left over stay black. */
export function toSheet(images: Uint8Array, shape: ImageShape, columns: number): ContactSheet {
  const [tileHeight, tileWidth, channels] = shape;
  const count = images.length / imageBytes(shape);
  const width = columns * tileWidth;
  const height = Math.ceil(count / columns) * tileHeight;
  const pixels = new Uint8Array(width * height * channels);
  forEachRow(count, shape, columns, (image, sheet, length) => {
    pixels.set(images.subarray(image, image + length), sheet);
  });
  return {width, height, channels, pixels};
}

/**
 * Cuts the first `count` images [count, h, w, c] out of a sheet: the inverse of `toSheet`.
 *
 * @throws RangeError when the sheet is not of whole tiles, or holds fewer than `count`.
 */
export function fromSheet(sheet: ContactSheet, shape: ImageShape, count: number): Uint8Array {
  const [tileHeight, tileWidth, channels] = shape;
  const columns = sheet.width / tileWidth;
  const rows = sheet.height / tileHeight;
  if (
    sheet.channels !== channels ||
    !Number.isInteger(columns) ||
    !Number.isInteger(rows) ||
    count > rows * columns
  )
    throw new RangeError(
      `A sheet of ${sheet.width}×${sheet.height}×${sheet.channels} does not hold ${count} images of [${shape.join(', ')}].`,
    );
  const images = new Uint8Array(count * imageBytes(shape));
  forEachRow(count, shape, columns, (image, place, length) => {
    images.set(sheet.pixels.subarray(place, place + length), image);
  });
  return images;
}

/** Visits each pixel row of each tile: its offset among the images, in the sheet, and its length. */
function forEachRow(
  count: number,
  [tileHeight, tileWidth, channels]: ImageShape,
  columns: number,
  visit: (image: number, sheet: number, length: number) => void,
): void {
  const length = tileWidth * channels;
  for (let tile = 0; tile < count; tile++) {
    const top = Math.floor(tile / columns) * tileHeight;
    for (let row = 0; row < tileHeight; row++)
      visit(
        (tile * tileHeight + row) * length,
        ((top + row) * columns + (tile % columns)) * length,
        length,
      );
  }
}
