/**
 * Lets the driver run as it was first compiled for longer; imported for its effect, beside what keeps the heap small.
 *
 * V8 optimizes what was called often, on other cores. A run that has nothing to do lasts a third of a second: a sixth
 * of its processor time went into code that it was done with before it paid (docs/bench.md). The budget is seven times
 * that of Node 20, so that ten thousand cells still get their loops optimized. Workers keep the default. The V8 of Node 22
 * and later has no such flag, and says so on standard error.
 */
import {setFlagsFromString} from 'node:v8';

if (Number.parseInt(process.versions.v8) < 12) setFlagsFromString('--interrupt-budget=500000');
