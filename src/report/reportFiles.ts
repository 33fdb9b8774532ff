import { pictureStyle } from '../pictures/pictureStyle.ts';
import { svgText } from '../pictures/svgText.ts';
import type { Block } from './block.ts';
import { htmlReport } from './htmlReport.ts';
import { markdownReport, slides } from './markdownReport.ts';

export const reportFormats = ['html', 'markdown', 'slides'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export type ReportFiles = {
  readonly text: string;
  /** Files that stand beside it, by their names: the pictures of a Markdown file. */
  readonly beside: ReadonlyMap<string, string>;
};

type Report = {
  readonly title: string;
  readonly language: string;
  readonly blocks: readonly Block[];
  /** The name of the file without its ending, for those beside it. */
  readonly fileName: string;
};

export const reportFiles = (format: ReportFormat, { title, language, blocks, fileName }: Report): ReportFiles => {
  if (format === 'html') return { text: htmlReport({ title, language, blocks }), beside: new Map() };
  const fileOf = (name: string): string => `${fileName}-${name}.svg`;
  const beside = blocks.flatMap((block) =>
    block.kind === 'picture' ? [[fileOf(block.name), pictureFile(svgText(block.drawing))] as const] : [],
  );
  const write = format === 'slides' ? slides : markdownReport;
  return { text: write(blocks, fileOf), beside: new Map(beside) };
};

/** By this a file is known as one that may be written anew. */
export const pictureMark = '<!-- Picture of a review of customer goals -->';

const pictureFile = (svg: string): string =>
  `${pictureMark}\n${svg.replace(/^(<svg[^>]*>)/, `$1<style>${pictureStyle}</style>`)}\n`;
