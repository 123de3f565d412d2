import {paletteCss} from '../look/palette.ts';
import {sansFont} from '../look/vega-config.ts';

const serif =
  "Charter, 'Bitstream Charter', 'Iowan Old Style', 'Palatino Linotype', Palatino, P052, 'Source Serif 4', 'Noto Serif', Georgia, serif";
const mono = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

const base = `
*, *::before, *::after { box-sizing: border-box; }
html { font: 400 17px/1.55 ${serif}; background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; scroll-padding-top: 2.4rem; }
@media (min-width: 1200px) { html { font-size: 18px; } }
body { margin: 0; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .16em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; border-radius: 2px; }
h1, h2, h3, h4 { font-weight: 600; line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.5rem, 1.1rem + 1.6vw, 2.2rem); letter-spacing: -.015em; margin: .15em 0 .5em; max-width: 40ch; }
h2 { font-size: clamp(1.5rem, 1.2rem + 1vw, 1.95rem); letter-spacing: -.01em; margin: 0 0 1rem; }
h3 { font-size: 1.22rem; margin: 1.8rem 0 .6rem; }
p { margin: 0 0 .9em; }
code, pre { font-family: ${mono}; font-size: .82em; overflow-wrap: anywhere; }
pre { margin: 0; padding: .9rem 1.1rem; background: var(--raised); border-radius: 4px; line-height: 1.5; overflow-wrap: normal; width: max-content; min-width: 100%; }
.key { color: var(--muted); }
.quiet { color: var(--muted); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
summary { cursor: pointer; min-height: 24px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .4rem .8rem; z-index: 3; }
`;

const layout = `
.page { max-width: 1240px; margin: 0 auto; padding: clamp(.9rem, 2vw, 1.6rem) clamp(1rem, 3vw, 2rem) 4rem; }
.contents { font: 400 .8rem/1.5 ${sansFont}; margin: 0; }
@media (max-width: 1479px) { .contents { float: right; max-width: 22rem; margin-left: 1rem; position: relative; z-index: 2; background: var(--paper); } .contents .fold[open] { padding: 0 0 .6rem 1rem; } }
.contents ol { list-style: none; margin: 0; padding: 0; }
.contents li li { margin-left: .8rem; }
.contents a { color: var(--muted); text-decoration: none; display: block; padding: .15rem 0; min-height: 24px; }
.contents a:hover { color: var(--link); text-decoration: underline; }
.contents .side { display: none; }
@media (min-width: 1480px) {
  .page:not(.plain) { max-width: 1470px; display: grid; grid-template-columns: 190px minmax(0, 1fr); column-gap: 40px; }
  .contents { position: sticky; top: 2rem; align-self: start; font-size: .78rem; line-height: 1.35; max-height: calc(100vh - 3rem); overflow-y: auto; }
  .contents .side { display: block; }
  .contents .fold { display: none; }
}
main > section { margin-top: 2.6rem; padding-top: 1.4rem; border-top: 1px solid var(--line); }
.prose { max-width: 72ch; }
.prose.wide { max-width: 80ch; }
.prose li { margin: 0 0 .35em; }
.scroll { overflow-x: auto; }
.cards { grid-auto-flow: row dense; }
.formula { margin: 1.1rem 0; overflow-x: auto; overflow-y: hidden; padding: .1rem 0; }
.formula math { font-size: 1.08em; }
.foot { margin-top: 4.5rem; padding-top: 1rem; border-top: 1px solid var(--line); font: 400 .8rem/1.5 ${sansFont}; color: var(--muted); }
`;

