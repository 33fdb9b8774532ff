import * as vscode from 'vscode';

/** One question of several that are asked one after another. */
export type InputStep<T> = {
  readonly title: string;
  readonly number: number;
  readonly of: number;
  readonly prompt: string;
  readonly placeholder: string;
  readonly isSecret: boolean;
  /** What is in the box at first. */
  readonly text: string;
  /** Hears of every change, so that nothing that was typed goes with the box. */
  readonly onText: (text: string) => void;
  /** In place of the prompt while an entry is judged. */
  readonly judging: string;
  /** Is aborted when the text changes or the step is left. */
  readonly judge: (text: string, signal: AbortSignal) => Verdict<T> | Promise<Verdict<T>>;
};

export type Verdict<T> = { readonly accepted: T } | { readonly problem: string };

/** 'left' when the person went away from the questions, or `signal` was aborted. */
export type InputOutcome<T> = { readonly accepted: T } | 'back' | 'left';

export const askStep = <T>(step: InputStep<T>, signal: AbortSignal): Promise<InputOutcome<T>> => {
  if (signal.aborted) return Promise.resolve('left');
  const box = createBox(step);
  const judge = createJudge(step, box);
  const leave = new AbortController();
  const outcome = new Promise<InputOutcome<T>>((resolve, reject) => {
    box.onDidHide(() => resolve('left'));
    box.onDidTriggerButton(() => resolve('back'));
    box.onDidChangeValue((text) => {
      judge.abort();
      step.onText(text);
    });
    box.onDidAccept(() => {
      judge.run().then((accepted) => accepted && resolve(accepted), reject);
    });
    signal.addEventListener('abort', () => resolve('left'), { signal: leave.signal });
  });
  box.show();
  return outcome.finally(() => {
    leave.abort();
    judge.abort();
    // VS Code has one input field for all questions, and leaves the last text in it.
    box.value = '';
    box.hide();
    box.dispose();
  });
};

const createBox = <T>(step: InputStep<T>): vscode.InputBox => {
  const box = vscode.window.createInputBox();
  box.title = step.title;
  box.step = step.number;
  box.totalSteps = step.of;
  box.prompt = step.prompt;
  box.placeholder = step.placeholder;
  box.password = step.isSecret;
  box.value = step.text;
  // People go to another window to look up the domain and the key.
  box.ignoreFocusOut = true;
  if (step.number > 1) box.buttons = [vscode.QuickInputButtons.Back];
  return box;
};

type Judge<T> = { run(): Promise<{ readonly accepted: T } | undefined>; abort(): void };

/** Shows in the box that an entry is judged, and what is wrong with it. A second Enter meanwhile does nothing. */
const createJudge = <T>(step: InputStep<T>, box: vscode.InputBox): Judge<T> => {
  let running: AbortController | undefined;
  const show = (isBusy: boolean, problem: string | undefined): void => {
    box.busy = isBusy;
    box.prompt = isBusy ? step.judging : step.prompt;
    box.validationMessage =
      problem === undefined ? undefined : { message: problem, severity: vscode.InputBoxValidationSeverity.Error };
  };
  return {
    run: async () => {
      if (running !== undefined) return undefined;
      const mine = (running = new AbortController());
      show(true, undefined);
      const verdict = await step.judge(box.value, mine.signal);
      if (mine.signal.aborted) return undefined;
      running = undefined;
      if ('accepted' in verdict) return verdict;
      show(false, verdict.problem);
      return undefined;
    },
    abort: () => {
      running?.abort();
      running = undefined;
      show(false, undefined);
    },
  };
};
