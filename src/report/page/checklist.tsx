/** @jsxRuntime automatic @jsxImportSource preact */
import type {ReportInput} from '../report-input.ts';
import type {Source} from '../story.ts';

interface Item {
  readonly question: string;
  readonly answer: string;
  readonly where: readonly [text: string, href: string];
}

/** The questions that a NeurIPS paper answers, answered for this page. */
export function Checklist({input, source}: {input: ReportInput; source: Source}) {
  return (
    <dl class="checklist">
      {items(input, source).map(({question, answer, where: [text, href]}) => (
        <div>
          <dt>{question}</dt>
          <dd>
            {answer} <a href={href}>{text}</a>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function items({profile, verdicts, experiments}: ReportInput, source: Source): Item[] {
  const seeds = verdicts.claims.flatMap(({evidence}) => (evidence ? [evidence.seeds] : []));
  const irregular = experiments.flatMap(({summary}) => summary?.irregular ?? []).length;
  return [
    {
      question: 'Do the claims match what was found?',
      answer:
        'Each claim was written down as data, with its rule, before any run, and its verdict follows from the rule.',
      where: ['claims', '#claims'],
    },
    {
      question: 'Are the limits stated?',
      answer: `Profile ${profile} and its reductions, and every choice that the ${source.parts} leave open, are listed.`,
      where: ['scale', '#scale'],
    },
    {
      question: 'Are the settings given?',
      answer: 'All parameters, seeds and versions stand in the provenance of each experiment.',
      where: ['provenance', '#provenance'],
    },
    {
      question: 'Are intervals and tests explained?',
      answer: `Intervals are 95%; seeds are the independent unit${range(seeds)}; p-values are corrected over each family of claims (Holm); “the same” is tested as equivalence within a margin.`,
      where: ['claims', '#claims'],
    },
    {
      question: 'Is anything left out?',
      answer: `${irregular} ${irregular === 1 ? 'run' : 'runs'} did not end as planned; each is counted and listed.`,
      where: ['irregular runs', '#irregular'],
    },
    {
      question: 'Can it be run again?',
      answer:
        'One command regenerates this page from data; the command for each figure stands under it.',
      where: ['pipeline', '#pipeline'],
    },
    {
      question: 'How much compute did it take?',
      answer: 'Durations and the machine differ from run to run and are recorded apart.',
      where: ['run.html', 'run.html'],
    },
  ];
}

function range(seeds: readonly number[]): string {
  if (seeds.length === 0) return '';
  const [low, high] = [Math.min(...seeds), Math.max(...seeds)];
  return low === high ? ` (${low} a claim)` : ` (${low} to ${high} a claim)`;
}