const masthead = `
.kicker { font: 500 .78rem/1.4 ${sansFont}; letter-spacing: .01em; color: var(--muted); margin: 0; }
.lead { font-size: clamp(1.05rem, 1rem + .3vw, 1.25rem); line-height: 1.42; max-width: 60ch; margin: 0 0 1.2rem; text-wrap: pretty; }
.answer { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem 2.4rem; align-items: start; }
@media (min-width: 1000px) { .answer { grid-template-columns: minmax(0, 1fr) minmax(0, 21rem); } }
.finding { margin: 0 0 .5em; font-size: .92rem; line-height: 1.4; max-width: 74ch; text-wrap: pretty; }
.hero { margin: 0; max-width: 27rem; }
.hero svg { display: block; width: 100%; height: auto; }
.hero figcaption { margin-top: .3rem; }
.meta { font: 400 .8rem/1.55 ${sansFont}; color: var(--muted); margin: .8rem 0 0; max-width: 80ch; }
.meta a { padding: .2rem 0; }
.by-slide { list-style: none; columns: 14rem; column-gap: 1.4rem; margin: .7rem 0 0; padding: .6rem 0 0; border-top: 1px solid var(--line); font: 400 .75rem/1.25 ${sansFont}; }
.by-slide ul { list-style: none; margin: 0; padding: 0; }
.by-slide > li { break-inside: avoid; padding-bottom: .3rem; }
.by-slide a { display: flex; align-items: center; gap: .4rem; min-height: 24px; text-decoration: none; color: var(--verdict); }
.by-slide a:hover { text-decoration: underline; }
.by-slide .slide-name { display: block; padding-top: .25rem; color: var(--muted); font-weight: 600; }
.is-supported { --verdict: var(--supported); }
.is-contradicted { --verdict: var(--contradicted); }
.is-leans-for, .is-leans-against, .is-open { --verdict: var(--inconclusive); }
.is-not-run, .is-not-testable { --verdict: var(--notRun); }
.sign { width: 1em; height: 1em; flex: none; vertical-align: -.12em; }
.sign path { fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.verdict { color: var(--verdict); font: 600 .82rem/1.3 ${sansFont}; white-space: nowrap; }
.verdict .sign { margin-right: .3em; }
`;

const claims = `
.claims { width: 100%; border-collapse: collapse; font: 400 .8rem/1.35 ${sansFont}; table-layout: fixed; }
.claims caption { text-align: left; color: var(--muted); max-width: 96ch; padding-bottom: .6rem; }
.claims thead th { position: sticky; top: 0; z-index: 1; background: var(--paper); text-align: left; font-weight: 500; color: var(--muted); padding: .3rem .8rem .3rem 0; box-shadow: 0 1px var(--ink); vertical-align: bottom; }
.claims thead th:nth-child(1) { width: 28%; }
.claims thead th:nth-child(2) { width: 13%; }
.claims thead th:nth-child(3) { width: 17%; }
.claims thead th:nth-child(4) { width: 10%; }
.claims thead th:nth-child(5) { width: 16%; }
.claims thead th:nth-child(6) { width: 7%; }
.claims tbody th, .claims td { text-align: left; font-weight: 400; vertical-align: top; padding: 1px .8rem 1px 0; border-bottom: 1px solid var(--grid); white-space: nowrap; }
.claims .slide-row th { padding-top: .3rem; font-weight: 600; border-color: var(--line); }
.claims .slide-row a { color: var(--muted); text-decoration: none; display: inline-block; min-height: 24px; }
.claims tbody tr:target { background: var(--raised); }
.claims summary { display: block; overflow: hidden; text-overflow: ellipsis; }
.claims summary::before { content: '+'; color: var(--muted); display: inline-block; width: 1em; }
.claims details[open] > summary::before { content: '−'; }
.claims tbody tr > *, .claims summary { line-height: 24px; }
.claims .verdict { line-height: inherit; }
.claim-id { font-weight: 600; display: inline-block; min-width: 2.4em; }
.claim-details { line-height: 1.45; width: min(66rem, 90vw); white-space: normal; padding: .2rem 0 .6rem 1em; color: var(--muted); }
.claim-details p, .claim-details ul { margin: 0 0 .4rem; max-width: 100ch; }
.claim-details ul { padding-left: 1.2em; }
.claim-details .number { line-height: inherit; color: var(--ink); }
.claim-title { font: 600 .98rem/1.32 ${serif}; color: var(--ink); }
.number { font-variant-numeric: tabular-nums; }
.claims td:nth-child(2) { white-space: normal; }
.fragile { color: var(--muted); white-space: nowrap; }
.claims tbody .paper { color: var(--muted); font-size: .7rem; line-height: 13px; white-space: normal; padding: 0; }
.paper span { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.glyph { width: 100%; max-width: 116px; height: 18px; display: block; margin-top: 3px; }
.glyph .holds { fill: var(--raised); }
.glyph .bound { stroke: var(--muted); stroke-width: 1; stroke-dasharray: 2 2; }
.glyph .interval { stroke: var(--verdict); stroke-width: 2; }
.glyph .value { fill: var(--verdict); }
.filters { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; align-items: center; margin: 0 0 .8rem; font: 400 .8rem/1.4 ${sansFont}; color: var(--muted); }
.filters select { font: inherit; color: var(--ink); background: var(--raised); border: 1px solid var(--line); border-radius: 4px; padding: .25rem .4rem; min-height: 28px; max-width: 18rem; }
.claims tr[hidden], .claims tbody[hidden] { display: none; }
@media (max-width: 900px) {
  .claims, .claims caption, .claims tbody, .claims tbody th, .claims td { display: block; width: auto; }
  .claims thead { position: absolute; left: -99rem; }
  .claims tr { display: flex; flex-wrap: wrap; gap: 0 .9rem; border-bottom: 1px solid var(--grid); padding: .2rem 0; }
  .claims tbody th { flex: 1 0 100%; }
  .claims tbody th, .claims td { border: 0; padding: 0; }
  .claims td:empty, .claims .interval-cell { display: none; }
  .claims td[data-label='p']::before { content: 'p '; color: var(--muted); }
  .claims .paper { display: none; }
  .claims summary { white-space: normal; }
  .claim-details { line-height: 1.45; width: auto; }
}
`;

