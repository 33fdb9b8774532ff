import type { MetricTheme } from './goalTheme.ts';

export const active: MetricTheme = ['Weekly active users', 'users', 80, 2400];
export const trained: MetricTheme = ['People trained', 'users', 20, 400];
export const saved: MetricTheme = ['Hours saved a month', 'hours', 40, 900];
export const money: MetricTheme = ['Yearly saving', 'USD', 20_000, 900_000];
export const satisfied: MetricTheme = ['Satisfied answers in the survey', '%', 70, 95];
export const solved: MetricTheme = ['Tickets solved on the first answer', '%', 55, 90];
export const automated: MetricTheme = ['Automated workflows', 'workflows', 4, 60];
export const seats: MetricTheme = ['Seats in use', 'seats', 50, 3000];
export const sites: MetricTheme = ['Sites live', 'sites', 3, 40];
export const sessions: MetricTheme = ['Training sessions held', 'sessions', 3, 24];
export const dashboards: MetricTheme = ['Dashboards in weekly use', 'dashboards', 3, 25];
export const integrations: MetricTheme = ['Systems connected', 'systems', 2, 9];
