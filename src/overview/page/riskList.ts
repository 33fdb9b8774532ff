import * as l10n from '@vscode/l10n';
import { button, el } from '../../webview/page/dom.ts';
import { sparkElement } from '../../webview/page/sparkElement.ts';
import { phrase } from '../../words/phrase.ts';
import { numberText } from '../../words/numbers.ts';
import type { Check, Overview } from '../protocol.ts';
import type { Names } from './goalSections.ts';

type Act = (target: string) => void;

const goalButton = (id: string, name: string, act: Act): HTMLButtonElement =>
  button(name, { class: 'link', 'data-target': `goal ${id}` }, () => act(`goal ${id}`));

/** The goals most at risk, each with its reasons. */
export const riskElements = ({ rows, goals }: Overview['risk'], names: Names, act: Act): readonly HTMLElement[] => {
  if (rows.length === 0) return [el('p', { class: 'note' }, l10n.t('No open goal is at risk.'))];
  const items = rows.map(({ id, why, spark }) => {
    const { name, company } = names(id);
    return el(
      'li',
      {},
      el(
        'div',
        {},
        goalButton(id, name, act),
        ' ',
        el('span', { class: 'faint' }, company),
        ' ',
        spark && sparkElement(spark),
      ),
      el('p', { class: 'why' }, why),
    );
  });
  const others = goals - rows.length;
  return [
    el('ol', { class: 'goals' }, ...items),
    ...(others === 0
      ? []
      : [
          el(
            'p',
            { class: 'note' },
            phrase(
              l10n.t('{0, plural, one {Not listed: # other goal at risk.} other {Not listed: # other goals at risk.}}'),
              others,
            ),
          ),
        ]),
  ];
};

/** What the goal check finds: a rule's goals are one press away. */
export const checkElements = (checks: readonly Check[], names: Names, act: Act): readonly HTMLElement[] =>
  checks.length === 0
    ? [el('p', { class: 'note' }, l10n.t('No problems found.'))]
    : checks.map(({ name, count, ids }) => {
        const others = count - ids.length;
        return el(
          'details',
          { 'data-name': name },
          el('summary', {}, name, ' ', el('span', { class: 'count' }, numberText(count))),
          el(
            'ul',
            { class: 'goals' },
            ...ids.map((id) => {
              const { name: goal, company } = names(id);
              return el('li', {}, goalButton(id, goal, act), ' ', el('span', { class: 'faint' }, company));
            }),
          ),
          others === 0
            ? undefined
            : el(
                'p',
                { class: 'note' },
                phrase(
                  l10n.t('{0, plural, one {Not listed: # other goal.} other {Not listed: # other goals.}}'),
                  others,
                ),
              ),
        );
      });
