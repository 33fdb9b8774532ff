import type { GoalTemplate } from '../../api/schema.ts';
import { gsid, seeded } from './seeded.ts';

type TemplateText = readonly [name: string, category: string, description: string, isActive?: false];

const texts = [
  ['Onboarding', 'Onboarding', 'From signature to the first team in daily use.'],
  ['Roll-out to a new team', 'Adoption', 'One more department goes live: plan, train, measure.'],
  ['Feature adoption', 'Adoption', 'A capability that is paid for and not yet used.'],
  ['Time to value', 'Value', 'Shorten the way to the result that was bought.'],
  ['Cost reduction', 'Value', 'Money saved, with the customer’s own numbers.'],
  ['Support health', 'Support', 'Fewer and quicker tickets.'],
  ['Security and compliance', 'Technical', 'What the customer’s security team asks for before it signs off.'],
  ['Integration', 'Technical', 'Connect a system of record and keep it in step.'],
  ['Renewal readiness', 'Commercial', 'Everything that has to be true 90 days before renewal.'],
  ['Expansion', 'Commercial', 'More seats, regions or products.'],
  ['Migration from version 3', 'Technical', 'Version 3 was switched off; kept for the goals made from it.', false],
  ['Launch of 2021', 'Adoption', 'Replaced by Onboarding.', false],
] as const satisfies readonly TemplateText[];

export type TemplateName = (typeof texts)[number][0];

export const templates: readonly GoalTemplate[] = texts.map(([name, category, description, isActive], index) => ({
  id: gsid('template', seeded('template', index).next),
  name,
  description,
  category,
  isActive: isActive ?? true,
}));

export function templateId(name: TemplateName): string {
  return templates[texts.findIndex(([known]) => known === name)]!.id;
}
