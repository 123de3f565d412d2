/** @jsxRuntime automatic @jsxImportSource preact */
import {M} from './maths.tsx';

/** Text of claims and figures: `$…$` is set as mathematics, `‖H‖_F` and `λ_max` get their index. */
export const RichText = ({text}: {text: string}) => (
  <>{text.split(/(\$[^$]+\$|(?<=[‖\p{L}])_[A-Za-z]+\b)/u).map(part)}</>
);

function part(text: string) {
  if (text.startsWith('$')) return <M tex={text.slice(1, -1)} />;
  if (text.startsWith('_')) return <sub>{text.slice(1)}</sub>;
  return text;
}
