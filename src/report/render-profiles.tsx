/** @jsxRuntime automatic @jsxImportSource preact */
import type {Claim} from '../judging/claim.ts';
import type {Verdicts} from '../judging/results.ts';
import {standingOf, standings} from '../judging/standing.ts';
import {claimAnchor} from './anchors.ts';
import {renderDocument} from './page/document.tsx';
import {PlainPage} from './page/plain-page.tsx';
import {RichText} from './page/rich-text.tsx';
import {SimpleTable} from './page/simple-table.tsx';
import {VerdictBadge} from './page/verdict-badge.tsx';
import {judgedClaims} from './report-input.ts';

/** Of a folder beside this page, whatever the name says. */
const pageOf = (profile: string) => `${encodeURIComponent(profile)}/index.html`;

/** `reports/index.html`: every profile that has a report, and each claim in all of them. */
export function renderProfiles(
  title: string,
  reports: readonly Verdicts[],
  claims: readonly Claim[],
): string {
  const columns = reports.map((verdicts) => ({
    profile: verdicts.profile,
    judged: judgedClaims(claims, verdicts),
  }));
  const lead = `${reports.length} ${reports.length === 1 ? 'profile has' : 'profiles have'} a report: the same claims, at different scales.`;
  return renderDocument({
    title: `${title}: all reports`,
    description: lead,
    body: (
      <PlainPage kicker="All reports" title={title} lead={lead}>
        <SimpleTable
          label="Profiles"
          headings={['Profile', ...standings]}
          rows={columns.map(({profile, judged}) => [
            <a href={pageOf(profile)}>{profile}</a>,
            ...standings.map(
              (standing) => judged.filter(({result}) => standingOf(result) === standing).length,
            ),
          ])}
        />
        <SimpleTable
          label="Claims by profile"
          headings={['Claim', ...columns.map(({profile}) => profile)]}
          rows={claims.map((claim, place) => [
            <>
              <b>{claim.id}</b> <RichText text={claim.title} />
            </>,
            ...columns.map(({profile, judged}) => (
              <a href={`${pageOf(profile)}#${claimAnchor(claim.id)}`}>
                {judged[place] && <VerdictBadge result={judged[place].result} />}
              </a>
            )),
          ])}
        />
      </PlainPage>
    ),
  });
}
