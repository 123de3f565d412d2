/** @jsxRuntime automatic @jsxImportSource preact */
import type {ComponentChild} from 'preact';

interface Props {
  /** Names the table to a screen reader. */
  readonly label: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly ComponentChild[])[];
}

/** A table of a few columns that scrolls sideways where it must. */
export const SimpleTable = ({label, headings, rows}: Props) => (
  <div class="scroll" tabIndex={0} role="region" aria-label={label}>
    <table class="data">
      <thead>
        <tr>
          {headings.map((heading) => (
            <th scope="col">{heading}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {row.map((cell) => (
              <td>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
