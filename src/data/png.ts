import {PNG} from 'pngjs';
import type {ContactSheet} from './contact-sheet.ts';

const FILTERS = [0, 1, 2, 3, 4, -1];
/** zlib's default strategy and its run-length strategy: each wins on some sheets. */
const STRATEGIES = [0, 3];
const GREY = 0;
const RGB = 2;

/** Encodes a grey (1 channel) or RGB (3 channels) sheet losslessly, by the smallest of all filters and strategies. */
export function encodePng({width, height, channels, pixels}: ContactSheet): Uint8Array {
  const image = new PNG({width, height});
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++)
      image.data[4 * pixel + channel] = pixels[channels * pixel + (channels === 3 ? channel : 0)];
    image.data[4 * pixel + 3] = 255;
  }
  const colorType = channels === 3 ? RGB : GREY;
  return FILTERS.flatMap((filterType) =>
    STRATEGIES.map((deflateStrategy) =>
      PNG.sync.write(image, {colorType, filterType, deflateStrategy, deflateLevel: 9}),
    ),
  ).reduce((best, next) => (next.length < best.length ? next : best));
}

/** Decodes a PNG to `channels` (1 or 3) per pixel. @throws Error when it is no sound PNG. */
export function decodePng(bytes: Uint8Array, channels: number): ContactSheet {
  const {width, height, data} = PNG.sync.read(Buffer.from(bytes));
  const pixels = new Uint8Array(width * height * channels);
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let channel = 0; channel < channels; channel++)
      pixels[channels * pixel + channel] = data[4 * pixel + channel];
  return {width, height, channels, pixels};
}