const figures = `
.claim-lines { list-style: none; margin: .6rem 0 0; padding: 0; font: 400 .85rem/1.5 ${sansFont}; max-width: 100ch; }
.claim-lines li { padding: .05rem 0; }
.claim-lines a { font-weight: 600; margin-right: .3em; }
.claim-lines .verdict { margin-right: .6em; font-size: inherit; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 2rem 3rem; margin-top: 1.2rem; align-items: start; }
.card { margin: 0; min-width: 0; max-width: 620px; }
.card.broad, .card:only-child { grid-column: 1 / -1; max-width: none; display: flex; flex-wrap: wrap; gap: 0 1.6rem; align-items: flex-start; }
.card.broad .figure-title, .card:only-child .figure-title { flex: 1 0 100%; }
.card.broad figcaption, .card:only-child figcaption { flex: 1 1 11.5rem; }
.card.broad .plots { flex: 0 1 auto; }
.robustness { margin: 1.4rem 0 0; font: 400 .88rem/1.5 ${sansFont}; }
.figure-title { font-family: ${serif}; font-size: 1.08rem; line-height: 1.32; margin: 0 0 .8rem; }
.figure-number { font: 500 .8rem/1 ${sansFont}; color: var(--muted); display: block; margin-bottom: .35rem; }
.card:target .figure-title { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: .2em; }
.anchor { color: inherit; text-decoration: none; }
.anchor:hover { text-decoration: underline; }
.plots { display: flex; flex-wrap: wrap; gap: .8rem 1rem; align-items: flex-start; max-width: 100%; }
.plot text { font-family: ${sansFont}; }
.plot { position: relative; max-width: 100%; }
.plot svg { display: block; max-width: 100%; height: auto; overflow: visible; }
figcaption { font: 400 .84rem/1.5 ${sansFont}; color: var(--muted); margin-top: .6rem; max-width: 96ch; }
figcaption p { margin: 0 0 .4rem; }
figcaption details { margin: 0 0 .35rem; }
.badges { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; align-items: baseline; }
.badges a { text-decoration: none; }
.badges .verdict { font-size: inherit; }
.downloads { display: flex; flex-wrap: wrap; gap: .2rem .9rem; margin-top: .3rem; }
.downloads a, .downloads button, .badges a, .anchor, .claim-lines a { display: inline-block; min-height: 24px; }
.downloads button, .seeds button { font: inherit; min-width: 24px; min-height: 24px; background: none; border: 0; padding: 0; color: var(--link); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .16em; cursor: pointer; }
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
  .contents, .skip, .seeds, .filters, .downloads, .tip { display: none !important; }
  .card, .claims tr, .formula, .dag { break-inside: avoid; }
  .cards { display: block; }
  .card, .card.broad, .card:only-child { display: block; margin: 0 0 1.4rem; max-width: 15cm; }
  .card.broad { max-width: none; }
  .broad .plot { flex: 0 1 44%; }
  .hero { max-width: 9cm; }
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
