import { describe, expect, it } from 'vitest';
import { GoalEdits, stepPauseMs, type Step } from '../../../src/editing/goalEdits.ts';
import { noFields, type GoalFields } from '../../../src/model/goalFields.ts';

const stored: GoalFields = { ...noFields, Name: 'Stored', CompanyId: 'C1', Status: 'In Progress', Description: 'Old' };

/** Types into the edits, and keeps VS Code's undo stack as VS Code would. */
const typing = (edits = new GoalEdits(stored)) => {
  const steps: Step[] = [];
  const type = (changes: Partial<GoalFields>, at: number): void => {
    const step = edits.edit(changes, 'editGoal', at);
    if (step !== undefined) steps.push(step);
  };
  const undo = (): void => steps.at(-1)?.undo();
  const redo = (): void => steps.at(-1)?.redo();
  return { edits, steps, type, undo, redo };
};

describe('steps', () => {
  it('are one for what is typed into a field without a pause', () => {
    const { edits, steps, type, undo, redo } = typing();
    type({ Name: 'S' }, 0);
    type({ Name: 'Se' }, stepPauseMs);
    type({ Name: 'See' }, 2 * stepPauseMs);
    expect(steps).toHaveLength(1);
    undo();
    expect(edits.mine.Name).toBe('Stored');
    redo();
    expect(edits.mine.Name).toBe('See');
  });

  it.each([
    ['a pause', stepPauseMs + 1, 'Name'],
    ['another field', 0, 'Description'],
  ])('are two after %s', (_, later, field) => {
    const { steps, type } = typing();
    type({ Name: 'a' }, 0);
    type({ [field]: 'b' }, later);
    expect(steps).toHaveLength(2);
  });

  it('are two when something was saved or undone in between', () => {
    const { edits, steps, type, undo } = typing();
    type({ Name: 'a' }, 0);
    edits.closeStep();
    type({ Name: 'ab' }, 1);
    undo();
    type({ Name: 'ac' }, 2);
    expect(steps).toHaveLength(3);
  });

  it('are none where nothing changes', () => {
    const { steps, type } = typing();
    type({ Name: 'Stored' }, 0);
    expect(steps).toHaveLength(0);
  });

  it('take several fields at once, as a template fills them', () => {
    const { edits, steps, type, undo } = typing(new GoalEdits());
    type({ TemplateId: 'T', Name: 'From template', Description: 'Text' }, 0);
    expect(steps).toHaveLength(1);
    undo();
    expect(edits.mine).toEqual(noFields);
  });
});

describe('what the tenant holds', () => {
  it('is followed by fields that are not edited', () => {
    const { edits, type } = typing();
    type({ Name: 'Mine' }, 0);
    edits.refresh({ Name: 'Theirs', Status: 'Achieved' });
    expect(edits.mine).toMatchObject({ Name: 'Mine', Status: 'Achieved' });
    expect(edits.base).toMatchObject({ Name: 'Stored', Status: 'Achieved' });
    expect(edits.changed()).toEqual(['Name']);
  });

  it('shows again when an edit is undone', () => {
    const { edits, type, undo } = typing();
    type({ Name: 'Mine' }, 0);
    edits.refresh({ Name: 'Theirs' });
    undo();
    expect(edits.mine.Name).toBe('Theirs');
    expect(edits.changed()).toEqual([]);
  });

  it('ends an edit that says the same', () => {
    const { edits, type } = typing();
    type({ Name: 'Same' }, 0);
    edits.refresh({ Name: 'Same' });
    expect(edits.changed()).toEqual([]);
    expect(edits.base.Name).toBe('Same');
  });

  it('comes back with a revert', () => {
    const { edits, type } = typing();
    type({ Name: 'Mine' }, 0);
    edits.refresh({ Name: 'Theirs' });
    edits.revert();
    expect(edits.mine.Name).toBe('Theirs');
  });

  it('is what edits go on from, once a person has seen it', () => {
    const { edits, type } = typing();
    type({ Name: 'Mine' }, 0);
    edits.rebase({ ...stored, Name: 'Theirs', Status: 'Missed' });
    expect(edits.base).toMatchObject({ Name: 'Theirs', Status: 'Missed' });
    expect(edits.mine).toMatchObject({ Name: 'Mine', Status: 'Missed' });
  });
});

describe('a tenant’s change that was not seen', () => {
  it('stays a conflict where only others were', () => {
    const { edits, type } = typing();
    type({ Name: 'Mine' }, 0);
    type({ Status: 'Achieved' }, 1);
    edits.rebase({ ...stored, Name: 'Theirs', Status: 'Missed' }, ['Name']);
    expect(edits.base).toMatchObject({ Name: 'Theirs', Status: stored.Status });
    expect(edits.mine).toMatchObject({ Name: 'Mine', Status: 'Achieved' });
  });

  it('is taken where an edit was taken back while it was sent', () => {
    const edits = new GoalEdits(stored, { ...stored, Name: 'Mine' }, { sent: { Status: 'Achieved' } });
    edits.rebase({ ...stored, Name: 'Theirs', Status: 'Missed' }, ['Name']);
    expect(edits.mine.Status).toBe('Missed');
    expect(edits.changed()).toEqual(['Name']);
  });
});

