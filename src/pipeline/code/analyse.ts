import {parse, type Node, type Program} from 'acorn';
import {readSourceMap} from './source-map.ts';
import {findEscapes, type Escape} from './escapes.ts';
import {sha256} from '../../system/hash.ts';

/** What the text of a bundle shows. */
export interface Analysis {
  /** Digest of each top-level declaration, by `file#name`. */
  readonly symbols: Readonly<Record<string, string>>;
  /** What reaches outside of what is declared, with the project file it stands in, if any. */
  readonly escapes: readonly (Escape & {readonly file: string})[];
}

/** Parses a bundle and traces what it finds back to the files it was made of. */
export function analyse(code: string, map: string): Analysis {
  const program = parse(code, {ecmaVersion: 'latest', sourceType: 'module', locations: true});
  const trace = readSourceMap(map);
  const fileOf = ({loc}: Node): string =>
    (loc && trace(loc.start.line, loc.start.column + 1)?.file) ?? '';
  return {
    symbols: digestSymbols(program, code, fileOf),
    escapes: findEscapes(program).map((escape) => ({
      ...escape,
      file: escape.added ? '' : fileOf(escape.node),
    })),
  };
}

function digestSymbols(
  program: Program,
  code: string,
  fileOf: (node: Node) => string,
): Record<string, string> {
  const texts = new Map<string, string>();
  for (const statement of program.body) {
    for (const {name, node, at} of declarationsOf(statement)) {
      const symbol = `${fileOf(at)}#${name}`;
      texts.set(symbol, (texts.get(symbol) ?? '') + code.slice(node.start, node.end));
    }
  }
  return Object.fromEntries([...texts].map(([name, text]) => [name, sha256(text).slice(0, 16)]));
}

interface Declaration {
  readonly name: string;
  readonly node: Node;
  /** Where to look its file up. */
  readonly at: Node;
}

function declarationsOf(statement: Program['body'][number]): readonly Declaration[] {
  if (statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration') {
    return [{name: symbolName(statement.id.name), node: statement, at: statement.id}];
  }
  if (statement.type === 'VariableDeclaration') {
    return statement.declarations.map((node) => ({
      name: node.id.type === 'Identifier' ? symbolName(node.id.name) : '(pattern)',
      node,
      at: node.id,
    }));
  }
  const named = /^(?:Import|Export)/.test(statement.type);
  return named ? [] : [{name: '(statements)', node: statement, at: statement}];
}

/** esbuild calls the default export of `train.ts` `train_default`. */
const symbolName = (name: string): string => (/_default\d*$/.test(name) ? 'default' : name);
