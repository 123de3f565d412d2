/**
 * Keeps the driver small; imported for its effect, before anything else is evaluated.
 *
 * V8 gives room to new objects as long as many of them last, as the nodes of a plan do, and collects the old ones
 * late. For ten thousand cells that is a fifth of the driver's memory on Node 20 and up to two fifths on Node 24, and
 * saves a twentieth of the time (docs/bench.md). Nobody can be asked to give Node a flag; these two take effect when
 * they are set early in a running program. Workers keep the defaults.
 */
import {setFlagsFromString} from 'node:v8';

setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=50');
