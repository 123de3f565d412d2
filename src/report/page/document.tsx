/** @jsxRuntime automatic @jsxImportSource preact */
import {createHash} from 'node:crypto';
import type {ComponentChildren} from 'preact';
import {renderToStaticMarkup} from 'preact-render-to-string';
import {styleSheet} from './style.ts';

interface Page {
  readonly title: string;
  readonly description: string;
  readonly body: ComponentChildren;
  /** The text of the page's script; none where the page needs none. */
  readonly script?: string;
}

/**
 * A whole HTML document that loads nothing: its style and script stand in it and are allowed by
 * their hashes; all else is refused by its content security policy.
 */
export function renderDocument({title, description, body, script}: Page): string {
  const policy = [
    "default-src 'none'",
    `style-src '${hash(styleSheet)}'`,
    ...(script === undefined ? [] : [`script-src '${hash(script)}'`]),
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const html = renderToStaticMarkup(
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content={description} />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{__html: styleSheet}} />
      </head>
      <body>
        {body}
        {script !== undefined && <script dangerouslySetInnerHTML={{__html: script}} />}
      </body>
    </html>,
  );
  return `<!doctype html>\n${html}\n`;
}

const hash = (text: string): string =>
  `sha256-${createHash('sha256').update(text).digest('base64')}`;
