/** @jsxRuntime automatic @jsxImportSource preact */
import type {ComponentChildren} from 'preact';

interface Props {
  readonly kicker: string;
  readonly title: string;
  readonly lead: string;
  readonly children: ComponentChildren;
}

/** A page beside the report: a title, a sentence, and what follows. */
export const PlainPage = ({kicker, title, lead, children}: Props) => (
  <div class="page plain">
    <main>
      <header class="masthead">
        <p class="kicker">{kicker}</p>
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
      </header>
      {children}
    </main>
  </div>
);
