import type { Goal } from '../../../../src/api/schema.ts';
import { isOpen, today as dayOf } from '../../../../src/model/dueDate.ts';
import { fold } from '../../../../src/model/names/fold.ts';
import type { QueryContext } from '../../../../src/model/query/context.ts';
import { isoDay, rangeOf } from '../../../../src/model/query/days.ts';
import type { Query, Term, Value } from '../../../../src/model/query/query.ts';

/** What a goal is by a query, told goal by goal and the plain way; undefined where it is not known. */
type Answer = boolean | undefined;

export const answerOf = (query: Query, goal: Goal, context: QueryContext): Answer =>
  all(query.map((term) => termAnswer(term, goal, context)));

const all = (answers: readonly Answer[]): Answer =>
  answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
const negated = (answer: Answer): Answer => (answer === undefined ? undefined : !answer);

const termAnswer = ({ field, isNot, values }: Term, goal: Goal, context: QueryContext): Answer => {
  const answers = values.map((value) => negated(valueAnswer(field, value, goal, context)));
  return isNot ? all(answers) : negated(all(answers));
};

const contractNames: Readonly<Partial<Record<Term['field'], keyof Goal>>> = {
  status: 'Status',
  owner: 'OwnerId',
  company: 'CompanyId',
  template: 'TemplateId',
  name: 'Name',
  due: 'TargetDate',
  progress: 'CompletionPercentage',
  changed: 'ModifiedDate',
  created: 'CreatedDate',
};

const valueAnswer = (field: Term['field'], value: Value, goal: Goal, context: QueryContext): Answer => {
  const name = contractNames[field];
  const isOdd = name !== undefined && isOddIn(goal, name);
  if (value.kind === 'word' && (value.word === 'none' || value.word === 'no'))
    return negated(valueAnswer(field, { kind: 'word', word: value.word === 'none' ? 'any' : 'yes' }, goal, context));
  if (value.kind === 'word' && (value.word === 'open' || value.word === 'closed'))
    return isOddIn(goal, 'Status') ? undefined : isOpen(goal) === (value.word === 'open');
  if (value.kind === 'word' && value.word === 'overdue') {
    const isPast = goal.TargetDate !== undefined && goal.TargetDate < context.today;
    return all([isOddIn(goal, 'TargetDate') ? undefined : isPast, isOddIn(goal, 'Status') ? undefined : isOpen(goal)]);
  }
  const answer = certainly(field, value, goal, context);
  return answer === false && isOdd ? undefined : answer;
};

const isOddIn = ({ unreadable = [] }: Goal, name: keyof Goal): boolean => unreadable.some((each) => each === name);

const certainly = (field: Term['field'], value: Value, goal: Goal, context: QueryContext): Answer => {
  if (value.kind === 'word') return wordAnswer(field, value.word, goal, context);
  if (value.kind === 'name') return nameAnswer(field, value.text, value.isWhole, goal, context);
  if (field === 'progress') return isWithin(value, goal.CompletionPercentage);
  const { first, last } = rangeOf(value, context.today, field !== 'due');
  const day = field === 'due' ? goal.TargetDate : localDay(field === 'changed' ? goal.ModifiedDate : goal.CreatedDate);
  if (day === undefined) return false;
  return (!Number.isFinite(first) || day >= isoDay(first)) && (!Number.isFinite(last) || day <= isoDay(last));
};

const localDay = (moment: string | undefined): string | undefined => moment && dayOf(new Date(moment));

const isWithin = (value: Value, found: number | undefined): boolean => {
  if (found === undefined) return false;
  if (value.kind === 'between') {
    const ends = [Number(value.from ?? -Infinity), Number(value.to ?? Infinity)];
    return Math.min(...ends) <= found && found <= Math.max(...ends);
  }
  const point = value.kind === 'compare' ? Number(value.point) : Number.NaN;
  const operator = value.kind === 'compare' ? value.operator : '=';
  return { '=': found === point, '<': found < point, '<=': found <= point, '>': found > point, '>=': found >= point }[
    operator
  ];
};

const plain = (text: string): string => fold(text.split(/\s+/).filter(Boolean).join(' '));

const nameAnswer = (
  field: Term['field'],
  text: string,
  isWhole: boolean,
  goal: Goal,
  { templates }: QueryContext,
): Answer => {
  const fits = (name = ''): boolean => (isWhole ? plain(name) === plain(text) : plain(name).includes(plain(text)));
  const { Gsid, Name, CompanyId, CompanyName, OwnerId, OwnerName, TemplateId, Status } = goal;
  if (field === 'id') return Gsid === text;
  if (field === 'name') return fits(Name);
  if (field === 'status') return fits(Status);
  if (field === 'company') return CompanyId === text || fits(CompanyName);
  if (field === 'owner') return OwnerId === text || fits(OwnerName);
  if (field === 'text') return Gsid === text || fits(Name) || fits(CompanyName) || fits(OwnerName);
  if (TemplateId === text) return true;
  return TemplateId === undefined ? false : templates && fits(templates.get(TemplateId));
};

const wordAnswer = (field: Term['field'], word: string, goal: Goal, context: QueryContext): Answer => {
  if (word === 'unseen')
    return context.seenAt === undefined ? undefined : Date.parse(goal.ModifiedDate ?? '') > context.seenAt;
  if (word === '@me') return goal.OwnerId === undefined ? context.me && false : context.me?.includes(goal.OwnerId);
  if (field === 'draft') return context.drafts?.has(goal.Gsid);
  if (field === 'watched') return context.watched?.has(goal.Gsid);
  if (field === 'news') return context.news?.has(goal.Gsid);
  if (field === 'metric') return context.hasMetrics?.(goal.Gsid);
  if (field === 'description') return (goal.Description ?? '') !== '' ? true : context.hasDescription?.(goal.Gsid);
  const name = contractNames[field];
  return name !== undefined && (goal[name] ?? '') !== '';
};
