import { answer, lengthField, roomIn, type Answer } from './answer.ts';
import { goalAsked } from './finding.ts';
import { goalDocument, readGoal } from './goalDocument.ts';
import { counted } from './goalWords.ts';
import { objectOf, type Values } from './input.ts';
import { readHints, type Call, type Tool } from './tool.ts';

const run = async (input: Values, { tenant, signal }: Call): Promise<Answer> => {
  await tenant.bringUpToDate(signal);
  const found = await goalAsked(tenant, input);
  if (found.kind === 'answer') return found.answer;
  const parts = await readGoal(tenant, found.id, signal);
  const room = roomIn(input);
  const document = goalDocument(parts, tenant.now(), room);
  const isCut = goalDocument(parts, tenant.now(), Number.MAX_SAFE_INTEGER).length > document.length;
  return answer(
    `One goal with ${counted(parts.metrics.length, 'metric')}.`,
    document,
    isCut ? 'It is cut: call again with a larger max_characters for all of it.' : undefined,
    tenant.note(),
  );
};

export const getGoal: Tool = {
  name: 'get_goal',
  title: 'Get a goal',
  description:
    'Reads one goal as the tenant holds it now: all fields with their ids, its metrics with current and target values, and its description as Markdown. Takes the id, or the very name of a goal; several goals of one name are a question back. Links in a description are shown, never followed. Not included: attachments, comments, history.',
  input: objectOf(
    {
      goal: { type: 'string', description: 'Id, or the very name.' },
      company: { type: 'string', description: 'Id or the very name of its company, to tell namesakes apart.' },
      max_characters: lengthField,
    },
    ['goal'],
  ),
  kind: 'read',
  hints: readHints,
  run,
};
