import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formStateOf, metricStateOf } from '../../../src/form/formState.ts';
import type { StateUpdate, ToPage } from '../../../src/form/protocol.ts';
import { openHost, Page } from './openHost.ts';

const begun = async () => {
  const opened = await openHost();
  opened.host.receive({ type: 'ready' });
  const [first] = (await opened.newPosts()).filter(({ type }) => type === 'state');
  return { ...opened, first };
};

const updatesIn = (posts: readonly ToPage[]): readonly StateUpdate[] =>
  posts.flatMap((post) => (post.type === 'state' ? [post.update] : []));

describe('a page', () => {
  it('is told everything when it is ready, also when it is ready once more', async () => {
    const { first, host, newPosts } = await begun();
    expect(Object.keys(updatesIn(first === undefined ? [] : [first])[0] ?? {}).toSorted()).toEqual(
      ['form', 'metrics', 'notice', 'source', 'templates', 'values'].toSorted(),
    );
    host.receive({ type: 'ready' });
    expect((await newPosts()).filter(({ type }) => type === 'state')).toEqual([first]);
  });

  it('is made with what it would be told first', async () => {
    const { first, host } = await begun();
    expect(host.first).toEqual(first);
  });

  it('is made with nothing where the description is large: it is told soon enough', async () => {
    const { host, session } = await begun();
    session.edit('Description', 'x'.repeat(60_000));
    expect(host.first).toBeUndefined();
  });

  it('is told which fields could not be read, and a save that is refused says which', async () => {
    const { host, newPosts, session, saver, goal, window } = await begun();
    window.tenant.faults.add({ kind: 'oddRow', row: { OwnerId: 7, ModifiedDate: 7 }, operation: 'getGoal' });
    host.receive({ type: 'edit', seq: 1, field: 'Name', value: 'Typed' });
    await window.store.fetchGoal(goal.Gsid);
    expect(updatesIn(await newPosts()).at(-1)?.form).toMatchObject({ unreadable: ['OwnerId'] });
    await saver.save();
    expect(session.edits.mine.Name).toBe('Typed');
    expect(updatesIn(await newPosts()).at(-1)?.form?.line.text).toContain('saving would overwrite it: Owner.');
  });

  it('is told nothing where nothing changed', async () => {
    const { session, newPosts } = await begun();
    session.changed();
    expect(await newPosts()).toEqual([]);
  });

  it('hears of a ping with its number, and nothing else', async () => {
    const { host, newPosts } = await begun();
    host.receive({ type: 'ping', seq: 1 });
    host.receive({ type: 'ping', seq: 2 });
    expect(await newPosts()).toEqual([{ type: 'state', seq: 2, update: {} }]);
  });

  it('is not told what it typed, nor of any other field', async () => {
    const { host, newPosts, session } = await begun();
    host.receive({ type: 'edit', seq: 1, field: 'Name', value: 'Typed' });
    const [update] = updatesIn(await newPosts());
    expect(session.edits.mine.Name).toBe('Typed');
    expect(Object.keys(update ?? {})).toEqual(['form']);
    const markdown = 'A long text. '.repeat(1000);
    host.receive({ type: 'edit', seq: 2, field: 'Description', value: `<p>${markdown}</p>`, markdown });
    expect(JSON.stringify(await newPosts())).not.toContain('A long text');
    session.revert();
    expect(updatesIn(await newPosts())).toMatchObject([{ values: { Name: expect.any(String) } }]);
  });

  it('is told what a template filled in', async () => {
    const { host, newPosts, session, window } = await begun();
    const template = (await window.store.templates()).find(({ isActive }) => isActive);
    session.edit('Name', '');
    await newPosts();
    host.receive({ type: 'edit', seq: 1, field: 'TemplateId', value: template?.id ?? '' });
    const posts = await newPosts();
    expect(posts[0]).toEqual({ type: 'say', text: 'Filled in from the template: Name. Undo to revert.' });
    expect(updatesIn(posts)).toMatchObject([{ values: { Name: template?.name } }]);
    expect(updatesIn(posts)[0]?.values).not.toHaveProperty('TemplateId');
  });

  it('is posted nothing once it is closed, also what was due, and its session is let go', async () => {
    const { host, newPosts, session } = await begun();
    host.receive({ type: 'edit', seq: 1, field: 'Name', value: 'Typed' });
    host.dispose();
    session.revert();
    host.post({ type: 'enterMetric' });
    host.pushChoices();
    host.receive({ type: 'edit', seq: 2, field: 'Name', value: 'Typed on' });
    expect(await newPosts()).toEqual([]);
    expect(session.isDirty).toBe(false);
  });

  it('that is not ready gets what is said then', async () => {
    const { host, newPosts } = await openHost();
    host.post({ type: 'enterMetric' });
    expect(await newPosts()).toEqual([]);
    host.receive({ type: 'ready' });
    expect((await newPosts()).at(-1)).toEqual({ type: 'enterMetric' });
  });
});

