import {isBuiltin} from 'node:module';
import type {AnyNode, Node} from 'acorn';

/** A place where code reaches for something that no key holds. */
export interface Escape {
  readonly code: 'IMPORT_COMPUTED' | 'READ_UNDECLARED';
  /** As the code writes it. */
  readonly what: string;
  readonly node: Node;
  /** The bundler put it there: where it stands says nothing of where it comes from. */
  readonly added?: boolean;
}

/** Built-in modules that compute from their arguments alone. */
const pureBuiltins = new Set([
  'assert',
  'buffer',
  'crypto',
  'events',
  'path',
  'querystring',
  'stream',
  'string_decoder',
  'url',
  'util',
  'zlib',
]);

/** Members that tell of the clock, of chance or of the machine. */
const impureMembers = new Set([
  'process.env',
  'process.argv',
  'process.cwd',
  'process.platform',
  'process.arch',
  'process.hrtime',
  'process.version',
  'process.versions',
  'Date.now',
  'performance.now',
  'Math.random',
  'crypto.randomUUID',
  'crypto.getRandomValues',
]);

/** Finds imports whose target is computed, and reads of files, network, environment, clock and chance. */
export function findEscapes(root: Node): readonly Escape[] {
  const found: Escape[] = [];
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const escape = isAnyNode(node) ? escapeOf(node) : undefined;
    if (escape) found.push({...escape, node});
    for (const child of Object.values(node).flat()) if (isNode(child)) pending.push(child);
  }
  return found;
}

function escapeOf(node: AnyNode): Omit<Escape, 'node'> | undefined {
  if (node.type === 'ImportDeclaration' || node.type === 'ImportExpression') {
    return isText(node.source)
      ? undeclaredModule(node.source.value)
      : {code: 'IMPORT_COMPUTED', what: 'import(…)'};
  }
  if (node.type === 'CallExpression') return escapeOfCall(node.callee, node.arguments);
  if (node.type === 'MemberExpression') {
    const name = memberName(node);
    return undeclared(impureMembers.has(name), name);
  }
  if (node.type === 'NewExpression') {
    return undeclared(isName(node.callee, 'Date') && node.arguments.length === 0, 'new Date()');
  }
  return undeclared(node.type === 'MetaProperty' && node.meta.name === 'import', 'import.meta');
}

function escapeOfCall(
  callee: AnyNode,
  [first]: readonly AnyNode[],
): Omit<Escape, 'node'> | undefined {
  if (isName(callee, 'fetch')) return undeclared(true, 'fetch(…)');
  // What esbuild makes of a name with a hole: all files that fit today, but not those of tomorrow.
  if (isName(callee, '__glob')) return {code: 'IMPORT_COMPUTED', what: 'import(…)', added: true};
  if (!isName(callee, 'require') && !isName(callee, '__require')) return undefined;
  return isText(first)
    ? undeclaredModule(first.value)
    : {code: 'IMPORT_COMPUTED', what: 'require(…)'};
}

function undeclaredModule(name: string): Omit<Escape, 'node'> | undefined {
  const [module] = name.replace(/^node:/, '').split('/');
  return undeclared(isBuiltin(name) && !pureBuiltins.has(module), `the module ${name}`);
}

const undeclared = (is: boolean, what: string) =>
  is ? {code: 'READ_UNDECLARED' as const, what} : undefined;

const isName = (node: AnyNode, name: string): boolean =>
  node.type === 'Identifier' && node.name === name;

/** `object.property` of plain names; otherwise the empty string. */
function memberName(node: Extract<AnyNode, {type: 'MemberExpression'}>): string {
  const {object, property} = node;
  if (object.type !== 'Identifier') return '';
  if (property.type === 'Identifier' && !node.computed) return `${object.name}.${property.name}`;
  return isText(property) ? `${object.name}.${property.value}` : '';
}

const isText = (
  node: AnyNode | undefined,
): node is Extract<AnyNode, {type: 'Literal'}> & {value: string} =>
  node?.type === 'Literal' && typeof node.value === 'string';

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** acorn's parser makes no other nodes than those `AnyNode` lists. */
const isAnyNode = (node: Node): node is AnyNode => 'type' in node;
