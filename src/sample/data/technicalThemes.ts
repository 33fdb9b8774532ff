import type { GoalTheme } from './goalTheme.ts';
import { money, solved, sites, dashboards, integrations } from './metricThemes.ts';

export const technicalThemes: readonly GoalTheme[] = [
  {
    name: 'Roll out single sign-on',
    template: 'Security and compliance',
    why: 'The security team wants passwords gone before the next audit.',
    steps: [
      'Agree on the identity provider',
      'Pilot with the IT department',
      'Switch all regions in one weekend',
      'Turn password sign-in off',
    ],
    metrics: [
      ['Users on single sign-on', 'users', 150, 4000],
      ['Departments switched', 'departments', 4, 20],
      ['Password resets avoided a month', 'tickets', 30, 400],
      sites,
    ],
  },
  {
    name: 'Connect the data warehouse',
    template: 'Integration',
    why: 'Numbers differ between our reports and theirs, and nobody trusts either.',
    steps: ['Agree on the keys', 'Nightly load to staging', 'Reconcile a full quarter', 'Switch the dashboards over'],
    metrics: [
      ['Tables in step', 'tables', 12, 90],
      ['Nightly loads without an error', '%', 95, 100],
      dashboards,
      integrations,
    ],
  },
  {
    name: 'Pass the security review',
    template: 'Security and compliance',
    why: 'Legal holds the contract until the review is closed.',
    steps: [
      'Answer the questionnaire',
      'Penetration test report',
      'Data processing agreement',
      'Final call with the CISO',
    ],
    metrics: [
      ['Questions answered', 'questions', 80, 240],
      ['Findings closed', 'findings', 5, 30],
      ['Documents delivered', 'documents', 4, 15],
    ],
  },
  {
    name: 'Retire the legacy help desk',
    template: 'Integration',
    why: 'Two help desks mean two queues and lost tickets.',
    steps: ['Export the last two years', 'Redirect the mailboxes', 'Read-only for a month', 'Cancel the old contract'],
    metrics: [
      ['Tickets migrated', 'tickets', 4000, 90_000],
      ['Mailboxes redirected', 'mailboxes', 4, 25],
      money,
      solved,
    ],
  },
  {
    name: 'Meet the accessibility standard',
    template: 'Security and compliance',
    why: 'From next year public bodies may buy accessible software only.',
    steps: ['Audit of the ten main screens', 'Fix contrast and focus order', 'Test with screen-reader users'],
    metrics: [
      ['Screens passed', 'screens', 10, 40],
      ['Findings closed', 'findings', 10, 90],
      ['Users in the test panel', 'users', 4, 12],
    ],
  },
  {
    name: 'Sync contacts with the CRM',
    template: 'Integration',
    why: 'Account teams call people who left a year ago.',
    steps: ['Field mapping', 'One-way sync for a week', 'Two-way sync with conflict rules'],
    metrics: [['Contacts in step', '%', 95, 100], ['Records synced a day', 'records', 500, 40_000], integrations],
  },
  {
    name: 'Migrate to the EU region',
    template: 'Security and compliance',
    why: 'Customer data has to stay in the Union from the new year.',
    steps: ['List what is stored where', 'Dry run with a copy', 'Move on a Sunday', 'Certificate of deletion'],
    metrics: [['Data moved', 'GB', 200, 9000], ['Workspaces moved', 'workspaces', 4, 60], integrations],
  },
  {
    name: 'Publish the API catalogue',
    template: 'Integration',
    why: 'Every team writes its own connector to the same data.',
    steps: ['Inventory', 'Owners and service levels', 'Keys by team', 'Deprecate the copies'],
    metrics: [
      ['Interfaces documented', 'APIs', 8, 80],
      ['Teams with their own key', 'teams', 4, 24],
      ['Copies switched off', 'connectors', 4, 30],
    ],
  },
  {
    name: 'Introduce role-based access',
    template: 'Security and compliance',
    why: 'Half of the users are administrators.',
    steps: ['Role model with HR', 'Shadow run', 'Take rights away in steps'],
    metrics: [
      ['Users with a fitting role', '%', 90, 100],
      ['Roles defined', 'roles', 6, 24],
      ['Reviews done', 'reviews', 4, 18],
    ],
  },
];
