/**
 * Keeps the driver small; imported for its effect, before anything else is evaluated.
 *
 * V8 lets the space for new objects grow to twice 16 MB and more where many of them last, as the nodes of a
 * plan do, and collects the old ones late. For ten thousand cells that is a quarter of the driver's memory on
 * Node 20 and half of it on Node 24, and saves a twentieth of the time (docs/bench.md). Nobody can be asked to give Node a flag,
 * and both are read whenever a space is about to grow, so they may be set here. Workers keep the defaults.
 */
import {setFlagsFromString} from 'node:v8';

setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=50');
