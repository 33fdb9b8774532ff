import { useDrawingStyle } from '../../webview/page/drawingElement.ts';
import { firstElementId } from '../../webview/dataElements.ts';
import { dataIn } from '../../webview/page/dataIn.ts';
import { takeWords } from '../../webview/page/words.ts';
import { GoalForm } from './goalForm.ts';

takeWords();
useDrawingStyle();
const form = new GoalForm();
document.body.append(form.element);
form.start(dataIn(firstElementId));