describe('a save', () => {
  it('leaves what was typed meanwhile on what was shown then, not on what a colleague made of it since', () => {
    const { edits, type } = typing();
    type({ Name: 'Mine' }, 0);
    edits.sending({ Name: 'Mine' });
    const sent = edits.mine;
    type({ Status: 'Missed' }, 10);
    edits.saved(sent, { ...stored, Name: 'Mine', Status: 'Achieved' });
    expect(edits.changed()).toEqual(['Status']);
    expect([edits.base, edits.mine, edits.tenant].map(({ Status }) => Status)).toEqual([
      'In Progress',
      'Missed',
      'Achieved',
    ]);
  });

  it('leaves nothing edited', () => {
    const { edits, type } = typing();
    type({ Name: ' Mine ' }, 0);
    edits.sending({ Name: 'Mine' });
    edits.saved(edits.mine, { ...stored, Name: 'Mine' });
    expect(edits.changed()).toEqual([]);
    expect(edits.mine.Name).toBe('Mine');
  });

  it('leaves what was typed meanwhile', () => {
    const { edits, type } = typing();
    type({ Name: 'Mine' }, 0);
    edits.sending({ Name: 'Mine' });
    const sent = edits.mine;
    type({ Name: 'Mine, longer' }, 1);
    edits.saved(sent, { ...stored, Name: 'Mine' });
    expect(edits.changed()).toEqual(['Name']);
    expect(edits.base.Name).toBe('Mine');
    expect(edits.mine.Name).toBe('Mine, longer');
  });

  it('can be undone back to the older text, which is an edit then', () => {
    const { edits, type, undo } = typing();
    type({ Name: 'Mine' }, 0);
    edits.sending({ Name: 'Mine' });
    edits.saved(edits.mine, { ...stored, Name: 'Mine' });
    undo();
    expect(edits.mine.Name).toBe('Stored');
    expect(edits.changed()).toEqual(['Name']);
  });
});

describe('what was sent and never answered', () => {
  const inDoubt = (mine: string) => new GoalEdits(stored, { ...stored, Name: mine }, { sent: { Name: 'Sent' } });

  it.each(['Stored', 'Typed on'])('and has arrived leaves %s an edit of it', (mine) => {
    const edits = inDoubt(mine);
    expect(edits.changed()).toEqual(['Name']);
    edits.refresh({ ...stored, Name: 'Sent', Status: 'Achieved' });
    expect(edits.base).toMatchObject({ Name: 'Sent', Status: 'Achieved' });
    expect(edits.mine).toMatchObject({ Name: mine, Status: 'Achieved' });
    expect(edits.sent).toBeUndefined();
    expect(edits.changed()).toEqual(['Name']);
  });

  it('and has arrived is no edit where nothing more was typed', () => {
    const edits = inDoubt('Sent');
    edits.refresh({ ...stored, Name: 'Sent' });
    expect(edits.changed()).toEqual([]);
  });

  it('and has not arrived leaves what was taken back an edit', () => {
    const edits = inDoubt('Stored');
    edits.refresh(stored);
    expect(edits.mine.Name).toBe('Stored');
    expect(edits.changed()).toEqual(['Name']);
  });

  it('is no colleague’s change, and theirs is', () => {
    const edits = inDoubt('Typed on');
    edits.refresh({ ...stored, Name: 'Theirs' });
    expect(edits.base.Name).toBe('Stored');
  });

  it.each(['revert', 'rebase'] as const)('is forgotten with a %s', (way) => {
    const edits = inDoubt('Stored');
    edits[way](stored);
    expect(edits.changed()).toEqual([]);
  });
});

describe('a draft from disk', () => {
  const draft = { ...stored, Name: 'Drafted' };

  it('is one step, whose undo is what the tenant holds', () => {
    const edits = new GoalEdits(stored, draft);
    const step = edits.restored('restoreDraft');
    edits.refresh({ ...stored, Name: 'Theirs' });
    expect(edits.mine.Name).toBe('Drafted');
    step?.undo();
    expect(edits.mine.Name).toBe('Theirs');
    step?.redo();
    expect(edits.mine.Name).toBe('Drafted');
  });

  it('does not grow by what is typed next', () => {
    const edits = new GoalEdits(stored, draft);
    edits.restored('restoreDraft');
    expect(edits.edit({ Name: 'Drafted!' }, 'editGoal', 0)).toBeDefined();
  });

  it('is no step when it changes nothing', () => {
    expect(new GoalEdits(stored, stored).restored('restoreDraft')).toBeUndefined();
  });
});

describe('what is disputed', () => {
  const disputed = { theirs: { Name: 'Theirs' }, sent: { Name: 'Mine' } };
  const { Name: _, ...others } = stored;

  it.each<readonly [string, (edits: GoalEdits) => void]>([
    ['a choice between both', (edits) => edits.rebase({ ...others, Name: 'Theirs' })],
    ['a choice that is sent and may be stored', (edits) => edits.rebaseInDoubt(stored, ['Name'], {})],
  ])('is an edit, and no more after %s', (_name, choose) => {
    const edits = new GoalEdits(stored);
    edits.dispute(disputed);
    expect([edits.disputed, edits.changed()]).toEqual([disputed, ['Name']]);
    choose(edits);
    expect([edits.disputed, edits.changed()]).toEqual([undefined, []]);
  });
});
