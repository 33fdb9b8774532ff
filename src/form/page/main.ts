import { GoalForm } from './goalForm.ts';

const form = new GoalForm();
document.body.append(form.element);
form.start();
