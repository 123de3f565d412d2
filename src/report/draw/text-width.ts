import {textMetrics} from 'vega';

declare module 'vega' {
  /** Exported by Vega 6 but missing from its typings. */
  export const textMetrics: {
    width: (item: {readonly fontSize?: number}, text: string | null) => number;
  };
}

/** Advance widths of a wide sans-serif (DejaVu, Verdana), in units of the font size: nothing is cut. */
const narrow = new Set("iljtfr.,:;|!'()[]/ -·′");
const wide = new Set('mwMWη‖ABCDEGHKNOPQRSUVXYZ%—');
const advance = (character: string): number =>
  narrow.has(character) ? 0.36 : wide.has(character) ? 0.8 : 0.61;

/** The width of `text` [px], estimated; the same on every machine, whatever fonts it has. */
export function textWidth(text: string, fontSize: number): number {
  return Array.from(text, advance).reduce((sum, width) => sum + width, 0) * fontSize;
}

/**
 * Makes Vega lay figures out with `textWidth`: with a canvas it would measure with the fonts of the
 * machine, without one it would guess too wide.
 */
export function useEstimatedTextWidth(): void {
  textMetrics.width = (item, text) => textWidth(text ?? '', item.fontSize ?? 11);
}
