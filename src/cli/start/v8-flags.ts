/**
 * Fits V8 to the driver; imported for its effect, before anything else is evaluated. Workers keep the defaults.
 * Nobody can be asked to give Node flags; these take effect when they are set early in a running program.
 *
 * A small heap: V8 gives room to new objects as long as many of them last, as the nodes of a plan do, and collects the
 * old ones late. For ten thousand cells that is a fifth of the driver's memory on Node 20 and up to two fifths on Node
 * 24, and saves a twentieth of the time (docs/bench.md).
 *
 * A late optimizer: V8 optimizes what was called often, on other cores. A run that has nothing to do lasts a third of a
 * second: a sixth of its processor time went into code that it was done with before it paid. The budget is seven times
 * that of Node 20, so that ten thousand cells still get their loops optimized. The V8 of Node 22 and later has no such
 * flag, and says so on standard error.
 *
 * One thread for new objects: with so little room they are collected some hundred times in a start, a megabyte each,
 * and calling other threads to it costs more than what they take over: a sixth of the processor time of such a run.
 */
import {setFlagsFromString} from 'node:v8';

setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--no-parallel-scavenge');
setFlagsFromString('--heap-growing-percent=50');
if (Number.parseInt(process.versions.v8) < 12) setFlagsFromString('--interrupt-budget=500000');
