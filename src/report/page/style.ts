import {paletteCss} from '../look/palette.ts';
import {sansFont} from '../look/vega-config.ts';

const serif =
  "Charter, 'Bitstream Charter', 'Iowan Old Style', 'Palatino Linotype', Palatino, P052, 'Source Serif 4', 'Noto Serif', Georgia, serif";
const mono = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

const base = `
*, *::before, *::after { box-sizing: border-box; }
html { font: 400 17px/1.55 ${serif}; background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
@media (min-width: 1200px) { html { font-size: 18px; } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
body { margin: 0; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .16em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; border-radius: 2px; }
h1, h2, h3, h4 { font-weight: 600; line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.9rem, 1.2rem + 3vw, 3.1rem); letter-spacing: -.015em; margin: .2em 0 .5em; max-width: 26ch; }
h2 { font-size: clamp(1.5rem, 1.2rem + 1vw, 1.95rem); letter-spacing: -.01em; margin: 0 0 1rem; }
h3 { font-size: 1.22rem; margin: 2.6rem 0 .7rem; }
p { margin: 0 0 .9em; }
code, pre { font-family: ${mono}; font-size: .82em; overflow-wrap: anywhere; }
pre { margin: 0; padding: .9rem 1.1rem; background: var(--raised); border-radius: 4px; line-height: 1.5; overflow-wrap: normal; width: max-content; min-width: 100%; }
.key { color: var(--muted); }
.quiet { color: var(--muted); }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .4rem .8rem; z-index: 3; }
`;

const layout = `
.page { max-width: 1180px; margin: 0 auto; padding: clamp(1.4rem, 4vw, 4rem) clamp(1rem, 4vw, 3rem) 5rem; }
.contents { display: none; }
@media (min-width: 1480px) {
  .page:not(.plain) { max-width: 1440px; display: grid; grid-template-columns: 190px minmax(0, 1fr); column-gap: 60px; }
  .contents { display: block; position: sticky; top: 3rem; align-self: start; font: 400 .78rem/1.4 ${sansFont}; }
  .contents ol { list-style: none; margin: 0; padding: 0; }
  .contents li { margin: 0 0 .5rem; }
  .contents li li { margin: .3rem 0 .3rem .8rem; }
  .contents a { color: var(--muted); text-decoration: none; }
  .contents a:hover { color: var(--link); text-decoration: underline; }
}
main > section { margin-top: 3.6rem; padding-top: 1.6rem; border-top: 1px solid var(--line); }
.prose { max-width: 66ch; }
.prose.wide { max-width: 80ch; }
.prose li { margin: 0 0 .35em; }
.scroll { overflow-x: auto; }
.formula { margin: 1.1rem 0; overflow-x: auto; overflow-y: hidden; padding: .1rem 0; }
.formula math { font-size: 1.08em; }
.foot { margin-top: 4.5rem; padding-top: 1rem; border-top: 1px solid var(--line); font: 400 .8rem/1.5 ${sansFont}; color: var(--muted); }
`;

const masthead = `
.kicker { font: 500 .78rem/1.4 ${sansFont}; letter-spacing: .01em; color: var(--muted); margin: 0; }
.lead { font-size: clamp(1.12rem, 1rem + .6vw, 1.4rem); line-height: 1.42; max-width: 54ch; margin: 0 0 1.2rem; text-wrap: pretty; }
.meta { font: 400 .82rem/1.6 ${sansFont}; color: var(--muted); margin: 1.4rem 0 0; max-width: 90ch; }
.strip { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem; margin: 0; padding: 0; font: 500 .8rem/1 ${sansFont}; }
.strip a { display: inline-flex; align-items: center; gap: .3rem; padding: .42rem .6rem .42rem .42rem; border: 1px solid var(--line); border-radius: 4px; text-decoration: none; color: var(--verdict); font-variant-numeric: tabular-nums; }
.strip a:hover { border-color: var(--verdict); }
.is-supported { --verdict: var(--supported); }
.is-contradicted { --verdict: var(--contradicted); }
.is-inconclusive { --verdict: var(--inconclusive); }
.is-not-run, .is-not-testable { --verdict: var(--notRun); }
.sign { width: 1em; height: 1em; flex: none; vertical-align: -.12em; }
.sign path { fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.verdict { color: var(--verdict); font: 600 .82rem/1.3 ${sansFont}; white-space: nowrap; }
.verdict .sign { margin-right: .3em; }
`;

