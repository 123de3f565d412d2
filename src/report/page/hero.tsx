/** @jsxRuntime automatic @jsxImportSource preact */
import type {DrawnFigure} from '../draw/drawn-figure.ts';
import {pageSvg} from '../draw/page-svg.ts';
import {shortAlt} from '../format/short-text.ts';

/** The figure of the first screen: the picture alone, its finding, and the way to all that belongs to it. */
export const Hero = ({drawn: {figure, number, pictures}}: {drawn: DrawnFigure}) => (
  <figure class="hero">
    {pictures.slice(0, 1).map((picture) => (
      <div
        class="plot"
        role="img"
        aria-label={shortAlt(figure.alt)}
        dangerouslySetInnerHTML={{__html: pageSvg(withoutTips(picture), 'hero')}}
      />
    ))}
    <figcaption>
      <a href={`#${figure.id}`}>Figure {number}</a>: {figure.title}
    </figcaption>
  </figure>
);

/** Marks of the hero tell nothing: those of the figure itself do. */
const withoutTips = (svg: string): string => svg.replaceAll(/ data-tip="[^"]*"/g, '');
