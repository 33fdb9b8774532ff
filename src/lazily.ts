/** What is made of a module when somebody asks for it first. */
export type Lazy<Made> = {
  /** Once for all who ask, also at the same time. A failure is handed on, and the next who asks tries again. */
  readonly get: () => Promise<Made>;
  /** What somebody has asked for and is made or being loaded; undefined as long as nobody has, and after a failure. */
  readonly asked: Promise<Made> | undefined;
  /** Undefined as long as nobody has asked, or it is being loaded. */
  readonly made: Made | undefined;
  /** Nothing is made any more from now on, also of what is just being loaded. */
  dispose(): void;
};

/**
 * The way in which a feature is loaded on first use. Whoever is to hear of something from the start hears it outside and asks for the rest
 * then; what is made looks at how things are rather than at what was told before.
 * @param load an `import`, so that the start does not read it
 * @param end ends what was made
 */
export const lazily = <Module, Made>(
  load: () => Promise<Module>,
  make: (module: Module) => Made,
  end: (made: Made) => unknown = () => undefined,
): Lazy<Made> => {
  let asked: Promise<Made> | undefined;
  let made: { readonly value: Made } | undefined;
  let isOver = false;
  const start = async (): Promise<Made> => {
    try {
      const module = await load();
      if (isOver) throw new Error('The window ended while something was loaded.');
      made = { value: make(module) };
      return made.value;
    } catch (error) {
      asked = undefined;
      throw error;
    }
  };
  return {
    get: () => (asked ??= start()),
    get asked() {
      return asked;
    },
    get made() {
      return made?.value;
    },
    dispose: () => {
      if (!isOver && made !== undefined) end(made.value);
      isOver = true;
    },
  };
};

type Command = (row?: unknown, selected?: unknown) => unknown;

/** Of these commands, which are loaded with the first of them that is used, the one of a name. */
export const loadingCommand =
  <Name extends string>(load: () => Promise<Readonly<Record<Name, Command>>>) =>
  (name: Name) =>
  async (row?: unknown, selected?: unknown): Promise<void> => {
    await (await load())[name](row, selected);
  };