const claims = `
.claims { width: 100%; border-collapse: collapse; font: 400 .84rem/1.45 ${sansFont}; }
.claims caption { text-align: left; color: var(--muted); max-width: 80ch; padding-bottom: 1rem; }
.claims thead th { text-align: left; font-weight: 500; color: var(--muted); padding: 0 1.2rem .5rem 0; border-bottom: 1px solid var(--ink); vertical-align: bottom; }
.claims tbody th, .claims td { text-align: left; font-weight: 400; vertical-align: top; padding: .7rem 1.2rem .7rem 0; border-bottom: 1px solid var(--line); }
.claims tbody tr:target { background: var(--raised); }
.claims tbody th { width: 35%; }
.claims td:nth-of-type(1) { width: 10%; }
.claims td:nth-of-type(2) { width: 28%; }
.claims td:nth-of-type(3) { width: 10%; }
.claims td:last-child { padding-right: 0; }
.claim-id { font-weight: 600; margin-right: .5em; }
.claim-title { font: 600 .98rem/1.32 ${serif}; }
.claim-words { display: block; font: italic 400 .88rem/1.4 ${serif}; color: var(--muted); margin-top: .25rem; }
.claim-words a { font-style: normal; white-space: nowrap; }
.effect + .effect { margin-top: .5rem; }
.measured { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .8rem; }
.quantity { display: block; color: var(--muted); font-size: .92em; line-height: 1.35; }
.number { font-variant-numeric: tabular-nums; }
.effect .number { font-weight: 600; white-space: nowrap; }
.p-value, .seeds-of { display: block; white-space: nowrap; }
.seeds-of, .fragile { color: var(--muted); }
.fragile { display: block; }
.claims details { margin-top: .3rem; color: var(--muted); font-size: .92em; }
.glyph { width: 132px; height: 20px; display: block; }
.glyph .holds { fill: var(--raised); }
.glyph .bound { stroke: var(--muted); stroke-width: 1; stroke-dasharray: 2 2; }
.glyph .interval { stroke: var(--verdict); stroke-width: 2; }
.glyph .value { fill: var(--verdict); }
.figure-link { display: block; white-space: nowrap; }
summary { cursor: pointer; }
.claims details p { color: var(--muted); margin: .4rem 0 0; max-width: 40ch; }
@media (max-width: 900px) {
  .claims, .claims caption, .claims tbody, .claims tr, .claims tbody th, .claims td { display: block; width: auto !important; }
  .claims thead { position: absolute; left: -99rem; }
  .claims tbody tr { border-bottom: 1px solid var(--line); padding: 1rem 0; }
  .claims tbody th, .claims td { border: 0; padding: .2rem 0; }
  .claims td { display: grid; grid-template-columns: 4.4rem minmax(0, 1fr); column-gap: .8rem; }
  .claims td::before { content: attr(data-label); color: var(--muted); grid-row: 1 / span 9; }
  .claims td > * { grid-column: 2; }
  .claim-words a { white-space: normal; }
}
`;

