import type { ExportedGoal } from '../csv/goalsCsv.ts';
import { Pauses } from '../model/pauses.ts';
import type { Details } from './goalDetails.ts';
import { goalMarkdown } from './goalMarkdown.ts';

/** What the list of goals has. */
export const listed: Details = { descriptions: false, metrics: false };

/** @param extension of the file that is written: `csv`, `json` or `md` */
export const exportText = async (
  goals: readonly ExportedGoal[],
  extension: string,
  details: Details = listed,
): Promise<string> => {
  const { columnsFor, csvHead, csvLines } = await import('../csv/goalsCsv.ts');
  const pauses = new Pauses();
  const each = async (textOf: (goal: ExportedGoal) => string | Promise<string>): Promise<readonly string[]> => {
    const texts: string[] = [];
    for (const goal of goals) {
      texts.push(await textOf(goal));
      await pauses.ifDue();
    }
    return texts;
  };
  if (extension === 'csv') {
    const columns = columnsFor(details, goals);
    return csvHead(columns) + (await each((goal) => csvLines([goal], columns))).join('');
  }
  if (extension === 'md') {
    const { readableInSteps } = await import('../description/richText.ts');
    const readable = async ({ Description = '' }: ExportedGoal): Promise<string> => {
      const steps = readableInSteps(Description);
      for (;;) {
        const step = steps.next();
        if (step.done === true) return step.value;
        await pauses.ifDue();
      }
    };
    return (await each(async (goal) => goalMarkdown(goal, goal.metrics, await readable(goal)))).join('\n');
  }
  const texts = await each((goal) => goalJson(goal, details));
  return `[\n${texts.join(',\n')}\n]\n`;
};

/**
 * As the contract has a goal; `unreadable` names the fields that are left out because they could not be read.
 * A description that happens to be known is left out where it was not asked for: the others would lack theirs.
 */
const goalJson = (goal: ExportedGoal, { descriptions }: Details): string => {
  const isMeant = (name: string): boolean => name !== 'asCame' && (descriptions || name !== 'Description');
  return JSON.stringify(Object.fromEntries(Object.entries(goal).filter(([name]) => isMeant(name))), undefined, 2);
};
