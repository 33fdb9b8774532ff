// @vitest-environment jsdom
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { GoalForm } from '../../../../src/form/page/goalForm.ts';
import type { ToPage } from '../../../../src/form/protocol.ts';
import { noFields } from '../../../../src/model/goalFields.ts';

let kept: unknown;

beforeAll(() => {
  vi.stubGlobal('acquireVsCodeApi', () => ({
    postMessage: () => undefined,
    getState: () => kept,
    setState: (state: unknown) => (kept = state),
  }));
  // Its line to the host is watched for ever, and this DOM ends.
  vi.spyOn(window, 'setInterval').mockReturnValue(0);
  // What a browser has and this DOM has not.
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
    },
  );
  Element.prototype.checkVisibility = () => true;
});

afterEach(() => (kept = undefined));

afterAll(async () => {
  // What descriptions are edited with comes late, and draws in a DOM that must still be there.
  await vi.dynamicImportSettled();
  vi.unstubAllGlobals();
});

const name = 'Answer within four hours';

const first = {
  type: 'state',
  seq: 0,
  update: {
    form: {
      isNew: false,
      names: {},
      unresolved: {},
      serverErrors: {},
      unreadable: [],
      showProblems: false,
      isBlank: false,
      description: { kind: 'loading' },
      line: { kind: 'saved', text: 'Saved', canDiscard: false },
    },
    values: { ...noFields, Name: name },
    source: { base: '' },
  },
} satisfies ToPage;

const begin = (): void => {
  const form = new GoalForm();
  document.body.replaceChildren(form.element);
  form.start(JSON.stringify(first));
};

const tell = (message: ToPage): void => void window.dispatchEvent(new MessageEvent('message', { data: message }));

const nameShown = (): string | undefined => document.querySelector<HTMLInputElement>('#goal-Name')?.value;

const isHeld = (): boolean => document.querySelector('#goal-Name')?.closest('[inert]') !== null;

it('is shown before the host has said a word, and is not typed into until it has', () => {
  begin();
  expect([nameShown(), isHeld()]).toEqual([name, true]);
  tell({ type: 'choices', choices: { companies: [], owners: [], goals: { kind: 'loaded' } } });
  expect(isHeld()).toBe(true);
  tell(first);
  expect([nameShown(), isHeld()]).toEqual([name, false]);
});

it('gives way to what the host says', () => {
  begin();
  tell({ ...first, update: { ...first.update, values: { Name: 'Typed meanwhile' } } });
  expect(nameShown()).toBe('Typed meanwhile');
});

it('is not shown where VS Code brings the page back: it is of long ago', () => {
  begin();
  begin();
  expect(nameShown()).toBe('');
  tell(first);
  expect([nameShown(), isHeld()]).toEqual([name, false]);
});

it('says at a field that what Gainsight has there cannot be read, and does not go by it', () => {
  begin();
  const form = { ...first.update.form, unreadable: ['Status', 'OwnerId'] as const };
  tell({ ...first, update: { ...first.update, form, values: { ...noFields, Name: name, TargetDate: '2001-01-01' } } });
  const said = (target: string): string =>
    (document.querySelector(target)?.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ');
  expect(said('#goal-OwnerId')).toContain('Gainsight has a value here that cannot be read');
  expect(said('#goal-Status-field')).toContain('Gainsight has a value here that cannot be read');
  expect(said('#goal-Name')).toBe('');
  // It may be a closed one.
  expect(said('#goal-TargetDate')).not.toContain('overdue');
  tell({ ...first, update: { form: first.update.form } });
  expect(said('#goal-OwnerId')).toBe('');
  expect(said('#goal-TargetDate')).toContain('overdue');
});