const figures = `
.claim-lines { list-style: none; margin: 1rem 0 0; padding: 0; font: 400 .88rem/1.5 ${sansFont}; max-width: 80ch; }
.claim-lines li { padding: .3rem 0; }
.claim-lines a { font-weight: 600; margin-right: .3em; }
.claim-lines .verdict { margin-right: .6em; font-size: inherit; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 2.6rem 3.2rem; margin-top: 1.6rem; align-items: start; }
.card { margin: 0; min-width: 0; max-width: 620px; }
.card.broad { grid-column: 1 / -1; max-width: none; }
.card h4 { font-size: 1.08rem; line-height: 1.32; margin: 0 0 .8rem; }
.figure-number { font: 500 .8rem/1 ${sansFont}; color: var(--muted); display: block; margin-bottom: .35rem; }
.card:target h4 { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: .2em; }
.anchor { color: inherit; text-decoration: none; }
.anchor:hover { text-decoration: underline; }
.plot { position: relative; }
.plot svg { display: block; max-width: 100%; height: auto; overflow: visible; }
.plot.narrow { display: none; }
@media (max-width: 700px) { .has-narrow .wide { display: none; } .plot.narrow { display: block; } }
figcaption { font: 400 .84rem/1.5 ${sansFont}; color: var(--muted); margin-top: .9rem; max-width: 72ch; }
figcaption p { margin: 0 0 .6rem; }
figcaption details { margin: 0 0 .35rem; }
.badges { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; align-items: baseline; }
.badges a { text-decoration: none; }
.badges .verdict { font-size: inherit; }
.downloads { display: flex; flex-wrap: wrap; gap: .2rem .9rem; margin-top: .6rem; }
.downloads button, .seeds button { font: inherit; background: none; border: 0; padding: 0; color: var(--link); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .16em; cursor: pointer; }
.data { border-collapse: collapse; font: 400 .78rem/1.4 ${sansFont}; margin: .5rem 0; }
.data caption { text-align: left; color: var(--muted); padding-bottom: .3rem; }
.data th, .data td { text-align: left; padding: .2rem .9rem .2rem 0; border-bottom: 1px solid var(--grid); white-space: nowrap; }
.data td:last-child { white-space: normal; }
.data th { font-weight: 600; border-bottom-color: var(--line); }
.data td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
figcaption .scroll { max-height: 22rem; overflow: auto; }
.plain .data td, .trust .data td { white-space: normal; vertical-align: top; }
.plain .data { margin: 1rem 0 2rem; font-size: .86rem; }
.unit { font-weight: 400; color: var(--muted); }
.columns { font-size: .95em; margin: .3rem 0 .8rem; }
.columns dt { display: inline; font-weight: 600; }
.columns dd { display: inline; margin: 0 0 0 .5em; }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem; margin: .4rem 0 .8rem; }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; color: var(--ink); overflow-wrap: anywhere; }
`;

const trust = `
.provenance { font: 400 .84rem/1.5 ${sansFont}; margin: 0 0 .6rem; }
.provenance h4 { font-size: 1em; margin: 1rem 0 .2rem; }
.provenance h4 .quiet { font-weight: 400; }
.dag path { fill: none; stroke: var(--muted); stroke-width: 1.2; }
.dag rect { fill: var(--raised); stroke: var(--line); }
.dag text { font: 500 12px ${sansFont}; fill: var(--ink); }
.dag .count { font-weight: 400; fill: var(--muted); }
.checklist { font: 400 .88rem/1.5 ${sansFont}; max-width: 90ch; }
.checklist div { padding: .5rem 0; border-bottom: 1px solid var(--grid); }
.checklist dt { font-weight: 600; }
.checklist dd { margin: 0; color: var(--muted); }
`;

const interaction = `
.tip { position: absolute; z-index: 2; pointer-events: none; background: var(--ink); color: var(--paper); font: 400 .75rem/1.35 ${sansFont}; padding: .35rem .55rem; border-radius: 4px; max-width: 17rem; }
.tip[hidden] { display: none; }
.lit .plot [data-tip]:not(.on) { opacity: .22; }
.plot [data-tip].off { display: none; }
.plot [data-tip].on { stroke-width: 3; }
.seeds { display: flex; flex-wrap: wrap; gap: .2rem .8rem; margin: 0 0 .5rem; font: 400 .8rem/1.5 ${sansFont}; color: var(--muted); }
.seeds button[aria-pressed='true'] { color: var(--ink); font-weight: 600; text-decoration: none; }
`;

const print = `
@media print {
  html { font-size: 10.5pt; }
  .page { max-width: none; padding: 0; display: block; }
  .contents, .skip, .seeds, .downloads, .tip { display: none !important; }
  .card, .claims tr, .formula, .dag { break-inside: avoid; }
  .cards { display: block; }
  .card { margin: 0 0 1.4rem; max-width: 15cm; }
  h2, h3, h4 { break-after: avoid; }
  a { color: inherit; }
}
`;

export const styleSheet = [
  paletteCss,
  base,
  layout,
  masthead,
  claims,
  figures,
  trust,
  interaction,
  print,
].join('');
