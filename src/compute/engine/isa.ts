import {readFileSync} from 'node:fs';
import {readChoice} from './choice.ts';

/**
 * Which vector instructions oneDNN may use: `avx2` (the default), so that every x86-64 machine of the
 * last ten years computes the same bytes, or `native`, all that the CPU has.
 */
export const isaChoices = ['avx2', 'native'] as const;
export type IsaChoice = (typeof isaChoices)[number];

/** Names the choice for this process and those it starts. */
export const isaVariable = 'THREE_FACTORS_ISA';

/** The choice in force. */
export const chosenIsa = (): IsaChoice => readChoice(isaVariable, isaChoices);

/** Chooses the instruction set for this process and every process it starts from now on. */
export function chooseIsa(choice: IsaChoice): void {
  process.env[isaVariable] = choice;
}

/** Instruction sets whose float32 kernels in oneDNN differ, from the richest, and the CPU flag that tells. */
const known = [
  ['avx512', 'avx512bw'],
  ['avx2', 'avx2'],
  ['avx', 'avx'],
] as const;

/** What the kernels are made of here, given the flags of the CPU: the pin, or less where the CPU has less. */
export function effectiveIsa(flags: ReadonlySet<string>, choice: IsaChoice): string {
  const allowed = choice === 'native' ? known : known.slice(1);
  return allowed.find(([, flag]) => flags.has(flag))?.[0] ?? 'sse4.1';
}

let found: ReadonlySet<string> | undefined;

/** The flags of this CPU as Linux names them. */
export function cpuFlags(): ReadonlySet<string> {
  found ??= readFlags();
  return found;
}

function readFlags(): ReadonlySet<string> {
  const info = readFileSync('/proc/cpuinfo', 'utf8');
  return new Set(/^flags\s*:(.*)$/m.exec(info)?.[1]?.trim().split(' '));
}

/**
 * Tells TensorFlow before it loads. Left alone it uses oneDNN only on CPUs with AVX-512, which costs a
 * factor of two to four on the others and gives other bytes. Other settings of TensorFlow and oneDNN that
 * this shell has would choose other kernels behind the key's back: they go.
 */
export function settleIsa(environment: NodeJS.ProcessEnv, choice: IsaChoice): void {
  for (const name of Object.keys(environment))
    if (ofLibraries.test(name) && !harmless.test(name)) Reflect.deleteProperty(environment, name);
  environment['TF_ENABLE_ONEDNN_OPTS'] = '1';
  if (choice === 'avx2') environment['ONEDNN_MAX_CPU_ISA'] = 'AVX2';
}

const ofLibraries = /^(TF|ONEDNN|DNNL|MKLDNN)_/;
const harmless = /^(TF_CPP_.*|TF_NUM_INT(RA|ER)OP_THREADS|TF_(FORCE_)?GPU_.*|ONEDNN_VERBOSE.*)$/;
