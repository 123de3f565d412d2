/** @jsxRuntime automatic @jsxImportSource preact */
import {math} from '../format/math.ts';

/** A formula in a line of text. */
export const M = ({tex}: {tex: string}) => (
  <span class="math" dangerouslySetInnerHTML={{__html: math(tex)}} />
);

/** A formula on a line of its own. */
export const Formula = ({tex}: {tex: string}) => (
  <div class="formula" dangerouslySetInnerHTML={{__html: math(tex, true)}} />
);
