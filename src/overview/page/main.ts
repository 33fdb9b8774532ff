import { useDrawingStyle } from '../../webview/page/drawingElement.ts';
import { takeWords } from '../../webview/page/words.ts';
import { OverviewPage } from './overviewPage.ts';

takeWords();
useDrawingStyle();
const page = new OverviewPage();
document.body.append(page.element);
page.start();