const text = fc.constantFrom('', 'a', 'b');
const action = fc.oneof(
  fc.record({ do: fc.constant('type' as const), field: fc.constantFrom('Name', 'Description', 'OwnerId'), text }),
  fc.record({ do: fc.constant('half' as const), field: fc.constantFrom('CompanyId', 'OwnerId'), text }),
  fc.record({ do: fc.constantFrom('ping', 'revert', 'undo', 'template', 'toHost', 'toPage', 'toPage') }),
);

it('a page draws anew what stands elsewhere of what was typed, such as its heading', async () => {
  const { host, newPosts } = await begun();
  const page = new Page();
  host.receive(page.sent.shift());
  for (const message of await newPosts()) page.take(message);
  for (const [index, Name] of ['Typed', 'Typed on', 'Typed on and on'].entries()) {
    page.type('Name', Name);
    host.receive(page.sent.shift());
    const [update] = updatesIn(await newPosts());
    expect(page.model.take(index + 1, update ?? {})).toBe(true);
  }
});

describe('two pages of one goal', () => {
  it('show what is typed in either, and where it is', async () => {
    const { host, newPosts, openBeside, session } = await begun();
    const { page, beside } = openBeside();
    host.receive({ type: 'edit', seq: 1, field: 'Name', value: 'Typed here' });
    host.receive({ type: 'edit', seq: 2, field: 'Description', value: '<p>a</p>', markdown: 'a' });
    host.receive({ type: 'unresolved', seq: 3, field: 'OwnerId', text: 'no' });
    await newPosts();
    expect(page.model.state).toMatchObject({
      values: { Name: 'Typed here', Description: '<p>a</p>' },
      source: { markdown: 'a' },
      unresolved: { OwnerId: 'no' },
      line: { kind: 'draft' },
    });
    beside.receive({ type: 'edit', seq: 1, field: 'Name', value: 'Typed there' });
    expect(updatesIn(await newPosts())).toMatchObject([{ values: { Name: 'Typed there' } }]);
    expect(session.edits.mine.Name).toBe('Typed there');
  });

  it('are closed one by one', async () => {
    const { host, newPosts, openBeside, session } = await begun();
    const { page, beside } = openBeside();
    host.dispose();
    beside.receive({ type: 'edit', seq: 1, field: 'Name', value: 'Typed there' });
    session.edit('Status', 'Achieved');
    expect(await newPosts()).toEqual([]);
    expect(page.model.state?.values.Status).toBe('Achieved');
  });
});

describe('a conflict', () => {
  const inConflict = async () => {
    const opened = await begun();
    const { session, window, goal, saver } = opened;
    session.edit('Name', 'Mine');
    session.edit('Status', 'Achieved');
    await window.changeElsewhere(goal, { Name: 'Theirs', Status: 'Not Started' });
    await saver.save();
    return opened;
  };

  it.each(['mine', 'theirs'] as const)('is saved at once where all of %s is chosen', async (keep) => {
    const { host, actions, saver } = await inConflict();
    host.receive({ type: 'choose', keep });
    expect([saver.choiceOf('Name'), saver.choiceOf('Status')]).toEqual([keep, keep]);
    expect(actions.send).toHaveBeenCalledTimes(1);
  });

  it('is not saved by the choice for one field', async () => {
    const { host, actions } = await inConflict();
    host.receive({ type: 'choose', keep: 'mine', field: 'Name' });
    expect(actions.send).not.toHaveBeenCalled();
  });
});

describe('a page and its host', () => {
  it('know the same once both lines are empty, whatever crossed on the way', async () => {
    const { host, session, steps, newPosts, window, parts } = await openHost();
    const template = (await window.store.templates()).find(({ isActive }) => isActive);
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 40 }), async (actions) => {
        session.revert();
        const page = new Page();
        await newPosts();
        host.receive(page.sent.shift());
        const toPage = [...(await newPosts())];
        for (const each of actions) {
          if (each.do === 'type') page.type(each.field, each.text);
          else if (each.do === 'half') page.editUnresolved(each.field, each.text);
          else if (each.do === 'ping') page.ping();
          else if (each.do === 'revert') session.revert();
          else if (each.do === 'undo') steps.pop()?.undo();
          else if (each.do === 'template') session.edit('TemplateId', template?.id ?? '');
          else if (each.do === 'toHost' && page.sent.length > 0) host.receive(page.sent.shift());
          else if (each.do === 'toPage') toPage.splice(0, 1).forEach((message) => page.take(message));
          toPage.push(...(await newPosts()));
        }
        for (const message of page.sent.splice(0)) host.receive(message);
        for (const message of [...toPage, ...(await newPosts())]) page.take(message);
        expect(page.model.state).toEqual(formStateOf(parts));
        expect(page.metrics).toEqual(metricStateOf(session.metric, ['users']));
      }),
      { numRuns: 150 },
    );
  });
});
