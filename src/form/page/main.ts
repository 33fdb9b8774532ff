import { takeWords } from '../../webview/page/words.ts';
import { GoalForm } from './goalForm.ts';

takeWords();
const form = new GoalForm();
document.body.append(form.element);
form.start();
